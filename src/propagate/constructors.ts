// Whether all that constructs a class can wait for a method of the new object instead: who else makes, extends or replaces it.
import type { ScannedRepo } from '../core/source.ts';
import { isCore, isInert, isStreamBase, isTestTool } from '../resolve/builtins.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import { ModuleResolver } from '../resolve/modules.ts';
import type { FnId, Obj } from '../resolve/solver.ts';
import type { Obstacle } from './obstacles.ts';

/** Names of the method, the best first: one that nothing in the program asks an object for. */
export const METHOD_NAMES = ['init', 'initialize', 'construct', 'constructAsync'];
/** Names that code outside of the program does not ask an object for either. */
const RARE = ['construct', 'constructAsync'];

const MOCKS = /^(mock|doMock|unstable_mockModule|registerMock|registerSubstitute|setMock)$/;
const STUBS = /^(stub|spyOn|spy|replace|fake|method|property|__set__)$/;

const stemOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.\w+$/, '');

export class Constructors {
  /** What the method is called that does a constructor's work. */
  readonly methodName: string;
  private readonly linked: Linked;
  private readonly resolver: ModuleResolver;
  private readonly extended = new Map<FnId, FnId>();
  private readonly objects = new Map<FnId, Obj>();

  constructor(linked: Linked, repo: ScannedRepo) {
    this.linked = linked;
    this.resolver = new ModuleResolver(repo);
    const used = new Set<string>();
    for (const file of linked.files) {
      for (const c of file.constraints) if (c[0] === 'load' || c[0] === 'store') used.add(c[2]);
      for (const { member } of file.sites) if (member !== undefined) used.add(member);
    }
    const asks = (path: string): boolean => !isInert(path) && !isCore(path) && !isTestTool(path) && !/^(Map|Set|WeakMap|WeakSet|Array|Reflect|callback:)/.test(path);
    const isHanded = linked.sites.some((site) => [...site.externals].some(asks) && site.fact.args.some((arg) => [...linked.solver.values(linked.nodeOf(site.file, arg))].some(({ kind }) => kind === 'inst')));
    this.methodName = (isHanded ? RARE : METHOD_NAMES).find((name) => !used.has(name)) ?? 'constructAsync';
  }

  /** Why the class of `fn` must go on to be made by `new` alone. `lastWait`: where its constructor waits last. */
  obstacleOf(fn: Fn, lastWait: number): Obstacle | undefined {
    const { linked } = this;
    const refuse = (file: number, at: number): Obstacle => ({ code: 'constructor', file, at });
    const own = refuse(fn.file, fn.fact.span.start);
    const { externalBase } = fn;
    if (externalBase !== undefined && !isStreamBase(externalBase)) return { code: 'foreign-base', file: fn.file, at: fn.fact.span.start, to: externalBase };
    if (fn.fact.movable!.seenAt < lastWait || linked.hostUses[fn.id]!.length > 0) return own;
    const child = this.children().get(fn.id);
    if (child !== undefined) return refuse(linked.fns[child]!.file, linked.fns[child]!.fact.span.start);
    for (const site of linked.callers[fn.id]!) {
      // a bound one brings arguments of its own
      const callees = [...linked.solver.values(linked.nodeOf(site.file, site.fact.callee))];
      const others = site.targets.size > 1 || site.unknown || callees.some(({ kind }) => kind === 'special' || kind === 'ext');
      if (site.fact.kind !== 'new' || others) return refuse(site.file, site.fact.span.start);
    }
    if (!fn.fact.isClass && !this.canHaveMethod(fn)) return own;
    return this.isReplaced(fn) ? own : undefined;
  }

  /** A class that extends another one, by that. */
  private children(): ReadonlyMap<FnId, FnId> {
    if (this.extended.size > 0) return this.extended;
    const { solver } = this.linked;
    for (const obj of solver.objs) {
      if (obj.kind !== 'fn') continue;
      this.objects.set(obj.fn, obj);
      const parents = obj.props.get('#super');
      if (parents !== undefined) for (const parent of solver.values(parents)) if (parent.kind === 'fn') this.extended.set(parent.fn, obj.fn);
    }
    return this.extended;
  }

  /** A constructor function whose prototype has methods, stays the same object, and is complete before anything is made. */
  private canHaveMethod(fn: Fn): boolean {
    const { linked } = this;
    const prototype = this.objects.get(fn.id)?.props.get('prototype');
    const protos = prototype === undefined ? [] : [...linked.solver.values(prototype)];
    if (protos.length !== 1 || protos[0]!.kind !== 'proto' || ![...protos[0]!.props.keys()].some((name) => name !== 'constructor')) return false;
    if (linked.callers[fn.id]!.length === 0) return false;
    const isEarly = (site: Site): boolean => linked.fns[site.within]!.fact.kind === 'module' && site.file === fn.file && site.fact.span.start < fn.fact.span.start && site.targets.size > 0;
    const fromLoading = (site: Site): boolean => linked.fns[site.within]!.fact.kind === 'module' && site.file !== fn.file && linked.importersOf.get(linked.files[site.file]!.file)?.has(linked.files[fn.file]!.file) === true;
    return !linked.sites.some(isEarly) && !linked.callers[fn.id]!.some(fromLoading);
  }

  /** A test may put something in its place that has no such method. */
  private isReplaced(fn: Fn): boolean {
    const { file } = this.linked.files[fn.file]!;
    const names = new Set([fn.fact.name, ...fn.storedAs.keys()]);
    for (const name of this.linked.patched.keys()) if (name.startsWith('.') && stemOf(name) === stemOf(file)) return true;
    return this.linked.sites.some(({ fact, file: from }) => {
      const [first, second] = fact.literals;
      const loads = typeof first === 'string' && first.startsWith('.') && this.resolver.resolve(this.linked.files[from]!.file, first);
      if (fact.member !== undefined && MOCKS.test(fact.member) && loads && loads.kind === 'file' && loads.file === file) return true;
      return fact.member !== undefined && STUBS.test(fact.member) && typeof second === 'string' && names.has(second);
    });
  }
}
