// The decisions about loops above which a directive asks that their turns run together: `// unblock: concurrency 8, fail-fast`.
import { concurrencyOf, TURNS_TOGETHER, type TurnsData } from '../../core/bounds.ts';
import type { DirectiveFact } from '../../core/facts.ts';
import type { Span } from '../../core/source.ts';
import type { BoundObstacle } from '../../facts/bounds/mapped-promises.ts';
import { requestedParts, type RequestedParts } from '../../facts/bounds/requested-loops.ts';
import { walk, type Node } from '../../syntax/node.ts';
import { refusedPlace } from '../file-by-file.ts';
import { judgedPlace } from '../judged-place.ts';
import type { BoundOptions } from './plan-bounds.ts';
import type { ReadFile } from './read-files.ts';

export interface Requested {
  readonly directive: DirectiveFact;
  readonly loop: Node;
}

const MODE = /(?<![\w-])(?:fail-fast|settle-all)(?![\w-])/g;

/**
 * Loops that begin on the line that a directive is about.
 * @param heeded directives that say something of a Promise.all, and of the loop only where they say what a failure does
 */
export function requestedLoops(file: ReadFile, directives: readonly DirectiveFact[], heeded: ReadonlySet<DirectiveFact>): Requested[] {
  const asked = new Map(directives.filter((each) => each.kind === 'concurrency' && !(heeded.has(each) && each.text.match(MODE) === null)).map((each) => [each.target, each]));
  const found: Requested[] = [];
  if (asked.size > 0) {
    walk(file.program, (node) => {
      const directive = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(node.type) ? asked.get(file.lineOf(node.start)) : undefined;
      if (directive && !isDone(file, file.lineOf(node.start))) found.push({ directive, loop: node });
    });
  }
  return found;
}

/** An earlier run did what a directive asks for on this line. */
export function isDone({ source, loops }: ReadFile, line: number): boolean {
  const text = source.text.split('\n', line)[line - 1] ?? '';
  return loops.some((name) => text.includes(`${name}(`));
}

/** @param changed spans in which something else becomes bounded */
export function judgedRequest(file: ReadFile, { directive, loop }: Requested, options: BoundOptions, transform: string, changed: readonly Span[]): ReturnType<typeof judgedPlace> {
  const { source, lineOf } = file;
  const parts = requestedParts(loop, file.names, source.text);
  const concurrency = concurrencyOf(/^concurrency:?\s+(\d+)/.exec(directive.text)?.[1] ?? '');
  const [mode, ...others] = new Set(directive.text.match(MODE));
  const obstacle: BoundObstacle | undefined = refusedPlace({ file: source.id, span: { start: loop.start, end: loop.end } }, options.limits, options)
    ?? (concurrency === undefined ? { code: 'bound-no-value' } : undefined)
    ?? (mode === undefined || others.length > 0 ? { code: 'bound-loop-mode', to: 'it does not say which' } : undefined)
    ?? ('code' in parts ? parts : undefined)
    ?? ('code' in parts || !parts.pushed || mode === 'fail-fast' ? undefined : { code: 'bound-loop-mode', to: 'what is pushed after a failure has no place, so only fail-fast can be said' })
    ?? ('code' in parts || !isMoved(parts, changed) ? undefined : { code: 'bound-loop-form', to: 'another change stands in what moves' });
  const data = obstacle || 'code' in parts ? undefined : dataOf(parts, concurrency!, mode === 'settle-all');
  return judgedPlace(source, lineOf, transform, { node: loop, name: 'a loop that waits', verdict: 'bound', target: obstacle ? '' : `${TURNS_TOGETHER}, ${concurrency} at a time, ${mode}`, obstacle, ...(data && { data }) });
}

const spanOf = ({ start, end }: Node): Span => ({ start, end });

function dataOf({ pattern, list, body, continues, pushed }: RequestedParts, concurrency: number, settles: boolean): TurnsData {
  return { concurrency, turns: { pattern: spanOf(pattern), list: spanOf(list), body: spanOf(body), isBlock: body.type === 'BlockStatement', continues: continues.map(spanOf), settles, ...(pushed && { pushed: spanOf(pushed) }) } };
}

/** Something that is written in another place has a change of its own. */
const isMoved = ({ list, pushed }: RequestedParts, changed: readonly Span[]): boolean =>
  changed.some((span) => [list, pushed].some((each) => each && span.start >= each.start && span.end <= each.end));
