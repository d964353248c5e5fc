// What members of values give that no code of the program stored there: methods of strings, arrays, promises, foreign things.
import { errorFirst } from '../apis/error-first/index.ts';
import { ARRAY_CALLBACKS, ARRAY_COPIES, GONE, isNoMemberOfEmitters } from './builtins.ts';
import type { Calls } from './calls.ts';
import type { NodeId, Obj } from './solver.ts';

const STRING_METHODS = new Set([...Object.getOwnPropertyNames(String.prototype), ...Object.getOwnPropertyNames(RegExp.prototype), 'toFixed', 'toISOString', 'getTime']);
const ARRAY_METHODS = new Set(Object.getOwnPropertyNames(Array.prototype));

/** What reading a property of an object gives beside the values that were stored there. */
export function readMember(calls: Calls, obj: Obj, prop: string, to: NodeId): void {
  const { linker } = calls;
  const { solver } = linker;
  switch (obj.kind) {
    case 'unknown': solver.add(to, prop !== '*' && ARRAY_CALLBACKS.has(prop) ? linker.objects.special(`maybe:${prop}`, obj) : prop === 'then' || prop === 'catch' || prop === 'finally' ? linker.objects.special(`promise:${prop}`, obj) : obj); return;
    case 'prim':
      // a primitive has the methods of its prototype and nothing else
      if (prop === 'length') solver.add(to, linker.objects.primitive('other'));
      else if (prop === '*' || /^\d+$/.test(prop)) solver.add(to, obj);
      else if (STRING_METHODS.has(prop)) solver.add(to, linker.objects.special(`str:${prop}`, linker.objects.primitive('string')));
      return;
    case 'data': solver.add(to, obj); if (ARRAY_CALLBACKS.has(prop) || ARRAY_COPIES.has(prop)) solver.add(to, linker.objects.special(`arr:${prop}`, obj)); if (prop === 'replace' || prop === 'split') solver.add(to, linker.objects.special(`str:${prop}`, obj)); return;
    case 'special':
      if (prop === 'call' || prop === 'apply' || prop === 'bind') solver.add(to, linker.objects.special(`fn:${prop}`, obj));
      return;
    case 'ext':
      if (obj.path === 'process' && (prop === 'argv' || prop === 'execArgv')) { solver.add(to, calls.strings()); return; }
      if (GONE.has(`${obj.path}.${prop}`)) { solver.add(to, linker.objects.primitive('other')); return; }
      // what a class of ours puts beside the methods of its emitter is not the emitter's
      if (isNoMemberOfEmitters(obj.path, prop)) return;
      if (prop === '*' || obj.path.startsWith('Primitive')) { solver.add(to, linker.objects.unknownOf(obj.path)); return; }
      if (prop === 'prototype' && obj.path === 'Array') solver.add(to, calls.arrayOf('array-prototype'));
      if (prop === 'then' || prop === 'catch' || prop === 'finally') { solver.add(to, linker.objects.special(`promise:${prop}`, obj)); return; }
      if (ARRAY_CALLBACKS.has(prop) && !errorFirst(`${obj.path}.${prop}`)) { solver.add(to, linker.objects.special(`maybe:${prop}`, obj)); return; }
      solver.add(to, linker.objects.memberOf(obj, prop));
      return;
    case 'fn':
      // async functions have no prototype
      if (prop === 'prototype') linker.fns[obj.fn]!.constructed = true;
      if (prop === 'call' || prop === 'apply' || prop === 'bind') solver.add(to, linker.objects.special(`fn:${prop}`, obj));
      // (function () {…}).should.throw(): should.js calls it
      else if (prop === 'should') linker.escapes.escapeObj(obj, { reason: 'assertion-style', file: linker.fns[obj.fn]!.file, at: linker.fns[obj.fn]!.fact.span.start, to: 'should' });
      return;
    case 'array': if (prop === 'length') solver.add(to, linker.objects.primitive('other')); else if (ARRAY_METHODS.has(prop)) solver.add(to, linker.objects.special(`arr:${prop}`, obj)); return;
    case 'map':
      if (prop === '*') {
        // a set gives its elements, a map pairs of key and value
        const pair = calls.arrayOf('pair-of', obj.id);
        solver.copy(solver.prop(obj, '#items'), solver.prop(pair, '*'));
        solver.copy(solver.prop(obj, '#items'), to);
        solver.add(to, pair);
      }
      if (prop !== '*' && prop !== '#items') solver.add(to, prop === 'size' ? linker.objects.primitive('other') : linker.objects.special(`map:${prop}`, obj)); return;
    case 'promise': if (prop === 'then' || prop === 'catch' || prop === 'finally') solver.add(to, linker.objects.special(`promise:${prop}`, obj)); return;
    case 'object': case 'inst': case 'proto': case 'exports': case 'namespace': case 'module':
      if (/^(hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$/.test(prop)) solver.add(to, linker.objects.external(`Primitive.${prop}`));
      return;
  }
}
