// Inclusion-based value flow over abstract objects (Andersen 1994, field-sensitive, context-insensitive).
import { mayGoOn, type Precision } from './precision.ts';
import { BY_INDEX, BY_NAME, BY_NUMBER, HIDDEN, isNumberName } from './property-names.ts';
import { canBe, isPattern } from './patterns.ts';
import { AbstractObject, isInherited, Objects, type FnId, type NodeId, type Obj, type ObjId, type ObjKind } from './objects.ts';

export { BY_INDEX, BY_NAME, BY_NUMBER, isNumberName } from './property-names.ts';
export type { Escape, FnId, NodeId, Obj, ObjId, ObjKind } from './objects.ts';

/** Someone who wants to know what reaches a node. */
interface Watcher {
  readonly handler: (obj: Obj) => void;
  /** How many values it was told already when it came. */
  readonly from: number;
}

/** Strings that a node tells apart by their beginnings and ends. */
const MOST_PATTERNS = 4;

/** Going on may tell so many in any case. */
const ENOUGH_TOLD = 100_000;

/** More edges than this are looked up in a set. */
const FEW_EDGES = 12;

const CALLABLE = new Set<ObjKind>(['fn', 'special', 'exports', 'namespace', 'inst', 'ext']);

export class Solver extends Objects {
  private replaced: ReadonlySet<ObjId> = new Set();
  private readonly mostValues: number;
  private readonly mostFunctions: number;
  private mostSteps: number;
  /** How much work it was. */
  steps = 0;
  /** How often somebody was told of a value. Going on may cost far more of that than of steps. */
  private told = 0;
  private mostTold = Number.POSITIVE_INFINITY;
  /** Some node was full. */
  hasLost = false;
  /** The string of which nothing is known. */
  anyString!: Obj;
  private readonly callables = new Map<NodeId, NodeId>();
  private readonly patternCount = new Map<NodeId, number>();
  /** Stands for the values that a full node dropped. */
  lost!: Obj;
  /** What each node holds, in the order in which it came. Few enough to be searched one by one. */
  private readonly held: (ObjId[] | undefined)[] = [];
  private readonly edges: (NodeId[] | undefined)[] = [];
  /** The same for nodes with many. */
  private readonly edgeSets = new Map<NodeId, Set<NodeId>>();
  private readonly functionCount: number[] = [];
  private readonly unlimited = new Set<NodeId>();
  /** Functions that some full node dropped: whoever calls what it holds may call them. */
  readonly dropped = new Set<FnId>();
  /** Modules that some full node dropped. */
  readonly droppedModules = new Set<Obj>();
  /** Objects that some full node dropped: they may be wherever what it holds goes. */
  readonly droppedObjects = new Set<Obj>();
  private readonly watchers: (Watcher[] | undefined)[] = [];
  /** A node and the position of the value in what it holds, by turns. */
  private readonly queue: number[] = [];
  nodeCount = 0;
  constructor(precision: Precision) {
    super();
    this.mostValues = precision.values;
    this.mostFunctions = precision.functions;
    this.mostSteps = precision.steps;
  }

  /** Goes on with as much work as it was so far; objects of `replaced` take no room from now on: others come in their place. */
  replace(replaced: ReadonlySet<ObjId>): void {
    this.replaced = replaced;
    this.mostSteps += this.steps;
    this.mostTold = 2 * this.told + ENOUGH_TOLD;
  }

  /** How many of the values of a full node take no room. */
  private roomIn(node: NodeId): number {
    if (this.replaced.size === 0) return 0;
    return this.held[node]!.reduce((sum, id) => sum + (this.replaced.has(id) ? 1 : 0), 0);
  }

  private step(): void {
    mayGoOn(++this.steps, this.mostSteps);
  }

  private tell({ handler }: Watcher, obj: Obj): void {
    mayGoOn(++this.told, this.mostTold);
    handler(obj);
  }

  /** Called for reads that kinds with behaviour of their own answer (ext, prim, arrays' methods …). */
  onRead: (obj: Obj, prop: string, to: NodeId) => void = () => {};

  node(): NodeId {
    // tables without holes: an array that is written far beyond its end becomes a slow dictionary
    this.held.push(undefined);
    this.edges.push(undefined);
    this.watchers.push(undefined);
    this.functionCount.push(0);
    return this.nodeCount++;
  }

  /** Reserves `count` consecutive nodes and returns the first. */
  block(count: number): NodeId {
    const first = this.nodeCount;
    for (let i = 0; i < count; i++) this.node();
    return first;
  }

  values(node: NodeId): Iterable<Obj> {
    return this.held[node]?.map((id) => this.all[id]!) ?? [];
  }

  holds(node: NodeId, obj: Obj): boolean {
    return this.held[node]?.includes(obj.id) === true;
  }

  isEmpty(node: NodeId): boolean {
    return this.held[node] === undefined;
  }

  add(node: NodeId, obj: Obj): void {
    const held = this.held[node];
    if (held?.includes(obj.id)) return;
    const count = held?.length ?? 0;
    if ((obj as AbstractObject).isPattern) {
      const patterns = (this.patternCount.get(node) ?? 0) + 1;
      if (patterns > MOST_PATTERNS && !this.unlimited.has(node)) return this.add(node, this.anyString);
      this.patternCount.set(node, patterns);
    }
    if (obj.kind === 'fn') {
      const functions = this.functionCount[node]!;
      if (functions >= this.mostFunctions && !this.unlimited.has(node) && functions - this.roomIn(node) >= this.mostFunctions) {
        this.dropped.add(obj.fn);
        obj = this.lost;
      }
      else this.functionCount[node] = functions + 1;
    } else if (obj.kind === 'special') {
      // methods of built-ins, one for each receiver: what is called may hold as many as what it is read off
      if (count > 2 * (this.mostValues + this.mostFunctions) && !this.unlimited.has(node)) obj = this.lost;
    } else if (obj !== this.lost && count - (this.functionCount[node]!) > this.mostValues - 1 && !this.unlimited.has(node) && count - this.functionCount[node]! - this.roomIn(node) > this.mostValues - 1) {
      if (obj.kind === 'exports' || obj.kind === 'namespace') this.droppedModules.add(obj);
      this.droppedObjects.add(obj);
      obj = this.lost;
    }
    if (obj === this.lost) {
      this.hasLost = true;
      if (held?.includes(obj.id)) return;
    }
    if (held) held.push(obj.id);
    else this.held[node] = [obj.id];
    this.step();
    if (this.edges[node] || this.watchers[node]) this.queue.push(node, count);
  }

  /** What `from` holds flows to `to`. False when that was known already. */
  copy(from: NodeId, to: NodeId): boolean {
    if (from === to || from < 0 || to < 0) return false;
    const edges = this.edges[from];
    if (!edges) this.edges[from] = [to];
    else {
      if (edges.length <= FEW_EDGES ? edges.includes(to) : this.edgeSetOf(from, edges).has(to)) return false;
      edges.push(to);
      if (edges.length > FEW_EDGES + 1) this.edgeSets.get(from)!.add(to);
    }
    this.step();
    const held = this.held[from];
    // `to` is another node: what is held does not grow meanwhile
    if (held) for (let i = 0; i < held.length; i++) this.add(to, this.all[held[i]!]!);
    return true;
  }

  private edgeSetOf(from: NodeId, edges: readonly NodeId[]): Set<NodeId> {
    let set = this.edgeSets.get(from);
    if (!set) this.edgeSets.set(from, (set = new Set(edges)));
    return set;
  }

  /** Calls `handler` once for each object that reaches `node`, now or later. */
  watch(node: NodeId, handler: (obj: Obj) => void): void {
    if (node < 0) return;
    this.step();
    const held = this.held[node];
    // what is held may still stand in the queue, and must not be told again; what the handler adds will stand there
    const from = held?.length ?? 0;
    const watchers = this.watchers[node];
    const watcher = { handler, from };
    if (watchers) watchers.push(watcher);
    else this.watchers[node] = [watcher];
    for (let i = 0; i < from; i++) this.tell(watcher, this.all[held![i]!]!);
  }

  run(): void {
    // `add` pushes only where someone listens; edges and watchers added later replay what is held.
    for (let head = 0; head < this.queue.length; head += 2) {
      const node = this.queue[head]!;
      const at = this.queue[head + 1]!;
      const obj = this.all[this.held[node]![at]!]!;
      const edges = this.edges[node];
      if (edges) for (let i = 0; i < edges.length; i++) this.add(edges[i]!, obj);
      const watchers = this.watchers[node];
      if (watchers) for (let i = 0; i < watchers.length; i++) if (at >= watchers[i]!.from) this.tell(watchers[i]!, obj);
      if (head > 1_000_000) { this.queue.splice(0, head + 2); head = -2; }
    }
    this.queue.length = 0;
  }

  /** The node of one own property. */
  prop(obj: Obj, name: string): NodeId {
    const own = obj as AbstractObject;
    let node = own.ownProps?.get(name);
    if (node === undefined) {
      node = this.node();
      (own.ownProps ??= new Map()).set(name, node);
      if (own.onProp) for (const listener of [...own.onProp]) listener(name, node);
    }
    return node;
  }

  /** Calls `listener` for each own property, now or later. */
  eachProp(obj: Obj, listener: (prop: string, node: NodeId) => void): void {
    ((obj as AbstractObject).onProp ??= []).push(listener);
    for (const [name, node] of [...obj.props]) listener(name, node);
  }

  addParent(obj: Obj, parent: Obj): void {
    if (obj === parent || obj.parents.has(parent.id)) return;
    const own = obj as AbstractObject;
    (own.ownParents ??= new Set()).add(parent.id);
    if (own.ownReads) for (const [name, targets] of [...own.ownReads]) if (isInherited(obj, name)) for (const to of [...targets]) this.read(parent, name, to);
  }

  /** The node of what is, or has, a function among what `name` holds; data would flow everywhere. */
  private callablesOf(obj: Obj, name: string): NodeId {
    const from = this.prop(obj, name);
    let node = this.callables.get(from);
    if (node === undefined) {
      const own = (node = this.node());
      this.callables.set(from, own);
      this.watch(from, (value) => this.whenCallable(value as AbstractObject, () => this.add(own, value)));
    }
    return node;
  }

  /** The node of whatever any property holds: so many reads of many properties are not that many edges. */
  private allOf(obj: Obj): NodeId {
    const own = obj as AbstractObject;
    if (own.all < 0) {
      const all = (own.all = this.node());
      // who reads it is full soon enough
      this.unlimited.add(all);
      this.eachProp(obj, (prop, node) => { if (!HIDDEN.has(prop)) this.copy(node, all); });
    }
    return own.all;
  }

  /** Calls `found` if `value` is a function or has functions, now or later. */
  private whenCallable(value: AbstractObject, found: () => void): void {
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
    const reads = ((obj as AbstractObject).ownReads ??= new Map<string, Set<NodeId>>());
    let targets = reads.get(name);
    if (!targets) reads.set(name, (targets = new Set()));
    if (targets.has(to)) return;
    targets.add(to);
    if (name === '*') this.copy(this.allOf(obj), to);
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
