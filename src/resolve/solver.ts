// Inclusion-based value flow over abstract objects (Andersen 1994, field-sensitive, context-insensitive).
import type { ReasonCode } from '../core/plan.ts';
import { canBe, isPattern } from './patterns.ts';

export type NodeId = number;
export type ObjId = number;
/** Index of a function of the whole program. */
export type FnId = number;

export type ObjKind = 'fn' | 'proto' | 'inst' | 'object' | 'array' | 'map' | 'exports' | 'module' | 'namespace' | 'promise' | 'ext' | 'data' | 'prim' | 'unknown' | 'special';

export interface Obj {
  readonly id: ObjId;
  readonly kind: ObjKind;
  /** fn, proto, inst: the function; -1 otherwise. */
  readonly fn: FnId;
  /** ext: its path (`fs.promises`); prim: its type; special: what calling it does (`arr:map`). */
  readonly path: string;
  /** special: the object it was read from. */
  readonly of: ObjId;
  readonly props: Map<string, NodeId>;
  readonly parents: Set<ObjId>;
  /** Reads that must see properties and parents that come later. */
  readonly reads: Map<string, Set<NodeId>>;
  escaped: Escape | undefined;
  /** True once a property holds a function; until then, who wants to know. */
  hasFunctions?: true | (() => void)[];
  readonly onProp: ((prop: string, node: NodeId) => void)[];
}

/** A place where a value left the part of the program that is understood. */
export interface Escape {
  readonly reason: ReasonCode;
  /** File index and UTF-16 offset. */
  readonly file: number;
  readonly at: number;
  /** What it was handed to, in words: `express().get`. */
  readonly to: string;
  /** The package that it was handed to; none when it is not known. */
  readonly by?: string;
}

/** Properties that a computed read (`o[name]`) is not taken to mean. */
const HIDDEN = new Set(['#value', '#[named]', '#items', '#node', '#super', '#initial', 'prototype', 'constructor']);

/**
 * How many values a node may hold before it holds `lost` instead of further ones: the callee of such a call isn't known.
 * Functions are dispatched on by name and worth knowing one by one, so they are counted apart.
 */
export interface Precision {
  readonly values: number;
  readonly functions: number;
  /** Steps after which the program is too entangled for this precision. */
  readonly steps: number;
}

/** Thrown when solving takes more steps than its precision allows: solve again with a lower one. */
export class TooManySteps extends Error {}

/** Strings that a node tells apart by their beginnings and ends. */
const MOST_PATTERNS = 4;

/** The name of a read by a number: properties with names do not answer it. */
export const BY_NUMBER = '#[number]';

/** The property that stands for all that is stored by an index. */
export const BY_INDEX = '#[index]';
/** The property of an array that stands for what is stored under computed names; `*` are its elements. */
export const BY_NAME = '#[named]';

/** What an index, and any other primitive that is no string, can be as a property name. */
export const isNumberName = (name: string): boolean => name === '*' || name === BY_INDEX || /^(-?\d+(\.\d+)?|-?Infinity|NaN|null|undefined|true|false)$/.test(name);

const CALLABLE = new Set<ObjKind>(['fn', 'special', 'exports', 'namespace', 'inst', 'ext']);

/** A class has a prototype of its own, whatever it extends. */
const isInherited = (obj: Obj, name: string): boolean => obj.kind !== 'fn' || name !== 'prototype';

export class Solver {
  private readonly precision: Precision;
  /** How much work it was. */
  steps = 0;
  /** Some node was full. */
  hasLost = false;
  /** The string of which nothing is known. */
  anyString!: Obj;
  private readonly callables = new Map<NodeId, NodeId>();
  private readonly patternCount = new Map<NodeId, number>();
  /** Stands for the values that a full node dropped. */
  lost!: Obj;
  readonly objs: Obj[] = [];
  private pts: Set<ObjId>[] = [];
  private edges: Set<NodeId>[] = [];
  private readonly functionCount: number[] = [];
  /** Functions that some full node dropped: whoever calls what it holds may call them. */
  readonly dropped = new Set<FnId>();
  /** Modules that some full node dropped. */
  readonly droppedModules = new Set<Obj>();
  /** Objects that some full node dropped: they may be wherever what it holds goes. */
  readonly droppedObjects = new Set<Obj>();
  private watchers: ((obj: Obj) => void)[][] = [];
  private readonly queue: (NodeId | ObjId)[] = [];
  private readonly interned = new Map<string, Obj>();
  nodeCount = 0;
  constructor(precision: Precision) {
    this.precision = precision;
  }

  private step(): void {
    if (++this.steps > this.precision.steps) throw new TooManySteps(`more than ${this.precision.steps} steps`);
  }

  /** Called for reads that kinds with behaviour of their own answer (ext, prim, arrays' methods …). */
  onRead: (obj: Obj, prop: string, to: NodeId) => void = () => {};

  node(): NodeId {
    return this.nodeCount++;
  }

  /** Reserves `count` consecutive nodes and returns the first. */
  block(count: number): NodeId {
    const first = this.nodeCount;
    this.nodeCount += count;
    return first;
  }

  obj(kind: ObjKind, options: { fn?: FnId; path?: string; of?: ObjId } = {}): Obj {
    const obj: Obj = {
      id: this.objs.length, kind, fn: options.fn ?? -1, path: options.path ?? '', of: options.of ?? -1,
      props: new Map(), parents: new Set(), reads: new Map(), escaped: undefined, onProp: [],
    };
    this.objs.push(obj);
    return obj;
  }

  /** The one object with this key. */
  intern(key: string, make: () => Obj): Obj {
    let obj = this.interned.get(key);
    if (!obj) this.interned.set(key, (obj = make()));
    return obj;
  }

  values(node: NodeId): Iterable<Obj> {
    const set = this.pts[node];
    return set ? [...set].map((id) => this.objs[id]!) : [];
  }

  holds(node: NodeId, obj: Obj): boolean {
    return this.pts[node]?.has(obj.id) === true;
  }

  isEmpty(node: NodeId): boolean {
    return (this.pts[node]?.size ?? 0) === 0;
  }

  add(node: NodeId, obj: Obj): void {
    const set = (this.pts[node] ??= new Set());
    if (set.has(obj.id)) return;
    if (obj.kind === 'prim' && isPattern(obj.path)) {
      const count = (this.patternCount.get(node) ?? 0) + 1;
      if (count > MOST_PATTERNS) return this.add(node, this.anyString);
      this.patternCount.set(node, count);
    }
    if (obj.kind === 'fn') {
      const count = this.functionCount[node] ?? 0;
      if (count >= this.precision.functions) {
        this.dropped.add(obj.fn);
        obj = this.lost;
      }
      else this.functionCount[node] = count + 1;
    } else if (obj.kind === 'special') {
      // methods of built-ins, one for each receiver: what is called may hold as many as what it is read off
      if (set.size > 2 * (this.precision.values + this.precision.functions)) obj = this.lost;
    } else if (obj !== this.lost && set.size - (this.functionCount[node] ?? 0) > this.precision.values - 1) {
      if (obj.kind === 'exports' || obj.kind === 'namespace') this.droppedModules.add(obj);
      this.droppedObjects.add(obj);
      obj = this.lost;
    }
    if (obj === this.lost) {
      this.hasLost = true;
      if (set.has(obj.id)) return;
    }
    set.add(obj.id);
    this.step();
    if (this.edges[node] || this.watchers[node]) this.queue.push(node, obj.id);
  }

  /** What `from` holds flows to `to`. False when that was known already. */
  copy(from: NodeId, to: NodeId): boolean {
    if (from === to || from < 0 || to < 0) return false;
    const set = (this.edges[from] ??= new Set());
    if (set.has(to)) return false;
    set.add(to);
    this.step();
    const held = this.pts[from];
    if (held) for (const id of [...held]) this.add(to, this.objs[id]!);
    return true;
  }

  /** Calls `handler` once for each object that reaches `node`, now or later. */
  watch(node: NodeId, handler: (obj: Obj) => void): void {
    if (node < 0) return;
    this.step();
    const held = this.pts[node];
    const watchers = (this.watchers[node] ??= []);
    if (!held || held.size === 0) return void watchers.push(handler);
    // what is held may still stand in the queue, and must not be told again
    const told = new Set(held);
    watchers.push((obj) => { if (!told.has(obj.id)) handler(obj); });
    for (const id of [...told]) handler(this.objs[id]!);
  }

  run(): void {
    // `add` pushes only where someone listens; edges and watchers added later replay what is held.
    for (let head = 0; head < this.queue.length; head += 2) {
      const node = this.queue[head]!;
      const obj = this.objs[this.queue[head + 1]!]!;
      const edges = this.edges[node];
      if (edges) for (const to of edges) this.add(to, obj);
      const watchers = this.watchers[node];
      if (watchers) for (let i = 0; i < watchers.length; i++) watchers[i]!(obj);
      if (head > 1_000_000) { this.queue.splice(0, head + 2); head = -2; }
    }
    this.queue.length = 0;
  }

  /** The node of one own property. */
  prop(obj: Obj, name: string): NodeId {
    let node = obj.props.get(name);
    if (node === undefined) {
      node = this.node();
      obj.props.set(name, node);
      for (const listener of [...obj.onProp]) listener(name, node);
    }
    return node;
  }

  /** Calls `listener` for each own property, now or later. */
  eachProp(obj: Obj, listener: (prop: string, node: NodeId) => void): void {
    obj.onProp.push(listener);
    for (const [name, node] of [...obj.props]) listener(name, node);
  }

  addParent(obj: Obj, parent: Obj): void {
    if (obj === parent || obj.parents.has(parent.id)) return;
    obj.parents.add(parent.id);
    for (const [name, targets] of [...obj.reads]) if (isInherited(obj, name)) for (const to of [...targets]) this.read(parent, name, to);
  }

  /** The node of what is, or has, a function among what `name` holds; data would flow everywhere. */
  private callablesOf(obj: Obj, name: string): NodeId {
    const from = this.prop(obj, name);
    let node = this.callables.get(from);
    if (node === undefined) {
      const own = (node = this.node());
      this.callables.set(from, own);
      this.watch(from, (value) => this.whenCallable(value, () => this.add(own, value)));
    }
    return node;
  }

  /** Calls `found` if `value` is a function or has functions, now or later. */
  private whenCallable(value: Obj, found: () => void): void {
    if (CALLABLE.has(value.kind) || value.hasFunctions === true) return found();
    if (value.kind !== 'object') return;
    if (value.hasFunctions !== undefined) return void value.hasFunctions.push(found);
    const waiting = (value.hasFunctions = [found]);
    this.eachProp(value, (prop, node) => {
      if (!HIDDEN.has(prop) && value.hasFunctions !== true) this.watch(node, (member) => {
        if (value.hasFunctions === true || !CALLABLE.has(member.kind)) return;
        value.hasFunctions = true;
        for (const each of waiting) each();
      });
    });
  }

  /** Lets `obj.name` flow to `to`, inherited properties and computed writes included. '*' reads all of them. */
  read(obj: Obj, name: string, to: NodeId): void {
    this.onRead(obj, name === BY_NUMBER || isPattern(name) ? '*' : name, to);
    if (obj.kind === 'unknown' || obj.kind === 'prim' || obj.kind === 'data' || obj.kind === 'special' || (obj.kind === 'ext' && obj.path !== 'globalThis')) return;
    let targets = obj.reads.get(name);
    if (!targets) obj.reads.set(name, (targets = new Set()));
    if (targets.has(to)) return;
    targets.add(to);
    if (name === '*') this.eachProp(obj, (prop, node) => { if (!HIDDEN.has(prop)) this.copy(node, to); });
    else if (isPattern(name)) this.eachProp(obj, (prop, node) => { if (prop === '*' || (!prop.startsWith('#') && canBe(name, prop))) this.copy(node, to); });
    else if (name === BY_NUMBER) this.eachProp(obj, (prop, node) => { if (isNumberName(prop)) this.copy(node, to); });
    else {
      this.copy(this.prop(obj, name), to);
      // a computed write may be to this property; plain data written so is left out, it would flow everywhere
      if (!HIDDEN.has(name)) this.copy(this.callablesOf(obj, obj.kind === 'array' ? BY_NAME : '*'), to);
      if (isNumberName(name)) {
        if (name !== BY_INDEX) this.copy(this.prop(obj, BY_INDEX), to);
        if (obj.kind === 'array') this.copy(this.callablesOf(obj, '*'), to);
      }
    }
    if (isInherited(obj, name)) for (const id of [...obj.parents]) this.read(this.objs[id]!, name, to);
  }
}
