// The functions that are to run in worker threads: named on the command line, or by a directive above them.
import { offloadableOf } from '../../apis/offload.ts';
import { bridgeFile, POOL_PACKAGE, type BridgePlace, type OffloadTask } from '../../core/offload.ts';
import type { ReasonCode } from '../../core/plan.ts';
import type { ScannedRepo, SourceFile } from '../../core/source.ts';
import { detectStyle } from '../../edits/style.ts';
import type { Fn, Linked } from '../../resolve/linked.ts';
import { knownTasks } from '../../rewrite/offload/files.ts';
import { specifierTo, taskLines } from '../../rewrite/offload/render.ts';
import { lowestMajor } from '../node-floor.ts';

/** A function that was named, and why it must stay where it is. */
export interface Named {
  readonly fn: Fn;
  readonly task?: OffloadTask;
  readonly refused?: { readonly code: ReasonCode; readonly to: string };
}

/** A name that leads to no function. */
export class UnknownFunction extends Error {
  constructor(given: string, why: string, option = '--offload') {
    super(`${option} ${given}: ${why}`);
    this.name = 'UnknownFunction';
  }
}

/**
 * @param given `file:function` each
 * @throws UnknownFunction
 */
export function namedFunctions(linked: Linked, given: readonly string[], tasks: TaskPlaces): Named[] {
  const fns = new Set<Fn>();
  for (const each of given) fns.add(functionAt(linked, each));
  // a directive is about the outermost of the functions in its line
  const directed = linked.fns.filter((fn) => fn.fact.directive?.kind === 'offload');
  for (const fn of directed) if (!directed.some((other) => other !== fn && other.file === fn.file && other.fact.directive === fn.fact.directive && other.fact.span.start <= fn.fact.span.start && fn.fact.span.end <= other.fact.span.end)) fns.add(fn);
  const ordered = [...fns].sort((a, b) => a.id - b.id);
  return ordered.map((fn) => tasks.of(fn));
}

/** What generated files a function needs to be called in another thread. */
export interface GeneratedKind {
  /** Beside the sources. */
  readonly folder: string;
  readonly package: { readonly name: string; readonly minNode: number };
  /** Tasks that the index of such files has. */
  readonly known: typeof knownTasks;
}

export const OFFLOADED: GeneratedKind = { folder: 'offload', package: POOL_PACKAGE, known: knownTasks };

/** Gives functions their place in generated files, or says why they cannot have one. */
export class TaskPlaces {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly kind: GeneratedKind;
  /** Names in use, by folder. */
  private readonly names = new Map<string, Map<string, string>>();

  constructor(linked: Linked, repo: ScannedRepo, kind: GeneratedKind) {
    this.linked = linked;
    this.repo = repo;
    this.kind = kind;
  }

  of(fn: Fn): Named {
    const { linked, repo, kind } = this;
    const place = placeOf(repo, linked.files[fn.file]!.file, kind.folder);
    const exported = exportedAs(linked, fn);
    if (!exported) return { fn, refused: { code: 'offload-not-exported', to: fn.fact.name } };
    const old = this.tooOld(place);
    if (old) return { fn, refused: old };
    const module = linked.files[fn.file]!.file;
    if ((place.format === 'esm' || place.lang === 'ts') && exported.name === undefined) return { fn, refused: { code: 'offload-not-exported', to: fn.fact.name } };
    return { fn, task: this.named({ name: fn.fact.name, module, ...(exported.name !== undefined && { exported: exported.name }), bridge: place }) };
  }

  /** The task for a function of a package, called in a file. */
  ofPackage(specifier: string, member: string, file: string): Omit<Named, 'fn'> {
    const place = placeOf(this.repo, file, this.kind.folder);
    const refused = this.tooOld(place);
    return refused ? { refused } : { task: this.named({ name: member, module: specifier, exported: member, isPackage: true, bridge: place }) };
  }

  private tooOld({ packageDir }: BridgePlace): Named['refused'] {
    const { repo, kind } = this;
    const node = lowestMajor((repo.packages.find(({ dir }) => dir === packageDir) ?? repo.packages[0])?.nodeRange);
    return node !== undefined && node < kind.package.minNode ? { code: 'offload-old-node', to: `${kind.package.name} needs Node ${kind.package.minNode}` } : undefined;
  }

  /** The task under the name that it has already, or one that is free. */
  private named(given: OffloadTask): OffloadTask {
    const taken = tasksOf(this.repo, given.bridge, this.names, this.kind.known);
    const wanted = /^[A-Za-z_$][\w$]*$/.test(given.name) ? given.name : 'task';
    const task = (name: string): OffloadTask => ({ ...given, name });
    const key = keyOf(task(wanted));
    const known = [...taken].find(([, other]) => other === key)?.[0];
    let name = known ?? wanted;
    for (let n = 2; taken.has(name) && taken.get(name) !== key; n++) name = `${wanted}${n}`;
    taken.set(name, key);
    return task(name);
  }
}

/** What two tasks of one bridge differ in. */
const keyOf = (task: OffloadTask): string => /=> \w+\(['"](.*)['"]\)/.exec(taskLines(task).bridge.replace(/\), ['"]/, "')#"))![1]!;

/** Names of tasks that the bridge has or gets, each with what it is. */
function tasksOf(repo: ScannedRepo, place: BridgePlace, names: Map<string, Map<string, string>>, known: typeof knownTasks): Map<string, string> {
  let taken = names.get(place.folder);
  if (!taken) {
    const index = repo.files.find(({ id }) => id === bridgeFile(place, 'index'));
    taken = new Map([...(index ? known(index.text) : [])].map(([name, { specifier, exported }]) => [name, exported === undefined ? specifier : `${specifier}')#${exported}`]));
    names.set(place.folder, taken);
  }
  return taken;
}

/** What a name can mean: nobody calls a getter by its name. */
const isNameable = ({ kind }: Fn['fact']): boolean => kind === 'function' || kind === 'arrow' || kind === 'method';

/** @throws UnknownFunction */
export function functionAt(linked: Linked, given: string, option = '--offload'): Fn {
  const colon = given.lastIndexOf(':');
  const file = given.slice(0, colon).replace(/^\.\//, '');
  const name = given.slice(colon + 1);
  const index = linked.files.findIndex((each) => each.file === file);
  if (colon < 0 || name === '') throw new UnknownFunction(given, 'it is <file>:<function>', option);
  if (index < 0) throw new UnknownFunction(given, `there is no source file ${file}${offloadableOf(file) ? `, and of that package only ${offloadableOf(file)!.join(', ')} can be named` : ''}`, option);
  const found = linked.fns.filter((fn) => fn.file === index && fn.fact.name === name && isNameable(fn.fact));
  if (found.length !== 1) throw new UnknownFunction(given, found.length === 0 ? `there is no function ${name} in it` : `there are ${found.length} functions ${name} in it; ${option === '--offload' ? 'put // unblock: offload above the one that is meant' : 'give the one that is meant a name of its own'}`, option);
  return found[0]!;
}

/** The name under which its module exports a function; undefined when it does not. */
function exportedAs(linked: Linked, fn: Fn): { readonly name: string | undefined } | undefined {
  const { solver } = linked;
  const isIt = (obj: { readonly kind: string; readonly fn: number }): boolean => obj.kind === 'fn' && obj.fn === fn.id;
  // the object that a module begins with is not what it exports when it puts a function there
  const given = linked.exportsOf(fn.file);
  const exports = given.length > 1 ? given.filter(({ kind, props }) => kind !== 'exports' || props.size > 0) : given;
  for (const obj of exports) {
    if (isIt(obj)) return exports.length === 1 ? { name: undefined } : undefined;
    for (const [name, node] of obj.props) {
      const held = [...solver.values(node)];
      if (held.length === 1 && isIt(held[0]!) && /^[A-Za-z_$][\w$]*$/.test(name) && putsThere(linked, fn.file, obj.id, name)) return { name };
    }
  }
  return undefined;
}

/** The file itself stores something there: what a test adds to a module is not there in a worker. */
const putsThere = (linked: Linked, file: number, exports: number, name: string): boolean =>
  linked.files[file]!.constraints.some((each) => (each[0] === 'export' && each[1] === name) || (each[0] === 'store' && each[2] === name && [...linked.solver.values(linked.nodeOf(file, each[1]))].some(({ id }) => id === exports)));

/** The folder of generated files for a function of `file`: beside the sources of its package, one for each module format. */
function placeOf(repo: ScannedRepo, file: string, name: string): BridgePlace {
  const source = repo.files.find(({ id }) => id === file)!;
  const { packageDir } = source;
  const inPackage = packageDir === '' ? source.id : source.id.slice(packageDir.length + 1);
  const [first] = inPackage.split('/');
  const base = [packageDir, inPackage.includes('/') ? first! : ''].filter((part) => part !== '').join('/');
  const lang = /^tsx?$/.test(source.dialect) ? 'ts' : 'js';
  const usual = (repo.packages.find(({ dir }) => dir === packageDir)?.type ?? 'commonjs') === 'module' ? 'esm' : 'cjs';
  // TypeScript is what it is compiled to, whatever its syntax
  const format = lang === 'js' ? source.moduleKind : source.id.endsWith('.mts') ? 'esm' : source.id.endsWith('.cts') ? 'cjs' : usual;
  const folder = `${base === '' ? '' : `${base}/`}${format === usual ? name : `${name}-${format}`}`;
  const extension = (/\.[cm]?[jt]sx?$/.exec(source.id)?.[0] ?? '.js').replace('x', '');
  return { folder, extension, specifierEnd: specifierEnd(source, extension, lang, repo), format, lang, style: detectStyle(source.text), packageDir };
}

function specifierEnd(source: SourceFile, extension: string, lang: 'js' | 'ts', repo: ScannedRepo): string {
  if (lang === 'js') return extension;
  const written = repo.files.filter(({ packageDir, dialect }) => packageDir === source.packageDir && /^tsx?$/.test(dialect)).flatMap(({ text }) => [...text.matchAll(/\bfrom ['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]s)?['"]/g)].map((match) => match[1] ?? ''));
  const last = written.find((end) => end !== '') ?? (written.length > 0 || source.moduleKind === 'cjs' ? '' : '.js');
  return last === '' ? '' : last.includes('ts') ? extension : extension.replace('ts', 'js');
}

/** The specifier by which `from` loads the bridge of a task. */
export const bridgeSpecifier = ({ bridge }: OffloadTask, from: string): string => specifierTo(from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '', bridgeFile(bridge, 'index'), bridge.specifierEnd);
