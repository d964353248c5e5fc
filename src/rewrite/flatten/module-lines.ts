// An error-first call at the top level of a module -> an async function that is called where the call was.
import type { Flow } from '../../facts/callback-items.ts';
import type { Node } from '../../syntax/node.ts';
import { rethrow } from '../async-main.ts';
import { stepLines, type Writing } from './callback-lines.ts';
import { block, commentsBetween, type Context } from './flattening.ts';
import { written } from './pieces.ts';

/** Statements behind which a parenthesis begins a new one. */
const CLOSED = /^(FunctionDeclaration|ClassDeclaration|BlockStatement|TryStatement|SwitchStatement)$/;

/** Notes replacements for each call by itself: the module goes on as it did. */
export function writeModule(w: Writing, { items }: Flow, program: Node): void {
  const { f } = w;
  const { text } = f.composer;
  for (const item of items) {
    if (item.kind !== 'step') continue;
    const { node, call, end } = item;
    const indent = f.composer.indentAt(node.start);
    const at: Context = { indent: indent + f.style.indent, inTry: false, tail: true, scope: program, path: `/${++f.blocks}` };
    f.regions.push({ node, scope: at.scope, path: at.path, declares: false });
    const comments = [...commentsBetween(f, node.start, call.start, at.indent), ...commentsBetween(f, call.end, end, at.indent)];
    const lines = [...comments, ...stepLines(w, item, at)];
    const stop = text[end - 1] === ';' || f.style.semicolons ? ';' : '';
    f.composer.replace(node.start, end, [written(`${needsGuard(node, text) ? ';' : ''}(async () => `), ...block(f, lines, indent), written(`)()${rethrow(f.style, indent)}${stop}`)]);
  }
}

/** The statement before it goes on where a parenthesis follows. */
function needsGuard(node: Node, text: string): boolean {
  const { body, directives = [] } = node['parent'] as { body?: unknown; directives?: readonly Node[] };
  if (!Array.isArray(body)) return false;
  const before: Node | undefined = (body as Node[])[(body as Node[]).indexOf(node) - 1] ?? directives.at(-1);
  return before !== undefined && text[before.end - 1] !== ';' && !CLOSED.test(before.type);
}
