// --cpuprofile and bench-offload: which functions hold the event loop, whether a worker can do them, and what is not worth one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { isWorthIt, type MeasuredFunction, type RoundTrip } from '../src/measure/round-trip.ts';
import { heldTimes } from '../src/profile/held-times.ts';
import { ProfileError, profileFrom } from '../src/profile/read-profile.ts';
import { runCli } from './cli-run.ts';
import { installed } from './temporary.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A profile of functions `a > b > c`: the stack of each sample by its innermost function, and for how many milliseconds. */
function profile(samples: readonly (readonly [string, number])[], url = 'file:///x/lib/a.js'): string {
  const names = ['(root)', '(idle)', '(program)', '(garbage collector)', 'a', 'b', 'c', 'lib', 'zlib'];
  const parents: Readonly<Record<string, string>> = { b: 'a', c: 'b', lib: 'b', zlib: 'b' };
  const urls: Readonly<Record<string, string>> = { lib: 'file:///x/node_modules/lib/index.js', zlib: 'node:zlib' };
  const nodes = names.map((name, id) => ({
    id: id + 1, hitCount: 0,
    callFrame: { functionName: name, scriptId: '1', url: name.startsWith('(') ? '' : (urls[name] ?? url), lineNumber: name.startsWith('(') ? -1 : id, columnNumber: 0 },
    children: names.flatMap((child, i) => (child !== '(root)' && (parents[child] ?? '(root)') === name ? [i + 1] : [])),
  }));
  const timeDeltas = [0, ...samples.map(([, ms]) => ms * 1000)].slice(0, samples.length);
  const total = samples.reduce((all, [, ms]) => all + ms * 1000, 0);
  return JSON.stringify({ nodes, startTime: 1000, endTime: 1000 + total, samples: samples.map(([name]) => names.indexOf(name) + 1), timeDeltas });
}

test('time is that of the innermost function of the program, and no call is longer than the longest time without a break', () => {
  const read = profileFrom(profile([['a', 1], ['b', 2], ['lib', 4], ['(garbage collector)', 8], ['zlib', 16], ['a', 32], ['b', 64], ['(idle)', 128], ['c', 256], ['(program)', 1], ['b', 2]]), 'p');
  const held = heldTimes(read, ({ frame }) => (frame.url.includes('/lib/a.js') ? frame.name : undefined));
  expect(read.totalMs).toBe(514);
  expect(Object.fromEntries(held)).toEqual({
    a: { selfMs: 33, textMs: 33, totalMs: 377, longestMs: 256, stretches: 3, inNode: {} },
    b: { selfMs: 88, textMs: 68, totalMs: 344, longestMs: 256, stretches: 4, inNode: { zlib: 16 } },
    c: { selfMs: 256, textMs: 256, totalMs: 256, longestMs: 256, stretches: 1, inNode: {} },
  });
});

const GOOD = JSON.parse(profile([['a', 1], ['b', 2]])) as { nodes: { children: number[] }[] };
test.each([
  ['', 'the file is empty'],
  [profile([['a', 1]]).slice(0, -20), 'cut off'],
  ['[1, 2]', 'it is a list'],
  ['"text"', 'no CPU profile'],
  ['{"traceEvents": []}', 'trace of a browser'],
  ['{"snapshot": {}, "nodes": []}', 'about memory'],
  ['{"head": {"selfSize": 0}, "samples": []}', 'about memory'],
  ['{"head": {"functionName": "x"}, "samples": []}', 'before version 8'],
  ['{"name": "package"}', 'nodes, samples and timeDeltas'],
  [JSON.stringify({ ...GOOD, samples: [1] }), 'not as many samples as times'],
  [JSON.stringify({ ...GOOD, samples: [], timeDeltas: [] }), 'no sample'],
  [JSON.stringify({ ...GOOD, samples: [99, 1] }), 'does not fit together'],
  [JSON.stringify({ ...GOOD, timeDeltas: ['1', 2] }), 'does not fit together'],
  [JSON.stringify({ ...GOOD, nodes: GOOD.nodes.map((node, i) => (i === 0 ? { ...node, children: [...node.children, 99] } : node)) }), 'does not fit together'],
  [JSON.stringify({ ...GOOD, nodes: [...GOOD.nodes, { ...GOOD.nodes[0], id: 5 }] }), 'does not fit together'],
  [JSON.stringify({ nodes: [{ id: 1, callFrame: { functionName: '', url: '', lineNumber: 0, columnNumber: 0 }, children: [2] }, { id: 2, callFrame: { functionName: '', url: '', lineNumber: 0, columnNumber: 0 }, children: [1] }], samples: [1], timeDeltas: [1] }), 'does not fit together'],
])('what is no profile ends in one line: %#', (text, why) => {
  expect(() => profileFrom(text, 'p')).toThrow(ProfileError);
  expect(() => profileFrom(text, 'p')).toThrow(why);
  expect(() => profileFrom(text, 'p')).toThrow(/^--cpuprofile p: .+$/);
});

test('a damaged profile is read or refused, never a fault of ours', () => {
  const text = profile([['a', 1], ['b', 2], ['c', 3]]);
  fc.assert(fc.property(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 4 }), (at, length, other) => {
    try {
      heldTimes(profileFrom(text.slice(0, at) + other + text.slice(at + length), 'p'), ({ frame }) => frame.name);
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
    }
  }), { numRuns: 2000 });
});

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true }',
  'lib/primes.js': 'exports.primes = function (n) {\n  const found = [];\n  next: for (let i = 2; i < n; i++) {\n    for (const p of found) { if (p * p > i) break; if (i % p === 0) continue next; }\n    found.push(i);\n  }\n  return found;\n};\n\nlet seen = 0;\nfunction counted(n) {\n  let sum = 0;\n  for (let i = 0; i < n; i++) sum += Math.sqrt(i);\n  return sum + seen++;\n}\nexports.counted = counted;\n\nexports.pick = (list) => list.map((x) => { let s = 0; for (let i = 0; i < 300000; i++) s += x * i; return s; });\n',
  'main.js': "const { primes, counted, pick } = require('./lib/primes.js');\n\nfunction main() {\n  for (let i = 0; i < 3; i++) console.log(primes(400_000 + i).length);\n  console.log(counted(4e7) > 0, pick([1, 2, 3, 4, 5, 6, 7, 8]).length);\n}\n\nmain();\n",
};

const repository = (files: Readonly<Record<string, string>> = FILES): string => installed(files);

const profiled = (root: string, file: string): void => void execFileSync(process.execPath, ['--cpu-prof', '--cpu-prof-name=p.cpuprofile', file], { cwd: root });

/** A profile in which each function of lib/primes.js held the thread for so many milliseconds. V8 names the parenthesis as where a function begins. */
function heldBy(root: string, held: readonly (readonly [text: string, name: string, ms: number])[]): void {
  const source = FILES['lib/primes.js']!;
  const frames = held.map(([text, name]) => {
    const at = source.indexOf(text) + (text.startsWith('(') ? 0 : text.indexOf('('));
    const before = source.slice(0, at).split('\n');
    return { functionName: name, scriptId: '1', url: pathToFileURL(path.join(root, 'lib/primes.js')).href, lineNumber: before.length - 1, columnNumber: before.at(-1)!.length };
  });
  const nodes = [
    { id: 1, callFrame: { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 }, children: frames.map((_, i) => i + 2) },
    ...frames.map((callFrame, i) => ({ id: i + 2, callFrame, children: [] })),
  ];
  const times = held.map(([, , ms]) => ms * 1000);
  writeFileSync(path.join(root, 'p.cpuprofile'), JSON.stringify({ nodes, startTime: 0, endTime: times.reduce((all, ms) => all + ms, 0), samples: frames.map((_, i) => i + 2), timeDeltas: [0, ...times.slice(0, -1)] }));
}

interface Report { candidates: { roundTripMs: number; candidates: { name: string; line: number; verdict: string; given?: string; selfMs: number; why?: { code?: string; message: string }; calls: unknown[] }[] } }

test('functions that hold the loop are proposed, with what stands against them; what is proposed can be written', async () => {
  const root = repository();
  heldBy(root, [['function (n)', 'exports.primes', 300], ['function counted(n)', 'counted', 200], ['(x) =>', '', 100]]);
  const { code, out } = await runCli(root, ['scan', '--cpuprofile', 'p.cpuprofile', '--public-api', 'break', '--json']);
  expect(code).toBe(0);
  const { candidates: { candidates, roundTripMs } } = JSON.parse(out) as Report;
  expect(roundTripMs).toBeGreaterThan(0);
  const found = Object.fromEntries(candidates.map(({ name, line, verdict, given, why }) => [`${name}:${line}`, [verdict, given, why?.code]]));
  expect(found['primes:1']).toEqual(['offload', 'lib/primes.js:primes', undefined]);
  expect(found['counted:11']).toEqual(['refused', 'lib/primes.js:counted', 'offload-captured-state']);
  expect(found[':18']).toEqual(['unnamed', undefined, undefined]);
  expect(candidates.every(({ selfMs }, i) => i === 0 || selfMs <= candidates[i - 1]!.selfMs)).toBe(true);

  const shown = await runCli(root, ['scan', '--cpuprofile', 'p.cpuprofile', '--public-api', 'break']);
  expect(shown.out).toMatch(/lib\/primes\.js:1 primes +\d+ ms +\d+% +\d+ ms +[\d.]+ ms +yes/);
  expect(shown.out).toContain('lib/primes.js:11 counted: counted uses something that may change');
  const next = /next: npx unblock (.*)/.exec(shown.out)![1]!.split(' ');
  expect(next).toEqual(expect.arrayContaining(['run', '--offload', 'lib/primes.js:primes', '--cpuprofile', 'p.cpuprofile']));
  expect((await runCli(root, [...next, '--write'])).code).toBe(0);
  expect(readFileSync(path.join(root, 'main.js'), 'utf8')).toContain('(await primesInWorker(400_000 + i)).length');
});

test('compiled code is followed through its source map', async () => {
  const sources = { 'package.json': '{ "private": true }', '.gitignore': 'dist\n', 'src/sum.ts': '// first\nexport interface In { n: number }\n\nexport function sum({ n }: In): number {\n  let all = 0;\n  for (let i = 0; i < n; i++) all += Math.sqrt(i);\n  return all;\n}\n\nconsole.log(sum({ n: 3e7 }));\n' };
  const root = repository(sources);
  const { outputText, sourceMapText } = ts.transpileModule(sources['src/sum.ts'], { fileName: '../src/sum.ts', compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true } });
  mkdirSync(path.join(root, 'dist'));
  writeFileSync(path.join(root, 'dist/sum.js'), outputText);
  writeFileSync(path.join(root, 'dist/sum.js.map'), JSON.stringify({ ...(JSON.parse(sourceMapText!) as object), sources: ['../src/sum.ts'] }));
  profiled(root, 'dist/sum.js');
  const { candidates: { candidates } } = JSON.parse((await runCli(root, ['scan', 'src', '--cpuprofile', path.join(root, 'p.cpuprofile'), '--json'])).out) as Report;
  expect(candidates[0]).toMatchObject({ name: 'sum', line: 4, file: 'sum.ts' });
});

test.each([
  [() => profile([['a', 1]], pathToFileURL('/elsewhere/app.js').href), 'no function in it is of a source file below'],
  [(root: string) => profile([['a', 1]], pathToFileURL(path.join(root, 'main.js')).href), 'the sources are not those that were profiled'],
])('a profile of another program is a mistake: %#', async (made, why) => {
  const root = repository();
  writeFileSync(path.join(root, 'p.cpuprofile'), made(root));
  const { code, err } = await runCli(root, ['scan', '--cpuprofile', 'p.cpuprofile']);
  expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
  expect(err).toContain(why);
});

test('what was never seen to take as long as a round trip stays, with figures, unless it is forced', async () => {
  const root = repository();
  heldBy(root, [['function (n)', 'exports.primes', 0.001], ['function counted(n)', 'counted', 50]]);
  const argv = ['plan', '--public-api', 'break', '--offload', 'lib/primes.js:primes', '--cpuprofile', 'p.cpuprofile'];
  const plan = async (...more: string[]): Promise<{ sites: { outcome: string; reason?: string; message?: string }[]; offloads: { refused?: { code: string } }[] }> => (JSON.parse((await runCli(root, [...argv, ...more, '--json'])).out) as { plan: never }).plan;
  const gated = await plan();
  expect(gated.sites).toMatchObject([{ outcome: 'refused', reason: 'offload-not-worth' }]);
  expect(gated.sites[0]!.message).toMatch(/^primes is not worth a worker thread: it never held the thread longer than 0\.001 ms, and a round trip takes [\d.]+ ms on this machine/);
  expect(gated.offloads).toMatchObject([{ refused: { code: 'offload-not-worth' } }]);
  expect((await plan('--offload-anyway')).sites).toMatchObject([{ outcome: 'migrated' }]);
  expect((await runCli(root, ['plan', '--cpuprofile', 'p.cpuprofile'])).err).toContain('--cpuprofile goes with functions that --offload names');
});

// by given figures: measured ones depend on what else the machine does
test.each([
  [{ callMs: 40, inWorkerMs: 41 }, true],
  [{ callMs: 0.04, inWorkerMs: 0.2 }, false],
  [{ callMs: 0.06, inWorkerMs: 0.2 }, false],
  [{ callMs: 40, inWorkerMs: 41, staysHere: true }, false],
])('a function that takes %j is worth a round trip of 0.05 ms: %s', (measured, expected) => {
  expect(isWorthIt({ roundTripMs: 0.05 }, { staysHere: false, ...measured })).toBe(expected);
});

test('bench-offload measures a round trip, and a function only when it is named', async () => {
  const root = repository({ ...FILES, 'lib/loud.js': "require('fs').writeFileSync(require('path').join(__dirname, 'ran'), '');\nexports.slow = (n) => { let s = 0; for (let i = 0; i < n; i++) s += Math.sqrt(i); return s; };\nexports.quick = () => 1;\nexports.fails = () => { throw new Error('no'); };\n" });
  const bench = async (...argv: string[]): Promise<{ benchOffload: { roundTrip: RoundTrip; measured?: MeasuredFunction & { isWorthIt: boolean } } }> => JSON.parse((await runCli(root, ['bench-offload', ...argv, '--json'])).out) as never;
  const { benchOffload: { roundTrip, measured } } = await bench();
  expect(roundTrip).toMatchObject({ through: 'piscina', roundTripMs: expect.any(Number) as number });
  expect(roundTrip.busyMs).toBeLessThanOrEqual(roundTrip.roundTripMs);
  for (const form of ['bytes', 'text', 'objects'] as const) expect(roundTrip.perMb[form]).toBeGreaterThanOrEqual(0);
  expect(measured).toBeUndefined();
  expect(() => readFileSync(path.join(root, 'lib/ran'))).toThrow('ENOENT');
  const { benchOffload: slow } = await bench('lib/loud.js:slow', '--args', '[2000000]');
  expect(slow.measured!.calls).toBeGreaterThan(0);
  expect(slow.measured!.isWorthIt).toBe(isWorthIt(slow.roundTrip, slow.measured!));
  expect(readFileSync(path.join(root, 'lib/ran'), 'utf8')).toBe('');
  expect((await bench('lib/loud.js:quick')).benchOffload.measured).toMatchObject({ isWorthIt: false });
  for (const [argv, why] of [[['lib/loud.js:none'], 'exports no function none'], [['lib/loud.js:fails'], 'could not be measured: no'], [['lib/gone.js:f'], 'there is no file'], [['x'], 'names no function'], [['lib/loud.js:quick', '--args', '{'], 'JSON list']] as const) {
    const { code, err } = await runCli(root, ['bench-offload', ...argv]);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  }
});
