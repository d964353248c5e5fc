// Chains of causes: what explain() answers for each kind of decision, how to overrule it, and the text of it.
import { describe, expect, test } from 'vitest';
import type { Cause, Decision, MigrationPlan } from '../src/core/plan.ts';
import { palette } from '../src/preview/palette.ts';
import { explanation, hunkReasons } from '../src/preview/why.ts';
import { dependants, explain, overrule } from '../src/propagate/explain.ts';
import { decisions, explainerFor, makePlan } from './preview-fixture.ts';

const plan = makePlan();
const look = { colours: palette(false), width: 80 };
const text = (decision: Decision, of = plan): string => explanation(decision, explainerFor(of), look).join('\n');

/** A plan of made-up decisions in one file. */
function planOf(...list: (Pick<Decision, 'id' | 'verdict' | 'cause'> & Partial<Decision>)[]): MigrationPlan {
  const full = list.map((each, i): Decision => ({ file: 'a.js', span: { start: i, end: i + 1 }, line: i + 1, transform: 't', name: each.id, alsoBecause: [], needs: [], ...each }));
  return { ...plan, files: { 'a.js': { hash: '', decisions: full } }, sites: [] };
}
const at = { file: 'a.js', line: 9, column: 1, span: { start: 0, end: 1 } };
const mapped: Cause = { kind: 'mapped-api', api: 'fs.statSync', target: 'node:fs/promises stat' };
const awaits = (decision: string): Cause => ({ kind: 'awaits', decision, at });
const get = (from: MigrationPlan, id: string): Decision => from.files['a.js']!.decisions.find((decision) => decision.id === id)!;

describe('the provenance block', () => {
  test('a call at the end of the chain', () => {
    expect(text(decisions.callUser)).toBe(
      `src/server.js:5  loadUser() is awaited
  loadUser awaits readConfig()      src/user.js:5
  readConfig calls fs.readFileSync  src/config.js:6  -> node:fs/promises readFile
  to overrule: // unblock: keep-sync above src/user.js:4 (spares 5 changes)`,
    );
  });
  test('the API call itself', () => {
    expect(text(decisions.read)).toBe(
      `src/config.js:6  fs.readFileSync is replaced by its asynchronous twin
  fs.readFileSync blocks  src/config.js:6  -> node:fs/promises readFile
  to overrule: // unblock: keep-sync above src/config.js:5 (spares 5 changes)`,
    );
  });
  test('a site that stays because of an obstacle', () => {
    expect(text(decisions.readRaw)).toBe(
      `src/config.js:12  fs.readFileSync stays as it is
  fs.readFileSync stays because get raw does  src/config.js:11
  getter  src/config.js:11
    A getter cannot wait: whoever reads the property needs its value at once.
    Make it a method.
  to overrule: change the code at src/config.js:11 so that it can wait, then run
  unblock again`,
    );
  });
  test('a site that stays for the public API', () => {
    expect(text(decisions.readVersion)).toContain('to overrule: --public-api break');
  });
  test('a directive, with what it takes to lift it', () => {
    const own = planOf({ id: 'load', verdict: 'keep', cause: { kind: 'directive', at, text: '// unblock: keep-sync' } });
    expect(text(get(own, 'load'), own)).toBe(
      `a.js:1  load stays as it is
  load: // unblock: keep-sync  a.js:9
  to overrule: take away // unblock: keep-sync at a.js:9`,
    );
  });
  test('escape sequences of the source do not reach the terminal', () => {
    const own = planOf({ id: '\u001b[31mevil', verdict: 'keep', cause: { kind: 'hazard', code: 'x', at, message: 'bad \u001b]0;title\u0007' } });
    expect(text(own.files['a.js']!.decisions[0]!, own)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('explain', () => {
  test('a function that awaits a call: call and function are one step, the API ends it', () => {
    expect(explain(plan, decisions.loadUser)).toEqual([
      { relation: 'awaits', subject: 'loadUser', object: 'readConfig', at: { file: 'src/user.js', line: 5 }, decisions: [decisions.loadUser.id, decisions.callConfig.id] },
      { relation: 'calls-api', subject: 'readConfig', object: 'fs.readFileSync', target: 'node:fs/promises readFile', at: { file: 'src/config.js', line: 6 }, decisions: [decisions.readConfig.id, decisions.read.id] },
    ]);
  });
  test('links that skip the call decision read the same', () => {
    const own = planOf({ id: 'api', verdict: 'replace-api', cause: mapped }, { id: 'f', verdict: 'make-async', cause: awaits('api') }, { id: 'g', verdict: 'make-async', cause: awaits('f') });
    expect(explain(own, get(own, 'g')).map(({ relation, subject, object }) => [relation, subject, object])).toEqual([
      ['awaits', 'g', 'f'],
      ['calls-api', 'f', 'fs.statSync'],
    ]);
  });
  test('a loop, a contract and a type', () => {
    const own = planOf(
      { id: 'api', verdict: 'replace-api', cause: mapped },
      { id: 'callback', verdict: 'make-async', cause: awaits('api') },
      { id: 'files.map', verdict: 'loop', cause: awaits('callback') },
      { id: 'A.load', verdict: 'make-async', cause: awaits('files.map') },
      { id: 'B.load', verdict: 'make-async', cause: { kind: 'same-contract', decision: 'A.load', at } },
      { id: 'string', verdict: 'retype', cause: awaits('B.load') },
    );
    expect(explain(own, get(own, 'string')).map(({ relation, subject, object }) => `${subject} ${relation} ${object}`)).toEqual([
      'string follows B.load',
      'B.load same-contract A.load',
      'A.load awaits files.map',
      'callback calls-api fs.statSync',
    ]);
  });
  test('a circle or a missing link ends the chain', () => {
    const own = planOf({ id: 'f', verdict: 'make-async', cause: awaits('g') }, { id: 'g', verdict: 'make-async', cause: awaits('f') }, { id: 'h', verdict: 'make-async', cause: awaits('nowhere') });
    expect(explain(own, get(own, 'f'))).toHaveLength(2);
    expect(explain(own, get(own, 'h'))).toEqual([]);
  });
  test('100,000 links', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({ id: `f${i}`, verdict: 'make-async' as const, cause: i === 0 ? mapped : awaits(`f${i - 1}`) }));
    const own = planOf(...chain);
    expect(explain(own, get(own, 'f99999'))).toHaveLength(99_999);
    expect(dependants(own, 'f0').size).toBe(100_000);
  });
});

describe('what falls with a decision', () => {
  test('all that must be carried out together', () => {
    expect([...dependants(plan, decisions.loadUser.id)].sort()).toEqual([decisions.read, decisions.readConfig, decisions.callConfig, decisions.loadUser, decisions.callUser].map(({ id }) => id).sort());
  });
  test('not what has another cause left, and no refusals', () => {
    const own = planOf(
      { id: 'one', verdict: 'replace-api', cause: mapped },
      { id: 'two', verdict: 'replace-api', cause: mapped },
      { id: 'f', verdict: 'make-async', cause: awaits('one'), alsoBecause: [awaits('two')] },
      { id: 'g', verdict: 'make-async', cause: awaits('one') },
      { id: 'stays', verdict: 'keep', cause: awaits('one') },
    );
    expect([...dependants(own, 'one')]).toEqual(['one', 'g']);
  });
  test('the nearest function that a call rests on is the one to overrule', () => {
    expect(overrule(plan, decisions.callUser)).toEqual({ kind: 'directive', directive: 'keep-sync', above: { file: 'src/user.js', line: 4 }, spares: 5 });
  });
});

test('reasons of a hunk: decisions that another chain passes through need no line', () => {
  const explainer = explainerFor(plan);
  expect(hunkReasons([decisions.loadUser.id, decisions.callConfig.id], explainer)).toEqual(['loadUser awaits readConfig() <- readConfig calls fs.readFileSync at src/config.js:6 -> node:fs/promises readFile']);
  expect(hunkReasons(['unknown'], explainer)).toEqual(['goes with the other changes of this file']);
});

test('a long chain is shortened in its middle', () => {
  const own = planOf({ id: 'api', verdict: 'replace-api', cause: mapped }, ...Array.from({ length: 9 }, (_, i) => ({ id: `f${i}`, verdict: 'make-async' as const, cause: awaits(i === 0 ? 'api' : `f${i - 1}`) })));
  expect(hunkReasons(['f8'], explainerFor(own))).toEqual(['f8 awaits f7() <- 6 more <- f1 awaits f0() <- f0 calls fs.statSync at a.js:9 -> node:fs/promises stat']);
});
