// Parts of a repository: files changed since a commit, the text of an editor, shards that add up to the whole.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../src/cli/report.ts';
import { mergeReports, type PartReport } from '../src/index.ts';
import { git, repository, snapshot } from './bad-input-tree.ts';
import { folder, put } from './temporary.ts';
import { runCli, typed } from './cli-run.ts';

vi.setConfig({ testTimeout: 120_000 });

const files = {
  'package.json': '{"private":true}',
  'a.js': "const fs = require('fs');\nconst { size } = require('./lib/size');\n\nasync function main() {\n  console.log(fs.readFileSync('a', 'utf8'), size('a'));\n}\nmain();\n",
  'lib/size.js': "const fs = require('fs');\n\nexports.size = function size(file) {\n  return fs.statSync(file).size;\n};\n",
  'lib/other.js': "const fs = require('fs');\n\nclass Other {\n  get text() {\n    return fs.readFileSync('b', 'utf8');\n  }\n}\nconsole.log(new Other().text);\n",
  'lib/third.js': "const fs = require('fs');\n\nasync function third() {\n  fs.mkdirSync('c');\n}\nthird();\n",
};
const json = ({ out }: { out: string }): Report => JSON.parse(out) as Report;

describe('--since', () => {
  test('migrates the calls of changed files with all that must change with them, and no others', async () => {
    const root = repository(files);
    writeFileSync(path.join(root, 'lib/size.js'), `// changed\n${files['lib/size.js']}`);
    const report = json(await runCli(root, ['plan', '--since', 'HEAD', '--json']));
    expect(report.plan!.sites.map(({ file, api, outcome }) => `${file} ${api} ${outcome}`)).toEqual(['lib/size.js fs.statSync migrated']);
    expect(report.changes!.map(({ file }) => file)).toEqual(['a.js', 'lib/size.js']);
    expect((await runCli(root, ['run', '--since', 'HEAD', '--write', '--allow-dirty'])).code).toBe(0);
    expect(readFileSync(path.join(root, 'a.js'), 'utf8')).toBe(files['a.js'].replace("size('a'))", "await size('a'))"));
    expect(readFileSync(path.join(root, 'lib/third.js'), 'utf8')).toBe(files['lib/third.js']);
  });

  test('files that are not tracked count, in a folder below the top of the repository too', async () => {
    const top = repository(Object.fromEntries(Object.entries(files).map(([file, text]) => [`app/${file}`, text])));
    put(top, { 'app/fresh.js': "const fs = require('fs');\nasync function f() { fs.rmSync('x'); }\nf();\n" });
    const report = json(await runCli(path.join(top, 'app'), ['plan', '--since', 'HEAD', '--json']));
    expect(report.plan!.sites.map(({ file }) => file)).toEqual(['fresh.js']);
  });

  test('nothing changed, nothing to do; an unknown commit is a mistake', async () => {
    const root = repository(files);
    expect(json(await runCli(root, ['plan', '--since', 'HEAD', '--json']))).toMatchObject({ status: 'nothing-to-do', exitCode: 0, summary: { sites: 0 } });
    for (const ref of ['no-such-branch', '--output=x', '']) {
      expect(await runCli(root, ['plan', `--since=${ref}`])).toMatchObject({ code: 2, err: expect.stringContaining('git knows no commit') });
    }
    expect(git(root, 'status', '--porcelain')).toBe('');
  });
});

describe('--stdin', () => {
  const alone = "const fs = require('fs');\r\nasync function f() {\r\n  return fs.readFileSync('x', 'utf8');\r\n}\r\nf();";
  const argv = (file: string, ...more: string[]): string[] => ['run', '--stdin', '--stdin-filename', file, ...more];

  test('the migrated text, byte for byte, and nothing is written', async () => {
    const root = repository(files);
    const before = snapshot(root);
    const { code, out, err } = await runCli(root, argv('lib/third.js'), typed(alone));
    expect([code, err, out]).toEqual([0, '', alone.replace('fs.readFileSync', 'await fs.promises.readFile')]);
    expect(snapshot(root)).toEqual(before);
  });

  test('a file that was never saved, in latin-1, with a byte order mark', async () => {
    const root = repository(files);
    expect((await runCli(root, argv('new.js'), typed(`\ufeff${alone}`))).out).toBe(`\ufeff${alone.replace('fs.readFileSync', 'await fs.promises.readFile')}`);
    const latin = Buffer.from(`${alone} // caf\u00e9`, 'latin1');
    const { bytes } = await runCli(root, argv('new.js'), typed(latin));
    expect(bytes.toString('latin1')).toBe(`${latin.toString('latin1').replace('fs.readFileSync', 'await fs.promises.readFile')}`);
  });

  test('a call whose migration needs another file stays, and says so', async () => {
    const root = repository(files);
    const text = `${files['lib/size.js']}\nasync function own() {\n  fs.rmSync('x');\n}\nown();\n`;
    const { out } = await runCli(root, argv('lib/size.js'), typed(text));
    expect(out).toBe(text.replace('fs.rmSync', 'await fs.promises.rm'));
    const report = json(await runCli(root, argv('lib/size.js', '--json'), typed(text)));
    expect(report.plan!.sites.map(({ file, api, outcome, reason }) => [file, api, outcome, reason])).toEqual([['lib/size.js', 'fs.statSync', 'refused', 'left-out'], ['lib/size.js', 'fs.rmSync', 'migrated', undefined]]);
    expect(report.plan!.sites[0]!.message).toBe('fs.statSync is left out of this run: a.js would have to change with it');
    expect(report.changes!.map(({ file }) => file)).toEqual(['lib/size.js']);
  });

  test('nothing to change gives the text back, and so does what does not parse', async () => {
    const root = repository(files);
    expect((await runCli(root, argv('a.js'), typed('module.exports = 1;\n'))).out).toBe('module.exports = 1;\n');
    const broken = 'function ( {{{';
    expect(await runCli(root, argv('a.js'), typed(broken))).toMatchObject({ code: 3, out: broken, err: expect.stringContaining('a.js:1 does not parse') });
  });

  test('a file elsewhere, or none that is read, is a mistake', async () => {
    const root = repository(files);
    expect(await runCli(root, argv('../x.js'), typed(alone))).toMatchObject({ code: 2, err: expect.stringContaining('does not lie under') });
    expect(await runCli(root, argv('notes.txt'), typed(alone))).toMatchObject({ code: 2, err: expect.stringContaining('is no source file') });
  });
});

describe('--shard', () => {
  async function shards(root: string, count: number, ...argv: string[]): Promise<string[]> {
    const place = folder();
    const names: string[] = [];
    for (let i = 1; i <= count; i++) {
      names.push(path.join(place, `${i}.json`));
      writeFileSync(names.at(-1)!, (await runCli(root, [...argv, '--shard', `${i}/${count}`, '--json'])).out);
    }
    return names;
  }

  test.each([1, 2, 5])('%i parts add up to the whole report, in any order', async (count) => {
    const root = repository({ ...files, 'broken.js': 'function ( {' });
    const whole = json(await runCli(root, ['plan', '--json']));
    const names = await shards(root, count, 'plan');
    const { code, out } = await runCli(root, ['merge', ...names.reverse(), '--json']);
    const { timings: _, peakRssMb: __, ...rest } = whole;
    const { timings: ___, peakRssMb: ____, ...merged } = json({ out });
    expect(code).toBe(3);
    expect(merged).toEqual(rest);
    expect(JSON.stringify(merged.plan)).toBe(JSON.stringify(whole.plan));
    expect(names.map((name) => json({ out: readFileSync(name, 'utf8') }).plan!.sites.length).reduce((a, b) => a + b)).toBe(whole.plan!.sites.length);
  });

  test('parts of a check add up, too', async () => {
    const root = repository(files);
    const names = await shards(root, 3, 'check');
    expect(await runCli(root, ['merge', ...names])).toMatchObject({ code: 1, out: expect.stringContaining('4 new blocking calls\n') });
    const whole = json(await runCli(root, ['check', '--json']));
    expect(json(await runCli(root, ['merge', '--json', ...names])).check).toEqual(whole.check);
  });

  test('a part that is missing, twice there, of another whole, or no report is a mistake', async () => {
    const root = repository(files);
    const [one, two] = await shards(root, 2, 'plan');
    const [other] = await shards(root, 3, 'plan');
    const whole = path.join(folder(), 'whole.json');
    writeFileSync(whole, (await runCli(root, ['plan', '--json'])).out);
    const message = async (...names: string[]): Promise<string> => {
      const { code, err } = await runCli(root, ['merge', ...names]);
      expect(code).toBe(2);
      return err;
    };
    expect(await message(one!)).toContain('that is not so for part 2 of 2');
    expect(await message(one!, one!)).toContain('each part has to be there once');
    expect(await message(one!, other!)).toContain('parts of different wholes');
    expect(await message(whole)).toContain('is not one of several parts');
    expect(await message('package.json')).toContain('package.json is no report that --json prints');
    expect(await message('no.json')).toContain('cannot read no.json (ENOENT)');
    expect((await runCli(root, ['merge', one!, two!])).out).toContain('4 blocking calls = ');
  });

  test('parts made with other options do not fit', () => {
    const part = (index: number, publicApi: 'keep' | 'break'): PartReport => ({ status: 'ok', exitCode: 0, shard: { index, count: 2 }, plan: { version: 1, options: { publicApi, transforms: [] }, files: {}, sites: [], problems: [] } });
    expect(() => mergeReports([part(1, 'keep'), part(2, 'break')])).toThrow('part 2 was made with other options than part 1');
    expect(mergeReports([part(1, 'keep'), part(2, 'keep')])).toMatchObject({ status: 'ok', exitCode: 0 });
  });
});
