// Two orders of the steps of a race, in words: as they came when nothing waited, and as they can come when two calls overlap.
import type { Interleavings, Step } from '../../core/guards.ts';
import type { Race } from '../../facts/races/find-races.ts';

type LineOf = (offset: number) => number;

export function interleavingsOf({ kind, cell, first, wait, last }: Race, lineOf: LineOf): Interleavings {
  const of = (call: Step['call'], does: string, at: { readonly start: number }): Step => ({ call, does, line: lineOf(at.start) });
  const { text } = cell;
  switch (kind) {
    case 'stale-read': return ordered((call) => [of(call, `reads ${text}`, first), of(call, 'waits', wait)], (call, isLate) => [of(call, `writes ${text}${isLate ? ', from what it read before A wrote' : ''}`, last)]);
    case 'lost-write': return ordered((call) => [of(call, `writes ${text}`, first), of(call, 'waits', wait)], (call, isLate) => [of(call, `reads ${text}${isLate ? '' : MIXED}`, last)], true);
    case 'file-write': return ordered((call) => [of(call, `begins to write ${text}`, first)], (call) => [of(call, `ends writing ${text}`, last)]);
    case 'iteration': {
      const steps = [of('A', `takes the next of ${text}`, first), of('A', 'waits', wait), of('A', `takes the next of ${text}`, last)];
      const change: Step = { call: 'B', does: `changes ${text}`, line: lineOf(first.start) };
      return { inTurn: [...steps, change], mixed: [...steps.slice(0, 2), change, steps[2]!] };
    }
  }
}

/** What A finds when B wrote in between. */
const MIXED = ', which is what B wrote';

function ordered(begin: (call: Step['call']) => Step[], end: (call: Step['call'], isLate: boolean) => Step[], isLost = false): Interleavings {
  const plain = (steps: Step[]): Step[] => steps.map((step) => ({ ...step, does: step.does.replace(MIXED, '').replace(/, from what .*/, '') }));
  return {
    inTurn: plain([...begin('A'), ...end('A', false), ...begin('B'), ...end('B', false)]),
    mixed: isLost ? [...begin('A'), ...begin('B'), ...end('A', false), ...plain(end('B', true))] : [...begin('A'), ...begin('B'), ...plain(end('A', false)), ...end('B', true)],
  };
}
