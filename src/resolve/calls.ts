// What a call does to value flow, by what is called: own functions here, all others through the files beside this one.
import type { ReasonCode } from '../core/plan.ts';
import { startsProgram } from './builtins.ts';
import { linkArrayMethod, linkMapMethod, linkPromiseMethod } from './container-calls.ts';
import { somewhereIn } from './deferred.ts';
import { assertion, linkForeign } from './foreign-call.ts';
import type { Fn, HostKind, Site } from './linked.ts';
import type { Linker } from './linker.ts';
import { ANYONE, keeperOf, NOBODY } from './met.ts';
import { noteMocks } from './noted-mocks.ts';
import type { NodeId, Obj } from './solver.ts';

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;

export class Calls {
  readonly linker: Linker;

  constructor(linker: Linker) {
    this.linker = linker;
  }

  /** The array that is known by `key` and a number. */
  arrayOf(key: string, number = 0): Obj {
    return this.linker.solver.numbered(key, number, () => this.linker.solver.obj('array'));
  }

  /** Registers a call site: each callee that flows in is linked. */
  site(site: Site): void {
    const { fact, file } = site;
    const node = (n: number): NodeId => this.linker.nodeOf(file, n);
    if (fact.literals[0] && /^\.{1,2}\//.test(fact.literals[0]) && fact.kind === 'call') {
      this.linker.solver.watch(node(fact.callee), (obj) => {
        if ((obj.kind === 'ext' && !startsProgram(obj.path)) || obj.kind === 'unknown') this.linker.modules.loadedByPath(file, fact.literals[0]!, node(fact.result));
      });
    }
    noteMocks(this.linker, site);
    this.linker.solver.watch(node(fact.callee), (obj) => this.callee(site, obj, fact.args.map(node), node(fact.receiver), node(fact.result)));
  }

  private callee(site: Site, obj: Obj, args: NodeId[], self: NodeId, result: NodeId): void {
    switch (obj.kind) {
      case 'fn': this.link(site, this.linker.fns[obj.fn]!, args, self, result, site.fact.spread); break;
      case 'special': this.special(site, obj, args, self, result); break;
      case 'ext':
        // it gives just the exports of a copy of the module
        if (obj.path === 'rewire' && this.linker.modules.loaded.get(site.file)?.includes(this.linker.modules.fileAt(site.file, site.fact.literals[0] ?? '') ?? '')) break;
        if (somewhereIn(obj.path) !== undefined) this.linker.solver.watch(self, (receiver) => this.linker.escapes.open(receiver, obj.path));
        this.lendReceiver(site, obj.path, args, self);
        linkForeign(this, site, obj.path, args, result);
        break;
      case 'unknown':
        site.unknown = true;
        if (site.fact.member && /^(throws?|toThrow\w*|doesNotThrow|notThrows|raises)$/.test(site.fact.member)) {
          assertion(this, site, 'throws', site.fact.member, args);
          this.linker.solver.add(result, this.linker.objects.UNKNOWN);
          break;
        }
        this.handOver(site, args, 'foreign-callback');
        this.linker.solver.add(result, this.linker.objects.UNKNOWN);
        break;
      case 'data': this.linker.solver.add(result, obj); break;
    }
  }

  /** A method that an object of ours inherits from something foreign has it as `this`, and an emitter calls its listeners with it. */
  private lendReceiver(site: Site, path: string, args: readonly NodeId[], self: NodeId): void {
    const { solver } = this.linker;
    if (self < 0 || somewhereIn(path) !== undefined) return;
    const keeper = /^(events|eventemitter[23])([.(]|$)/.test(path) ? undefined : keeperOf(path);
    if (keeper !== undefined) solver.watch(self, (receiver) => this.linker.escapes.lend(receiver, keeper));
    if (site.fact.member && LISTENS.test(site.fact.member)) for (const arg of args) solver.watch(arg, (obj) => {
      if (obj.kind === 'fn' && this.linker.fns[obj.fn]!.fact.kind !== 'arrow') solver.copy(self, this.linker.nodeOf(this.linker.fns[obj.fn]!.file, this.linker.fns[obj.fn]!.fact.self));
    });
  }

  /**
   * Arguments of a call that isn't understood: functions in them may be called. Whole modules and instances that are
   * passed along keep their methods to themselves: who is handed a store calls it through its name, which is found.
   */
  handOver(site: Site, args: readonly NodeId[], reason: ReasonCode, to?: string, first = 0): void {
    const viaPrototype = site.fact.member === 'call' || site.fact.member === 'apply' || site.fact.member === 'bind';
    const by = to === undefined || to.startsWith('something.') ? ANYONE : (keeperOf(to) ?? NOBODY);
    const isForeign = to === undefined || somewhereIn(to) === undefined;
    const escape = { ...this.handedTo(site, reason, to), by };
    const leave = (obj: Obj): void => {
      if (isForeign) this.linker.escapes.meet(obj, by);
      if (obj.kind === 'exports' || obj.kind === 'namespace' || obj.kind === 'inst' || obj.kind === 'proto' || obj.kind === 'module') return;
      this.linker.escapes.escapeObj(obj, escape);
    };
    args.forEach((arg, at) => {
      const index = first + at;
      this.linker.solver.watch(arg, (obj) => {
        if (to !== undefined && !isForeign) this.linker.escapes.open(obj, to);
        if (viaPrototype && index === 0 && obj.kind !== 'fn') return this.linker.escapes.meet(obj, by);
        // f.apply(self, [a, b]) hands over a and b
        if (site.fact.member === 'apply' && index === 1 && obj.kind === 'array') this.linker.solver.eachProp(obj, (_, node) => this.linker.solver.watch(node, leave));
        else leave(obj);
      });
    });
  }

  /** Callbacks that Node calls later: when it does so once, nothing but their own end depends on what they return. */
  fireAndForget(site: Site, args: readonly NodeId[], reason: ReasonCode, path: string, once: boolean): void {
    args.forEach((arg, index) => {
      if (!once) return this.handOver(site, [arg], reason, path, index);
      this.host(site, arg, index, 'fire', path, true, [this.unknownNode(), this.unknownNode(), this.unknownNode()], -1);
      this.linker.solver.watch(arg, (obj) => { if (obj.kind !== 'fn' && !(obj.kind === 'special' && obj.path.startsWith('bound'))) this.handOver(site, [this.only(obj)], reason, path, index); });
    });
  }

  private only(obj: Obj): NodeId {
    const node = this.linker.solver.node();
    this.linker.solver.add(node, obj);
    return node;
  }

  /** What is said of a function that this call hands away. */
  handedTo(site: Site, reason: ReasonCode, to?: string): { reason: ReasonCode; file: number; at: number; to: string } {
    return { reason, file: site.file, at: site.fact.span.start, to: to ?? site.fact.member ?? 'a function that is not understood' };
  }

  /** A call of a function of the program. */
  link(site: Site, fn: Fn, args: readonly NodeId[], self: NodeId, result: NodeId, spread: number): void {
    const { solver } = this.linker;
    const { fact } = fn;
    // an arrow function is no constructor
    if (site.fact.kind === 'new' && fact.kind === 'arrow') return;
    if (!site.targets.has(fn.id)) {
      site.targets.add(fn.id);
      this.linker.callers[fn.id]!.push(site);
    }
    this.pass(fn, args, spread);
    if (site.fact.kind === 'new') {
      fn.constructed = true;
      solver.add(result, this.linker.instance(fn));
      if (!fact.isClass) solver.copy(this.linker.nodeOf(fn.file, fact.result), result);
      return;
    }
    if (self >= 0 && fact.kind !== 'arrow') solver.copy(self, this.linker.nodeOf(fn.file, fact.self));
    if (site.fact.kind === 'super') return;
    this.give(fn, result);
  }

  /** Arguments flow to parameters, a rest parameter and `arguments`. */
  private pass(fn: Fn, args: readonly NodeId[], spread: number): void {
    const { solver } = this.linker;
    const { fact } = fn;
    const rest = fact.rest >= 0 ? this.arrayOf('rest', fn.id) : undefined;
    if (rest) solver.add(this.linker.nodeOf(fn.file, fact.params[fact.rest]!), rest);
    const all = fact.args >= 0 ? this.arrayOf('arguments', fn.id) : undefined;
    if (all) solver.add(this.linker.nodeOf(fn.file, fact.args), all);
    args.forEach((arg, index) => {
      if (all) { solver.copy(arg, solver.prop(all, '*')); solver.copy(arg, solver.prop(all, String(index))); }
      const last = spread >= 0 && index >= spread ? Math.max(fact.params.length - 1, index) : index;
      for (let i = index; i <= last; i++) {
        if (rest && i >= fact.rest) solver.copy(arg, solver.prop(rest, '*'));
        else if (i < fact.params.length) solver.copy(arg, this.linker.nodeOf(fn.file, fact.params[i]!));
      }
    });
  }

  /** The result of calling `fn` flows to `result`. */
  give(fn: Fn, result: NodeId): void {
    const { solver } = this.linker;
    const value = this.linker.nodeOf(fn.file, fn.fact.result);
    if (fn.fact.isGenerator) solver.add(result, this.linker.objects.UNKNOWN);
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
  host(site: Site, callback: NodeId, argument: number, host: HostKind, name: string, known: boolean, params: readonly NodeId[], self: NodeId, onFn?: (fn: Fn) => void): void {
    this.linker.solver.watch(callback, (obj) => {
      if (obj.kind === 'special' && obj.path.startsWith('bound')) obj = this.linker.solver.objs[obj.of]!;
      if (obj.kind === 'ext') site.externals.add(`callback:${obj.path}`);
      if (obj.kind !== 'fn') return;
      const fn = this.linker.fns[obj.fn]!;
      if (this.linker.hostUses[fn.id]!.some((u) => u.site === site.id && u.argument === argument)) return;
      const use = { site: site.id, fn: fn.id, host, name, known, argument };
      this.linker.hostUses[fn.id]!.push(use);
      site.hosts.push(use);
      this.pass(fn, params, -1);
      if (self >= 0 && fn.fact.kind !== 'arrow') this.linker.solver.copy(self, this.linker.nodeOf(fn.file, fn.fact.self));
      onFn?.(fn);
    });
  }

  private special(site: Site, obj: Obj, args: NodeId[], self: NodeId, result: NodeId): void {
    const { solver } = this.linker;
    const [family, method] = obj.path.split(':') as [string, string];
    const of = this.linker.solver.objs[obj.of]!;
    switch (family) {
      case 'fn': return this.viaFunctionPrototype(site, method, of, args, result);
      case 'bound':
        if (of.kind === 'fn') this.link(site, this.linker.fns[of.fn]!, args, -1, result, 0);
        return;
      case 'arr': return linkArrayMethod(this, site, of, method, args, result);
      case 'maybe': {
        this.host(site, args[0] ?? -1, 0, method === 'sort' || method === 'toSorted' ? 'sort' : 'loop', method, false, [this.unknownNode(of.path), this.unknownNode(of.path), this.unknownNode(of.path)], args[1] ?? -1, (fn) => {
          if (method !== 'forEach') this.escapeResult(fn, site, of.path);
        });
        this.handOver(site, args.slice(1), 'foreign-callback', `${of.path || 'something'}.${method}`);
        solver.add(result, this.linker.objects.unknownOf(of.path));
        return;
      }
      case 'str':
        if ((method === 'replace' || method === 'replaceAll') && args[1] !== undefined) this.host(site, args[1], 1, 'replace', method, true, [this.string(), this.string(), this.string(), this.string()], -1);
        solver.add(result, method === 'split' || method === 'match' || method === 'matchAll' ? this.strings() : this.linker.objects.primitive(/^(indexOf|lastIndexOf|charCodeAt|codePointAt|includes|startsWith|endsWith|search|localeCompare)$/.test(method) ? 'other' : 'string'));
        return;
      case 'map': return linkMapMethod(this, site, of, method, args, result);
      case 'promise': return linkPromiseMethod(this, site, of, method, args, result);
      case 'resolve': {
        const to = solver.prop(of, '#value');
        if (args[0] !== undefined) solver.watch(args[0], (value) => (value.kind === 'promise' ? solver.copy(solver.prop(value, '#value'), to) : solver.add(to, value)));
        return;
      }
    }
    void self;
  }

  /** A node that holds something unknown. */
  unknownNode(path = ''): NodeId {
    const node = this.linker.solver.node();
    this.linker.solver.add(node, this.linker.objects.unknownOf(path));
    return node;
  }

  private string(): NodeId {
    const node = this.linker.solver.node();
    this.linker.solver.add(node, this.linker.objects.primitive('string'));
    return node;
  }

  /** An array of strings. */
  strings(): Obj {
    return this.linker.solver.intern('array:strings', () => {
      const made = this.linker.solver.obj('array');
      this.linker.solver.add(this.linker.solver.prop(made, '*'), this.linker.objects.primitive('string'));
      return made;
    });
  }

  private escapeResult(fn: Fn, site: Site, to?: string): void {
    this.linker.escapes.escape(this.linker.nodeOf(fn.file, fn.fact.result), this.handedTo(site, 'returned-outside', to || undefined));
  }

  private viaFunctionPrototype(site: Site, method: string, of: Obj, args: NodeId[], result: NodeId): void {
    const { solver } = this.linker;
    if (of.kind === 'special') {
      // Array.prototype.slice.call(x) and the like: the receiver is the first argument
      if (method === 'call') this.special(site, of, args.slice(1), args[0] ?? -1, result);
      else solver.add(result, this.linker.objects.unknownOf(this.linker.solver.objs[of.of]?.path ?? ''));
      return;
    }
    const fn = this.linker.fns[of.fn]!;
    if (method === 'call') this.link(site, fn, args.slice(1), args[0] ?? -1, result, site.fact.spread > 0 ? site.fact.spread - 1 : -1);
    else if (method === 'apply') {
      const elements = solver.node();
      if (args[1] !== undefined) solver.watch(args[1], (list) => solver.read(list, '*', elements));
      this.link(site, fn, [elements], args[0] ?? -1, result, 0);
    } else {
      const bound = solver.intern(`bound:${site.id}:${of.id}`, () => solver.obj('special', { path: args.length > 1 ? 'bound:partial' : 'bound:this', of: of.id, fn: of.fn }));
      if (args[0] !== undefined && fn.fact.kind !== 'arrow') solver.copy(args[0], this.linker.nodeOf(fn.file, fn.fact.self));
      this.pass(fn, args.slice(1), -1);
      solver.add(result, bound);
    }
  }

}
