// Storing a value in a property: where it flows, and what becomes of a function that becomes a method.
import type { Linker } from './linker.ts';
import { DATA } from './met.ts';
import { BY_NAME, type NodeId, type Obj } from './solver.ts';

/** from -> obj.prop, with what that means for a function that becomes a method. */
export function store(linker: Linker, obj: Obj, prop: string, from: NodeId, file: number): void {
  const { solver } = linker;
  if (obj.kind === 'unknown') {
    linker.escapes.escape(from, { reason: 'stored-outside', file, at: 0, to: `.${prop}` });
    return;
  }
  if (obj.kind === 'data') return linker.escapes.escape(from, { reason: 'stored-outside', file, at: 0, to: `.${prop}`, by: DATA });
  if (obj.kind === 'prim' || obj.kind === 'special') return;
  if (prop === '__proto__') {
    solver.watch(from, (parent) => { if (parent.kind !== 'unknown') solver.addParent(obj, parent); });
    return;
  }
  if (obj.kind !== 'ext' || obj.path === 'globalThis') {
    if (!solver.copy(from, solver.prop(obj, prop))) return;
    if (obj.kind === 'array' && prop === '*') solver.copy(from, solver.prop(obj, BY_NAME));
  }
  if (obj.kind === 'ext') {
    if (obj.path !== 'globalThis') {
      linker.patch(`${obj.path}.${prop}`, { file, at: 0 });
      linker.escapes.escape(from, { reason: 'stored-outside', file, at: 0, to: `${obj.path}.${prop}` });
    }
    return;
  }
  solver.watch(from, (value) => {
    if (value.kind !== 'fn') return;
    const fn = linker.fns[value.fn]!;
    let holders = fn.storedAs.get(prop);
    if (!holders) fn.storedAs.set(prop, (holders = new Set()));
    holders.add(obj);
    if (fn.fact.kind !== 'arrow' && !fn.fact.isClass) {
      const self = obj.kind === 'proto' ? linker.instance(linker.fns[obj.fn]!) : obj;
      if (obj.kind !== 'module') solver.add(linker.nodeOf(fn.file, fn.fact.self), self);
    }
  });
  if (prop === 'prototype' && obj.kind === 'fn') {
    // Foo.prototype = {…}: the literal's functions are methods of Foo's instances
    solver.watch(from, (proto) => {
      if (proto.kind !== 'object') return;
      solver.eachProp(proto, (_, node) => solver.watch(node, (value) => {
        if (value.kind === 'fn' && linker.fns[value.fn]!.fact.kind !== 'arrow') solver.add(linker.nodeOf(linker.fns[value.fn]!.file, linker.fns[value.fn]!.fact.self), linker.instance(linker.fns[obj.fn]!));
      }));
    });
  }
}
