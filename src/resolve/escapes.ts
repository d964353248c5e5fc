// What leaves the part of the program that is understood: functions with callers that nobody sees, objects that unseen code holds.
import type { ValueNode } from '../core/facts.ts';
import type { AbstractObjects } from './abstract-objects.ts';
import { somewhereIn } from './deferred.ts';
import type { Fn } from './linked.ts';
import { ANYONE, heldBy, NOBODY, type Holders } from './met.ts';
import type { Escape, NodeId, Obj, ObjId, ObjKind, Solver } from './solver.ts';

/** Kinds of values that nobody can add properties to. */
const FIXED = new Set<ObjKind>(['ext', 'unknown', 'prim', 'data', 'special']);

/** Properties that every function has. */
const OF_FUNCTIONS: ReadonlySet<string> = new Set(['prototype', 'constructor']);
const NO_NAMES: ReadonlySet<string> = new Set();

export interface EscapeContext {
  readonly solver: Solver;
  readonly objects: AbstractObjects;
  readonly fns: readonly Fn[];
  readonly nodeOf: (file: number, node: ValueNode) => NodeId;
  /** Exports of public entries in the function's file are called only by what is seen. */
  readonly publicIsSeen: (fn: Fn) => boolean;
}

export class Escapes {
  private readonly context: EscapeContext;
  private readonly solver: Solver;
  /** Packages that an object was given to, by object. */
  private readonly met = new Map<Obj, Set<string>>();
  /** Objects that a foreign function had as `this`. */
  private readonly lent = new Map<Obj, Set<string>>();
  private readonly opened = new Map<ObjId, Set<ObjId>>();

  constructor(context: EscapeContext) {
    this.context = context;
    this.solver = context.solver;
  }

  /** Notes that code which is not seen got `obj`. @param by the package it belongs to */
  meet(obj: Obj, by: string): void {
    if (by === NOBODY || (FIXED.has(obj.kind) && obj !== this.solver.lost)) return;
    const known = this.met.get(obj);
    if (known) known.add(by);
    else this.met.set(obj, new Set([by]));
  }

  /** Notes that a foreign function was called as a method of `obj`. */
  lend(obj: Obj, by: string): void {
    if (!FIXED.has(obj.kind)) this.lent.set(obj, (this.lent.get(obj) ?? new Set()).add(by));
  }

  /** Whether an object inherits from something foreign: then foreign methods are made to work on it. */
  private isForeignKind(obj: Obj, seen = new Set<Obj>()): boolean {
    if (obj.kind === 'ext') return true;
    if (seen.has(obj)) return false;
    seen.add(obj);
    return [...obj.parents].some((id) => this.isForeignKind(this.solver.objs[id]!, seen));
  }

  /** What unseen code may hold, when all flow is known. */
  allMet(): Holders {
    for (const [obj, keepers] of this.lent) if (this.isForeignKind(obj)) for (const by of keepers) this.meet(obj, by);
    // what a full node dropped went wherever `lost` did
    const keepers = [ANYONE, ...(this.met.get(this.solver.lost) ?? [])];
    for (const obj of this.solver.droppedObjects) for (const by of keepers) this.meet(obj, by);
    return heldBy(this.met, this.context);
  }

  /** What node holds leaves the part that is understood: functions in it have callers that nobody sees. */
  escape(node: NodeId, escape: Escape): void {
    this.solver.watch(node, (obj) => this.escapeObj(obj, escape));
  }

  /** The same for one object. */
  escapeObj(obj: Obj, escape: Escape): void {
    // plain values are most of what goes anywhere
    if (obj.kind !== 'special' && FIXED.has(obj.kind) && obj !== this.solver.lost) return;
    if (escape.reason !== 'public-api' && somewhereIn(escape.to) === undefined) this.meet(obj, escape.by ?? ANYONE);
    this.open(obj, escape.to);
    switch (obj.kind) {
      case 'fn': this.escapeFn(this.context.fns[obj.fn]!, escape); this.escapeProps(obj, escape, OF_FUNCTIONS); break;
      case 'special': if (obj.fn >= 0) this.escapeFn(this.context.fns[obj.fn]!, escape); break;
      case 'promise': case 'object': case 'array': case 'map': case 'exports': case 'namespace': this.escapeProps(obj, escape, NO_NAMES); break;
    }
  }

  /** What code of a deferred file was given it may change: whatever is read off it may come from there. */
  open(obj: Obj, path: string): void {
    if (FIXED.has(obj.kind)) return;
    const somewhere = this.context.objects.unknownOf(path);
    if (somewhere !== this.context.objects.UNKNOWN) this.openFrom(obj, somewhere);
  }

  private openFrom(obj: Obj, somewhere: Obj): void {
    if (FIXED.has(obj.kind)) return;
    let opened = this.opened.get(obj.id);
    if (!opened) this.opened.set(obj.id, (opened = new Set()));
    if (opened.has(somewhere.id)) return;
    opened.add(somewhere.id);
    this.solver.add(this.solver.prop(obj, '*'), somewhere);
    const open = (value: Obj): void => this.openFrom(value, somewhere);
    this.solver.eachProp(obj, (_, node) => this.solver.watch(node, open));
    for (const parent of obj.parents) open(this.solver.objs[parent]!);
  }

  private escapeProps(obj: Obj, escape: Escape, except: ReadonlySet<string>): void {
    if (obj.escaped) return;
    obj.escaped = escape;
    this.solver.eachProp(obj, (prop, node) => { if (!except.has(prop)) this.escape(node, escape); });
  }

  /** The function has callers that nobody sees. */
  escapeFn(fn: Fn, escape: Escape): void {
    const deferred = somewhereIn(escape.to) !== undefined;
    const first = deferred ? !fn.escapes.some((e) => somewhereIn(e.to) === somewhereIn(escape.to)) : !fn.isPublic && fn.escapes.every((e) => e.reason === 'directive' || somewhereIn(e.to) !== undefined);
    if (escape.reason === 'public-api') {
      if (fn.isPublic) return;
      fn.isPublic = true;
    }
    if (escape.reason !== 'public-api' || !this.context.publicIsSeen(fn)) {
      if (fn.escapes.some((e) => e.reason === escape.reason && e.to === escape.to)) return;
      fn.escapes.push(escape);
    }
    if (!first) return;
    const given = this.context.objects.unknownOf(escape.to);
    for (const param of fn.fact.params) this.solver.add(this.context.nodeOf(fn.file, param), given);
    if (fn.fact.args >= 0) this.solver.add(this.context.nodeOf(fn.file, fn.fact.args), given);
    this.escape(this.context.nodeOf(fn.file, fn.fact.result), { ...escape, reason: escape.reason === 'public-api' ? 'public-api' : 'returned-outside' });
  }
}
