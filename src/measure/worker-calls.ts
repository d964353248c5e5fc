// Has a worker thread call functions: through the pool that offload-to-worker generates where piscina is installed, else a bare worker.
import { promises as fs } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { POOL_PACKAGE, type BridgePlace, type OffloadTask } from '../core/offload.ts';
import { bridgeText, poolText, transferText, workerText } from '../rewrite/offload/render.ts';

/** A function of the repository that a person asked for by name; its module is loaded for that. */
export interface Asked {
  /** Absolute. */
  readonly file: string;
  /** `default` where it is all that the module exports. */
  readonly exported: string;
}

/** A worker that is there. */
export interface WorkerCalls {
  readonly through: 'piscina' | 'worker';
  /** Gives back what it is given. */
  echo(value: unknown): Promise<unknown>;
  /** The function that was asked for. */
  task(...args: readonly unknown[]): Promise<unknown>;
  /** Calls it in the worker again and again, for a while: what each call took, in milliseconds. */
  timed(args: readonly unknown[]): Promise<readonly number[]>;
  /** Tasks that were done in this thread, because what they are about cannot cross. */
  here(): number;
  close(): Promise<void>;
}

const TIMED_MS = 400;

const tasksText = (asked: Asked | undefined): string => `
${asked ? `import * as module from ${JSON.stringify(pathToFileURL(asked.file).href)};` : 'const module = {};'}
const name = ${JSON.stringify(asked?.exported ?? '')};
const found = name === 'default' ? (typeof module.default === 'function' ? module.default : module.default?.default) : (module[name] ?? module.default?.[name]);
export const echo = (value) => structuredClone(value);
export function task(...args) {
  if (typeof found !== 'function') throw new TypeError('its module exports no function ' + name);
  return found(...args);
}
export function timed(args) {
  const taken = [];
  const end = performance.now() + ${TIMED_MS};
  do {
    const given = structuredClone(args);
    const begun = performance.now();
    task(...given);
    taken.push(performance.now() - begun);
  } while (performance.now() < end && taken.length < 20_000);
  return taken;
}
`;

const NAMES = ['echo', 'task', 'timed'] as const;
const PLACE: BridgePlace = { folder: 'offload', extension: '.mjs', specifierEnd: '.mjs', format: 'esm', lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, packageDir: '' };

/** @param root the repository, whose piscina is used; none is used without it */
export async function workerCalls(root: string | undefined, asked?: Asked): Promise<WorkerCalls> {
  const folder = await fs.mkdtemp(path.join(await fs.realpath(tmpdir()), 'unblock-round-trip-'));
  const remove = (): Promise<void> => fs.rm(folder, { recursive: true, force: true });
  try {
    await fs.writeFile(path.join(folder, 'tasks.mjs'), tasksText(asked));
    const pool = root === undefined ? undefined : poolOf(root);
    return await (pool === undefined ? bare(folder, remove) : pooled(folder, pool, remove));
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Where the repository, or else unblock, has the pool package; undefined when neither has. */
function poolOf(root: string): string | undefined {
  for (const from of [path.join(root, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve(POOL_PACKAGE.name);
    } catch {
      // not there
    }
  }
  return undefined;
}

interface Bridge {
  readonly counts: { readonly here: number };
  configure(settings: object): void;
  close(): Promise<void>;
  readonly [name: `${string}InWorker`]: (...args: readonly unknown[]) => Promise<unknown>;
}

async function pooled(folder: string, pool: string, remove: () => Promise<void>): Promise<WorkerCalls> {
  const tasks = NAMES.map((name): OffloadTask => ({ name, module: 'tasks.mjs', exported: name, bridge: PLACE }));
  await fs.mkdir(path.join(folder, 'offload'));
  const write = (name: string, text: string): Promise<void> => fs.writeFile(path.join(folder, 'offload', `${name}.mjs`), text);
  const withPool = (text: string): string => text.replace(new RegExp(`^import (\\{.*\\}) from ['"]${POOL_PACKAGE.name}['"];?\\n`, 'm'), (_, names: string) => `import { createRequire } from 'node:module';\nconst ${names} = createRequire(import.meta.url)(${JSON.stringify(pool)});\n`);
  await Promise.all([
    write('index', bridgeText(PLACE, tasks)), write('transfer', transferText(PLACE)), write('worker', withPool(workerText(PLACE, tasks))),
    write('pool', withPool(poolText(PLACE))),
  ]);
  const bridge = (await import(pathToFileURL(path.join(folder, 'offload/index.mjs')).href)) as Bridge;
  bridge.configure({ threads: 1 });
  return {
    through: 'piscina',
    echo: (value) => bridge['echoInWorker']!(value),
    task: (...args) => bridge['taskInWorker']!(...args),
    timed: (args) => bridge['timedInWorker']!(args) as Promise<number[]>,
    here: () => bridge.counts.here,
    close: async () => {
      await bridge.close();
      await remove();
    },
  };
}

const RUNNER = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData).then((tasks) => {
  parentPort.on('message', ({ id, name, args }) => {
    try { parentPort.postMessage({ id, result: tasks[name](...args) }); } catch (error) { parentPort.postMessage({ id, error }); }
  });
}, (error) => { throw error; });
`;

async function bare(folder: string, remove: () => Promise<void>): Promise<WorkerCalls> {
  const worker = new Worker(RUNNER, { eval: true, workerData: pathToFileURL(path.join(folder, 'tasks.mjs')).href });
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }>();
  let last = 0;
  worker.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: unknown }) => {
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(error);
  });
  const failAll = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', failAll);
  worker.on('exit', (code) => failAll(new Error(`the worker ended with code ${code}`)));
  const call = (name: (typeof NAMES)[number], ...args: readonly unknown[]): Promise<unknown> => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    worker.postMessage({ id: last, name, args });
  });
  return {
    through: 'worker',
    echo: (value) => call('echo', value),
    task: (...args) => call('task', ...args),
    timed: (args) => call('timed', args) as Promise<number[]>,
    here: () => 0,
    close: async () => {
      await worker.terminate();
      await remove();
    },
  };
}
