// Reads the Test Anything Protocol, nested or not: the leaves are the tests.
import type { Results } from './results.ts';

interface Leaf {
  readonly depth: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly names: readonly string[];
  /** What is said about it below, as it stands. */
  said?: string;
}

const RESULT = /^(\s*)(not )?ok(?: (\d+))?(?: -)?(?: (.*?))?(?:\s+\{)?$/;
const COMMENT = /^# (?:Subtest: )?(.*)$/;
const STATISTICS = /^(tests|pass|fail|time|ok|skip|todo|cancelled|suites|duration_ms)\b/;

/** `named`: a comment before a result names the test that the result belongs to (tape). */
export function parseTap(text: string, named: boolean): Results {
  const stack: Leaf[] = [];
  const bailed: string[] = [];
  let previous = -1;
  let planned = false;
  let comment = '';
  let below: string[] | undefined;
  let followsResult = false;
  for (const line of text.split(/\r?\n/)) {
    // a block that never ends is none: a test may print a line of dashes
    if (below && !/^\s*(?:not )?ok \d/.test(line)) {
      const failed = stack.at(-1);
      if (!/^\s*\.\.\.$/.test(line)) below.push(line.trim());
      else {
        if (failed?.outcome === 'failed') failed.said ??= below.join('\n').slice(0, 1500);
        below = undefined;
      }
      continue;
    }
    below = followsResult && /^\s+---$/.test(line) ? [] : undefined;
    followsResult = RESULT.test(line);
    if (below) continue;
    const remark = COMMENT.exec(line);
    if (remark && !STATISTICS.test(remark[1]!)) comment = remark[1]!;
    if (/^1\.\.\d+/.test(line)) planned = true;
    if (/^\s*Bail out!/.test(line)) bailed.push(line.trim());
    const result = RESULT.exec(line);
    if (!result) continue;

    const depth = result[1]!.length;
    const name = (result[4] ?? '').replace(/\s*# time ?=.*$/, '');
    const skipped = /# (?:skip|todo)/i.test(line);
    const failed = result[2] !== undefined;
    if (depth < previous || (stack.at(-1)?.depth ?? -1) > depth) {
      const inner = closed(stack, depth, name);
      if (inner.length > 0) {
        previous = depth;
        if (failed && !inner.some(({ outcome }) => outcome === 'failed')) stack.push({ depth, outcome: skipped ? 'skipped' : 'failed', names: [name] });
        continue;
      }
    }
    const outcome = skipped ? 'skipped' : failed ? 'failed' : 'passed';
    stack.push({ depth, outcome, names: [named && depth === 0 && comment !== '' ? `${comment} :: ${name}` : name] });
    previous = depth;
  }
  const of = (wanted: Leaf['outcome']): string[] => stack.filter(({ outcome }) => outcome === wanted).map(({ names }) => names.join(' > '));
  return { passed: of('passed'), failed: [...bailed, ...of('failed')], skipped: of('skipped'), errors: Object.fromEntries(stack.flatMap(({ names, said }) => (said === undefined ? [] : [[names.join(' > '), saidIn(said)]]))), ended: planned };
}

/** The message, when there is one, else the first line that is no heading; the rest follows. */
function saidIn(text: string): string {
  const message = /^(?:message|error):\s*['">|-]*\s*(\S[\s\S]*)/m.exec(text)?.[1] ?? /^stack: \|-?\n([\s\S]*)/m.exec(text)?.[1];
  return message ?? text;
}

/** A result at `depth` sums up the deeper ones before it: they get its name and move up. */
function closed(stack: Leaf[], depth: number, name: string): Leaf[] {
  const first = stack.findLastIndex((leaf) => leaf.depth <= depth) + 1;
  const inner = stack.splice(first).map((leaf) => ({ ...leaf, depth, names: [name, ...leaf.names] }));
  stack.push(...inner);
  return inner;
}
