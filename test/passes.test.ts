// Several transforms in one run: one plan, one preview, one session, one undo; and the same bytes whichever way it is carried out.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { mergeReports } from '../src/api/merge.ts';
import type { Decision, MigrationPlan } from '../src/core/plan.ts';
import { analyse, changesForPlan, plannerOf, type Analysis } from '../src/pipeline.ts';
import { rewriteAll } from '../src/plan/build.ts';
import { planFrom, planText } from '../src/plan/plan-json.ts';
import { asInPass } from '../src/plan/passes.ts';
import { select } from '../src/plan/select.ts';
import { Selection } from '../src/plan/selection.ts';
import { contents, folder, ran, removeFolders, tree, unblock, type Files } from './run-tools.ts';
import { PROJECT } from './temporary.ts';

vi.setConfig({ testTimeout: 240_000 });
afterAll(removeFolders);

const BEFORE = path.join(PROJECT, '__testfixtures__/programs/chains-and-calls/before');
const AFTER = path.join(PROJECT, '__testfixtures__/programs/chains-and-calls/after');
const BOTH = ['then-to-await', 'sync-to-await'];

const program = (): string => {
  const root = folder();
  cpSync(BEFORE, root, { recursive: true });
  return root;
};
const planned = (root = program(), more = {}): Promise<Analysis> => analyse({ root, publicApi: 'break', transforms: BOTH, ...more });
const all = ({ files }: MigrationPlan): readonly Decision[] => Object.values(files).flatMap(({ decisions }) => decisions);
const changing = (plan: MigrationPlan): readonly Decision[] => all(plan).filter(({ verdict }) => verdict !== 'keep');
const idOf = (plan: MigrationPlan, file: string, verdict: string, name: string): string => changing(plan).find((each) => each.file === file && each.verdict === verdict && each.name === name)!.id;
const isLater = (id: string): boolean => /@2:[\w-]+$/.test(id);

describe('on the command line', () => {
  test.each([[['--all']], [['then-to-await', 'sync-to-await']], [['sync-to-await', 'then-to-await']]])('run %s writes everything in one session, which one undo takes back', async (names) => {
    const root = program();
    const before = contents(root);
    expect((await unblock(root, 'run', ...names, '--public-api', 'break', '--write', '--allow-dirty')).code).toBe(0);
    expect(contents(root)).toEqual(contents(AFTER));
    expect((await unblock(root, 'undo')).code).toBe(0);
    expect(contents(root)).toEqual(before);
    expect((await unblock(root, 'undo')).err).toContain('no session to undo');
  });

  test('the configuration may name both', async () => {
    const root = program();
    const manifest = path.join(root, 'package.json');
    writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')) as object, unblock: { transforms: BOTH, publicApi: 'break' } }));
    expect((await unblock(root, 'run', '--write', '--allow-dirty')).code).toBe(0);
    expect(contents(root)['lib/store.js']).toBe(contents(AFTER)['lib/store.js']);
  });

  test('it is what one after the other gives', async () => {
    const root = program();
    for (const name of BOTH) expect((await unblock(root, 'run', name, '--public-api', 'break', '--write', '--allow-dirty')).code).toBe(0);
    expect(contents(root)).toEqual(contents(AFTER));
  });

  test('the preview tells both reasons of a line that both changed, and counts what is what', async () => {
    const { out } = await unblock(program(), 'run', '--all', '--public-api', 'break');
    const hunk = out.slice(out.indexOf('--- a/lib/report.js'), out.indexOf('--- a/lib/store.js'));
    expect(hunk).toMatch(/why: promise\.then can be awaited at lib\/report\.js:5 -> await/);
    expect(hunk).toMatch(/why: sizeOf calls fs\.statSync at lib\/store\.js:25 -> fs\.promises\.stat/);
    expect(out).toContain('5 blocking calls + 6 promise chains = 10 migrated + 0 twinned + 1 refused + 0 failed');
  });

  test.each(['lib/store.js:10', 'lib/report.js:5', 'lib/report.js:6', 'lib/report.js:12'])('explain %s', async (place) => {
    const { code, out } = await unblock(program(), 'explain', place, '--all', '--public-api', 'break');
    expect([code, out.split('\n')[0]!.startsWith(place)]).toEqual([0, true]);
  });
});

describe('the plan', () => {
  test('each site is reported once, at its place in the original, and says so as the transform alone does', async () => {
    const root = program();
    const { plan, repo } = await planned(root);
    const textAt = ({ file, span }: { file: string; span: { start: number; end: number } }): string => repo.files.find(({ id }) => id === file)!.text.slice(span.start, span.end);
    expect(new Set(plan.sites.map(({ file, span }) => `${file} ${span.start}-${span.end}`)).size).toBe(plan.sites.length);
    const alone = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
    const calls = plan.sites.filter(({ api }) => api.startsWith('fs.'));
    expect(calls.map(({ file, line, span, api }) => ({ file, line, span, api }))).toEqual(alone.plan.sites.map(({ file, line, span, api }) => ({ file, line, span, api })));
    for (const site of plan.sites) expect(textAt(site)).toContain(site.api.split('.').at(-1)!);
  });

  test('holds its passes as data, and is carried out from its JSON to the same bytes', async () => {
    const root = program();
    const { plan, changes } = await planned(root);
    expect(plan.passes!.map(({ transform }) => transform)).toEqual(BOTH);
    expect(Object.keys(plan.passes![1]!.files)).toEqual(['lib/report.js', 'lib/store.js', 'main.js']);
    const read = planFrom(planText(plan));
    expect(read).toEqual({ plan });
    expect(await changesForPlan(root, plan)).toEqual(changes);
    expect(planFrom(JSON.stringify({ ...plan, passes: [{ transform: 1, files: {} }] }))).toBe('no-plan');
    expect(planFrom(JSON.stringify({ ...plan, passes: [{ transform: 'a', files: { '../x': '' } }] }))).toBe('no-plan');
  });

  test('of one transform is what it was: no passes, no numbers in ids', async () => {
    for (const name of BOTH) {
      const { plan } = await planned(program(), { transforms: [name] });
      expect([plan.passes, plan.options.transforms, all(plan).filter(({ id, pass }) => isLater(id) || pass !== undefined)]).toEqual([undefined, [name], []]);
    }
  });

  test('decisions of the second pass fit the texts of the first, and their places the original', async () => {
    const { plan, repo } = await planned();
    const texts = new Map(repo.files.map(({ id, text }) => [id, text]));
    const first = await planned(program(), { transforms: ['then-to-await'] });
    const between = new Map([...texts, ...first.changes.map(({ file, after }) => [file, after] as const)]);
    for (const decision of all(plan).filter(({ pass, verdict }) => pass && verdict === 'replace-api')) {
      expect(between.get(decision.file)!.slice(asInPass(decision).span.start)).toMatch(new RegExp(`^${decision.name.replace('.', '\\.')}`));
      expect(texts.get(decision.file)!.slice(decision.span.start)).toMatch(new RegExp(`^${decision.name.replace('.', '\\.')}`));
    }
  });

  test('a plan that its files do not lead to writes nothing of the later pass', async () => {
    const { plan, repo } = await planned();
    const passes = [plan.passes![0]!, { ...plan.passes![1]!, files: { ...plan.passes![1]!.files, 'lib/store.js': 'x' } }];
    const { plan: left, changes } = rewriteAll({ ...plan, passes }, repo);
    expect(left.problems).toEqual([{ file: 'lib/store.js', code: 'tool-failure', message: 'the earlier passes make another text of it' }]);
    const store = changes.find(({ file }) => file === 'lib/store.js')!;
    expect(store.after).toContain('const file = await Promise.resolve');
    expect(store.after).toContain('const text = fs.readFileSync');
  });

  test('parts of it put together are the whole', async () => {
    const whole = JSON.parse((await unblock(program(), 'plan', '--all', '--public-api', 'break', '--json')).out) as { plan: MigrationPlan };
    const parts = await Promise.all(['1/2', '2/2'].map(async (shard) => JSON.parse((await unblock(program(), 'plan', '--all', '--public-api', 'break', '--shard', shard, '--json')).out) as Parameters<typeof mergeReports>[0][number]));
    expect(mergeReports(parts).plan).toEqual(whole.plan);
  });
});

describe('a part of it', () => {
  test('refusing a chain drops all later changes of its file, and says so before', async () => {
    const analysis = await planned();
    const { plan } = analysis;
    const selection = new Selection(plan);
    const chain = changing(plan).find(({ file, verdict, line }) => file === 'lib/store.js' && verdict === 'flatten' && line === 8)!.id;
    const drops = selection.dropsWith([chain]);
    expect(drops.filter(isLater).filter((id) => id.startsWith('lib/store.js')).sort()).toEqual(changing(plan).filter(({ id, file }) => file === 'lib/store.js' && isLater(id)).map(({ id }) => id).sort());
    // what needs a function that stays synchronous now
    expect(drops).toContain(idOf(plan, 'lib/report.js', 'await', 'sizeOf'));
    expect(drops).not.toContain(idOf(plan, 'lib/quiet.js', 'make-async', 'list'));
    expect([...selection.refuse([chain])].sort()).toEqual([...drops, chain].sort());
    selection.accept(changing(plan).map(({ id }) => id).filter((id) => selection.stands(id)));
    const { changes, plan: part } = select(analysis, analysis.repo, selection.chosen());
    expect(part.problems).toEqual([]);
    const store = changes.find(({ file }) => file === 'lib/store.js')!.after;
    expect([store.includes('const { files } = await index();'), store.includes('fs.promises')]).toEqual([true, false]);
    expect(part.sites.filter(({ file }) => file === 'lib/store.js').map(({ outcome, reason }) => reason ?? outcome)).toEqual(['declined', 'declined', 'migrated', 'declined', 'declined', 'declined']);
  });

  test('refusing a call leaves the chain', async () => {
    const analysis = await planned();
    const call = changing(analysis.plan).find(({ file, name, line }) => file === 'lib/store.js' && name === 'fs.readFileSync' && line === 10)!.id;
    expect(new Selection(analysis.plan).dropsWith([call])).toEqual([]);
  });

  test('accepting a call of the second pass accepts the chains of its file', async () => {
    const { plan } = await planned();
    const needs = new Selection(plan).needsWith([idOf(plan, 'lib/report.js', 'await', 'sizeOf')]);
    expect(needs).toContain(idOf(plan, 'lib/report.js', 'flatten', 'promise.then'));
    expect(needs).toContain(idOf(plan, 'lib/store.js', 'replace-api', 'fs.statSync'));
  });

  test('what was seen to change the program is refused at its place in the original, whichever pass it is of', async () => {
    const root = program();
    const planner = await plannerOf({ root, publicApi: 'break', transforms: BOTH });
    const { plan } = await planner(new Map());
    for (const name of ['fs.readFileSync', 'promise.then']) {
      const { file, span } = changing(plan).find((each) => each.file === 'lib/store.js' && each.name === name)!;
      const without = await planner(new Map([[`${file}:${span.start}-${span.end}`, 'seen to fail']]));
      const site = without.plan.sites.find((each) => each.file === file && each.span.start === span.start && each.api === name)!;
      expect([site.outcome, site.reason]).toEqual(['refused', 'verification']);
      expect(changing(without.plan).length).toBeLessThan(changing(plan).length);
    }
    expect((await planner(new Map())).plan).toEqual(plan);
  });
});

const shift = (root: string, transform: string): ReturnType<typeof ran> => ran(path.join(PROJECT, 'node_modules/.bin/jscodeshift'), ['-t', path.join(PROJECT, `transforms/${transform}/index.ts`), '--run-in-band', '--plan=plan.json', '.'], root);

describe('jscodeshift carries it out', () => {
  const shifted = async (...transforms: string[]): Promise<Record<string, string>> => {
    const root = program();
    await unblock(root, 'plan', '--all', '--public-api', 'break', '--out', 'plan.json');
    for (const transform of transforms) expect((await shift(root, transform)).out).toContain('0 errors');
    const { 'plan.json': _, ...files } = contents(root);
    return files;
  };

  test('by the last transform at once', async () => expect(await shifted('sync-to-await')).toEqual(contents(AFTER)));
  test('by one after the other', async () => expect(await shifted(...BOTH)).toEqual(contents(AFTER)));
});

const quirks: Files = {
  'package.json': '{"private":true}\n',
  'a.js': [
    "const fs = require('fs')",
    'exports.load = (p) =>',
    '\tp',
    '\t\t.then((dir) => fs.readdirSync(dir).map((each) => fs.readFileSync(each, "utf8")))',
    '\t\t.then((texts) => {',
    '\t\t\t// ü, 😀',
    '\t\t\tfs.writeFileSync("out", `${texts.length}',
    '  😀`)',
    '\t\t})',
    '\t\t.finally(() => fs.unlinkSync("out"))',
    '',
  ].join('\r\n'),
  'b.js': "// unblock: keep-sync\nconst f = (p) => p.then((x) => x + 1);\nconst g = async () => {\n  // unblock: keep-sync\n  require('fs').readFileSync('x');\n};\nf(g());\n",
};

test('handlers that are expressions, CRLF, tabs, templates; directives that one of the passes heeds are no notes', async () => {
  const root = tree(quirks);
  const { plan, changes } = await planned(root);
  expect(plan.problems).toEqual([]);
  expect(plan.notes).toBeUndefined();
  const { after } = changes.find(({ file }) => file === 'a.js')!;
  expect(after).not.toMatch(/Sync\(|[^\r]\n/);
  expect(after).toContain('`${texts.length}\r\n  😀`');
  for (const { file, span, api } of plan.sites) expect(quirks[file]!.toString().slice(span.start, span.end)).toContain(api.split('.').at(-1)!);
  const found = await changesForPlan(root, plan);
  expect(found).toEqual(changes);
});

test('--since and --stdin: chains and calls of other files stay', async () => {
  const root = program();
  const given = await planned(root, { leftOut: ({ file }: { file: string }) => (file === 'lib/store.js' ? undefined : 'another file') });
  expect(changing(given.plan).filter(({ verdict }) => verdict === 'flatten' || verdict === 'replace-api').map(({ file }) => file)).toEqual(Array(6).fill('lib/store.js'));
});
