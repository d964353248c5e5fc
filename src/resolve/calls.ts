// What a call does to value flow, by what is called: own functions, array and promise methods, Node's and foreign functions.
import { errorFirst } from '../apis/error-first/index.ts';
import type { ReasonCode } from '../core/plan.ts';
import { ARRAY_ADDS, ARRAY_CALLBACKS, ARRAY_COPIES, ARRAY_ELEMENTS, FOR_EACH_ENTRY, GONE, isArrayResult, isAssign, isCore, isInert, isInherits, isPlainResult, isStreamBase, startsProgram, testHost, isNoMemberOfEmitters } from './builtins.ts';
import { linkCallbacks } from './library-callbacks.ts';
import { linkRewired } from './rewired.ts';
import type { Fn, HostKind, Linker, Site } from './linker.ts';
import type { NodeId, Obj } from './solver.ts';
import { somewhereIn } from './deferred.ts';
import { ANYONE, keeperOf, NOBODY } from './met.ts';

const TIMERS = /^(setTimeout|setInterval|setImmediate|process\.nextTick|queueMicrotask|timers\.\w+|requestAnimationFrame)$/;
/** Functions that call their callback exactly once, later. */
const ONCE = /^(fs|graceful-fs|fs-extra)\.(?!watch|unwatch|create|promises)\w+$|^child_process\.(exec|execFile)$|^(zlib|crypto|dns)\.(?!create)\w+$/;
const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
const THROWS = /(^|\.)(throws|doesNotThrow|throw|ifError|notThrows|raises|doesNotReject|rejects)$/;

const STRING_METHODS = new Set([...Object.getOwnPropertyNames(String.prototype), ...Object.getOwnPropertyNames(RegExp.prototype), 'toFixed', 'toISOString', 'getTime']);
const ARRAY_METHODS = new Set(Object.getOwnPropertyNames(Array.prototype));

export class Calls {
  private readonly l: Linker;

  constructor(linker: Linker) {
    this.l = linker;
  }

  /** Reads of kinds that have behaviour of their own. */
  read(obj: Obj, prop: string, to: NodeId): void {
    const { solver } = this.l;
    switch (obj.kind) {
      case 'unknown': solver.add(to, prop !== '*' && ARRAY_CALLBACKS.has(prop) ? this.l.objects.special(`maybe:${prop}`, obj) : prop === 'then' || prop === 'catch' || prop === 'finally' ? this.l.objects.special(`promise:${prop}`, obj) : obj); return;
      case 'prim':
        // a primitive has the methods of its prototype and nothing else
        if (prop === 'length') solver.add(to, this.l.objects.primitive('other'));
        else if (prop === '*' || /^\d+$/.test(prop)) solver.add(to, obj);
        else if (STRING_METHODS.has(prop)) solver.add(to, this.l.objects.special(`str:${prop}`, this.l.objects.primitive('string')));
        return;
      case 'data': solver.add(to, obj); if (ARRAY_CALLBACKS.has(prop) || ARRAY_COPIES.has(prop)) solver.add(to, this.l.objects.special(`arr:${prop}`, obj)); if (prop === 'replace' || prop === 'split') solver.add(to, this.l.objects.special(`str:${prop}`, obj)); return;
      case 'special':
        if (prop === 'call' || prop === 'apply' || prop === 'bind') solver.add(to, this.l.objects.special(`fn:${prop}`, obj));
        return;
      case 'ext':
        if (obj.path === 'process' && (prop === 'argv' || prop === 'execArgv')) { solver.add(to, this.strings()); return; }
        if (GONE.has(`${obj.path}.${prop}`)) { solver.add(to, this.l.objects.primitive('other')); return; }
        // what a class of ours puts beside the methods of its emitter is not the emitter's
        if (isNoMemberOfEmitters(obj.path, prop)) return;
        if (prop === '*' || obj.path.startsWith('Primitive')) { solver.add(to, this.l.objects.unknownOf(obj.path)); return; }
        if (prop === 'prototype' && obj.path === 'Array') solver.add(to, this.arrayOf('array-prototype'));
        if (prop === 'then' || prop === 'catch' || prop === 'finally') { solver.add(to, this.l.objects.special(`promise:${prop}`, obj)); return; }
        if (ARRAY_CALLBACKS.has(prop) && !errorFirst(`${obj.path}.${prop}`)) { solver.add(to, this.l.objects.special(`maybe:${prop}`, obj)); return; }
        solver.add(to, this.l.objects.memberOf(obj, prop));
        return;
      case 'fn':
        // async functions have no prototype
        if (prop === 'prototype') this.l.fns[obj.fn]!.constructed = true;
        if (prop === 'call' || prop === 'apply' || prop === 'bind') solver.add(to, this.l.objects.special(`fn:${prop}`, obj));
        // (function () {…}).should.throw(): should.js calls it
        else if (prop === 'should') this.l.escapes.escapeObj(obj, { reason: 'assertion-style', file: this.l.fns[obj.fn]!.file, at: this.l.fns[obj.fn]!.fact.span.start, to: 'should' });
        return;
      case 'array': if (prop === 'length') solver.add(to, this.l.objects.primitive('other')); else if (ARRAY_METHODS.has(prop)) solver.add(to, this.l.objects.special(`arr:${prop}`, obj)); return;
      case 'map':
        if (prop === '*') {
          // a set gives its elements, a map pairs of key and value
          const pair = this.arrayOf('pair-of', obj.id);
          solver.copy(solver.prop(obj, '#items'), solver.prop(pair, '*'));
          solver.copy(solver.prop(obj, '#items'), to);
          solver.add(to, pair);
        }
        if (prop !== '*' && prop !== '#items') solver.add(to, prop === 'size' ? this.l.objects.primitive('other') : this.l.objects.special(`map:${prop}`, obj)); return;
      case 'promise': if (prop === 'then' || prop === 'catch' || prop === 'finally') solver.add(to, this.l.objects.special(`promise:${prop}`, obj)); return;
      case 'object': case 'inst': case 'proto': case 'exports': case 'namespace': case 'module':
        if (/^(hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$/.test(prop)) solver.add(to, this.l.objects.external(`Primitive.${prop}`));
        return;
    }
  }

  private arrayOf(key: string, number = 0): Obj {
    return this.l.solver.numbered(key, number, () => this.l.solver.obj('array'));
  }

  /** Registers a call site: each callee that flows in is linked. */
  site(site: Site): void {
    const { fact, file } = site;
    const node = (n: number): NodeId => this.l.nodeOf(file, n);
    if (fact.literals[0] && /^\.{1,2}\//.test(fact.literals[0]) && fact.kind === 'call') {
      this.l.solver.watch(node(fact.callee), (obj) => {
        if ((obj.kind === 'ext' && !startsProgram(obj.path)) || obj.kind === 'unknown') this.l.modules.loadedByPath(file, fact.literals[0]!, node(fact.result));
      });
    }
    this.noteMocks(site);
    this.l.solver.watch(node(fact.callee), (obj) => this.callee(site, obj, fact.args.map(node), node(fact.receiver), node(fact.result)));
  }

  private callee(site: Site, obj: Obj, args: NodeId[], self: NodeId, result: NodeId): void {
    switch (obj.kind) {
      case 'fn': this.link(site, this.l.fns[obj.fn]!, args, self, result, site.fact.spread); break;
      case 'special': this.special(site, obj, args, self, result); break;
      case 'ext':
        // it gives just the exports of a copy of the module
        if (obj.path === 'rewire' && this.l.modules.loaded.get(site.file)?.includes(this.l.modules.fileAt(site.file, site.fact.literals[0] ?? '') ?? '')) break;
        if (somewhereIn(obj.path) !== undefined) this.l.solver.watch(self, (receiver) => this.l.escapes.open(receiver, obj.path));
        this.lendReceiver(site, obj.path, args, self);
        this.foreign(site, obj.path, args, result);
        break;
      case 'unknown':
        site.unknown = true;
        if (site.fact.member && /^(throws?|toThrow\w*|doesNotThrow|notThrows|raises)$/.test(site.fact.member)) {
          this.assertion(site, 'throws', site.fact.member, args);
          this.l.solver.add(result, this.l.objects.UNKNOWN);
          break;
        }
        this.handOver(site, args, 'foreign-callback');
        this.l.solver.add(result, this.l.objects.UNKNOWN);
        break;
      case 'data': this.l.solver.add(result, obj); break;
    }
  }

  /** A method that an object of ours inherits from something foreign has it as `this`, and an emitter calls its listeners with it. */
  private lendReceiver(site: Site, path: string, args: readonly NodeId[], self: NodeId): void {
    const { solver } = this.l;
    if (self < 0 || somewhereIn(path) !== undefined) return;
    const keeper = /^(events|eventemitter[23])([.(]|$)/.test(path) ? undefined : keeperOf(path);
    if (keeper !== undefined) solver.watch(self, (receiver) => this.l.escapes.lend(receiver, keeper));
    if (site.fact.member && LISTENS.test(site.fact.member)) for (const arg of args) solver.watch(arg, (obj) => {
      if (obj.kind === 'fn' && this.l.fns[obj.fn]!.fact.kind !== 'arrow') solver.copy(self, this.l.nodeOf(this.l.fns[obj.fn]!.file, this.l.fns[obj.fn]!.fact.self));
    });
  }

  /**
   * Arguments of a call that isn't understood: functions in them may be called. Whole modules and instances that are
   * passed along keep their methods to themselves: who is handed a store calls it through its name, which is found.
   */
  private handOver(site: Site, args: readonly NodeId[], reason: ReasonCode, to?: string, first = 0): void {
    const viaPrototype = site.fact.member === 'call' || site.fact.member === 'apply' || site.fact.member === 'bind';
    const by = to === undefined || to.startsWith('something.') ? ANYONE : (keeperOf(to) ?? NOBODY);
    const isForeign = to === undefined || somewhereIn(to) === undefined;
    const escape = { ...this.handedTo(site, reason, to), by };
    const leave = (obj: Obj): void => {
      if (isForeign) this.l.escapes.meet(obj, by);
      if (obj.kind === 'exports' || obj.kind === 'namespace' || obj.kind === 'inst' || obj.kind === 'proto' || obj.kind === 'module') return;
      this.l.escapes.escapeObj(obj, escape);
    };
    args.forEach((arg, at) => {
      const index = first + at;
      this.l.solver.watch(arg, (obj) => {
        if (to !== undefined && !isForeign) this.l.escapes.open(obj, to);
        if (viaPrototype && index === 0 && obj.kind !== 'fn') return this.l.escapes.meet(obj, by);
        // f.apply(self, [a, b]) hands over a and b
        if (site.fact.member === 'apply' && index === 1 && obj.kind === 'array') this.l.solver.eachProp(obj, (_, node) => this.l.solver.watch(node, leave));
        else leave(obj);
      });
    });
  }

  /** Callbacks that Node calls later: when it does so once, nothing but their own end depends on what they return. */
  private fireAndForget(site: Site, args: readonly NodeId[], reason: ReasonCode, path: string, once: boolean): void {
    args.forEach((arg, index) => {
      if (!once) return this.handOver(site, [arg], reason, path, index);
      this.host(site, arg, index, 'fire', path, true, [this.unknownNode(), this.unknownNode(), this.unknownNode()], -1);
      this.l.solver.watch(arg, (obj) => { if (obj.kind !== 'fn' && !(obj.kind === 'special' && obj.path.startsWith('bound'))) this.handOver(site, [this.only(obj)], reason, path, index); });
    });
  }

  private only(obj: Obj): NodeId {
    const node = this.l.solver.node();
    this.l.solver.add(node, obj);
    return node;
  }

  private handedTo(site: Site, reason: ReasonCode, to?: string): { reason: ReasonCode; file: number; at: number; to: string } {
    return { reason, file: site.file, at: site.fact.span.start, to: to ?? site.fact.member ?? 'a function that is not understood' };
  }

  /** A call of a function of the program. */
  link(site: Site, fn: Fn, args: readonly NodeId[], self: NodeId, result: NodeId, spread: number): void {
    const { solver } = this.l;
    const { fact } = fn;
    if (!site.targets.has(fn.id)) {
      site.targets.add(fn.id);
      this.l.callers[fn.id]!.push(site);
    }
    this.pass(fn, args, spread);
    if (site.fact.kind === 'new') {
      fn.constructed = true;
      solver.add(result, this.l.instance(fn));
      if (!fact.isClass) solver.copy(this.l.nodeOf(fn.file, fact.result), result);
      return;
    }
    if (self >= 0 && fact.kind !== 'arrow') solver.copy(self, this.l.nodeOf(fn.file, fact.self));
    if (site.fact.kind === 'super') return;
    this.give(fn, result);
  }

  /** Arguments flow to parameters, a rest parameter and `arguments`. */
  private pass(fn: Fn, args: readonly NodeId[], spread: number): void {
    const { solver } = this.l;
    const { fact } = fn;
    const rest = fact.rest >= 0 ? this.arrayOf('rest', fn.id) : undefined;
    if (rest) solver.add(this.l.nodeOf(fn.file, fact.params[fact.rest]!), rest);
    const all = fact.args >= 0 ? this.arrayOf('arguments', fn.id) : undefined;
    if (all) solver.add(this.l.nodeOf(fn.file, fact.args), all);
    args.forEach((arg, index) => {
      if (all) { solver.copy(arg, solver.prop(all, '*')); solver.copy(arg, solver.prop(all, String(index))); }
      const last = spread >= 0 && index >= spread ? Math.max(fact.params.length - 1, index) : index;
      for (let i = index; i <= last; i++) {
        if (rest && i >= fact.rest) solver.copy(arg, solver.prop(rest, '*'));
        else if (i < fact.params.length) solver.copy(arg, this.l.nodeOf(fn.file, fact.params[i]!));
      }
    });
  }

  /** The result of calling `fn` flows to `result`. */
  private give(fn: Fn, result: NodeId): void {
    const { solver } = this.l;
    const value = this.l.nodeOf(fn.file, fn.fact.result);
    if (fn.fact.isGenerator) solver.add(result, this.l.objects.UNKNOWN);
    else if (fn.fact.isAsync) {
      const promise = solver.numbered('promise', fn.id, () => {
        const made = solver.obj('promise', { fn: fn.id });
        solver.watch(value, (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), solver.prop(made, '#value')) : solver.add(solver.prop(made, '#value'), obj)));
        return made;
      });
      solver.add(result, promise);
    } else solver.copy(value, result);
  }

  /** A host calls the functions that `callback` holds with these arguments. */
  private host(site: Site, callback: NodeId, argument: number, host: HostKind, name: string, known: boolean, params: readonly NodeId[], self: NodeId, onFn?: (fn: Fn) => void): void {
    this.l.solver.watch(callback, (obj) => {
      if (obj.kind === 'special' && obj.path.startsWith('bound')) obj = this.l.solver.objs[obj.of]!;
      if (obj.kind === 'ext') site.externals.add(`callback:${obj.path}`);
      if (obj.kind !== 'fn') return;
      const fn = this.l.fns[obj.fn]!;
      if (this.l.hostUses[fn.id]!.some((u) => u.site === site.id && u.argument === argument)) return;
      const use = { site: site.id, fn: fn.id, host, name, known, argument };
      this.l.hostUses[fn.id]!.push(use);
      site.hosts.push(use);
      this.pass(fn, params, -1);
      if (self >= 0 && fn.fact.kind !== 'arrow') this.l.solver.copy(self, this.l.nodeOf(fn.file, fn.fact.self));
      onFn?.(fn);
    });
  }

  private special(site: Site, obj: Obj, args: NodeId[], self: NodeId, result: NodeId): void {
    const { solver } = this.l;
    const [family, method] = obj.path.split(':') as [string, string];
    const of = this.l.solver.objs[obj.of]!;
    switch (family) {
      case 'fn': return this.viaFunctionPrototype(site, method, of, args, result);
      case 'bound':
        if (of.kind === 'fn') this.link(site, this.l.fns[of.fn]!, args, -1, result, 0);
        return;
      case 'arr': return this.array(site, of, method, args, result);
      case 'maybe': {
        this.host(site, args[0] ?? -1, 0, method === 'sort' || method === 'toSorted' ? 'sort' : 'loop', method, false, [this.unknownNode(of.path), this.unknownNode(of.path), this.unknownNode(of.path)], args[1] ?? -1, (fn) => {
          if (method !== 'forEach') this.escapeResult(fn, site, of.path);
        });
        this.handOver(site, args.slice(1), 'foreign-callback', `${of.path || 'something'}.${method}`);
        solver.add(result, this.l.objects.unknownOf(of.path));
        return;
      }
      case 'str':
        if ((method === 'replace' || method === 'replaceAll') && args[1] !== undefined) this.host(site, args[1], 1, 'replace', method, true, [this.string(), this.string(), this.string(), this.string()], -1);
        solver.add(result, method === 'split' || method === 'match' || method === 'matchAll' ? this.strings() : this.l.objects.primitive(/^(indexOf|lastIndexOf|charCodeAt|codePointAt|includes|startsWith|endsWith|search|localeCompare)$/.test(method) ? 'other' : 'string'));
        return;
      case 'map': return this.map(site, of, method, args, result);
      case 'promise': return this.promise(site, of, method, args, result);
      case 'resolve': {
        const to = solver.prop(of, '#value');
        if (args[0] !== undefined) solver.watch(args[0], (value) => (value.kind === 'promise' ? solver.copy(solver.prop(value, '#value'), to) : solver.add(to, value)));
        return;
      }
    }
    void self;
  }

  private unknownNode(path = ''): NodeId {
    const node = this.l.solver.node();
    this.l.solver.add(node, this.l.objects.unknownOf(path));
    return node;
  }
  private string(): NodeId {
    const node = this.l.solver.node();
    this.l.solver.add(node, this.l.objects.primitive('string'));
    return node;
  }
  private strings(): Obj {
    return this.l.solver.intern('array:strings', () => {
      const made = this.l.solver.obj('array');
      this.l.solver.add(this.l.solver.prop(made, '*'), this.l.objects.primitive('string'));
      return made;
    });
  }
  private escapeResult(fn: Fn, site: Site, to?: string): void {
    this.l.escapes.escape(this.l.nodeOf(fn.file, fn.fact.result), this.handedTo(site, 'returned-outside', to || undefined));
  }

  private viaFunctionPrototype(site: Site, method: string, of: Obj, args: NodeId[], result: NodeId): void {
    const { solver } = this.l;
    if (of.kind === 'special') {
      // Array.prototype.slice.call(x) and the like: the receiver is the first argument
      if (method === 'call') this.special(site, of, args.slice(1), args[0] ?? -1, result);
      else solver.add(result, this.l.objects.unknownOf(this.l.solver.objs[of.of]?.path ?? ''));
      return;
    }
    const fn = this.l.fns[of.fn]!;
    if (method === 'call') this.link(site, fn, args.slice(1), args[0] ?? -1, result, site.fact.spread > 0 ? site.fact.spread - 1 : -1);
    else if (method === 'apply') {
      const elements = solver.node();
      if (args[1] !== undefined) solver.watch(args[1], (list) => solver.read(list, '*', elements));
      this.link(site, fn, [elements], args[0] ?? -1, result, 0);
    } else {
      const bound = solver.intern(`bound:${site.id}:${of.id}`, () => solver.obj('special', { path: args.length > 1 ? 'bound:partial' : 'bound:this', of: of.id, fn: of.fn }));
      if (args[0] !== undefined && fn.fact.kind !== 'arrow') solver.copy(args[0], this.l.nodeOf(fn.file, fn.fact.self));
      this.pass(fn, args.slice(1), -1);
      solver.add(result, bound);
    }
  }

  private array(site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
    const { solver } = this.l;
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
      solver.add(index, this.l.objects.primitive('other'));
      const out = this.arrayOf('call', site.id);
      const reduces = method === 'reduce' || method === 'reduceRight';
      const sorts = method === 'sort' || method === 'toSorted';
      const acc = solver.node();
      if (reduces) solver.copy(args[1] ?? element, acc);
      const params = reduces ? [acc, element, index, whole] : sorts ? [element, element] : [element, index, whole];
      this.host(site, args[0] ?? -1, 0, sorts ? 'sort' : 'loop', method, true, params, reduces ? -1 : (args[1] ?? -1), (fn) => {
        const value = solver.node();
        this.give(fn, value);
        if (reduces) { solver.copy(value, acc); solver.copy(value, result); }
        if (method === 'map' || method === 'flatMap') {
          solver.copy(value, solver.prop(out, '*'));
          if (method === 'flatMap') solver.watch(value, (list) => { if (list.kind === 'array') solver.read(list, '*', solver.prop(out, '*')); });
        }
      });
      if (method === 'map' || method === 'flatMap') {
        solver.add(result, out);
        // callbacks that are no functions of ours (path.basename, JSON.parse): their results are data
        if (args[0] !== undefined) solver.watch(args[0], (obj) => { if (obj.kind === 'ext') solver.add(solver.prop(out, '*'), this.l.objects.external(`${obj.path}()`)); });
      }
      if (reduces && args[1] !== undefined) solver.copy(args[1], result);
    }
    if (ARRAY_ELEMENTS.has(method)) solver.copy(element, result);
    if (ARRAY_COPIES.has(method)) solver.add(result, of);
    if (method === 'join') solver.add(result, this.l.objects.primitive('string'));
    if (method === 'includes' || method === 'indexOf') solver.add(result, this.l.objects.primitive('other'));
    if (method === 'keys' || method === 'entries') solver.add(result, this.l.objects.DATA);
  }

  private map(site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
    const { solver } = this.l;
    const items = solver.prop(of, '#items');
    if (method === 'set' || method === 'add') {
      for (const arg of args) solver.copy(arg, items);
      solver.add(result, of);
    } else if (method === 'get') solver.copy(items, result);
    else if (method === 'values' || method === 'keys' || method === 'entries') {
      const list = this.arrayOf('map', of.id);
      solver.copy(items, solver.prop(list, '*'));
      solver.add(result, list);
    } else if (method === 'forEach') this.host(site, args[0] ?? -1, 0, 'loop', FOR_EACH_ENTRY, false, [items, items], args[1] ?? -1);
    else solver.add(result, this.l.objects.primitive('other'));
  }

  private promise(site: Site, of: Obj, method: string, args: NodeId[], result: NodeId): void {
    const { solver } = this.l;
    const value = of.kind === 'promise' ? solver.prop(of, '#value') : this.unknownNode(of.path);
    const out = solver.numbered('then', site.id, () => solver.obj('promise'));
    solver.add(result, out);
    const settle = (fn: Fn): void => {
      const given = solver.node();
      this.give(fn, given);
      solver.watch(given, (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), solver.prop(out, '#value')) : solver.add(solver.prop(out, '#value'), obj)));
    };
    if (method === 'then') this.host(site, args[0] ?? -1, 0, 'then', 'then', true, [value], -1, settle);
    else solver.copy(value, solver.prop(out, '#value'));
    const handler = method === 'then' ? args[1] : args[0];
    if (handler !== undefined) this.host(site, handler, method === 'then' ? 1 : 0, 'then', method, true, method === 'finally' ? [] : [this.unknownNode(of.path)], -1, settle);
  }

  /** A call of a function outside of the program. */
  private foreign(site: Site, path: string, args: NodeId[], result: NodeId): void {
    const { solver } = this.l;
    const { fact } = site;
    site.externals.add(path);
    if (path.startsWith('Primitive')) {
      this.l.solver.add(result, this.l.objects.UNKNOWN);
      for (const arg of args) this.l.escapes.escape(arg, this.handedTo(site, 'foreign-callback', path));
      return;
    }
    const out = this.l.objects.external(`${path}()`);
    if (somewhereIn(path) !== undefined) {
      this.handOver(site, args, 'foreign-callback', path);
      solver.add(result, out);
      return;
    }
    if (path === 'module.createRequire()' && typeof fact.literals[0] === 'string') return this.l.modules.require(site.file, fact.literals[0], result);
    if (isAssign(path)) {
      if (args[0] !== undefined) { for (const arg of args.slice(1)) this.l.assign(arg, args[0], site.file); solver.copy(args[0], result); }
      return;
    }
    if (isInherits(path)) { if (args.length > 1) this.l.inherits(args[0]!, args[1]!); return; }
    const test = testHost(path);
    if (test && args.length > 0) return this.testCall(site, test, args, result);
    if (THROWS.test(path) || (fact.member && /^(throws?|toThrow\w*|doesNotThrow|notThrows|raises)$/.test(fact.member))) {
      this.assertion(site, 'throws', path, args);
      solver.add(result, out);
      return;
    }
    if (/(^|\.)expect$|^(expect|should|unexpected|demand)\b[^.]*$/.test(path)) {
      this.assertion(site, 'expect', path, args);
      solver.add(result, out);
      return;
    }
    if (TIMERS.test(path)) {
      this.fireAndForget(site, args, 'timer-callback', path, !/Interval|Animation/.test(path));
      solver.add(result, out);
      return;
    }
    switch (path) {
      case 'Object.create': {
        const made = solver.numbered('created', site.id, () => solver.obj('object'));
        if (args[0] !== undefined) solver.watch(args[0], (proto) => solver.addParent(made, proto));
        if (args[1] !== undefined) this.l.escapes.escape(args[1], this.handedTo(site, 'property-descriptor', path));
        solver.add(result, made);
        return;
      }
      case 'Object.setPrototypeOf': {
        if (args.length > 1) solver.watch(args[0]!, (obj) => solver.watch(args[1]!, (proto) => {
          if (obj.kind === 'proto' && proto.kind === 'ext') this.l.noteBase(this.l.fns[obj.fn]!, proto.path);
          if (proto.kind !== 'unknown') solver.addParent(obj, proto);
        }));
        if (args[0] !== undefined) solver.copy(args[0], result);
        return;
      }
      case 'Object.freeze': case 'Object.seal': case 'Object': case 'Object.preventExtensions':
        if (args[0] !== undefined) solver.copy(args[0], result);
        return;
      case 'Object.defineProperty':
        if (args[2] !== undefined) {
          const value = solver.node();
          const accessor = solver.node();
          solver.watch(args[2], (descriptor) => { solver.read(descriptor, 'value', value); solver.read(descriptor, 'get', accessor); solver.read(descriptor, 'set', accessor); });
          this.l.escapes.escape(accessor, this.handedTo(site, 'accessor', path));
          if (args[0] !== undefined) {
            const name = fact.literals[1] ?? '*';
            solver.watch(args[0], (obj) => this.l.store(obj, name, value, site.file));
            solver.watch(accessor, (getter) => { if (getter.kind === 'fn') solver.watch(args[0]!, (obj) => this.l.store(obj, name, this.l.nodeOf(this.l.fns[getter.fn]!.file, this.l.fns[getter.fn]!.fact.result), site.file)); });
            solver.copy(args[0], result);
          }
        }
        return;
      case 'Object.defineProperties': case 'Object.getOwnPropertyDescriptors':
        for (const arg of args) this.l.escapes.escape(arg, this.handedTo(site, 'property-descriptor', path));
        if (args[0] !== undefined) solver.copy(args[0], result);
        return;
      case 'Object.keys': case 'Object.getOwnPropertyNames': solver.add(result, this.strings()); return;
      case 'Object.values': case 'Object.entries': case 'Array.of': case 'Array': {
        const list = this.arrayOf(path, site.id);
        for (const arg of args) {
          if (path.startsWith('Object')) {
            const values = solver.node();
            solver.watch(arg, (obj) => solver.read(obj, '*', values));
            if (path === 'Object.entries') {
              const pair = this.arrayOf('pair', site.id);
              solver.copy(values, solver.prop(pair, '1'));
              solver.add(solver.prop(pair, '0'), this.l.objects.primitive('string'));
              solver.add(solver.prop(list, '*'), pair);
            } else solver.copy(values, solver.prop(list, '*'));
          } else solver.copy(arg, solver.prop(list, '*'));
        }
        solver.add(result, list);
        return;
      }
      case 'Object.fromEntries': {
        const made = solver.numbered('from-entries', site.id, () => solver.obj('object'));
        const pairs = solver.node();
        if (args[0] !== undefined) solver.watch(args[0], (obj) => solver.read(obj, '*', pairs));
        solver.watch(pairs, (pair) => { if (pair.kind === 'array') solver.read(pair, '1', solver.prop(made, '*')); });
        solver.add(result, made);
        return;
      }
      case 'Array.from': {
        const list = this.arrayOf('from', site.id);
        const values = solver.node();
        if (args[0] !== undefined) solver.watch(args[0], (obj) => solver.read(obj, '*', values));
        if (args[1] !== undefined) this.host(site, args[1], 1, 'loop', 'from', true, [values, this.unknownNode()], args[2] ?? -1, (fn) => this.give(fn, solver.prop(list, '*')));
        else solver.copy(values, solver.prop(list, '*'));
        solver.add(result, list);
        return;
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
        return;
      }
      case 'Promise': {
        const made = solver.numbered('new-promise', site.id, () => solver.obj('promise'));
        this.host(site, args[0] ?? -1, 0, 'executor', 'new Promise', true, [this.unknownNode(), this.unknownNode()], -1);
        solver.watch(args[0] ?? -1, (obj) => { if (obj.kind === 'fn') solver.add(this.l.nodeOf(this.l.fns[obj.fn]!.file, this.l.fns[obj.fn]!.fact.params[0] ?? -1), this.l.objects.special('resolve:', made)); });
        solver.add(result, made);
        return;
      }
      case 'Promise.resolve': case 'Promise.all': case 'Promise.allSettled': case 'Promise.race': case 'Promise.any': {
        const made = solver.numbered('promise-of', site.id, () => solver.obj('promise'));
        const value = solver.prop(made, '#value');
        if (path === 'Promise.resolve') { if (args[0] !== undefined) solver.watch(args[0], (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), value) : solver.add(value, obj))); }
        else if (args[0] !== undefined) {
          const each = solver.node();
          const list = this.arrayOf('all', site.id);
          const into = path === 'Promise.all' ? solver.prop(list, '*') : value;
          solver.watch(args[0], (obj) => solver.read(obj, '*', each));
          solver.watch(each, (obj) => (obj.kind === 'promise' ? solver.copy(solver.prop(obj, '#value'), into) : solver.add(into, obj)));
          if (path === 'Promise.all') solver.add(value, list);
        }
        solver.add(result, made);
        return;
      }
      case 'JSON.parse':
        if (args[1] !== undefined) this.l.escapes.escape(args[1], this.handedTo(site, 'implicit-call', path));
        solver.add(result, this.l.objects.DATA);
        return;
      case 'JSON.stringify':
        if (args[1] !== undefined) this.l.escapes.escape(args[1], this.handedTo(site, 'implicit-call', path));
        solver.add(result, this.l.objects.primitive('string'));
        return;
      case 'Proxy':
        if (args[1] !== undefined) this.l.escapes.escape(args[1], this.handedTo(site, 'implicit-call', 'new Proxy'));
        solver.add(result, this.l.objects.UNKNOWN);
        return;
      case 'util.promisify': case 'util.callbackify': case 'util.deprecate':
        for (const arg of args) this.l.escapes.escape(arg, this.handedTo(site, 'foreign-callback', path));
        if (path === 'util.deprecate' && args[0] !== undefined) solver.copy(args[0], result);
        else solver.add(result, out);
        return;
    }
    const handing = {
      linker: this.l,
      host: (callback: NodeId, argument: number, kind: HostKind) => this.host(site, callback, argument, kind, path, true, [this.unknownNode(), this.unknownNode(), this.unknownNode()], -1),
      handOver: (argument: NodeId, index: number) => this.handOver(site, [argument], 'foreign-callback', path, index),
    };
    if (linkCallbacks(site, path, args, result, handing)) return;
    if (isInert(path)) {
      solver.add(result, /^(path|os|util)\./.test(path) ? this.l.objects.primitive('string') : isPlainResult(path) ? this.l.objects.DATA : out);
      return;
    }
    if (isArrayResult(`${path}()`)) solver.add(result, this.strings());
    const core = isCore(path);
    const reason: ReasonCode = fact.member && /^(on|once|addListener|prependListener|addEventListener|off|removeListener)$/.test(fact.member) ? 'listener' : core ? 'node-callback' : 'foreign-callback';
    if (reason === 'node-callback') this.fireAndForget(site, args, reason, path, ONCE.test(path));
    else this.handOver(site, args, reason, path);
    if (!isPlainResult(path)) solver.add(result, out);
    else if (!isArrayResult(`${path}()`)) solver.add(result, this.l.objects.DATA);
    if (fact.kind === 'super' && isStreamBase(path)) this.l.solver.add(result, this.l.objects.UNKNOWN);
  }

  private testCall(site: Site, test: { host: 'test' | 'suite'; runner: string }, args: NodeId[], result: NodeId): void {
    // `describe(load, () => …)`: a function before the callback is a title
    const isTitle = site.fact.functions?.[0] !== true && site.fact.functions?.at(-1) === true;
    args.forEach((arg, index) => {
      if (index > 0 || !isTitle) this.host(site, arg, index, test.host, test.runner, true, [this.unknownNode()], -1);
      this.l.solver.watch(arg, (obj) => { if (obj.kind === 'object') this.l.escapes.escapeObj(obj, this.handedTo(site, 'foreign-callback', 'test options')); });
    });
    this.l.solver.add(result, this.l.objects.UNKNOWN);
  }

  private assertion(site: Site, host: HostKind, path: string, args: NodeId[]): void {
    args.forEach((arg, index) => {
      if (index === 0) this.host(site, arg, 0, host, path, true, [], -1);
      else this.l.solver.watch(arg, (obj) => { if (obj.kind === 'fn' && !this.l.fns[obj.fn]!.fact.isClass) this.l.escapes.escapeObj(obj, this.handedTo(site, 'foreign-callback', path)); });
    });
  }

  /** Stubs and mocks of an API: `sinon.stub(fs, 'existsSync')`, `jest.mock('fs')`, `proxyquire('../x', { fs: … })`. */
  private noteMocks(site: Site): void {
    const { fact, file } = site;
    const [first, second] = fact.literals;
    const bare = (name: string): string => name.replace(/^node:/, '');
    const note = (name: string, more: { only?: string; module?: true; site?: number } = {}): void => this.l.patch(bare(name), { file, at: fact.span.start, ...more });
    const stubMember = (): void => {
      if (typeof second !== 'string' || fact.args[0] === undefined) return;
      this.l.solver.watch(this.l.nodeOf(file, fact.args[0]), (obj) => { if (obj.kind === 'ext') note(`${obj.path}.${second}`, { site: site.id }); });
    };
    const eachStub = (argument: number, found: (name: string) => void): void => {
      if (fact.args[argument] !== undefined) this.l.solver.watch(this.l.nodeOf(file, fact.args[argument]!), (stubs) => { if (stubs.kind === 'object') this.l.solver.eachProp(stubs, found); });
    };
    const verb = fact.member ?? '';
    if (/^(stub|spyOn|spy|mock|replace|method|fake|stubs|createStubInstance)$/.test(verb)) stubMember();
    if (/^(mock|doMock|registerMock|unstable_mockModule|registerSubstitute|module)$/.test(verb) && typeof first === 'string' && !first.startsWith('.')) note(first, { module: true, site: site.id });
    if (verb === '__set__' || verb === '__get__' || verb === '__with__') linkRewired(this.l, site, verb);
    this.l.solver.watch(this.l.nodeOf(file, fact.callee), (obj) => {
      if (obj.kind !== 'ext') return;
      if (obj.path === 'spyOn' || obj.path === 'spyOnProperty') stubMember();
      if (!/^(proxyquire|mock-require|mockery|quibble|esmock|rewiremock|requireInject|require-inject|tapromise)/.test(obj.path)) return;
      const only = typeof first === 'string' && first.startsWith('.') ? this.l.modules.fileAt(file, first) : undefined;
      if (typeof first === 'string' && !first.startsWith('.')) note(first);
      for (let i = 0; i < fact.args.length; i++) eachStub(i, (name) => note(name, only === undefined ? {} : { only }));
    });
  }
}
