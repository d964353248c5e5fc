// Which files that were not read could change a decision, from what flows into their placeholders and out of them.
import { apiModule } from '../apis/index.ts';
import type { Constraint } from '../core/facts.ts';
import type { FileId } from '../core/source.ts';
import type { Linked, Site } from '../resolve/linked.ts';
import type { FnId, NodeId, Obj, ObjId } from '../resolve/solver.ts';
import { deferredFile } from '../resolve/deferred.ts';
import { mayLoad } from '../resolve/loaders.ts';
import { Reach } from './reach.ts';
import { isBlockingName } from './texts.ts';
import { isBlocking } from './wanted.ts';

/** Results that decide how a call may be rewritten. */
const HANDLE = /\.open(?:Sync)?\(\)$|\bopendir(?:Sync)?\(\)$|\.stdin\.fd$/;

/** Hosts for which it does not matter what their callback changes while it waits. */
const STATELESS = new Set(['loop', 'sort', 'replace', 'then', 'test', 'suite', 'throws', 'expect']);

export interface DependenceInput {
  readonly linked: Linked;
  /** Calls that may be of the catalogue. */
  readonly seeds: readonly Site[];
  readonly wanted: ReadonlySet<FnId>;
  /** Names by which unknown calls count as calls of wanted functions. */
  readonly names: ReadonlySet<string>;
  /** File by the number in a placeholder's path. */
  readonly fileAt: (index: number) => FileId;
  /** Whether a file, or one that it imports, may give file descriptors away. */
  readonly mayGiveDescriptors: (file: FileId) => boolean;
}

/**
 * Files to read because a decision depends on what they do: a wanted function or a blocking one (or an object that leads
 * to one) is handed to them, or what they give may be called, waited for or asked for its kind.
 */
export function dependencies(input: DependenceInput): Set<FileId> {
  return new Dependence(input).find();
}

class Dependence {
  private readonly in: DependenceInput;
  private readonly linked: Linked;
  private readonly needed = new Set<FileId>();
  private readonly sitesWithin = new Map<FnId, Site[]>();
  /** Files that have exports whatever is done to the exports object elsewhere. */
  private readonly exporting: ReadonlySet<number>;
  /** Objects that lead to what decisions are about. */
  private readonly telling: ReadonlySet<ObjId>;
  /** Objects that lead to any function. */
  private readonly callable: ReadonlySet<ObjId>;

  constructor(input: DependenceInput) {
    this.in = input;
    this.linked = input.linked;
    for (const site of this.linked.sites) {
      const known = this.sitesWithin.get(site.within);
      if (known) known.push(site);
      else this.sitesWithin.set(site.within, [site]);
    }
    const reach = new Reach(this.linked);
    const { objs } = this.linked.solver;
    const own = objs.filter(({ kind, props }) => kind === 'exports' && [...props].some(([name, node]) => name !== '*' && !name.startsWith('#') && !this.linked.solver.isEmpty(node)));
    const bySyntax = this.linked.files.flatMap(({ constraints }, index) => (constraints.some((c) => c[0] === 'export' || c[0] === 'reexport' || (c[0] === 'store' && c[2] === 'exports')) ? [index] : []));
    this.exporting = new Set([...own.map(({ path }) => Number(path)), ...bySyntax]);
    this.telling = reach.leadingTo(objs.filter((obj) => this.isTelling(obj)).map(({ id }) => id));
    this.callable = reach.leadingTo(objs.filter(({ kind }) => kind === 'fn').map(({ id }) => id));
  }

  find(): Set<FileId> {
    const { linked } = this;
    const classes = new Map<string, Obj>();
    for (const obj of linked.solver.objs) {
      // what is exported depends on what a deferred file adds to the exports
      if (obj.kind === 'exports') for (const id of obj.parents) this.need(linked.solver.objs[id]!);
      if (obj.kind === 'fn') classes.set(`${linked.fns[obj.fn]!.file}:${linked.fns[obj.fn]!.fact.index}`, obj);
    }
    for (const site of linked.sites) this.site(site);
    for (const [index, { constraints }] of linked.files.entries()) for (const constraint of constraints) this.constraint(index, constraint, classes);
    for (const seed of this.in.seeds) this.seed(seed);
    for (const id of this.in.wanted) {
      const { file, fact } = linked.fns[id]!;
      // a promise is given back or not
      if (!fact.isAsync && fact.kind !== 'module') this.needAll(linked.nodeOf(file, fact.result));
      // what others could see halfway depends on all that it leads to
      if (linked.hostUses[id]!.some(({ host }) => !STATELESS.has(host))) this.needAllFrom(id);
    }
    return this.needed;
  }

  /** Whatever is called from a function, directly or not. */
  private needAllFrom(id: FnId): void {
    const { linked } = this;
    const seen = new Set([id]);
    for (const fn of seen) {
      for (const site of this.sitesWithin.get(fn) ?? []) {
        this.needAll(linked.nodeOf(site.file, site.fact.callee));
        for (const target of [...site.targets, ...site.hosts.map((use) => use.fn)]) seen.add(target);
      }
    }
  }

  private isTelling(obj: Obj): boolean {
    switch (obj.kind) {
      case 'fn': return this.in.wanted.has(obj.fn);
      case 'ext': return apiModule(obj.path) !== undefined || HANDLE.test(obj.path) || isBlocking(obj.path);
      // whoever holds the exports of a module can add to them
      case 'exports': case 'module': return !this.exporting.has(Number(obj.path));
      default: return false;
    }
  }

  /** The deferred file that `obj` comes from. */
  private fileOf(obj: Obj): FileId | undefined {
    let one = obj;
    while (one.kind === 'special' && one.of >= 0) one = this.linked.solver.objs[one.of]!;
    const index = one.kind === 'ext' ? deferredFile(one.path) : undefined;
    return index === undefined ? undefined : this.in.fileAt(index);
  }

  private need(obj: Obj): void {
    const file = this.fileOf(obj);
    if (file !== undefined) this.needed.add(file);
  }

  private needAll(node: NodeId): void {
    if (node >= 0) for (const obj of this.linked.solver.values(node)) this.need(obj);
  }

  private holds(node: NodeId, objects: ReadonlySet<ObjId>): boolean {
    if (node < 0) return false;
    for (const { id } of this.linked.solver.values(node)) if (objects.has(id)) return true;
    return false;
  }

  private site(site: Site): void {
    const { linked } = this;
    const { fact } = site;
    const callees = [...linked.solver.values(linked.nodeOf(site.file, fact.callee))].filter((obj) => this.fileOf(obj) !== undefined);
    if (callees.length === 0) return;
    const nodes = [...fact.args, fact.receiver].map((node) => linked.nodeOf(site.file, node));
    const within = linked.fns[site.within]!;
    const matters = nodes.some((node) => this.holds(node, this.telling)) ||
      (fact.member !== undefined && this.in.names.has(fact.member)) ||
      mayLoad(fact) ||
      // it may register tests
      (within.fact.kind === 'module' && this.in.wanted.has(within.id) && nodes.some((node) => this.holds(node, this.callable)));
    if (matters) for (const callee of callees) this.need(callee);
  }

  private constraint(file: number, c: Constraint, classes: ReadonlyMap<string, Obj>): void {
    const { nodeOf } = this.linked;
    switch (c[0]) {
      case 'store': if (this.holds(nodeOf(file, c[3]), this.telling)) this.needAll(nodeOf(file, c[1])); return;
      case 'assign': if (this.holds(nodeOf(file, c[1]), this.telling)) this.needAll(nodeOf(file, c[2])); return;
      // which property is meant
      case 'loadKey': if (this.holds(nodeOf(file, c[1]), this.telling)) this.needAll(nodeOf(file, c[2])); return;
      case 'storeKey':
        if (this.holds(nodeOf(file, c[3]), this.telling)) for (const node of [c[1], c[2]]) this.needAll(nodeOf(file, node));
        return;
      case 'load': if (isBlockingName(c[2])) this.needAll(nodeOf(file, c[1])); return;
      case 'inherit': {
        // a base class may call what its subclass adds
        const own = classes.get(`${file}:${c[1]}`);
        if (own && this.telling.has(own.id)) this.needAll(nodeOf(file, c[2]));
      }
    }
  }

  private seed(site: Site): void {
    const { linked } = this;
    this.needAll(linked.nodeOf(site.file, site.fact.callee));
    // a number instead of a path is another call
    const first = linked.nodeOf(site.file, site.fact.args[0] ?? -1);
    for (const obj of first < 0 ? [] : linked.solver.values(first)) {
      const file = this.fileOf(obj);
      if (file !== undefined && this.in.mayGiveDescriptors(file)) this.needed.add(file);
    }
  }
}
