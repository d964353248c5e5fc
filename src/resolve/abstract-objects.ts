// The abstract objects that no file makes: foreign things by their path, plain values, what is not known.
import { kindAt, stepsFromKind } from '../apis/error-first/index.ts';
import { isCore, isTestTool } from './builtins.ts';
import { somewhereIn } from './deferred.ts';
import type { NodeId, Obj, Solver } from './solver.ts';

export class AbstractObjects {
  readonly UNKNOWN: Obj;
  readonly DATA: Obj;
  private readonly solver: Solver;
  // tables instead of keys: making a key takes longer than finding what is under it
  private readonly externals = new Map<string, Obj>();
  private readonly unknowns = new Map<string, Obj>();
  private readonly members = new Map<Obj, Map<string, Obj>>();
  private readonly specials = new Map<Obj, Map<string, Obj>>();
  /** Nodes that hold one object and nothing else. */
  private readonly holders = new Map<Obj, NodeId>();

  constructor(solver: Solver) {
    this.solver = solver;
    this.UNKNOWN = solver.obj('unknown');
    solver.lost = solver.obj('unknown', { path: 'lost' });
    this.DATA = solver.obj('data');
    solver.anyString = this.primitive('string');
  }

  external(path: string): Obj {
    let obj = this.externals.get(path);
    if (!obj) this.externals.set(path, (obj = this.makeExternal(path)));
    return obj;
  }

  /** What a member of something foreign is. */
  memberOf(obj: Obj, name: string): Obj {
    return name === 'default' ? this.external(obj.path) : cached(this.members, obj, name, () => this.external(`${obj.path}.${name}`));
  }

  private makeExternal(path: string): Obj {
    const kind = kindAt(path);
    if (kind !== undefined) return kind === path ? this.foreign(path) : this.external(kind);
    // long chains (a.next.next, builder().x().y()) would never end: past a few steps it's just something unknown
    const steps = (stepsFromKind(path) ?? path).match(/\.|\(\)/g)?.length ?? 0;
    if (steps > (isTestTool(path) ? 4 : isCore(path) ? 3 : 2)) return this.unknownOf(path);
    return this.foreign(path);
  }

  private foreign(path: string): Obj {
    return this.solver.intern(`ext:${path}`, () => this.solver.obj('ext', { path }));
  }

  /** What something foreign gives that is not known any more; of a deferred file it is still known which. */
  unknownOf(path: string): Obj {
    if (path === '') return this.UNKNOWN;
    let obj = this.unknowns.get(path);
    if (!obj) {
      const somewhere = somewhereIn(path);
      obj = somewhere === undefined ? this.UNKNOWN : this.solver.intern(`ext:${somewhere}`, () => this.solver.obj('ext', { path: somewhere }));
      this.unknowns.set(path, obj);
    }
    return obj;
  }

  /** @param type `string`, `other`, or what is known of a string (patterns.ts) */
  primitive(type: string): Obj {
    return this.solver.intern(`prim:${type}`, () => this.solver.obj('prim', { path: type }));
  }

  special(path: string, of: Obj): Obj {
    return cached(this.specials, of, path, () => this.solver.obj('special', { path, of: of.id, fn: of.fn }));
  }

  /** A node that holds the object and nothing else. */
  holding(obj: Obj): NodeId {
    let node = this.holders.get(obj);
    if (node === undefined) {
      this.holders.set(obj, (node = this.solver.node()));
      this.solver.add(node, obj);
    }
    return node;
  }
}

function cached(table: Map<Obj, Map<string, Obj>>, of: Obj, name: string, make: () => Obj): Obj {
  let known = table.get(of);
  if (!known) table.set(of, (known = new Map()));
  let obj = known.get(name);
  if (!obj) known.set(name, (obj = make()));
  return obj;
}
