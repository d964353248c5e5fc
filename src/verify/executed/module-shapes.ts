// What modules export when they are loaded, each in a process of its own: names, kinds, numbers of parameters.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../../core/source.ts';
import type { Tree } from '../static/tree.ts';
import { exportShape, isVersion } from '../static/export-shape.ts';
import { asset } from './assets.ts';
import type { Sandbox } from './sandbox.ts';

/** What became of loading a module. */
export interface LoadedShape {
  readonly shape?: string;
  readonly error?: string;
  readonly problems?: readonly string[];
}

const AT_MOST = 200;
const AT_ONCE = 2;
const TIMEOUT_MS = 20_000;

/** Modules whose exports a migration can have changed: those that differ, and those that import them; nothing that is a program. */
export function modulesToLoad(before: Tree, after: Tree): FileId[] {
  const changed = after.files.filter(({ source }) => before.byId.get(source.id)?.source.text !== source.text).map(({ source }) => source.id);
  const reached = new Set(changed);
  for (const id of reached) for (const importer of after.linked.importersOf.get(id) ?? []) reached.add(importer);
  return [...reached].filter((id) => {
    const file = before.byId.get(id);
    return file !== undefined && (file.source.dialect === 'js' || file.source.dialect === 'jsx') && file.source.role === 'source' && !file.source.executable && (/\bexports\b/.test(file.source.text) || exportShape(file).size > 0);
  }).sort().slice(0, AT_MOST);
}

/** Loads `modules` of the copy as it is; after `mostMs` no further one is begun. */
export async function loadShapes(sandbox: Sandbox, modules: readonly FileId[], onModule: (done: number) => void, mostMs = Infinity): Promise<ReadonlyMap<FileId, LoadedShape>> {
  const shapes = new Map<FileId, LoadedShape>();
  const folder = path.join(sandbox.out, 'shapes');
  await mkdir(folder, { recursive: true });
  const queue = [...modules.entries()];
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next && performance.now() - begun < mostMs; next = queue.shift()) {
      const [index, id] = next;
      const out = path.join(folder, `${index}.json`);
      const { timedOut } = await sandbox.run(process.execPath, [asset('shape.cjs'), path.join(sandbox.dir, ...id.split('/')), out], { timeoutMs: TIMEOUT_MS, logFile: path.join(folder, 'log') });
      const text = await readFile(out, 'utf8').catch(() => undefined);
      shapes.set(id, text === undefined ? { error: timedOut ? 'loading it did not end' : 'the process ended while it was loaded' } : (JSON.parse(text) as LoadedShape));
      onModule(shapes.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return shapes;
}

/** What differs, one sentence each, by module; a module that could not be loaded before proves nothing. */
export function shapeChanges(before: ReadonlyMap<FileId, LoadedShape>, after: ReadonlyMap<FileId, LoadedShape>): { file: FileId; message: string }[] {
  return [...before].flatMap(([file, was]) => {
    const is = after.get(file);
    if (was.shape === undefined || !is) return [];
    if (is.shape === undefined) return [{ file, message: `it can no longer be loaded: ${is.error ?? ''}` }];
    const shape = withoutVersions(is.shape, was.shape);
    const changes = was.shape === shape ? [] : [{ file, message: `it exports ${brief(shape, was.shape)} instead of ${brief(was.shape, shape)}` }];
    const fresh = (is.problems ?? []).filter((problem) => !(was.problems ?? []).includes(problem));
    return [...changes, ...fresh.map((message) => ({ file, message }))];
  });
}

/** A shape without the versions that stand beside functions of another one; asset shape.cjs says how shapes are written. */
function withoutVersions(shape: string, other: string): string {
  const words = new Set(other.match(/[\w$]+/g));
  const isNew = (name: string): boolean => !words.has(name) && isVersion(name, (base) => words.has(base));
  const bare = shape.replace(/(\{|, )([\w$]+): function\(\d+\)(?=, |\})/g, (whole, before: string, name: string) => (!isNew(name) ? whole : before === '{' ? '{' : ''));
  return bare.replace(/\{, /g, '{').replace(/ \{\}/g, '').replace(/ with ([\w$,]+)/g, (_, names: string) => ` with ${names.split(',').filter((name) => !isNew(name)).join()}`);
}

/** A shape around the first place where it differs from another one. */
function brief(shape: string, other: string): string {
  let at = 0;
  while (at < shape.length && shape[at] === other[at]) at++;
  const from = Math.max(0, shape.lastIndexOf(' ', Math.max(0, at - 20)));
  return `${from > 0 ? '…' : ''}${shape.slice(from, from + 120).trim()}${from + 120 < shape.length ? '…' : ''}`;
}
