// Directives: what comments of the form `// unblock: keep-sync, because …` tell the tool about the code below them.
import type { DirectiveFact, DirectiveKind } from '../core/facts.ts';
import type { Node } from '../syntax/node.ts';

const KINDS: ReadonlySet<string> = new Set<DirectiveKind>(['keep-sync', 'make-async', 'ignore-next-line', 'timeout', 'no-timeout', 'offload', 'cancel', 'settle-all', 'concurrency']);
const PATTERN = /^[\s*]*unblock:\s*([\s\S]*?)\s*$/;

/**
 * The directives among the comments of a file.
 * `keep-sync` and `make-async` are about the next line of code (comments and blank lines between do not matter),
 * so are `timeout 5s` and `no-timeout`, which only add-timeouts reads, `concurrency 8` (for a loop with `fail-fast` or `settle-all`), which only bound-concurrency does, and `ignore-next-line` about the line after the comment.
 * @param comments Babel's comments, in source order
 * @param lineAt 1-based line of a UTF-16 offset of `text`
 */
export function readDirectives(comments: readonly Node[], text: string, lineAt: (offset: number) => number): DirectiveFact[] {
  return comments.flatMap((comment): DirectiveFact[] => {
    const said = PATTERN.exec(comment['value'] as string)?.[1];
    if (said === undefined) return [];
    const word = /^[\w-]*/.exec(said)![0];
    const kind = word === 'ignore' ? 'ignore-next-line' : KINDS.has(word) ? (word as DirectiveKind) : 'unknown';
    const line = lineAt(comment.start);
    const target = kind === 'ignore-next-line' ? lineAt(comment.end) + 1 : lineAt(nextCode(comment, comments, text));
    return [{ kind, text: said, span: { start: comment.start, end: comment.end }, line, target }];
  });
}

/** The directives by which a call or a function stays as it is, by the line that they are about. */
export const keptLines = (comments: readonly Node[], text: string, lineAt: (offset: number) => number): ReadonlyMap<number, DirectiveFact> =>
  new Map(readDirectives(comments, text, lineAt).filter(({ kind }) => kind === 'keep-sync' || kind === 'ignore-next-line').map((each) => [each.target, each]));

/** Offset of the first character after `comment` that is neither blank nor in a comment; at its end when code follows on its line. */
function nextCode(comment: Node, comments: readonly Node[], text: string): number {
  let at: number = comment.end;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    const next = comments.find(({ start }) => start === at);
    if (!next) return at;
    at = next.end;
  }
}
