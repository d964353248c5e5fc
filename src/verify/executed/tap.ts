// Reads the Test Anything Protocol, nested or not: the leaves are the tests.
import type { Results } from './results.ts';

interface Leaf {
  readonly depth: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly names: readonly string[];
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
  for (const line of text.split(/\r?\n/)) {
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
  return { passed: of('passed'), failed: [...bailed, ...of('failed')], skipped: of('skipped'), errors: {}, ended: planned };
}

/** A result at `depth` sums up the deeper ones before it: they get its name and move up. */
function closed(stack: Leaf[], depth: number, name: string): Leaf[] {
  const first = stack.findLastIndex((leaf) => leaf.depth <= depth) + 1;
  const inner = stack.splice(first).map((leaf) => ({ ...leaf, depth, names: [name, ...leaf.names] }));
  stack.push(...inner);
  return inner;
}
