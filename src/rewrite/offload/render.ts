// Templates of generated modules -> their text: in the language, the module format and the style of the code they stand beside.
import { bridgeName, type BridgePlace, type OffloadTask } from '../../core/offload.ts';
import type { FileId } from '../../core/source.ts';
import { inStyle, withoutTypes, withTypes } from '../runtime/template.ts';
import { POOL } from './pool.ts';
import { TRANSFER } from './transfer.ts';
import { WORKER } from './worker.ts';

/** Where the worker's file is, seen from the pool's: it has the same extension, compiled or not. */
const WORKER_FILE = {
  cjs: 'path.join(__dirname, `worker${path.extname(__filename)}`)',
  esm: 'new URL(`./worker${path.extname(import.meta.url)}`, import.meta.url).href',
};

const importLine = (place: BridgePlace, what: string, from: string): string => {
  const specifier = from.startsWith('.') ? `${from}${place.specifierEnd}` : from;
  if (place.format === 'esm' || place.lang === 'ts') return `import ${what} from '${specifier}';`;
  return `const ${what.replace(/^\* as /, '')} = require('${specifier}');`;
};

const exportLine = ({ format, lang }: BridgePlace, what: string): string => {
  if (format === 'esm' || lang === 'ts') return what.startsWith('default ') ? `export ${what};` : `export { ${what} };`;
  return what.startsWith('default ') ? `module.exports = ${what.slice('default '.length)};` : `module.exports = { ${what} };`;
};

export function render(template: string, place: BridgePlace, refs: Readonly<Record<string, string>> = {}): string {
  const typed = place.lang === 'ts' ? withTypes(template) : withoutTypes(template).replace(/^ +\n/gm, '').replace(/\n{3,}/g, '\n\n');
  const filled = typed.trim().replace(/«(\w+)»/g, (_, name: string) => refs[name]!)
    .replace(/^@import (.+) from '(.+)'$/gm, (_, what: string, from: string) => importLine(place, what, from))
    .replace(/^@export (.+)$/gm, (_, what: string) => exportLine(place, what));
  return inStyle(`${filled}\n`, place.style);
}

export const transferText = (place: BridgePlace): string => render(TRANSFER, place);
export const poolText = (place: BridgePlace): string => render(POOL, place, { workerFile: WORKER_FILE[place.format] });

/** The relative specifier by which a file of the folder `from` loads the module `to`. */
export function specifierTo(from: FileId, to: FileId, end: string): string {
  const there = to.split('/');
  const here = from === '' ? [] : from.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const up = '../'.repeat(here.length - common) || './';
  const stem = there.slice(common).join('/').replace(/\.[cm]?[jt]sx?$/, '');
  return `${up}${stem}${end}`;
}

/** A line of each kind that a task adds. */
export interface TaskLines {
  /** In the worker: undefined in CommonJS, where the entry loads its module itself. */
  readonly workerImport: string | undefined;
  readonly workerEntry: string;
  readonly bridge: string;
}

/** How the specifier of a module of the program ends. */
const endOf = ({ specifierEnd, lang }: BridgePlace, module: FileId): string => {
  if (lang === 'js') return /\.[cm]?jsx?$/.exec(module)![0];
  const own = /\.([cm]?)tsx?$/.exec(module)!;
  return specifierEnd === '' || specifierEnd.endsWith('ts') ? (specifierEnd === '' ? '' : own[0]) : `.${own[1]}js`;
};

/** The specifier by which generated files load the module of a task. */
export const taskSpecifier = ({ module, bridge, isPackage }: OffloadTask): string => (isPackage ? module : specifierTo(bridge.folder, module, endOf(bridge, module)));

export function taskLines(task: OffloadTask): TaskLines {
  const { name, exported, bridge } = task;
  const specifier = taskSpecifier(task);
  const isImported = bridge.format === 'esm' || bridge.lang === 'ts';
  const member = exported === undefined ? '' : `, '${exported}'`;
  const styled = (line: string): string => inStyle(line, bridge.style);
  return {
    workerImport: isImported ? styled(`import { ${exported === name ? name : `${exported} as ${name}`} } from '${specifier}';`) : undefined,
    workerEntry: styled(isImported ? `  ${name},` : `  ${name}: require('${specifier}')${exported === undefined ? '' : `.${exported}`},`),
    bridge: styled(isImported
      ? `export const ${bridgeName(task)} = offloaded('${name}', () => import('${specifier}')${member});`
      : `exports.${bridgeName(task)} = offloaded('${name}', () => require('${specifier}')${member});`),
  };
}

export function workerText(place: BridgePlace, tasks: readonly OffloadTask[], template = WORKER): string {
  const lines = tasks.map(taskLines);
  const imports = lines.map(({ workerImport }) => workerImport).filter((line) => line !== undefined);
  // the lines are in the style of the repository already
  const rendered = render(template, place, { imports: '@imports@', tasks: '@tasks@' });
  return rendered.replace('@imports@', () => [...imports, ''].join(place.style.eol)).replace('@tasks@', () => lines.map(({ workerEntry }) => workerEntry).join(place.style.eol));
}

export function bridgeText(place: BridgePlace, tasks: readonly OffloadTask[]): string {
  const isImported = place.format === 'esm' || place.lang === 'ts';
  const pool = `./pool${place.specifierEnd}`;
  const head = [
    '// Functions of this program that run in worker threads: await them. Written by unblock; see pool for settings and options.',
    ...(isImported
      ? [`import { offloaded } from '${pool}';`, '', `export { OffloadError, close, configure, counts } from '${pool}';`]
      : [`const { OffloadError, close, configure, counts, offloaded } = require('${pool}');`, '', 'Object.assign(exports, { OffloadError, close, configure, counts });']),
    '',
  ].join('\n');
  return `${inStyle(head, place.style)}${tasks.map((task) => `${taskLines(task).bridge}${place.style.eol}`).join('')}`;
}
