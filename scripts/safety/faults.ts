// The faults of npm run bench:safety: what is in the repository, and what must hold after a tool has run over it.
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commitAll } from '../shared/git.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant } from './contestants.ts';
import { start } from './process.ts';
import type { Finished } from './process.ts';

/** What came of one fault: '' when all is well, '-' when it cannot happen to the tool, else what went wrong. */
export type Verdict = string;

export interface Fault {
  readonly name: string;
  meet(tool: Contestant): Promise<Verdict>;
}

/** A folder with a committed repository, and one beside it that is none of the tool's business. */
interface Place {
  readonly root: string;
  readonly outside: string;
}

const PROGRAM = "const fs = require('fs');\nfunction keep(a) {\n\treturn   a;\n}\nlegacy(1);\nconsole.log(fs.readFileSync('data.txt', 'utf8'), keep(1));\n";
const isEdited = (text: string): boolean => text.includes('modern(1)') || text.includes('fs.promises.readFile');
const read = (place: Place, file: string): Buffer => readFileSync(join(place.root, file));

type Files = Readonly<Record<string, string | Buffer>>;

function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

async function within(files: Files, prepare: (place: Place) => void, work: (place: Place) => Promise<Verdict>): Promise<Verdict> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'unblock-safety-')));
  const place = { root: join(base, 'repository'), outside: join(base, 'outside') };
  try {
    put(place.root, { '.gitignore': 'ignored/\n', 'good.js': PROGRAM, 'data.txt': 'data', ...files });
    put(place.outside, { 'secret.js': PROGRAM, 'folder/secret.js': PROGRAM });
    prepare(place);
    await commitAll(place.root, 'all');
    return await work(place);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

type Check = (place: Place, end: Finished) => Verdict;

/** A fault that lies in the tree: the tool runs once, then `check` looks. */
function inTree(name: string, files: Files, check: Check, prepare: (place: Place) => void = () => {}, limitMs?: number): Fault {
  return {
    name,
    meet: (tool) => within(files, prepare, async (place) => {
      const end = await start(tool.command(place.root), place.root, limitMs).finished;
      return check(place, end);
    }),
  };
}

/** Every line that the edit does not touch is there as it was, to the last byte, and the edit was made. */
function formIsKept(file: string, before: Buffer): Check {
  return (place) => {
    const after = read(place, file);
    if (!isEdited(after.toString('latin1'))) return 'the file is not edited';
    let from = 0;
    for (const line of before.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      if (/legacy|readFileSync/.test(line)) continue;
      const at = after.toString('latin1').indexOf(line, from);
      if (at < 0) return `changed other bytes: ${JSON.stringify(line).slice(0, 40)}`;
      from = at + line.length;
    }
    return '';
  };
}

const form = (name: string, content: string | Buffer, more: Check = () => ''): Fault => {
  const before = Buffer.from(content);
  return inTree(name, { 'file.js': before }, (place, end) => formIsKept('file.js', before)(place, end) || more(place, end));
};

const same = (file: string, before: string | Buffer, what: string): Check => (place) => (existsSync(join(place.root, file)) && read(place, file).equals(Buffer.from(before)) ? '' : what);
const goodIsDone: Check = (place) => (isEdited(read(place, 'good.js').toString()) ? '' : 'the other files are not done');
const told = (file: string): Check => (_, { code, output, endless }) => (endless ? 'never ends' : code === 0 ? 'exit code 0' : output.includes(file) ? '' : 'does not name the file');
const all = (...checks: Check[]): Check => (place, end) => checks.map((check) => check(place, end)).filter((words) => words !== '').join('; ');

const outsideIsSame = (file: string): Check => (place) => (readFileSync(join(place.outside, file), 'utf8') === PROGRAM ? '' : 'writes outside of the repository');
const isLink = (name: string): Check => (place) => (lstatSync(join(place.root, name)).isSymbolicLink() ? '' : 'replaces the link by a file');
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const BROKEN = `${PROGRAM}function ( {{{ legacy(1)\n`;
const DEEP = `${PROGRAM}x = ${'('.repeat(20_000)}1${')'.repeat(20_000)};\n`;

/** A fault of the transform: only where there is one. */
const inTransform = (name: string, word: string): Fault => {
  const content = `${PROGRAM}// ${word}\n`;
  const fault = inTree(name, { 'bad.js': content, 'other.js': PROGRAM }, all(told('bad.js'), same('bad.js', content, 'writes the file'), goodIsDone), undefined, 60_000);
  return { name, meet: async (tool) => (tool.runsCode ? fault.meet(tool) : '-') };
};

const EDIT = '// an edit of somebody else\n';

/** Somebody saves a file after the tool has read it and before the tool writes. */
const editMeanwhile: Fault = {
  name: 'edit between preview and write',
  meet: (tool) => within({ 'bad.js': `${PROGRAM}// TRAP-WAIT\n` }, () => {}, async (place) => {
    const edit = (): void => writeFileSync(join(place.root, 'bad.js'), `${PROGRAM}${EDIT}`);
    let end: Finished;
    if (tool.plan && tool.apply) {
      const plan = join(place.outside, 'plan.json');
      await start(tool.plan(place.root, plan), place.root).finished;
      edit();
      end = await start(tool.apply(place.root, plan), place.root).finished;
    } else if (tool.runsCode) {
      const running = start(tool.command(place.root), place.root);
      // the transform waits four seconds with the file in its hands
      let isOver = false;
      void running.finished.then(() => void (isOver = true));
      await Promise.race([running.finished, sleep(Number(process.env['SAFETY_EDIT_AFTER'] ?? 3000))]);
      if (isOver) return 'the edit came too late to tell';
      edit();
      end = await running.finished;
    } else return '-';
    if (!read(place, 'bad.js').toString().includes(EDIT)) return 'overwrites the edit';
    return end.code === 0 && !isEdited(read(place, 'bad.js').toString()) ? 'says nothing' : '';
  }),
};

/** In the order of the issue. */
export const FAULTS: readonly Fault[] = [
  form('CRLF', crlf(PROGRAM)),
  form('mixed line ends', PROGRAM.replace('keep(a) {\n', 'keep(a) {\r\n').replace('a;\n', 'a;\r\n')),
  form('BOM', `\ufeff${PROGRAM}`, (place) => (read(place, 'file.js').subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? '' : 'the BOM is gone')),
  form('Latin-1', Buffer.from(`// \xfcber\n${PROGRAM}`, 'latin1')),
  form('no final newline', PROGRAM.trimEnd() + '\nkeep(2)', (place) => (read(place, 'file.js').toString().trimEnd() === read(place, 'file.js').toString() ? '' : 'adds one')),
  inTree('executable bit', { 'run.js': `#!/usr/bin/env node\n${PROGRAM}` }, (place) => (!isEdited(read(place, 'run.js').toString()) ? 'the file is not edited' : (statSync(join(place.root, 'run.js')).mode & 0o777) === 0o755 ? '' : 'the bit is gone'), (place) => chmodSync(join(place.root, 'run.js'), 0o755)),
  inTree('syntax error', { 'bad.js': BROKEN }, all(same('bad.js', BROKEN, 'writes the file'), told('bad.js'), goodIsDone)),
  inTree('20,000 nested parentheses', { 'bad.js': DEEP }, all(same('bad.js', DEEP, 'writes the file'), told('bad.js'), goodIsDone)),
  inTree('symlink to a file outside', {}, all(outsideIsSame('secret.js'), isLink('link.js'), goodIsDone), (place) => symlinkSync(join(place.outside, 'secret.js'), join(place.root, 'link.js'))),
  inTree('symlink to a folder outside', {}, all(outsideIsSame('folder/secret.js'), isLink('link'), goodIsDone), (place) => symlinkSync(join(place.outside, 'folder'), join(place.root, 'link'))),
  inTree('vendored files', { 'node_modules/dep/index.js': PROGRAM, 'vendor/dep/dep.js': PROGRAM }, all(same('node_modules/dep/index.js', PROGRAM, 'edits node_modules'), same('vendor/dep/dep.js', PROGRAM, 'edits vendor/'), goodIsDone)),
  inTree('ignored files', { 'ignored/out.js': PROGRAM }, all(same('ignored/out.js', PROGRAM, 'edits what git ignores'), goodIsDone)),
  inTransform('worker death', 'TRAP-EXIT'),
  inTransform('endless loop', 'TRAP-LOOP'),
  {
    name: 'missing path',
    meet: (tool) => within({}, () => {}, async (place) => {
      const { code, endless } = await start(tool.command(join(place.root, 'gone')), place.root).finished;
      return endless ? 'never ends' : code === 0 ? 'exit code 0' : '';
    }),
  },
  editMeanwhile,
];
