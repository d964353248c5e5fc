// Any part of a plan that a person can choose is whole: it parses, and the program does what it did.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Decision, MigrationPlan } from '../src/core/plan.ts';
import { analyse } from '../src/pipeline.ts';
import { select } from '../src/plan/select.ts';
import { Selection } from '../src/plan/selection.ts';
import { FOLDER, installed, optionsOf, providePool, runAll, runIn } from './fixture-programs.ts';
import { removeFolders, tree } from './run-tools.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 240_000 });
afterEach(removeFolders);

const RUNS = Number(process.env['SELECTIONS'] ?? 3);

const changing = (plan: MigrationPlan): readonly Decision[] => Object.values(plan.files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict !== 'keep'));

describe('random parts of the program', () => {
  test.each(readdirSync(FOLDER))('%s', async (name) => {
    const before = path.join(FOLDER, name, 'before');
    const options = optionsOf(path.join(FOLDER, name));
    const analysis = await analyse({ root: installed(before), publicApi: options.publicApi, transforms: options.transforms });
    const ids = changing(analysis.plan).map(({ id }) => id);
    // a program in which everything stays has no parts
    if (ids.length === 0) return expect(analysis.changes).toEqual([]);
    const expected = await runAll(before, options);
    const seen = new Set<string>();
    const answers = fc.array(fc.record({ id: fc.constantFrom(...ids), yes: fc.boolean() }), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(answers, fc.boolean(), async (given, rest) => {
      const selection = new Selection(analysis.plan);
      // as in a review: the last word counts, and what falls with it has lost its answer
      if (rest) selection.accept(ids);
      for (const { id, yes } of given) if (yes) selection.accept([id]); else selection.refuse([id]);
      const last = given.at(-1)!;
      const chosen = selection.chosen();
      expect(chosen.has(last.id)).toBe(last.yes);
      const accepted = ids.filter((id) => selection.answer(id) === 'accepted');
      expect([...chosen].sort()).toEqual(accepted.sort());

      const { plan, changes } = select(analysis, analysis.repo, chosen);
      expect(plan.problems).toEqual([]);
      expect(changing(plan).map(({ id }) => id).sort()).toEqual(accepted);
      expect(plan.sites.every(({ outcome, decision, reason }) => (outcome === 'migrated' || outcome === 'twinned') === chosen.has(decision) && (outcome !== 'refused' || reason !== undefined))).toBe(true);
      const texts = JSON.stringify(changes.map(({ file, after }) => [file, after]));
      if (seen.has(texts)) return;
      seen.add(texts);
      const root = installed(before);
      for (const { file, after } of changes) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), after);
        if (path.basename(file) === 'package.json' && after.includes('"piscina"')) providePool(path.dirname(path.join(root, file)));
      }
      const ran = await runIn(root, options);
      expect(ran, `chosen: ${accepted.join(' ')}`).toEqual(expected);
    }), { numRuns: RUNS, endOnFailure: true, ...(process.env['SELECTION_SEED'] ? { seed: Number(process.env['SELECTION_SEED']) } : {}) });
  });
});

const FILES = {
  'package.json': '{ "private": true }\n',
  'lib.js': "const fs = require('fs');\nexports.load = () => fs.readFileSync('x', 'utf8');\nexports.list = () => fs.readdirSync('.').concat(fs.readdirSync('..'));\n",
  'user.js': "const { load } = require('./lib.js');\nconst show = () => console.log(load());\nmodule.exports = { show };\n",
  'main.js': "const { show } = require('./user.js');\nconst { list } = require('./lib.js');\nshow();\nconsole.log(list());\n",
};

async function planned() {
  const analysis = await analyse({ root: tree(FILES), publicApi: 'break', transforms: ['sync-to-await'] });
  const id = (file: string, verdict: string, name: string): string => changing(analysis.plan).find((d) => d.file === file && d.verdict === verdict && d.name === name)!.id;
  const named = (ids: Iterable<string>): string[] => changing(analysis.plan).filter((d) => [...ids].includes(d.id)).map((d) => `${d.file} ${d.verdict} ${d.name}`).sort();
  return { ...analysis, id, named };
}

describe('answers take along what depends on them', () => {
  test('refusing a caller drops what it waits for, and says so before', async () => {
    const { plan, id, named } = await planned();
    const selection = new Selection(plan);
    const show = id('user.js', 'make-async', 'show');
    const drops = selection.dropsWith([show]);
    expect(named(drops)).toEqual(['lib.js make-async load', 'lib.js replace-api fs.readFileSync', 'main.js await show', 'user.js await load']);
    expect([...selection.refuse([show])].sort()).toEqual([...drops, show].sort());
    expect(selection.answer(show)).toBe('refused');
    expect(selection.answer(id('lib.js', 'make-async', 'load'))).toBe('dropped');
    expect(selection.answer(id('lib.js', 'make-async', 'list'))).toBe('open');
  });

  test('refusing the only call that is replaced drops every await that led up from it', async () => {
    const { plan, id, named } = await planned();
    const selection = new Selection(plan);
    expect(named(selection.dropsWith([id('lib.js', 'replace-api', 'fs.readFileSync')]))).toEqual(['lib.js make-async load', 'main.js await show', 'user.js await load', 'user.js make-async show']);
  });

  test('of two calls in one function one may be refused, and the function still waits for the other', async () => {
    const analysis = await planned();
    const selection = new Selection(analysis.plan);
    const [first, second] = changing(analysis.plan).filter(({ name }) => name === 'fs.readdirSync').map(({ id }) => id);
    expect(selection.dropsWith([first!])).toEqual([]);
    selection.refuse([first!]);
    selection.accept([second!]);
    const { changes } = select(analysis, analysis.repo, selection.chosen());
    expect(changes.find(({ file }) => file === 'lib.js')!.after).toContain("exports.list = async () => fs.readdirSync('.').concat(await fs.promises.readdir('..'));");
    expect(changes.find(({ file }) => file === 'lib.js')!.after).toContain("exports.load = () => fs.readFileSync('x', 'utf8');");
  });

  test('accepting a call pulls in the function it calls, down to a call that is replaced, and up to the top', async () => {
    const { plan, id, named } = await planned();
    const selection = new Selection(plan);
    const wait = id('user.js', 'await', 'load');
    const needs = selection.needsWith([wait]);
    expect(named(needs)).toEqual(['lib.js make-async load', 'lib.js replace-api fs.readFileSync', 'main.js async-main top level', 'main.js await show', 'user.js make-async show']);
    selection.accept([wait]);
    expect([...selection.chosen()].sort()).toEqual([...needs, wait].sort());
  });

  test('accepting takes refusals back that stand in the way', async () => {
    const { plan, id } = await planned();
    const selection = new Selection(plan);
    const seed = id('lib.js', 'replace-api', 'fs.readFileSync');
    selection.refuse([seed]);
    selection.accept([id('main.js', 'await', 'show')]);
    expect(selection.answer(seed)).toBe('accepted');
    selection.refuse([seed]);
    expect(selection.answer(id('main.js', 'await', 'show'))).toBe('dropped');
    selection.reopen([seed]);
    expect(selection.answer(id('main.js', 'await', 'show'))).toBe('open');
  });

  test('what is left open is not carried out, and its calls say why they stay', async () => {
    const analysis = await planned();
    const { plan, changes } = select(analysis, analysis.repo, new Selection(analysis.plan).chosen());
    expect(changes).toEqual([]);
    expect(plan.sites.map(({ outcome, reason, message }) => [outcome, reason, message])).toEqual(Array(3).fill(['refused', 'declined', expect.stringContaining('was refused in the review')]));
  });

  test('units: what a chain of needs connects', async () => {
    const { plan, id, named } = await planned();
    const selection = new Selection(plan);
    expect(named(selection.unitOf([id('user.js', 'make-async', 'show')]))).toHaveLength(changing(plan).length);
  });
});

test('what a plan of 30,000 changes drops follows all of its chains', () => {
  const decisions: Decision[] = [];
  const add = (index: number, verdict: Decision['verdict'], needs: readonly string[]): string => {
    const id = `f${index >> 4}.js:${index}-${index + 1}:${verdict}`;
    decisions.push({ id, file: `f${index >> 4}.js`, span: { start: index, end: index + 1 }, line: 1, verdict, transform: 't', name: 'n', cause: { kind: 'mapped-api', api: 'a', target: 'b' }, alsoBecause: [], needs });
    return id;
  };
  // chains of ten functions, each with a call that is replaced at its end, all called by one main
  const main = add(0, 'async-main', []);
  for (let chain = 0, at = 1; chain < 1000; chain++) {
    let around = main;
    for (let step = 0; step < 10; step++, at += 3) {
      const call = add(at, 'await', [around]);
      around = add(at + 1, 'make-async', [call]);
    }
    for (let i = 0; i < 10; i++) add(at++, 'replace-api', [around]);
  }
  const selection = new Selection({ version: 1, options: { publicApi: 'keep', transforms: [] }, files: { f: { hash: '', decisions } }, sites: [], problems: [] });
  for (let i = 0; i < 50; i++) {
    const { id } = decisions[1 + i * 590]!;
    selection.dropsWith([id]);
    selection.needsWith([id]);
    if (i % 2) selection.accept([id]); else selection.refuse([id]);
  }
  expect(selection.dropsWith([main])).toHaveLength(decisions.filter(({ id }) => selection.stands(id)).length - 1);
});
