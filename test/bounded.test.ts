// What takes for ever, all the memory or all the stack, or makes us throw: a file is named and the others are migrated, a stage ends the run.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { realEngine } from '../src/cli/engine.ts';
import type { Engine } from '../src/cli/engine.ts';
import type { SourceFile } from '../src/core/source.ts';
import type * as Extract from '../src/facts/extract.ts';
import { bounded, interruptible, TooCostly } from '../src/isolate/bounded.ts';
import { stage as limited } from '../src/isolate/stage.ts';
import type * as Chains from '../src/propagate/chains.ts';
import type * as Decide from '../src/propagate/decide.ts';
import type * as Linker from '../src/resolve/link.ts';
import type * as Check from '../src/verify/plan-check.ts';
import type * as Rewrite from '../src/rewrite/rewrite-file.ts';
import { unblock } from './bad-input-cli.ts';
import { repository, snapshot } from './bad-input-tree.ts';

vi.setConfig({ testTimeout: 120_000 });

/** What goes wrong in the stage that the word in a comment names. */
function trap(stage: string, { text }: SourceFile): void {
  // long enough to be for ever; where nothing ends it, the test goes on, and fails
  if (text.includes(`${stage} loops`)) for (const end = performance.now() + 45_000; performance.now() < end; );
  if (text.includes(`${stage} overflows`)) (function again(): void { again(); })();
  if (text.includes(`${stage} throws`)) throw new TypeError('a fault of ours');
}
vi.mock('../src/facts/extract.ts', async (original) => {
  const real = await original<typeof Extract>();
  return { ...real, extractFacts: (file: SourceFile) => (trap('reading', file), real.extractFacts(file)) };
});
vi.mock('../src/rewrite/rewrite-file.ts', async (original) => {
  const real = await original<typeof Rewrite>();
  return { ...real, rewriteFile: (file: SourceFile, ...rest: [never]) => (trap('rewriting', file), real.rewriteFile(file, ...rest)) };
});

vi.mock('../src/resolve/link.ts', async (original) => {
  const real = await original<typeof Linker>();
  return { ...real, link: (...given: Parameters<typeof real.link>) => (given[1].files.forEach((file) => trap('linking', file)), real.link(...given)) };
});
vi.mock('../src/propagate/chains.ts', async (original) => {
  const real = await original<typeof Chains>();
  return { ...real, decideChains: (file: SourceFile, ...rest: [never, never, never]) => (trap('flattening', file), real.decideChains(file, ...rest)) };
});
vi.mock('../src/propagate/decide.ts', async (original) => {
  const real = await original<typeof Decide>();
  return { ...real, decide: (...given: Parameters<typeof real.decide>) => (given[1].files.forEach((file) => trap('deciding', file)), real.decide(...given)) };
});
vi.mock('../src/verify/plan-check.ts', async (original) => {
  const real = await original<typeof Check>();
  class PlanCheck extends real.PlanCheck {
    override of(...given: Parameters<InstanceType<typeof real.PlanCheck>['of']>): ReturnType<InstanceType<typeof real.PlanCheck>['of']> {
      for (const { before } of given[1]) trap('checking', { text: before } as SourceFile);
      return super.of(...given);
    }
  }
  return { ...real, PlanCheck };
});

const script = (comment = ''): string => `const fs = require('fs');\n// ${comment}\nconsole.log(fs.readFileSync('x', 'utf8'));\n`;
const analyse = realEngine.analyse;
const quick: Pick<Engine, 'analyse'> = { analyse: (options) => analyse({ ...options, deadlineMs: 1500, stageMs: 6000 }) };
afterEach(() => vi.restoreAllMocks());

const migrate = async (root: string, ...more: string[]): Promise<Awaited<ReturnType<typeof unblock>>> => {
  vi.spyOn(realEngine, 'analyse').mockImplementation(quick.analyse);
  return unblock(root, 'run', '--all', '--write', '--public-api', 'break', ...more);
};

describe.each(['reading', 'rewriting'])('while %s', (stage) => {
  test.each([
    ['loops', /it takes more than 1\.5 s/],
    ['overflows', /Maximum call stack size exceeded/],
    ['throws', /a fault of ours/],
  ])('%s', async (fault, said) => {
    const bad = script(`${stage} ${fault}`);
    const root = repository({ 'a.js': script(), 'bad.js': bad, 'z.js': script() });
    const { code, err } = await migrate(root);
    expect(code).toBe(3);
    expect(err.match(/^unblock: .*$/gm)).toEqual([expect.stringMatching(new RegExp(`^unblock: bad\\.js .*${stage} it failed`))]);
    expect(err).toMatch(said);
    expect(fs.readFileSync(path.join(root, 'bad.js'), 'utf8')).toBe(bad);
    for (const good of ['a.js', 'z.js']) expect(fs.readFileSync(path.join(root, good), 'utf8')).toContain('await fs.promises.readFile');
  });
});

describe('a stage of the whole program that does not end', () => {
  test.each([
    ['linking', 'finding out who calls whom'],
    ['deciding', 'deciding'],
    ['checking', 'checking the plan'],
  ])('%s: the run ends, says which, and nothing is written', async (word, said) => {
    const root = repository({ 'a.js': script(), 'bad.js': script(`${word} loops`) });
    const before = snapshot(root);
    const { code, err } = await migrate(root);
    expect(err).toContain(`unblock: ${said} takes more than 6 s on this repository; nothing was written.`);
    expect(code).toBe(3);
    expect(snapshot(root)).toEqual(before);
  });

  /** A program of ours in a process of its own, and what it said. */
  const run = (work: string, flags: string[] = [], signal?: NodeJS.Signals): Promise<string> => new Promise((resolve) => {
    const program = `import { stage } from ${JSON.stringify(new URL('../src/isolate/stage.ts', import.meta.url).href)};
      import { leaveRoom } from ${JSON.stringify(new URL('../src/isolate/bounded.ts', import.meta.url).href)};
      process.on('SIGINT', () => process.exit(9));
      try { stage('thinking', () => { console.log('begun'); ${work} }, 60_000); } catch (error) { console.log(error.name + ': ' + error.message); }`;
    const child = spawn(process.execPath, [...flags, '--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (signal && said.includes('begun')) setTimeout(() => child.kill(signal), 300);
    });
    child.on('close', () => resolve(said));
  });

  test('Ctrl-C ends it', async () => {
    expect(await run('for (;;);', [], 'SIGINT')).toBe('begun\nInterrupted: thinking was interrupted\n');
  });

  test('memory: told before Node ends without a word; garbage does not count', async () => {
    expect(await run('const all = []; for (;;) { for (let i = 0; i < 1e4; i++) all.push({ a: [i] }); leaveRoom(); }', ['--max-old-space-size=300'])).toMatch(/^begun\nOutOfMemory: this repository takes more memory than there is \(\d+ MB\)\n$/);
    expect(await run('for (let n = 0; n < 1e3; n++) { const all = []; for (let i = 0; i < 1e4; i++) all.push({ a: [i] }); leaveRoom(); }', ['--max-old-space-size=300'])).toBe('begun\n');
  });

  test('gives what the stage gives, and throws what it throws', () => {
    expect(limited('x', () => 7)).toBe(7);
    expect(() => limited('x', () => { throw new RangeError('mine'); })).toThrow(new RangeError('mine'));
  });
});

test('a file whose promise chains take for ever is named, the others are done', async () => {
  const chain = (comment: string): string => `// ${comment}\nasync function f(p) {\n  return p.then((x) => x + 1);\n}\nmodule.exports = f;\n`;
  const root = repository({ 'bad.js': chain('flattening loops'), 'good.js': chain('') });
  vi.spyOn(realEngine, 'analyse').mockImplementation(quick.analyse);
  const { code, err } = await unblock(root, 'run', 'then-to-await', '--write', '--public-api', 'break');
  expect([code, err]).toEqual([3, expect.stringMatching(/^unblock: bad\.js .*it takes more than 1\.5 s\n$/)]);
  expect(fs.readFileSync(path.join(root, 'bad.js'), 'utf8')).toContain('.then(');
  expect(fs.readFileSync(path.join(root, 'good.js'), 'utf8')).toContain('await p');
});

test('what a file that could not be read may call stays', async () => {
  const lib = `const fs = require('fs');\nexports.read = () => fs.readFileSync('x', 'utf8');\n`;
  const root = repository({ 'bad.js': `// reading loops\nrequire('./lib').read();\n`, 'lib.js': lib, 'user.js': `console.log(require('./lib').read());\n` });
  const before = snapshot(root);
  const { code, out } = await migrate(root);
  expect([code, out]).toEqual([3, expect.stringContaining('may be called by bad.js, which cannot be read')]);
  expect(snapshot(root)).toEqual(before);
});

test('files that are only large or slow are read, whatever is interrupted on the way', async () => {
  const root = repository({ 'a.js': script(), 'deep.js': `${script()}var x = ${'a+'.repeat(30_000)}a;\n`, 'long.js': script() + 'f(1);\n'.repeat(5_000), 'z.js': script() });
  vi.restoreAllMocks();
  const { code, err } = await unblock(root, 'run', '--all', '--write', '--public-api', 'break');
  expect([code, err]).toEqual([3, expect.stringMatching(/^unblock: deep\.js.*call stack.*\n$/)]);
  expect(fs.readFileSync(path.join(root, 'long.js'), 'utf8')).toContain('await fs.promises.readFile');
});

describe('bounded', () => {
  const spin = (ms: number): number => {
    const end = performance.now() + ms;
    while (performance.now() < end);
    return ms;
  };
  test('gives what the function gives, more time when it needs some, and throws what it throws', () => {
    expect(bounded(() => 7)).toBe(7);
    let calls = 0;
    expect(bounded(() => (calls++, spin(800)), 10_000)).toBe(800);
    expect(calls).toBe(2);
    expect(() => bounded(() => { throw new RangeError('mine'); })).toThrow(new RangeError('mine'));
  });
  test('cannot be caught by the function', () => {
    expect(() => bounded(() => { for (;;) try { for (;;); } catch { /* goes on */ } finally { for (;;); } }, 300)).toThrow(TooCostly);
  });
  test('one within another', () => {
    expect(interruptible(() => { expect(() => bounded(() => spin(1e6), 200)).toThrow('0.2 s'); }, 5000)).toBe(true);
    expect(interruptible(() => void bounded(() => spin(1e6), 5000), 200)).toBe(false);
    expect(bounded(() => 1)).toBe(1);
  });
  test('memory: told before it is used up', () => {
    const program = `import { bounded } from ${JSON.stringify(new URL('../src/isolate/bounded.ts', import.meta.url).href)};
      try { bounded(() => { const all = []; for (;;) all.push({ a: [all.length] }); }, 600_000); } catch (error) { console.log(error.name + ': ' + error.message); }`;
    const { stdout, status } = spawnSync(process.execPath, ['--max-old-space-size=600', '--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program], { encoding: 'utf8', timeout: 90_000 });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^TooCostly: it takes more memory than there is/)]);
  });
});
