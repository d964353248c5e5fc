// What methods of arrays, maps, sets and promises do to value flow.
import { ARRAY_ADDS, ARRAY_CALLBACKS, ARRAY_COPIES, ARRAY_ELEMENTS, FOR_EACH_ENTRY } from './builtins.ts';
import type { Calls } from './calls.ts';
import type { Fn, Site } from './linked.ts';
import type { NodeId, Obj } from './solver.ts';

/** A method of an array, or of data that may be one. */
export function linkArrayMethod(calls: Calls, site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
  const { linker } = calls;
  const { solver } = linker;
  const isData = of.kind === 'data';
  const elements = solver.numbered('elements', of.id, () => { const o = solver.obj('map', { path: 'elements' }); const n = solver.prop(o, '#node'); solver.read(of, '*', n); return o; });
  const element = solver.prop(elements, '#node');
  const whole = solver.node();
  solver.add(whole, of);
  if (ARRAY_ADDS.has(method) && !isData) for (const arg of args) solver.copy(arg, solver.prop(of, '*'));
  const flatten = (inner: NodeId): void => solver.watch(inner, (list) => { if (list.kind === 'array') solver.read(list, '*', solver.prop(of, '*')); });
  if (method === 'concat') args.forEach(flatten);
  if (method === 'flat') flatten(element);
  if (ARRAY_CALLBACKS.has(method)) {
    const index = solver.node();
    solver.add(index, linker.objects.primitive('other'));
    const out = calls.arrayOf('call', site.id);
    const reduces = method === 'reduce' || method === 'reduceRight';
    const sorts = method === 'sort' || method === 'toSorted';
    const acc = solver.node();
    if (reduces) solver.copy(args[1] ?? element, acc);
    const params = reduces ? [acc, element, index, whole] : sorts ? [element, element] : [element, index, whole];
    calls.host(site, args[0] ?? -1, 0, sorts ? 'sort' : 'loop', method, true, params, reduces ? -1 : (args[1] ?? -1), (fn) => {
      const value = solver.node();
      calls.give(fn, value);
      if (reduces) { solver.copy(value, acc); solver.copy(value, result); }
      if (method === 'map' || method === 'flatMap') {
        solver.copy(value, solver.prop(out, '*'));
        if (method === 'flatMap') solver.watch(value, (list) => { if (list.kind === 'array') solver.read(list, '*', solver.prop(out, '*')); });
      }
    });
    if (method === 'map' || method === 'flatMap') {
      solver.add(result, out);
      // callbacks that are no functions of ours (path.basename, JSON.parse): their results are data
      if (args[0] !== undefined) solver.watch(args[0], (obj) => { if (obj.kind === 'ext') solver.add(solver.prop(out, '*'), linker.objects.external(`${obj.path}()`)); });
    }
    if (reduces && args[1] !== undefined) solver.copy(args[1], result);
  }
  if (ARRAY_ELEMENTS.has(method)) solver.copy(element, result);
  if (ARRAY_COPIES.has(method)) solver.add(result, of);
  if (method === 'join') solver.add(result, linker.objects.primitive('string'));
  if (method === 'includes' || method === 'indexOf') solver.add(result, linker.objects.primitive('other'));
  if (method === 'keys' || method === 'entries') solver.add(result, linker.objects.DATA);
}

/** A method of a Map or Set. */
export function linkMapMethod(calls: Calls, site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
  const { linker } = calls;
  const { solver } = linker;
  const items = solver.prop(of, '#items');
  if (method === 'set' || method === 'add') {
    for (const arg of args) solver.copy(arg, items);
    solver.add(result, of);
  } else if (method === 'get') solver.copy(items, result);
  else if (method === 'values' || method === 'keys' || method === 'entries') {
    const list = calls.arrayOf('map', of.id);
    solver.copy(items, solver.prop(list, '*'));
    solver.add(result, list);
  } else if (method === 'forEach') calls.host(site, args[0] ?? -1, 0, 'loop', FOR_EACH_ENTRY, false, [items, items], args[1] ?? -1);
  else solver.add(result, linker.objects.primitive('other'));
}

/** `then`, `catch` and `finally`. */
export function linkPromiseMethod(calls: Calls, site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
  const { linker } = calls;
  const { solver } = linker;
  const value = of.kind === 'promise' ? solver.prop(of, '#value') : calls.unknownNode(of.path);
  const out = solver.numbered('then', site.id, () => solver.obj('promise'));
  solver.add(result, out);
  const settle = (fn: Fn): void => {
    const given = solver.node();
    calls.give(fn, given);
    solver.watch(given, (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), solver.prop(out, '#value')) : solver.add(solver.prop(out, '#value'), obj)));
  };
  if (method === 'then') calls.host(site, args[0] ?? -1, 0, 'then', 'then', true, [value], -1, settle);
  else solver.copy(value, solver.prop(out, '#value'));
  const handler = method === 'then' ? args[1] : args[0];
  if (handler !== undefined) calls.host(site, handler, method === 'then' ? 1 : 0, 'then', method, true, method === 'finally' ? [] : [calls.unknownNode(of.path)], -1, settle);
}
