// The verification step of run, plan and apply: what would make another program is left out before anything is offered.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { main } from '../src/cli/main.ts';
import type { Report } from '../src/cli/report.ts';
import type { FileChange } from '../src/core/edit.ts';
import type { Finding } from '../src/core/finding.ts';
import type { MigrationPlan } from '../src/core/plan.ts';
import { analyse, findingsForPlan } from '../src/pipeline.ts';
import { makeChecked } from '../src/verify/checked.ts';
import { timeLeft } from '../src/verify/executed/progress.ts';
import type { PlanFault } from '../src/verify/plan-check.ts';
import { reachedFrom } from '../src/verify/static/reached.ts';
import { treeOf } from '../src/verify/static/tree.ts';
import { treeWith } from './verify-tree.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const places: string[] = [];
const fresh = (name: string): string => {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), name)));
  places.push(place);
  return place;
};
beforeAll(() => { vi.stubEnv('XDG_CACHE_HOME', fresh('verify-cache-')); });
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const root = fresh('verify-plan-');
  for (const [id, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, id)), { recursive: true });
    writeFileSync(path.join(root, id), text);
  }
  return root;
}

async function unblock(root: string, ...argv: string[]): Promise<{ code: number; report: Report }> {
  let text = '';
  const output = { write: (part: string) => void (text += part), on: () => {}, off: () => {}, isTTY: false };
  const code = await main([...argv, '--json', '--root', root], { stdout: output, stderr: { ...output, write: () => {} }, cwd: root, env: {}, interactive: false });
  return { code, report: JSON.parse(text) as Report };
}

const PROGRAM = {
  'package.json': '{ "name": "app", "private": true }\n',
  'load.js': "const fs = require('fs');\nexports.load = function load(f) {\n  return fs.readFileSync(f, 'utf8');\n};\n",
  'size.js': "const fs = require('fs');\nexports.size = function size(f) {\n  return fs.statSync(f).size;\n};\n",
  'index.js': "const { load } = require('./load');\nconst { size } = require('./size');\nexports.both = function both(f) {\n  return load(f).length + size(f);\n};\n",
  'main.js': "const { both } = require('./index');\nconsole.log(both(__filename));\n",
};
const planned = (root: string): ReturnType<typeof analyse> => analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });

/** The changes with `from` replaced in the new text of a file, as if the rewriter had written that. */
const wrongly = (changes: readonly FileChange[], file: string, from: string, to: string): FileChange[] => changes.map((change) => {
  if (change.file !== file) return change;
  expect(change.after).toContain(from);
  return { ...change, after: change.after.replace(from, to), groups: change.groups.map(({ decision, edits }) => ({ decision, edits: edits.map((edit) => ({ ...edit, text: edit.text.replace(from, to) })) })) };
});

describe('faults of a plan lead to what brings them', () => {
  const keysOf = async (file: string, from: string, to: string): Promise<string[][]> => {
    const root = folderWith(PROGRAM);
    const { plan, changes } = await planned(root);
    const { faults } = await findingsForPlan(root, plan, wrongly(changes, file, from, to));
    const words = new Map(Object.values(plan.files).flatMap(({ decisions }) => decisions.map(({ file: where, span, verdict, name }) => [`${where}:${span.start}-${span.end}`, `${verdict} ${name}`])));
    return faults.map(({ finding, keys }) => [`${finding.code} ${finding.file}:${finding.line}`, ...keys.map((key) => words.get(key) ?? key)]);
  };

  test('what unblock plans has none', async () => {
    const root = folderWith(PROGRAM);
    const { plan, changes, review } = await planned(root);
    expect([plan.sites.map(({ outcome }) => outcome), review ?? []]).toEqual([['migrated', 'migrated'], []]);
    expect(await findingsForPlan(root, plan, changes)).toEqual({ faults: [], review: [] });
  });
  test('a call of a function that became async, not awaited', async () => {
    expect(await keysOf('index.js', 'await size(f)', 'size(f)').catch(() => keysOf('index.js', 'await ', ''))).toContainEqual(expect.arrayContaining(['promise-as-value index.js:4']));
  });
  test('an API whose twin nobody waits for', async () => {
    expect(await keysOf('size.js', '(await ', '(')).toEqual([['promise-as-value size.js:3', 'replace-api fs.statSync']]);
  });
});

describe('a plan is made again without what brings a fault', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const key = (name: string): string => `${name}.js:0-1`;
  const make = async (refused: ReadonlyMap<string, string>): Promise<{ plan: MigrationPlan; changes: FileChange[] }> => {
    const left = names.filter((name) => !refused.has(key(name)));
    const decision = (file: string) => ({ id: `${file}:0-1:replace-api`, file, span: { start: 0, end: 1 }, line: 1, verdict: 'replace-api' as const, transform: 't', name: 'fs.readFileSync', cause: { kind: 'mapped-api' as const, api: '', target: '' }, alsoBecause: [], needs: [] });
    return {
      plan: { version: 1, options: { publicApi: 'break', transforms: [] }, files: Object.fromEntries(left.map((name) => [`${name}.js`, { hash: '', decisions: [decision(`${name}.js`)] }])), sites: [], problems: [] },
      changes: left.map((name) => ({ file: `${name}.js`, before: 'old', after: 'new', groups: [] })),
    };
  };
  const finding: Finding = { code: 'floating-promise', level: 'fault', file: 'z.js', line: 1, column: 1, message: 'nobody waits', excerpt: '' };
  const fault = (keys: readonly string[]): PlanFault => ({ finding, evidence: 'z.js:1 nobody waits', keys });
  const left = async (of: (files: readonly string[]) => PlanFault[], given = new Map<string, string>()): Promise<string> => {
    const { changes } = await makeChecked({ of: (_, changed) => ({ faults: of(changed.map(({ file }) => file)), review: [] }) }, given, make);
    return changes.map(({ file }) => file[0]).join('');
  };

  test('nothing is wrong: the plan as it is, without what was refused before', async () => {
    expect(await left(() => [])).toBe('abcdefgh');
    expect(await left(() => [], new Map([[key('b'), 'seen']]))).toBe('acdefgh');
  });
  test('the place tells', async () => {
    expect(await left((files) => (files.includes('c.js') ? [fault([key('c')])] : []))).toBe('abdefgh');
  });
  test('no place tells: the smallest set of calls that brings it', async () => {
    expect(await left((files) => (files.includes('f.js') ? [fault([])] : []))).toBe('abcdegh');
    expect(await left((files) => (files.includes('b.js') && files.includes('g.js') ? [fault([])] : []))).toBe('acdefh');
  });
  test('what does not go away leaves nothing to write', async () => {
    expect(await left((files) => (files.length > 0 ? [fault(files.map((file) => `${file}:no such place`))] : []))).toBe('');
  });
});

test('only files that a promise can get to or come from are looked at', () => {
  const old = treeOf(treeWith({
    'lib/load.js': 'exports.load = () => 1;\n', 'index.js': "require('./lib/load').load();\nrequire('./lib/other')();\n", 'lib/other.js': 'module.exports = () => 2;\n', 'bin.js': "require('./index');\n",
    'lib/given.js': 'module.exports = (value) => value + 1;\n', 'lib/source.js': 'module.exports = () => Promise.resolve(1);\n', 'passes.js': "module.exports = () => require('./lib/load').load();\n", 'uses-passes.js': "require('./passes')();\n",
  }));
  const texts = new Map([['lib/load.js', "exports.load = async () => require('./given')(require('./source')());\n"]]);
  const now = treeOf({ ...old.repo, files: old.repo.files.map((file) => ({ ...file, text: texts.get(file.id) ?? file.text })) });
  const { ids } = reachedFrom(now, texts.keys(), () => false);
  expect([...ids].sort()).toEqual(['index.js', 'lib/given.js', 'lib/load.js', 'lib/source.js', 'passes.js', 'uses-passes.js']);
});

test('a search says how many trees were tried, how many may be left, and how long that may take', () => {
  let clock = 0;
  const said: string[] = [];
  const onTrial = timeLeft((stage, done, total) => void said.push(`${stage} ${done}/${total}`), () => clock);
  onTrial(0, 4, false);
  onTrial(1, 4, true);
  clock = 2000;
  onTrial(2, 3, false);
  clock = 6000;
  onTrial(3, 60, false);
  onTrial(4, 0, true);
  expect(said).toEqual(['bisect 0/4', 'bisect, 1 remembered 1/5', 'bisect, 1 remembered, about 6 s left 2/5', 'bisect, 1 remembered, about 3 min left 3/63', 'bisect, 2 remembered 4/4']);
});

describe('apply', () => {
  test('a saved plan that would make another program is not carried out: exit code 5', async () => {
    const root = folderWith({ ...PROGRAM, 'package.json': '{ "name": "app", "private": true }\n' });
    const file = path.join(root, 'plan.json');
    await unblock(root, 'plan', '--public-api', 'break', '--out', file);
    const saved = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { decisions: { verdict: string }[] }> };
    // somebody took the await of one caller out of the plan
    saved.files['index.js']!.decisions = saved.files['index.js']!.decisions.filter(({ verdict }, at, all) => verdict !== 'await' || all.findIndex((one) => one.verdict === 'await') !== at);
    writeFileSync(file, JSON.stringify(saved));
    const { code, report } = await unblock(root, 'apply', file, '--allow-dirty');
    expect([code, report.status, report.error!.files]).toEqual([5, 'differs', ['index.js']]);
    expect(readFileSync(path.join(root, 'load.js'), 'utf8')).toBe(PROGRAM['load.js']);
  });
});

describe('run --verify', () => {
  const reader = (name: string): string => `const fs = require('fs');\nexports.${name} = function ${name}(file) {\n  return fs.readFileSync(file, 'utf8').length;\n};\n`;
  const files = {
    'package.json': '{ "name": "app", "private": true, "scripts": { "test": "node --test test/" } }\n',
    'one.js': reader('one'), 'two.js': reader('two'), 'three.js': reader('three'),
    'index.js': "const { one } = require('./one');\nconst { two } = require('./two');\nconst { three } = require('./three');\nexports.all = function all(file) {\n  return [one(file), two(file), three(file)].join();\n};\n",
    // a process that is started is code that nobody sees
    'test/a.test.js': "const test = require('node:test');\nconst assert = require('node:assert');\nconst path = require('path');\nconst { execFile } = require('child_process');\nconst { all } = require('../index');\ntest('all', () => { assert.match(all(__filename), /^\\d+,\\d+,\\d+$/); });\ntest('from outside', (t, done) => {\n  execFile(process.execPath, ['-p', \"typeof require('./t' + 'wo')['t' + 'wo']('package.json')\"], { cwd: path.dirname(__dirname) }, (error, stdout) => { assert.equal(stdout.trim(), 'number'); done(); });\n});\n",
  };
  const committed = (): string => {
    const root = folderWith(files);
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
    git('init');
    git('add', '-A');
    git('commit', '-m', 'before');
    return root;
  };

  test('leaves the call out that a test notices, says why, writes the rest; verify then finds nothing', async () => {
    const root = committed();
    const shown = await unblock(root, 'run', '--verify', '--public-api', 'break');
    expect([shown.code, shown.report.status]).toEqual([0, 'changes-pending']);
    expect(readFileSync(path.join(root, 'one.js'), 'utf8')).toBe(files['one.js']);

    const { code, report } = await unblock(root, 'run', '--write', '--verify', '--public-api', 'break');
    expect([code, report.status]).toEqual([0, 'ok']);
    expect(report.verification!.takenBack!.map(({ places: where }) => where)).toEqual([['two.js:3 fs.readFileSync']]);
    const stays = report.plan!.sites.find(({ file }) => file === 'two.js')!;
    expect([stays.outcome, stays.reason, stays.message]).toEqual(['refused', 'verification', expect.stringContaining('from outside')]);
    expect(readFileSync(path.join(root, 'two.js'), 'utf8')).toBe(files['two.js']);
    expect(readFileSync(path.join(root, 'one.js'), 'utf8')).toContain('await fs.promises.readFile');
    const { executed } = report.verification!;
    expect(executed!.parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['analysis', 'copy', 'tests before', 'tests after', 'bisect']));
    expect(executed!.ratio).toBeGreaterThan(1);

    expect((await unblock(root, 'verify', '--delays', 'none')).code).toBe(0);
  });

  test('what cannot be left out is not written: exit code 5', async () => {
    const root = committed();
    // the test looks at the text of the file: nothing but an unchanged one will do, and the plan is refused to shrink
    const page = path.join(fresh('verify-page-'), 'page.html');
    const { code, report } = await runWith(root, { takenBack: [{ places: ['two.js:3'], files: ['two.js'], evidence: 'a test failed' }], isClean: false, page });
    expect(readFileSync(page, 'utf8')).toContain('a test failed');
    expect([code, report.status]).toEqual([5, 'differs']);
    expect(readFileSync(path.join(root, 'one.js'), 'utf8')).toBe(files['one.js']);
  });

  async function runWith(root: string, { takenBack, isClean, page }: { takenBack: { places: string[]; files: string[]; evidence: string }[]; isClean: boolean; page?: string }): Promise<{ code: number; report: Report }> {
    let text = '';
    const output = { write: (part: string) => void (text += part), on: () => {}, off: () => {}, isTTY: false };
    const code = await main(['run', '--write', '--verify', '--public-api', 'break', '--json', '--root', root, ...(page === undefined ? [] : ['--html', page])], {
      stdout: output, stderr: { ...output, write: () => {} }, cwd: root, env: {}, interactive: false,
      verifyPlan: async () => ({ verification: { against: 'the tree as it is', changed: ['two.js'], becameAsync: 1, findings: [], takenBack }, refused: new Map([['two.js:0-1', 'a test failed']]), isClean }),
    });
    return { code, report: JSON.parse(text) as Report };
  }

  test('--test and --delays without --verify are a mistake: nothing would be run', async () => {
    const root = folderWith(PROGRAM);
    expect((await unblock(root, 'run', '--test', 'npm test')).code).toBe(2);
    expect((await unblock(root, 'run', '--delays', 'random')).code).toBe(2);
    expect((await unblock(root, 'run', '--html', 'page.html')).code).toBe(2);
  });
});

describe('killed while it searches', () => {
  const sandboxes = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('unblock-verify-'));

  test('nothing stays behind, and the next run goes on where it was', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const counter = path.join(fresh('verify-count-'), 'runs');
    const files = {
      ...Object.fromEntries(names.map((name) => [`${name}.js`, `const fs = require('fs');\nexports.${name} = function ${name}(file) {\n  return fs.readFileSync(file, 'utf8').length;\n};\n`])),
      'index.js': `${names.map((name) => `const { ${name} } = require('./${name}');\n`).join('')}exports.all = function all(file) {\n  return [${names.map((name) => `${name}(file)`).join(', ')}].join();\n};\n`,
      'package.json': '{ "name": "app", "private": true, "scripts": { "test": "node --test test/" } }\n',
      'test/a.test.js': `const test = require('node:test');\nconst assert = require('node:assert');\nconst path = require('path');\nconst { execFileSync } = require('child_process');\nconst { all } = require('../index');\nrequire('fs').appendFileSync(${JSON.stringify(counter)}, 'x');\ntest('all', () => { assert.match(all(__filename), /^[\\d,]+$/); });\ntest('from outside', () => {\n  const out = execFileSync(process.execPath, ['-p', "typeof require('./g'.trim())['g'.trim()]('package.json')"], { cwd: path.dirname(__dirname), encoding: 'utf8' });\n  assert.equal(out.trim(), 'number');\n});\n`,
    };
    const root = folderWith(files);
    const temporary = fresh('verify-tmp-');
    const caches = [fresh('verify-cache-'), fresh('verify-cache-')];
    const script = path.join(temporary, 'run.mts');
    writeFileSync(script, `import { main } from ${JSON.stringify(path.resolve('src/cli/main.ts'))}; process.exitCode = await main(['run', '--verify', '--delays', 'none', '--public-api', 'break', '--json', '--root', ${JSON.stringify(root)}]);`);
    const start = (cache: string) => spawn(process.execPath, ['--import', 'tsx', script], { cwd: path.resolve('.'), env: { ...process.env, TMPDIR: temporary, XDG_CACHE_HOME: cache }, stdio: 'ignore' });
    const verdicts = (cache: string): number => {
      const folder = path.join(cache, 'unblock/verify');
      if (!existsSync(folder)) return 0;
      return readdirSync(folder).filter((name) => name.endsWith('.json')).reduce((sum, name) => sum + Object.keys(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as object).length, 0);
    };
    const runs = (): number => (existsSync(counter) ? readFileSync(counter, 'utf8').length : 0);
    const ended = (child: ReturnType<typeof start>): Promise<unknown> => new Promise((resolve) => child.on('close', resolve));

    await ended(start(caches[0]!));
    const whole = runs();
    expect(verdicts(caches[0]!)).toBeGreaterThan(3);

    const child = start(caches[1]!);
    for (let i = 0; i < 1200 && verdicts(caches[1]!) < 3; i++) await sleep(50);
    child.kill('SIGKILL');
    await ended(child);
    const known = verdicts(caches[1]!);
    expect(known).toBeGreaterThanOrEqual(3);
    for (let i = 0; i < 600 && sandboxes(temporary).length > 0; i++) await sleep(50);
    expect(sandboxes(temporary)).toEqual([]);
    expect(readdirSync(root).sort()).toEqual([...names.map((name) => `${name}.js`), 'index.js', 'package.json', 'test'].sort());

    const before = runs();
    await ended(start(caches[1]!));
    expect(whole - (runs() - before)).toBeGreaterThanOrEqual(known - 1);
    expect(verdicts(caches[1]!)).toBe(verdicts(caches[0]!));
  });
});
