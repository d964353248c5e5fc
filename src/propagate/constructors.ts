// Whether all that constructs a class can wait for a method of the new object instead: who else makes, extends or replaces it.
import type { ScannedRepo } from '../core/source.ts';
import type { Fn, Linked } from '../resolve/linker.ts';
import { ModuleResolver } from '../resolve/modules.ts';
import type { FnId } from '../resolve/solver.ts';
import type { Obstacle } from './obstacles.ts';

/** Names of the method, the best first: one that nothing in the program asks an object for. */
const NAMES = ['init', 'initialize', 'construct', 'constructAsync'];

const MOCKS = /^(mock|doMock|unstable_mockModule|registerMock|registerSubstitute|setMock)$/;
const STUBS = /^(stub|spyOn|spy|replace|fake|method|property|__set__)$/;

const stemOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.\w+$/, '');

export class Constructors {
  /** What the method is called that does a constructor's work. */
  readonly methodName: string;
  private readonly linked: Linked;
  private readonly resolver: ModuleResolver;
  private extended: Map<FnId, FnId> | undefined;

  constructor(linked: Linked, repo: ScannedRepo) {
    this.linked = linked;
    this.resolver = new ModuleResolver(repo);
    const used = new Set<string>();
    for (const file of linked.files) {
      for (const c of file.constraints) if (c[0] === 'load' || c[0] === 'store') used.add(c[2]);
      for (const { member } of file.sites) if (member !== undefined) used.add(member);
    }
    this.methodName = NAMES.find((name) => !used.has(name)) ?? 'initAsync';
  }

  /** Why the class of `fn` must go on to be made by `new` alone. `lastWait`: where its constructor waits last. */
  obstacleOf(fn: Fn, lastWait: number): Obstacle | undefined {
    const { linked } = this;
    const refuse = (file: number, at: number): Obstacle => ({ code: 'constructor', file, at });
    const own = refuse(fn.file, fn.fact.span.start);
    if (fn.fact.movable!.seenAt < lastWait || linked.hostUses[fn.id]!.length > 0) return own;
    const child = this.children().get(fn.id);
    if (child !== undefined) return refuse(linked.fns[child]!.file, linked.fns[child]!.fact.span.start);
    for (const site of linked.callers[fn.id]!) {
      const others = site.targets.size > 1 || site.unknown || [...site.externals].some((path) => !path.startsWith('callback:'));
      if (site.fact.kind !== 'new' || others) return refuse(site.file, site.fact.span.start);
    }
    return this.isReplaced(fn) ? own : undefined;
  }

  /** A class that extends another one, by that. */
  private children(): ReadonlyMap<FnId, FnId> {
    if (this.extended) return this.extended;
    this.extended = new Map();
    const { solver } = this.linked;
    for (const { kind, fn, props } of solver.objs) {
      const parents = kind === 'fn' ? props.get('#super') : undefined;
      if (parents !== undefined) for (const parent of solver.values(parents)) if (parent.kind === 'fn') this.extended.set(parent.fn, fn);
    }
    return this.extended;
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
