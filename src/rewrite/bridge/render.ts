// Templates of the modules of a blocking bridge -> their text.
import { blockingName } from '../../core/bridge.ts';
import type { BridgePlace, OffloadTask } from '../../core/offload.ts';
import { inStyle } from '../runtime/template.ts';
import { render, taskSpecifier, workerText } from '../offload/render.ts';
import { BLOCKING } from './blocking.ts';
import { BLOCKING_WORKER } from './worker.ts';

/** The worker's file has the extension of the one that starts it, compiled or not. */
const WORKER_FILE = {
  cjs: 'path.join(__dirname, `worker${path.extname(__filename)}`)',
  esm: 'fileURLToPath(new URL(`./worker${path.extname(import.meta.url)}`, import.meta.url))',
};

export const blockingText = (place: BridgePlace): string =>
  render(BLOCKING, place, { workerFile: WORKER_FILE[place.format], urlImport: place.format === 'esm' ? "@import { fileURLToPath } from 'node:url'\n" : '' });

export const blockingWorkerText = (place: BridgePlace, tasks: readonly OffloadTask[]): string => workerText(place, tasks, BLOCKING_WORKER);

/** What a task adds to the module that callers use; without a line end. */
export function blockingLine(task: OffloadTask): string {
  const { name, exported, bridge } = task;
  const { style } = bridge;
  const specifier = taskSpecifier(task);
  const member = exported === undefined ? '' : `, '${exported}'`;
  if (bridge.format !== 'esm' && bridge.lang !== 'ts') return inStyle(`exports.${blockingName(task)} = blocking('${name}', () => require('${specifier}')${member});`, style);
  return inStyle(`import * as ${name}Module from '${specifier}';\nexport const ${blockingName(task)} = blocking('${name}', () => ${name}Module${member});`, style);
}

export function blockingIndexText(place: BridgePlace, tasks: readonly OffloadTask[]): string {
  const from = `./blocking${place.specifierEnd}`;
  const head = [
    '// Functions of this program for callers that cannot wait: this thread stands still meanwhile. Written by unblock; see blocking for what that costs.',
    ...(place.format === 'esm' || place.lang === 'ts'
      ? [`import { blocking } from '${from}';`, '', `export { BlockingError, configure } from '${from}';`]
      : [`const { BlockingError, configure, blocking } = require('${from}');`, '', 'Object.assign(exports, { BlockingError, configure });']),
    '',
  ].join('\n');
  return `${inStyle(head, place.style)}${tasks.map((task) => `${blockingLine(task)}${place.style.eol}`).join('')}`;
}

/** The task names that such a module has, each with the specifier of its module and the name there. */
export function knownBlocking(index: string): Map<string, { readonly specifier: string; readonly exported: string | undefined }> {
  const modules = new Map([...index.matchAll(/^import \* as (\w+)Module from ['"]([^'"]+)['"]/gm)].map(([, name, specifier]) => [name!, specifier!]));
  const found = index.matchAll(/\bblocking\(['"](\w+)['"], \(\) => (?:require\(['"]([^'"]+)['"]\)|\w+Module)(?:, ['"]([\w$]+)['"])?\)/g);
  return new Map([...found].map(([, name, specifier, exported]) => [name!, { specifier: specifier ?? modules.get(name!) ?? '', exported }]));
}
