// Which objects lead to others: by properties, prototypes and what functions return.
import type { Linked } from '../resolve/linked.ts';
import type { NodeId, Obj, ObjId } from '../resolve/solver.ts';

/** Objects of a solved program, by what can be reached from them. */
export class Reach {
  private readonly linked: Linked;
  private readonly leads: readonly boolean[];
  private readonly holders: ObjId[][] = [];

  constructor(linked: Linked) {
    this.linked = linked;
    const { solver, fns, nodeOf } = linked;
    // primitives, and what is not known, lead nowhere
    this.leads = solver.objs.map(({ kind }) => kind !== 'prim' && kind !== 'unknown' && kind !== 'data');
    for (const obj of solver.objs) {
      for (const node of obj.props.values()) this.hold(obj, node);
      for (const parent of obj.parents) this.note(parent, obj.id);
      if (obj.kind === 'special' && obj.of >= 0) this.note(obj.of, obj.id);
      // whoever calls a function gets what it returns
      if (obj.kind === 'fn') this.hold(obj, nodeOf(fns[obj.fn]!.file, fns[obj.fn]!.fact.result));
    }
  }

  private hold(holder: Obj, node: NodeId): void {
    for (const value of this.linked.solver.values(node)) this.note(value.id, holder.id);
  }

  private note(value: ObjId, holder: ObjId): void {
    if (value !== holder && this.leads[value]) (this.holders[value] ??= []).push(holder);
  }

  /** `targets`, and every object from which one of them can be reached. */
  leadingTo(targets: Iterable<ObjId>): Set<ObjId> {
    const found = new Set(targets);
    for (const id of found) for (const holder of this.holders[id] ?? []) found.add(holder);
    return found;
  }
}
