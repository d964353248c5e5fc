// How a second function can be called wherever the first is: the variables and properties that hold it, and what to add for each.
import type { DefinitionFact, PassageFact, ValueNode } from '../core/facts.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import type { NodeId, Obj } from '../resolve/solver.ts';
import type { Growth } from './growth.ts';
import type { TwinNames } from './twin-names.ts';

/** A passage of one file, of which a copy hands the second function on. */
export interface PassagePlace {
  readonly file: number;
  readonly passage: PassageFact;
}

/** What takes the second function from its definition to a name: passages in order. */
export type Route = readonly PassagePlace[];

/** How a call becomes one of the second function. */
export interface Redirect {
  /** Replaces `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly route: Route;
}

/** The passages of a program, by what they take their value from. */
export class Passages {
  private readonly byNode = new Map<string, PassagePlace[]>();
  private readonly byKey = new Map<string, PassagePlace[]>();
  private readonly stores = new Map<string, { readonly base: NodeId; readonly from: NodeId }[]>();
  /** What a definition or a passage stores, by its key. */
  private readonly known = new Map<string, NodeId[]>();
  private readonly linked: Linked;

  /** @param mayChange whether a file may get further passages */
  constructor(linked: Linked, mayChange: (file: number) => boolean) {
    this.linked = linked;
    for (const [file, { passages, definitions, constraints }] of linked.files.entries()) {
      for (const c of constraints) if (c[0] === 'store') append(this.stores, c[2], { base: linked.nodeOf(file, c[1]), from: linked.nodeOf(file, c[3]) });
      for (const { base, name } of definitions) if (base >= 0) append(this.known, name, linked.nodeOf(file, base));
      for (const passage of mayChange(file) ? passages : []) {
        const [map, key] = 'node' in passage.from ? [this.byNode, `${file}:${passage.from.node}`] as const : [this.byKey, passage.from.key] as const;
        append(map, key, { file, passage });
        if (passage.to && 'base' in passage.to) append(this.known, passage.to.key, linked.nodeOf(file, passage.to.base));
      }
    }
  }

  /** Whatever puts `fn` into member `key` of `obj` is a definition or a passage, beside which there is place for another one. */
  accountFor(fn: Fn, obj: Obj, key: string): boolean {
    const { solver } = this.linked;
    const stores = (this.stores.get(key) ?? []).filter(({ base, from }) => solver.holds(base, obj) && [...solver.values(from)].some((value) => value.kind === 'fn' && value.fn === fn.id));
    return stores.length <= (this.known.get(key) ?? []).filter((base) => solver.holds(base, obj)).length;
  }

  ofVariable(file: number, node: ValueNode): readonly PassagePlace[] {
    return this.byNode.get(`${file}:${node}`) ?? [];
  }

  ofMember(key: string): readonly PassagePlace[] {
    return this.byKey.get(key) ?? [];
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** A call of one of these fails before and after. */
const UNCALLABLE = new Set(['exports', 'namespace', 'object', 'array']);

interface ReachContext {
  readonly linked: Linked;
  readonly passages: Passages;
  readonly names: TwinNames;
  readonly growth: Growth;
  readonly textOf: (file: number) => string;
}

/** Where one function can be found under a name that the second one can have too. */
export class Reach {
  /** Objects that the second function becomes a public member of, each with the route to it. */
  readonly publicly: Route[] = [];
  private readonly context: ReachContext;
  private readonly fn: Fn;
  private readonly definition: DefinitionFact;
  private readonly locals = new Map<string, Route>();
  private readonly members = new Map<string, Route>();
  /** The second function is a property of the first one. */
  private ofValue: Route | undefined;

  constructor(fn: Fn, definition: DefinitionFact, context: ReachContext) {
    this.fn = fn;
    this.definition = definition;
    this.context = context;
    const { linked } = context;
    if (definition.variable >= 0) this.addLocal(fn.file, definition.variable, []);
    if (definition.base >= 0) this.addMembers(linked.nodeOf(fn.file, definition.base), definition.name, []);
    if (definition.isExported) for (const namespace of linked.exportsOf(fn.file)) this.addMember(namespace, definition.name, []);
    if (definition.ofValue !== undefined) this.addValue([]);
  }

  /** How the call at `site`, in the copy when `inCopy`, becomes one of the second function; undefined when it can't. */
  redirect(site: Site, inCopy: boolean): Redirect | undefined {
    const { fact, file } = site;
    const { names, linked } = this.context;
    const { start, end } = fact.calleeSpan;
    const callee = this.context.textOf(file).slice(start, end);
    if (fact.member === undefined) {
      const route = inCopy && file === this.fn.file && fact.callee === this.definition.self ? [] : this.locals.get(`${file}:${fact.callee}`);
      if (route && names.of(callee) !== undefined) return { start, end, text: names.of(callee)!, route };
    } else if (callee.endsWith(`.${fact.member}`) && !callee.startsWith('super')) {
      const route = this.routeOf(linked.nodeOf(file, fact.receiver), fact.member);
      if (route) return { start: end - fact.member.length, end, text: names.of(fact.member)!, route };
    }
    const isName = /^[\w$]+(\.[\w$]+)*$/.test(callee) && !callee.startsWith('super');
    if (this.ofValue && isName && !this.definition.usesThis && this.isOnly(linked.nodeOf(file, fact.callee), UNCALLABLE)) return { start: end, end, text: `.${names.of(this.definition.name)!}`, route: this.ofValue };
    return undefined;
  }

  /** The node holds the first function and nothing else, kinds in `except` apart. */
  private isOnly(node: NodeId, except: ReadonlySet<string> = new Set()): boolean {
    const values = [...this.context.linked.solver.values(node)].filter(({ kind }) => !except.has(kind));
    return values.length === 1 && values[0]!.kind === 'fn' && values[0]!.fn === this.fn.id;
  }

  private addLocal(file: number, node: ValueNode, route: Route): void {
    const key = `${file}:${node}`;
    if (this.locals.has(key) || !this.isOnly(this.context.linked.nodeOf(file, node))) return;
    this.locals.set(key, route);
    for (const place of this.context.passages.ofVariable(file, node)) this.pass(place, route);
  }

  private addMembers(base: NodeId, key: string, route: Route): void {
    const { growth, linked, passages } = this.context;
    const objects = [...linked.solver.values(base)];
    // of several objects one gets the first function at run time, and then that one gets the second
    if (objects.every((obj) => growth.obstacle(obj) === undefined && passages.accountFor(this.fn, obj, key))) for (const obj of objects) this.addMember(obj, key, route);
  }

  private addMember(obj: Obj, key: string, route: Route): void {
    const { growth, linked, passages } = this.context;
    const id = `${obj.id}:${key}`;
    const node = obj.props.get(key);
    if (this.members.has(id) || node === undefined || !this.isOnly(node) || this.context.names.of(key) === undefined || growth.obstacle(obj) !== undefined) return;
    this.members.set(id, route);
    if (growth.isPublic(obj)) this.publicly.push(route);
    for (const place of passages.ofMember(key)) {
      const { from } = place.passage;
      if ('node' in from) continue;
      const target = 'module' in from ? linked.fileAt(place.file, from.module) : undefined;
      const before = 'base' in from ? this.routeOf(linked.nodeOf(place.file, from.base), key) : target === undefined ? undefined : this.routeOfAll(linked.exportsOf(target), key);
      if (before) this.pass(place, before);
    }
  }

  private addValue(route: Route): void {
    const { growth, linked } = this.context;
    const obj = linked.solver.objs.find((each) => each.kind === 'fn' && each.fn === this.fn.id);
    if (this.ofValue || !obj || growth.obstacle(obj) !== undefined) return;
    this.ofValue = route;
    if (growth.isPublic(obj)) this.publicly.push(route);
  }

  private pass(place: PassagePlace, before: Route): void {
    const { linked, names, textOf } = this.context;
    const { file, passage } = place;
    const route = [...before, place];
    const named = passage.form === 'value' ? passage.names.slice(1) : passage.names;
    if (named.some(({ start, end }) => names.of(textOf(file).slice(start, end)) === undefined)) return;
    if (passage.form === 'value') { if (file === this.fn.file) this.addValue(route); return; }
    const { to } = passage;
    if (!to) return;
    if ('node' in to) this.addLocal(file, to.node, route);
    else if ('base' in to) this.addMembers(linked.nodeOf(file, to.base), to.key, route);
    else for (const namespace of linked.exportsOf(file)) this.addMember(namespace, to.exported, route);
  }

  /** The route to member `key` of whatever `base` holds. */
  private routeOf(base: NodeId, key: string): Route | undefined {
    return this.routeOfAll([...this.context.linked.solver.values(base)], key);
  }

  private routeOfAll(objects: readonly Obj[], key: string): Route | undefined {
    const routes: PassagePlace[] = [];
    // a call of what an object does not have fails before and after
    const having = objects.filter((obj) => !this.hasNot(obj, key, new Set()));
    for (const obj of having) {
      const holder = this.holder(obj, key, new Set());
      const route = holder && this.members.get(`${holder.id}:${key}`);
      if (!route) return undefined;
      routes.push(...route);
    }
    return having.length === 0 ? undefined : [...new Set(routes)];
  }

  /** Nothing is ever stored under `key` in an object that is known. */
  private hasNot(obj: Obj, key: string, seen: Set<Obj>): boolean {
    const { solver } = this.context.linked;
    if (seen.has(obj)) return true;
    seen.add(obj);
    const isEmpty = (name: string): boolean => { const node = obj.props.get(name); return node === undefined || solver.isEmpty(node); };
    return /^(exports|object|fn|proto|inst|namespace)$/.test(obj.kind) && isEmpty(key) && isEmpty('*') && [...obj.parents].every((id) => this.hasNot(solver.objs[id]!, key, seen));
  }

  /** The object that a read of `key` off `obj` finds it in. */
  private holder(obj: Obj, key: string, seen: Set<Obj>): Obj | undefined {
    const { solver } = this.context.linked;
    const own = obj.props.get(key);
    if (own !== undefined && !solver.isEmpty(own)) return obj;
    if (seen.has(obj)) return undefined;
    seen.add(obj);
    const holders = new Set([...obj.parents].map((id) => this.holder(solver.objs[id]!, key, seen)).filter((each) => each !== undefined));
    return holders.size === 1 ? [...holders][0] : undefined;
  }
}
