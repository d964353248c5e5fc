// Programs that call synchronous functions of packages, in several versions: they print the same before and after.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { analyse } from '../src/pipeline.ts';
import { outcomes, run, type Ran } from './fixture-run.ts';
import { PROJECT, folder } from './temporary.ts';

// programs are run: slow on a busy machine, never endless
vi.setConfig({ testTimeout: 120_000 });

/** Prints what a function gives, or how it fails. */
const SHOW = `function show(name, value) {
  console.log(name, value === undefined ? 'undefined' : JSON.stringify(value).split(__dirname).join('<here>'));
}
`;

interface Program {
  /** What it loads: name -> folder in node_modules, which holds one version. */
  readonly packages: Readonly<Record<string, string>>;
  /** The body of a function that is called once. */
  readonly body: string;
  /** How the packages are loaded; `const <name> = require(<package>)` when absent. */
  readonly head?: string;
  /** An ES module; `main.js` when absent. */
  readonly file?: 'main.js' | 'main.mjs';
  readonly migrated: number;
  readonly refused?: readonly string[];
  /** What the migrated text has. */
  readonly text?: string;
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const requires = (names: readonly string[]): string => names.map((name) => `const ${camel(name)} = require('${name}');\n`).join('');

function place(root: string, { packages, body, head, file = 'main.js' }: Program): string {
  mkdirSync(path.join(root, 'node_modules'));
  for (const [name, installed] of Object.entries(packages)) symlinkSync(path.join(PROJECT, 'node_modules', installed), path.join(root, 'node_modules', name));
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ private: true, dependencies: Object.fromEntries(Object.keys(packages).map((name) => [name, '*'])) }));
  mkdirSync(path.join(root, 'd/e'), { recursive: true });
  for (const name of ['d/b.txt', 'd/a.txt', 'd/e/c.txt']) writeFileSync(path.join(root, name), name);
  writeFileSync(path.join(root, 'd/bad.json'), '{');
  const text = `${file === 'main.js' ? "'use strict';\nconst fs = require('fs');\n" : ''}${head ?? requires(Object.keys(packages))}\n${SHOW}\nfunction work() {\n${body}\n}\n\nwork();\n`;
  writeFileSync(path.join(root, file), text);
  return text;
}

const failing = (call: string): string => `  try { show('no error', ${call}); } catch (error) { show('error', [error.code, error.code ? '' : error.message]); }`;

const mkdirpBody = (call: string): string => `  show('made', ${call}('x/y/z'));\n  show('there', ${call}('x/y'));\n${failing(`${call}('d/a.txt/x')`)}\n${failing(`${call}('d/a.txt')`)}`;
const rimrafBody = (call: string): string => `  show('removed', ${call}('d/e'));\n  show('missing', ${call}('d/e'));\n  show('pattern', ${call}('d/*.txt'));\n  show('left', fs.readdirSync('d'));\n${failing(`${call}('d/bad.json/x')`)}`;
const whichBody = `  show('found', which.sync('node', { path: require('path').dirname(process.execPath) }) === process.execPath);\n  show('all', which.sync('node', { all: true }).length > 0);\n${failing("which.sync('there-is-none')")}`;
const findUpBody = `  show('found', findUp.sync('package.json', { cwd: 'd/e' }));\n  show('none', findUp.sync('there-is-none'));\n  show('first', findUp.sync(['none', 'bad.json', 'a.txt'], { cwd: 'd' }));`;
const jsonBody = `  show('wrote', jsonfile.writeFileSync('j.json', { b: [1] }, { spaces: 2 }));\n  show('text', fs.readFileSync('j.json', 'utf8'));\n  show('read', jsonfile.readFileSync('j.json'));\n${failing("jsonfile.readFileSync('d/bad.json')")}\n${failing("jsonfile.writeFileSync('none/j.json', 1)")}`;

const programs: Readonly<Record<string, Program>> = {
  'glob 7': { packages: { glob: 'glob7' }, body: `  show('all', glob.sync('d/**/*.txt'));\n  show('marked', glob.sync('d/{*,a*}', { mark: true, nounique: true }));\n  show('none', glob.sync('q*', { nonull: true }));`, migrated: 3, text: 'const globAsync = promisify(glob);' },
  'glob 7, what stays': { packages: { glob: 'glob7' }, body: `  const options = { nosort: true };\n  const pattern = process.argv[2] || 'd/*';\n  show('unsorted', glob.sync('d/*.txt', options).length + glob.sync('d/*', { nosort: true }).length);\n  show('perhaps empty', glob.sync(pattern).length);`, migrated: 0, refused: ['no-faithful-twin', 'no-faithful-twin', 'options-unknown'] },
  'glob 7, a member alone': { packages: { glob: 'glob7' }, head: "const { sync } = require('glob');\n", body: "  show('all', sync('d/*.txt'));", migrated: 1, text: "const glob = require('glob');\n" },
  'glob 10 stays': { packages: { glob: 'glob10' }, body: "  show('all', glob.sync('d/*.txt').sort());\n  show('all', glob.globSync('d/*.txt').sort());", migrated: 0, refused: ['no-faithful-twin', 'no-faithful-twin'] },
  'rimraf 3': { packages: { rimraf: 'rimraf3' }, body: rimrafBody('rimraf.sync'), migrated: 4, text: 'const rimrafAsync = promisify(rimraf);' },
  'rimraf 5': { packages: { rimraf: 'rimraf5' }, head: "const { rimrafSync } = require('rimraf');\n", body: rimrafBody('rimrafSync'), migrated: 4, text: "const { rimraf } = require('rimraf');" },
  'mkdirp 0.5': { packages: { mkdirp: 'mkdirp0' }, body: mkdirpBody('mkdirp.sync'), migrated: 4, text: 'const mkdirpAsync = promisify(mkdirp);' },
  'mkdirp 0.5, a member alone': { packages: { mkdirp: 'mkdirp0' }, head: "const mkdirp = require('mkdirp').sync;\n", body: mkdirpBody('mkdirp'), migrated: 4 },
  'mkdirp 1': { packages: { mkdirp: 'mkdirp1' }, body: mkdirpBody('mkdirp.sync'), migrated: 4, text: "await mkdirp('x/y/z')" },
  'mkdirp 3': { packages: { mkdirp: 'mkdirp3' }, body: mkdirpBody('mkdirp.mkdirpSync'), migrated: 4, text: "await mkdirp.mkdirp('x/y/z')" },
  'which 1': { packages: { which: 'which1' }, body: whichBody, migrated: 3, text: 'const whichAsync = promisify(which);' },
  'which 2': { packages: { which: 'which2' }, body: whichBody, migrated: 3, text: "await which('there-is-none')" },
  'which 2, what stays': { packages: { which: 'which2' }, body: "  show('none', which.sync('there-is-none', { nothrow: true }));", migrated: 0, refused: ['no-faithful-twin'] },
  'which 4': { packages: { which: 'which4' }, body: `${whichBody}\n  show('none', which.sync('there-is-none', { nothrow: true }));`, migrated: 4 },
  'find-up 5': { packages: { 'find-up': 'find-up5' }, body: findUpBody, migrated: 3, text: "await findUp('there-is-none')" },
  'find-up 7': { packages: { 'find-up': 'find-up7' }, file: 'main.mjs', head: "import fs from 'node:fs';\nimport { findUpSync } from 'find-up';\nconst __dirname = process.cwd();\n", body: findUpBody.replaceAll('findUp.sync', 'findUpSync'), migrated: 3, text: "import { findUp } from 'find-up';" },
  'jsonfile 4': { packages: { jsonfile: 'jsonfile4' }, body: jsonBody, migrated: 4, text: 'promisify(jsonfile.readFile)' },
  'jsonfile 6': { packages: { jsonfile: 'jsonfile' }, body: jsonBody, migrated: 4, text: "await jsonfile.readFile('j.json')" },
  'jsonfile 6, what stays': { packages: { jsonfile: 'jsonfile' }, body: "  show('none', jsonfile.readFileSync('none.json', { throws: false }));", migrated: 0, refused: ['no-faithful-twin'] },
  'write-file-atomic 5': { packages: { 'write-file-atomic': 'write-file-atomic5' }, body: `  show('wrote', writeFileAtomic.sync('w', 'text', { mode: 0o600 }));\n  show('mode', fs.statSync('w').mode & 0o777);\n  show('number', writeFileAtomic.sync('w', 5));\n  show('text', fs.readFileSync('w', 'utf8'));\n${failing("writeFileAtomic.sync('none/w', '')")}`, migrated: 3, text: "await writeFileAtomic('w', 5)" },
  'resolve 1': { packages: { resolve: 'resolve1', glob: 'glob7' }, body: `  show('package', resolve.sync('glob', { basedir: __dirname }).replace(/.*node_modules/, ''));\n  show('core', resolve.sync('fs', { basedir: __dirname }));\n  show('file', resolve.sync('./a', { basedir: __dirname + '/d', extensions: ['.txt'] }));\n${failing("resolve.sync('there-is-none', { basedir: __dirname })")}`, migrated: 4, text: 'const resolveAsync = promisify(resolve);' },
  'resolve 1, what stays': { packages: { resolve: 'resolve1' }, body: `  show('from here', resolve.sync('./main'));\n  show('own look', resolve.sync('./a', { basedir: __dirname + '/d', extensions: ['.txt'], isFile: (file) => fs.existsSync(file) }));`, migrated: 0, refused: ['no-faithful-twin', 'no-faithful-twin'] },
  tmp: { packages: { tmp: 'tmp' }, body: `  show('name', tmp.tmpNameSync({ prefix: 'some' }).replace(/.*some.*/, 'some'));\n${failing("tmp.tmpNameSync({ template: 'no-such-sign' })")}\n  const made = tmp.dirSync();\n  made.removeCallback();`, migrated: 2, refused: ['no-faithful-twin'] },
  'make-dir 3': { packages: { 'make-dir': 'make-dir3' }, body: `  show('made', makeDir.sync('x/y'));\n  show('there', makeDir.sync('x/y'));\n${failing("makeDir.sync('d/a.txt/x')")}`, migrated: 3 },
  'del 6': { packages: { del: 'del6' }, body: `  show('removed', del.sync('d/*.txt'));\n  show('none', del.sync(['d/*.txt'], { dryRun: true }));\n${failing("del.sync('../*')")}`, migrated: 3 },
  'execa 5 and cross-spawn stay': { packages: { execa: 'execa5', 'cross-spawn': 'cross-spawn' }, body: "  show('execa', execa.sync('echo', ['a']).stdout);\n  show('spawn', String(crossSpawn.sync('echo', ['a']).stdout));", migrated: 0, refused: ['no-faithful-twin', 'no-faithful-twin'] },
};

/** Programs that change nothing are run to show that they are what they seem. */
test.each(Object.entries(programs))('%s', async (_, program) => {
  const [before, after] = [folder(), folder()];
  const { file = 'main.js' } = program;
  const text = place(before, program);
  place(after, program);
  const { plan, changes } = await analyse({ root: before, publicApi: 'break', transforms: ['sync-to-await'] });
  const packages = Object.keys(program.packages);
  const sites = plan.sites.filter(({ api }) => packages.some((name) => api === name || api.startsWith(`${name}.`)));
  expect(sites.filter(({ outcome }) => outcome === 'refused').map(({ reason }) => reason).sort()).toEqual([...(program.refused ?? [])].sort());
  expect(sites.filter(({ outcome }) => outcome === 'migrated')).toHaveLength(program.migrated);
  expect(outcomes(plan)['failed']).toBeUndefined();
  const changed = changes[0]?.after ?? text;
  if (program.text !== undefined) expect(changed).toContain(program.text);
  const [expected, actual]: Ran[] = await Promise.all([run({ file, text }, before), run({ file, text: changed }, after)]);
  expect(actual).toEqual(expected);
  expect(expected!.exitCode).toBe(0);
  if (program.body.includes('show(')) expect(expected!.stdout).not.toBe('');
});

const unknown: readonly (readonly [string, string, string])[] = [
  ['not installed, any version asked for', '{ "dependencies": { "glob": "*" } }', 'package-version'],
  ['not asked for', '{}', 'package-version'],
  ['a version that is not known', '{ "dependencies": { "glob": "^99.0.0" } }', 'package-version'],
];
test.each(unknown)('a package that is %s stays', async (_, manifest, reason) => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), manifest);
  writeFileSync(path.join(root, 'main.js'), "const glob = require('glob');\nfunction list() {\n  return glob.sync('*.js');\n}\nconsole.log(list());\n");
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  expect(plan.sites.map((site) => site.reason)).toEqual([reason]);
  expect(changes).toEqual([]);
});

test('what gives a promise in the version that is installed is no blocking call', async () => {
  const root = folder();
  const found = async (range: string): Promise<unknown> => {
    writeFileSync(path.join(root, 'package.json'), `{ "dependencies": { "prettier": "${range}" } }`);
    writeFileSync(path.join(root, 'main.js'), "const prettier = require('prettier');\nmodule.exports = (text) => prettier.format(text);\n");
    return (await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })).plan.sites.map(({ reason }) => reason);
  };
  expect(await found('^2.8.0')).toEqual(['no-faithful-twin']);
  expect(await found('^3.1.0')).toEqual([]);
  expect(await found('^1.0.0')).toEqual(['package-version']);
});

test('the range of package.json decides where nothing is installed', async () => {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{ "private": true, "dependencies": { "find-up": "^6.0.0", "rimraf": "^4.1.0", "glob": "^8" } }');
  writeFileSync(path.join(root, 'main.mjs'), "import { findUpSync } from 'find-up';\nimport rimraf from 'rimraf';\nimport * as glob from 'glob';\nfunction work() {\n  rimraf.sync('x');\n  glob.sync('*.js');\n  return findUpSync('package.json');\n}\nconsole.log(work());\n");
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] });
  expect(plan.sites.map(({ reason }) => reason)).toEqual([undefined, 'module-itself', undefined]);
  expect(changes[0]!.after).toContain("import { findUp } from 'find-up';");
  expect(changes[0]!.after).toContain("await rimraf.rimraf('x');");
});

test('a package that another file loads has the version that all have, or stays', async () => {
  const root = folder();
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('package.json', '{ "private": true }');
  write('a/package.json', '{ "dependencies": { "find-up": "^5.0.0" } }');
  write('a/loads.js', "exports.findUp = require('find-up');\n");
  write('main.js', "const { findUp } = require('./a/loads');\nfunction work() {\n  return findUp.sync('package.json');\n}\nconsole.log(work());\n");
  const reasons = async (): Promise<unknown> => (await analyse({ root, publicApi: 'break', transforms: ['sync-to-await'] })).plan.sites.map(({ reason }) => reason);
  expect(await reasons()).toEqual([undefined]);
  write('b/package.json', '{ "dependencies": { "find-up": "^4.0.0" } }');
  expect(await reasons()).toEqual(['package-version']);
});
