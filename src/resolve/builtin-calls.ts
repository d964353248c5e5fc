// What functions of the language do to value flow, and those of Node that wrap others.
import type { Calls } from './calls.ts';
import type { Site } from './linked.ts';
import type { NodeId } from './solver.ts';
import { store } from './stores.ts';

/**
 * A call of a function of the language: `Object.create`, `Array.from`, `new Promise`, `JSON.parse`.
 * @returns whether `path` is one of them
 */
export function linkBuiltin(calls: Calls, site: Site, path: string, args: NodeId[], result: NodeId): boolean {
  const { linker } = calls;
  const { solver } = linker;
  const { fact } = site;
  switch (path) {
    case 'Object.create': {
      const made = solver.numbered('created', site.id, () => solver.obj('object'));
      if (args[0] !== undefined) solver.watch(args[0], (proto) => solver.addParent(made, proto));
      if (args[1] !== undefined) linker.escapes.escape(args[1], calls.handedTo(site, 'property-descriptor', path));
      solver.add(result, made);
      return true;
    }
    case 'Object.setPrototypeOf': {
      if (args.length > 1) solver.watch(args[0]!, (obj) => solver.watch(args[1]!, (proto) => {
        if (obj.kind === 'proto' && proto.kind === 'ext') linker.noteBase(linker.fns[obj.fn]!, proto.path);
        if (proto.kind !== 'unknown') solver.addParent(obj, proto);
      }));
      if (args[0] !== undefined) solver.copy(args[0], result);
      return true;
    }
    case 'Object.freeze': case 'Object.seal': case 'Object': case 'Object.preventExtensions':
      if (args[0] !== undefined) solver.copy(args[0], result);
      return true;
    case 'Object.defineProperty':
      if (args[2] !== undefined) {
        const value = solver.node();
        const accessor = solver.node();
        solver.watch(args[2], (descriptor) => { solver.read(descriptor, 'value', value); solver.read(descriptor, 'get', accessor); solver.read(descriptor, 'set', accessor); });
        linker.escapes.escape(accessor, calls.handedTo(site, 'accessor', path));
        if (args[0] !== undefined) {
          const name = fact.literals[1] ?? '*';
          solver.watch(args[0], (obj) => store(linker, obj, name, value, site.file));
          solver.watch(accessor, (getter) => { if (getter.kind === 'fn') solver.watch(args[0]!, (obj) => store(linker, obj, name, linker.nodeOf(linker.fns[getter.fn]!.file, linker.fns[getter.fn]!.fact.result), site.file)); });
          solver.copy(args[0], result);
        }
      }
      return true;
    case 'Object.defineProperties': case 'Object.getOwnPropertyDescriptors':
      for (const arg of args) linker.escapes.escape(arg, calls.handedTo(site, 'property-descriptor', path));
      if (args[0] !== undefined) solver.copy(args[0], result);
      return true;
    case 'Object.keys': case 'Object.getOwnPropertyNames': solver.add(result, calls.strings()); return true;
    case 'Object.values': case 'Object.entries': case 'Array.of': case 'Array': {
      const list = calls.arrayOf(path, site.id);
      for (const arg of args) {
        if (path.startsWith('Object')) {
          const values = solver.node();
          solver.watch(arg, (obj) => solver.read(obj, '*', values));
          if (path === 'Object.entries') {
            const pair = calls.arrayOf('pair', site.id);
            solver.copy(values, solver.prop(pair, '1'));
            solver.add(solver.prop(pair, '0'), linker.objects.primitive('string'));
            solver.add(solver.prop(list, '*'), pair);
          } else solver.copy(values, solver.prop(list, '*'));
        } else solver.copy(arg, solver.prop(list, '*'));
      }
      solver.add(result, list);
      return true;
    }
    case 'Object.fromEntries': {
      const made = solver.numbered('from-entries', site.id, () => solver.obj('object'));
      const pairs = solver.node();
      if (args[0] !== undefined) solver.watch(args[0], (obj) => solver.read(obj, '*', pairs));
      solver.watch(pairs, (pair) => { if (pair.kind === 'array') solver.read(pair, '1', solver.prop(made, '*')); });
      solver.add(result, made);
      return true;
    }
    case 'Array.from': {
      const list = calls.arrayOf('from', site.id);
      const values = solver.node();
      if (args[0] !== undefined) solver.watch(args[0], (obj) => solver.read(obj, '*', values));
      if (args[1] !== undefined) calls.host(site, args[1], 1, 'loop', 'from', true, [values, calls.unknownNode()], args[2] ?? -1, (fn) => calls.give(fn, solver.prop(list, '*')));
      else solver.copy(values, solver.prop(list, '*'));
      solver.add(result, list);
      return true;
    }
    case 'Map': case 'Set': case 'WeakMap': case 'WeakSet': {
      const made = solver.numbered('collection', site.id, () => solver.obj('map'));
      if (args[0] !== undefined) {
        const pairs = solver.node();
        solver.watch(args[0], (obj) => solver.read(obj, '*', pairs));
        solver.copy(pairs, solver.prop(made, '#items'));
        solver.watch(pairs, (pair) => { if (pair.kind === 'array') solver.read(pair, '1', solver.prop(made, '#items')); });
      }
      solver.add(result, made);
      return true;
    }
    case 'Promise': {
      const made = solver.numbered('new-promise', site.id, () => solver.obj('promise'));
      calls.host(site, args[0] ?? -1, 0, 'executor', 'new Promise', true, [calls.unknownNode(), calls.unknownNode()], -1);
      solver.watch(args[0] ?? -1, (obj) => { if (obj.kind === 'fn') solver.add(linker.nodeOf(linker.fns[obj.fn]!.file, linker.fns[obj.fn]!.fact.params[0] ?? -1), linker.objects.special('resolve:', made)); });
      solver.add(result, made);
      return true;
    }
    case 'Promise.resolve': case 'Promise.all': case 'Promise.allSettled': case 'Promise.race': case 'Promise.any': {
      const made = solver.numbered('promise-of', site.id, () => solver.obj('promise'));
      const value = solver.prop(made, '#value');
      if (path === 'Promise.resolve') { if (args[0] !== undefined) solver.watch(args[0], (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), value) : solver.add(value, obj))); }
      else if (args[0] !== undefined) {
        const each = solver.node();
        const list = calls.arrayOf('all', site.id);
        const into = path === 'Promise.all' ? solver.prop(list, '*') : value;
        solver.watch(args[0], (obj) => solver.read(obj, '*', each));
        solver.watch(each, (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), into) : solver.add(into, obj)));
        if (path === 'Promise.all') solver.add(value, list);
      }
      solver.add(result, made);
      return true;
    }
    case 'JSON.parse':
      if (args[1] !== undefined) linker.escapes.escape(args[1], calls.handedTo(site, 'implicit-call', path));
      solver.add(result, linker.objects.DATA);
      return true;
    case 'JSON.stringify':
      if (args[1] !== undefined) linker.escapes.escape(args[1], calls.handedTo(site, 'implicit-call', path));
      solver.add(result, linker.objects.primitive('string'));
      return true;
    case 'Proxy':
      if (args[1] !== undefined) linker.escapes.escape(args[1], calls.handedTo(site, 'implicit-call', 'new Proxy'));
      solver.add(result, linker.objects.UNKNOWN);
      return true;
    case 'util.promisify': case 'util.callbackify': case 'util.deprecate':
      for (const arg of args) linker.escapes.escape(arg, calls.handedTo(site, 'foreign-callback', path));
      if (path === 'util.deprecate' && args[0] !== undefined) solver.copy(args[0], result);
      else solver.add(result, linker.objects.external(`${path}()`));
      return true;
  }
  return false;
}
