// Blocking calls: the call sites that are in the API catalogue, each with its entry or the reason it must stay.
import { isBuiltin } from 'node:module';
import { apiEntry, functionAt as lookUp, isKnownVersion, isVersioned } from '../apis/index.ts';
import { isRefusal, type ApiTwin } from '../core/api.ts';
import type { DirectiveFact } from '../core/facts.ts';
import type { OffloadTask } from '../core/offload.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { ApiSite, ArgumentView } from '../core/rewrite.ts';
import type { DecidedWait } from '../core/wait.ts';
import type { Linked, Patch, Site } from '../resolve/linked.ts';
import type { Obj } from '../resolve/solver.ts';
import { adapt } from '../rewrite/adapters/index.ts';
import type { StubReach } from './stub-reach.ts';
import type { StubBond, Stubs } from './stubs.ts';

export interface Seed {
  readonly site: Site;
  /** `fs.readFileSync` */
  readonly api: string;
  readonly module: string;
  readonly path: string;
  readonly twin?: ApiTwin;
  /** Of the package, where that decides which twin there is. */
  readonly version?: string;
  /** The call gives a promise already, and an await is missing: what becomes of the promise, in words. */
  readonly missing?: string;
  /** The callee is to run in a worker thread. */
  readonly task?: OffloadTask;
  /** Positions of arguments whose bytes may move to that thread. */
  readonly moves?: readonly number[];
  /** It lets time pass: how it waits for a timer instead. */
  readonly wait?: DecidedWait;
  /** The directive that asks for it. */
  readonly named?: DirectiveFact;
  readonly views?: readonly ArgumentView[];
  /** The object that the callee is a member of is the module (or a copy of it), so the twin is found there too. */
  readonly viaModule?: boolean;
  /** The callee may be something else: what is compared with the API at run time, the callee or the module it is read off. */
  readonly guard?: 'callee' | 'module';
  /** Stubs of the API that may be in place when it is called: they change together with it. */
  readonly stubs?: readonly StubBond[];
  /** Why this very call stays, whatever surrounds it. */
  readonly refused?: { readonly code: ReasonCode; readonly message?: string; readonly to?: string };
}

/** It gives a promise already: nobody becomes async because of it. */
export const isPromise = ({ wait }: Seed): boolean => wait?.kind === 'promise';

/** Whether the call may change, as far as it alone can tell. */
export const mayBegin = ({ twin, missing, task, refused }: Seed): boolean => refused === undefined && (twin !== undefined || missing !== undefined || task !== undefined);

function fdOf(linked: Linked, site: Site, index: number, view: ArgumentView): ArgumentView['fd'] {
  if (typeof view.literal === 'number') return 'yes';
  const node = linked.nodeOf(site.file, site.fact.args[index] ?? -1);
  for (const obj of linked.solver.values(node)) if (obj.kind === 'ext' && /\.openSync\(\)$|\.stdin\.fd$|\.open\(\)$/.test(obj.path)) return 'yes';
  return 'no';
}

/** Changes to the file system, which a watcher in the same program would see half done. */
const MUTATES = /\.(write|append|unlink|rename|rm|rmdir|mkdir|copyFile|cp|truncate|remove|move|outputFile|emptyDir|ensure)\w*Sync$|^(?:rimraf|mkdirp|make-dir|del|jsonfile|touch|write-[\w-]+)\./;

/** What is known of the stubs and other replacements of APIs. */
export interface Replacements {
  readonly reach: StubReach;
  readonly stubs: Stubs;
  /** The version of a package that calls in a file are of: the installed one, else the range asked for. */
  readonly versionOf: (file: number, name: string) => string | undefined;
}

/** Finds all seeds, in site order. A call that may run while its API is replaced is refused, unless the stub can follow. */
export function findSeeds(linked: Linked, replacements: Replacements): Seed[] {
  const seeds = collect(linked, replacements);
  const watched = linked.sites.find((site) => [...site.externals].some((e) => /^(fs|graceful-fs|fs-extra)\.watch(File)?$|^(chokidar|gaze|sane|node-watch|watch)(\.|$)/.test(e)));
  if (!watched) return seeds;
  // two changes in one function were one step to the watcher's callbacks
  const perFunction = new Map<number, number>();
  for (const seed of seeds) if (MUTATES.test(seed.api)) perFunction.set(seed.site.within, (perFunction.get(seed.site.within) ?? 0) + 1);
  return seeds.map((seed) => (seed.twin && MUTATES.test(seed.api) && perFunction.get(seed.site.within)! > 1
    ? { site: seed.site, api: seed.api, module: seed.module, path: seed.path, refused: { code: 'watched-files', to: `${linked.files[watched.file]!.file}:${watched.fact.line}` } }
    : seed));
}

function collect(linked: Linked, replacements: Replacements): Seed[] {
  const seeds: Seed[] = [];
  for (const site of linked.sites) {
    const found: { path: string; module: string; member: string }[] = [];
    for (const path of site.externals) {
      const called = path.replace(/^callback:/, '');
      const entry = lookUp(called) ?? lookUp(called.replace(/\.(?:call|apply|bind\(\))$/, ''));
      if (entry && blocks(entry, site.file, replacements)) found.push({ path, ...entry });
    }
    if (found.length === 0) continue;
    seeds.push(judge(linked, site, found, replacements));
  }
  return seeds;
}

/** In the version that is installed the function may give a promise already. */
function blocks({ module, member }: { readonly module: string; readonly member: string }, file: number, { versionOf }: Replacements): boolean {
  const version = isVersioned(module) ? versionOf(file, module) : undefined;
  return version === undefined || !isKnownVersion(module, version) || apiEntry(module, member, version) !== undefined;
}

/** Whether what a call reads its callee off has all members of the module, not this function alone: `{ read: fs.readFileSync }.read()`. */
function isViaModule(linked: Linked, site: Site, paths: readonly string[]): boolean {
  if (site.fact.receiver < 0) return true;
  const isModule = (obj: Obj, seen: Set<Obj>): boolean => {
    if (obj.kind === 'ext') return paths.includes(`${obj.path}.${site.fact.member}`);
    if (seen.has(obj)) return false;
    seen.add(obj);
    return [...obj.parents].some((id) => isModule(linked.solver.objs[id]!, seen));
  };
  return [...linked.solver.values(linked.nodeOf(site.file, site.fact.receiver))].every((obj) => isModule(obj, new Set()));
}

/** Whether all that a call reads its callee off has this function: something that lacks it may get another one unseen. */
function isHeldByAll(linked: Linked, site: Site, paths: readonly string[]): boolean {
  const { solver } = linked;
  const { member, receiver } = site.fact;
  if (receiver < 0 || member === undefined) return true;
  const holds = (obj: Obj, seen: Set<Obj>): boolean => {
    if (obj.kind === 'ext' || obj.kind === 'prim' || obj.kind === 'data') return true;
    if (seen.has(obj)) return false;
    seen.add(obj);
    const own = [member, '*'].flatMap((name) => obj.props.get(name) ?? []);
    return own.some((node) => [...solver.values(node)].some((value) => value.kind === 'ext' && paths.includes(value.path))) || [...obj.parents].some((id) => holds(solver.objs[id]!, seen));
  };
  return [...solver.values(linked.nodeOf(site.file, receiver))].every((obj) => holds(obj, new Set()));
}

/**
 * How a call whose callee may be something else can ask at run time: by the object that the callee is read off where that
 * may be the whole module, else by the callee itself. Undefined when asking would repeat more than plain reads.
 */
function guardOf(linked: Linked, site: Site, module: string, member: string): Seed['guard'] | undefined {
  const { rereads, otherwise, optional, span, receiver } = site.fact;
  if (!rereads || otherwise || optional || !/^\w+$/.test(member)) return undefined;
  if (linked.fns.some(({ fact }) => fact.kind === 'getter' && rereads.includes(fact.name))) return undefined;
  const isInside = ({ file, fact }: Site): boolean => file === site.file && fact.span.start > span.start && fact.span.end <= span.end;
  const isForeign = ({ targets, unknown, externals }: Site): boolean => targets.size === 0 && !unknown && ![...externals].some((path) => lookUp(path));
  // what is repeated must not hold a call that is rewritten itself
  if (!linked.sites.filter(isInside).every(isForeign)) return undefined;
  const isModule = [...linked.solver.values(linked.nodeOf(site.file, receiver))].some((obj) => obj.kind === 'ext' && obj.path === module);
  return isModule ? 'module' : 'callee';
}

/** `import * as fs`: a module namespace of its own, which stubs of the module's object do not reach. */
const isNamespaceImport = (linked: Linked, file: number, module: string): boolean =>
  linked.files[file]!.constraints.some((c) => c[0] === 'import' && c[3] === '*' && c[2].replace(/^node:/, '') === module);

/** Whether the call can go to the package itself where it stands: it is read off it, and not off a namespace, or `require` loads it here. */
function reachesItself(linked: Linked, { file, fact }: Site, module: string, viaModule: boolean): boolean {
  if (viaModule && fact.receiver >= 0) return !isNamespaceImport(linked, file, module);
  const { constraints, imports } = linked.files[file]!;
  return imports.includes(module) && constraints.every(([kind]) => kind !== 'import') && constraints.some(([kind]) => kind === 'require');
}

/** The path of a function as value flow writes it: the package itself has no name in it, and what a call gives comes without a dot. */
const pathOf = ({ module, member }: { readonly module: string; readonly member: string }): string => (member === '' || member.startsWith('(') ? `${module}${member}` : `${module}.${member}`);

function judge(linked: Linked, site: Site, found: readonly { path: string; module: string; member: string }[], { reach, stubs, versionOf }: Replacements): Seed {
  // a try/catch around two requires gives two modules; the stricter one's twin works for both
  const chosen = found.find((f) => f.module === 'graceful-fs') ?? found[0]!;
  const seed = { site, api: pathOf(chosen), module: chosen.module, path: chosen.member };
  const refuse = (code: ReasonCode, extra: { message?: string; to?: string } = {}): Seed => ({ ...seed, refused: { code, ...extra } });
  if (site.fact.directive) return refuse('directive', { to: site.fact.directive.text });
  if (found.every((f) => f.path.startsWith('callback:'))) return refuse('passed-as-value');
  const others = [...site.externals].filter((e) => !found.some((f) => f.path === e) && !e.startsWith('callback:'));
  if (new Set(found.map((f) => f.member)).size > 1) return refuse('ambiguous-callee');
  // a package that may be missing is not loaded just to compare
  const isLoaded = (module: string): boolean => isBuiltin(module) || linked.files[site.file]!.imports.includes(module);
  const isCertain = site.targets.size === 0 && !site.unknown && others.length === 0 && isHeldByAll(linked, site, found.map((f) => f.path));
  const guard = isCertain || new Set(found.map((f) => f.module)).size > 1 || !isLoaded(chosen.module) ? undefined : guardOf(linked, site, chosen.module, chosen.member);
  if (!isCertain && !guard) return refuse('ambiguous-callee');
  const version = isVersioned(chosen.module) ? (versionOf(site.file, chosen.module) ?? 'unknown') : undefined;
  const entry = apiEntry(chosen.module, chosen.member, version);
  if (!entry) return refuse('package-version', { to: version === 'unknown' ? 'it is not installed, and package.json does not ask for it' : version! });
  if (isRefusal(entry)) return refuse(entry.refuse, { message: entry.why });
  if (site.fact.kind !== 'call') return refuse('ambiguous-callee');
  // `fs.readFileSync.call(…)`
  if (found.some((f) => f.path !== pathOf(f))) return refuse('aliased-api');
  const bonds = new Set<StubBond>();
  let absent: Patch | undefined;
  for (const f of found) {
    for (const patch of [...(linked.patched.get(pathOf(f)) ?? []), ...(linked.patched.get(f.module) ?? [])]) {
      if (!reach.reaches(patch, site)) continue;
      const bond = stubs.bondOf(patch, f.member);
      if (!bond) return refuse('patched-api', { to: linked.files[patch.file]!.file });
      if (bond === 'absent') absent = patch;
      else bonds.add(bond);
    }
  }
  if (site.fact.position) return refuse(site.fact.position);
  const views = site.fact.views?.map((view, index) => ({ ...view, fd: fdOf(linked, site, index, view) }));
  if (!views && (entry.adapter !== undefined || site.fact.args.length === 0)) return refuse('aliased-api');
  const dry: ApiSite = {
    module: chosen.module, path: chosen.member, call: site.fact.span, callee: site.fact.calleeSpan, args: views ?? [], resultUsed: site.fact.use !== 'discarded',
    refer: (path) => path, promisified: (path) => path, runtime: (name) => name,
  };
  const answer = adapt(entry, dry);
  if ('refuse' in answer) return refuse(answer.refuse, { message: answer.why });
  const viaModule = isViaModule(linked, site, found.map((f) => f.path));
  if (entry.to === '' && !reachesItself(linked, site, chosen.module, viaModule)) return refuse('module-itself');
  // a stub takes the place of a member of the module's object: a call must be of just that, and be no more than that
  const isPlain = !guard && answer.callee === entry.to && answer.property === undefined && answer.argEdits === undefined;
  const isOfObject = viaModule && site.fact.receiver >= 0 && !isNamespaceImport(linked, site.file, chosen.module);
  for (const bond of bonds) if (!isPlain || (bond.renames === undefined && !isOfObject) || (answer.suffix !== undefined) !== bond.existence) return refuse('patched-api', { to: linked.files[bond.file]!.file });
  if (absent && (!isPlain || answer.suffix !== undefined)) return refuse('patched-api', { to: linked.files[absent.file]!.file });
  return { ...seed, twin: entry, ...(version !== undefined ? { version } : {}), viaModule, ...(guard ? { guard } : {}), ...(views ? { views } : {}), ...(bonds.size > 0 ? { stubs: [...bonds] } : {}) };
}
