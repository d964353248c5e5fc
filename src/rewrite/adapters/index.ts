// Turns one call of a synchronous API into the call of its twin: by the adapter that the catalogue names, else by default.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { adaptExec, adaptExecFile, adaptSpawn } from './child-process.ts';
import { calleeOf } from './callee.ts';
import { adaptEmptyDir } from './empty-dir.ts';
import { adaptExists } from './exists.ts';
import { adaptGlob } from './glob.ts';
import { adaptPathOrFd } from './path-or-fd.ts';
import { adaptPositionalRead, adaptRead } from './read.ts';
import { adaptReaddir } from './readdir.ts';
import { adaptStat } from './stat.ts';
import { adaptReadv, adaptWritev } from './vectored.ts';
import { unfitOptions } from './written-options.ts';
import { adaptWrite } from './write.ts';

/** An adapter of one kind of call. */
export type Adapter = (entry: ApiTwin, site: ApiSite) => AdapterAnswer;

const adapters: Readonly<Record<string, Adapter>> = {
  'empty-dir': adaptEmptyDir,
  exec: adaptExec,
  'exec-file': adaptExecFile,
  exists: adaptExists,
  glob: adaptGlob,
  'path-or-fd': adaptPathOrFd,
  'positional-read': adaptPositionalRead,
  read: adaptRead,
  readdir: adaptReaddir,
  readv: adaptReadv,
  spawn: adaptSpawn,
  stat: adaptStat,
  write: adaptWrite,
  writev: adaptWritev,
};

/** True when `name` is an adapter that an ApiTwin may name. */
export const isAdapter = (name: string): boolean => Object.hasOwn(adapters, name);

/**
 * How to rewrite the call at `site` to `entry`'s twin, or why it must stay. Throws when the entry names an adapter that
 * does not exist.
 */
export function adapt(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const unfit = entry.options && unfitOptions(entry.options, site);
  if (unfit) return unfit;
  if (entry.adapter === undefined) return { callee: calleeOf(entry, site) };
  const adapter = isAdapter(entry.adapter) ? adapters[entry.adapter] : undefined;
  if (adapter === undefined) throw new Error(`no adapter named ${entry.adapter}`);
  return adapter(entry, site);
}
