// What modules export when they are loaded, each in a process of its own: names, kinds, numbers of parameters.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileId, ScannedRepo } from '../../core/source.ts';
import type { Tree } from '../static/tree.ts';
import { exportShape } from '../static/export-shape.ts';
import { withoutAdditions } from '../static/versions.ts';
import { asset } from './assets.ts';
import type { Sandbox } from './sandbox.ts';
import { typescriptLoaders, type Loader } from './typescript-loaders.ts';

/** What became of loading a module. */
export interface LoadedShape {
  readonly shape?: string;
  readonly error?: string;
  readonly problems?: readonly string[];
  /** What loaded it, when it is written in TypeScript. */
  readonly loader?: string;
}

const AT_MOST = 200;
const AT_ONCE = 2;
const TIMEOUT_MS = 20_000;

const LOADED = new Set(['js', 'jsx', 'ts', 'tsx']);
const isTypeScript = (id: FileId): boolean => /\.[cm]?tsx?$/.test(id);

/**
 * Modules whose exports a migration can have changed: those that differ, and those that import them; nothing that is a program.
 * @returns what to load, and what is left out because it would take too long
 */
export function modulesToLoad(before: Tree, after: Tree): { readonly modules: FileId[]; readonly tooMany: FileId[] } {
  const changed = after.files.filter(({ source }) => before.byId.get(source.id)?.source.text !== source.text).map(({ source }) => source.id);
  const reached = new Set(changed);
  for (const id of reached) for (const importer of after.linked.importersOf.get(id) ?? []) reached.add(importer);
  const modules = [...reached].filter((id) => {
    const file = before.byId.get(id);
    return file !== undefined && LOADED.has(file.source.dialect) && file.source.role === 'source' && !file.source.executable && (/\bexports\b/.test(file.source.text) || exportShape(file).size > 0);
  }).sort();
  return { modules: modules.slice(0, AT_MOST), tooMany: modules.slice(AT_MOST) };
}

export interface LoadOptions {
  readonly repo: ScannedRepo;
  /** How these modules were loaded before: they are loaded in the same way. */
  readonly like?: ReadonlyMap<FileId, LoadedShape>;
  readonly onModule?: (done: number) => void;
  /** Milliseconds; no limit when left out. */
  readonly mostMs?: number;
}

/** Loads `modules` of the copy as it is; after `mostMs` no further one is begun. */
export async function loadShapes(sandbox: Sandbox, modules: readonly FileId[], { repo, like, onModule = () => {}, mostMs = Infinity }: LoadOptions): Promise<ReadonlyMap<FileId, LoadedShape>> {
  const loaders = modules.some(isTypeScript) ? await typescriptLoaders(repo, sandbox.dir) : [];
  const shapes = new Map<FileId, LoadedShape>();
  const folder = path.join(sandbox.out, 'shapes');
  await mkdir(folder, { recursive: true });
  const queue = [...modules.entries()];
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next && performance.now() - begun < mostMs; next = queue.shift()) {
      const [index, id] = next;
      const choice: readonly (Loader | undefined)[] = isTypeScript(id) ? loaders.filter(({ name }) => (like?.get(id)?.loader ?? name) === name) : [undefined];
      for (const loader of choice) {
        const shape = await loadOne(sandbox, id, path.join(folder, `${index}-${loader?.name.replace('/', '-') ?? 'node'}`), loader);
        // the first failure is that of the repository's own loader, which is worth more
        if (shape.shape !== undefined || !shapes.has(id)) shapes.set(id, shape);
        if (shape.shape !== undefined) break;
      }
      onModule(shapes.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return shapes;
}

async function loadOne(sandbox: Sandbox, id: FileId, place: string, loader: Loader | undefined): Promise<LoadedShape> {
  const out = `${place}.json`;
  const { timedOut } = await sandbox.run(process.execPath, [...(loader?.args ?? []), asset('shape.cjs'), path.join(sandbox.dir, ...id.split('/')), out], { timeoutMs: TIMEOUT_MS, logFile: `${place}.log`, env: loader?.env ?? {} });
  const text = await readFile(out, 'utf8').catch(() => undefined);
  if (text === undefined) return { error: timedOut ? 'loading it did not end' : 'the process ended while it was loaded' };
  const loaded = JSON.parse(text) as LoadedShape;
  return { ...loaded, ...(loaded.error !== undefined && { error: loaded.error.replaceAll(`${sandbox.dir}${path.sep}`, '') }), ...(loader && { loader: loader.name }) };
}

/** Modules that could not be loaded before, with what happened: nothing can be said about them. */
export const notLoaded = (before: ReadonlyMap<FileId, LoadedShape>): { file: FileId; reason: string }[] =>
  [...before].flatMap(([file, { shape, error = '' }]) => (shape === undefined ? [{ file, reason: error }] : [])).sort((a, b) => (a.file < b.file ? -1 : 1));

/** What differs, one sentence each, by module; a module that could not be loaded before proves nothing. */
export function shapeChanges(before: ReadonlyMap<FileId, LoadedShape>, after: ReadonlyMap<FileId, LoadedShape>): { file: FileId; message: string }[] {
  return [...before].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([file, was]) => {
    const is = after.get(file);
    if (was.shape === undefined || !is) return [];
    if (is.shape === undefined) return [{ file, message: `it can no longer be loaded: ${is.error ?? ''}` }];
    const changes = was.shape === withoutAdditions(is.shape, was.shape) ? [] : [{ file, message: `it exports ${brief(is.shape, was.shape)} instead of ${brief(was.shape, is.shape)}` }];
    const fresh = (is.problems ?? []).filter((problem) => !(was.problems ?? []).includes(problem));
    return [...changes, ...fresh.map((message) => ({ file, message }))];
  });
}

/** A shape around the first place where it differs from another one. */
function brief(shape: string, other: string): string {
  let at = 0;
  while (at < shape.length && shape[at] === other[at]) at++;
  const from = Math.max(0, shape.lastIndexOf(' ', Math.max(0, at - 20)));
  return `${from > 0 ? '…' : ''}${shape.slice(from, from + 120).trim()}${from + 120 < shape.length ? '…' : ''}`;
}
