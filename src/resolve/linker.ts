// Facts of all files -> who calls whom: the constraints of each file joined in one solver, without types.
import type { Constraint, FileFacts, SiteFact, ValueNode } from '../core/facts.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { AbstractObjects } from './abstract-objects.ts';
import { isHarmlessBase } from './builtins.ts';
import { Calls } from './calls.ts';
import { Escapes } from './escapes.ts';
import { readKeyed, storeKeyed } from './keys.ts';
import { readMember } from './member-reads.ts';
import type { Fn, HostUse, Linked, LinkOptions, Patch, Site } from './linked.ts';
import { ModuleLinks } from './module-links.ts';
import { beginsWith, endsWith } from './patterns.ts';
import type { Precision } from './precision.ts';
import { BY_INDEX, Solver, type NodeId, type Obj } from './solver.ts';
import { store } from './stores.ts';
import { UnseenImporters } from './unseen-importers.ts';

export class Linker {
  readonly objects: AbstractObjects;
  readonly modules: ModuleLinks;
  readonly escapes: Escapes;
  readonly solver: Solver;
  readonly fns: Fn[] = [];
  readonly sites: Site[] = [];
  readonly callers: Site[][] = [];
  readonly hostUses: HostUse[][] = [];
  readonly patched = new Map<string, Patch[]>();
  /** Names that tests take out of modules (rewire). */
  readonly rewired = new Map<string, { file: number; at: number }>();
  /** Files of which a test reads or sets private variables. */
  readonly openedFiles = new Set<FileId>();
  readonly files: FileFacts[];
  private readonly nodeBase: number[] = [];
  private readonly fnBase: number[] = [];
  /** What can only be said when all flow is known. */
  readonly later: (() => void)[] = [];
  /** Of each computed read: reads everything if nothing is known of its name. */
  private readonly keyed: (() => void)[] = [];
  /** Pairs of objects whose properties were joined already. */
  private readonly assigned = new Set<number>();
  private readonly fnObjs: (Obj | undefined)[] = [];
  /** Object and array literals by file and number. */
  private readonly literals: Obj[][] = [];
  private readonly unseen: UnseenImporters;
  private readonly calls: Calls;
  private readonly precision: Precision;

  constructor(files: readonly FileFacts[], repo: ScannedRepo, precision: Precision, { publicIsSeen }: LinkOptions) {
    this.precision = precision;
    this.solver = new Solver(precision);
    this.files = [...files];
    this.objects = new AbstractObjects(this.solver);
    this.modules = new ModuleLinks(repo, this.files, this.solver, this.objects, (from, to, file) => this.assign(from, to, file));
    this.escapes = new Escapes({ solver: this.solver, objects: this.objects, fns: this.fns, nodeOf: this.nodeOf, publicIsSeen: (fn) => publicIsSeen(this.files[fn.file]!.file) });
    this.unseen = new UnseenImporters({ solver: this.solver, objects: this.objects, escapes: this.escapes, modules: this.modules, files: this.files, repo });
    this.calls = new Calls(this);
    for (const [index, file] of files.entries()) this.enter(index, file);
    for (const _ of files) this.modules.begin();
  }

  private enter(index: number, file: FileFacts): void {
    this.nodeBase.push(this.solver.block(file.nodes));
    this.fnBase.push(this.fns.length);
    for (const fact of file.functions) {
      this.fns.push({ id: this.fns.length, file: index, fact, storedAs: new Map(), escapes: [], externalBase: undefined, constructed: false, isPublic: false });
      this.callers.push([]);
      this.hostUses.push([]);
      this.fnObjs.push(undefined);
    }
  }

  nodeOf = (file: number, node: ValueNode): NodeId => (node < 0 ? -1 : this.nodeBase[file]! + node);
  fnOf(file: number, index: number): Fn {
    return this.fns[this.fnBase[file]! + index]!;
  }
  fnObj(fn: Fn): Obj {
    const known = this.fnObjs[fn.id];
    if (known) return known;
    const obj = (this.fnObjs[fn.id] = this.solver.obj('fn', { fn: fn.id }));
    const proto = this.solver.obj('proto', { fn: fn.id });
    this.solver.add(this.solver.prop(obj, 'prototype'), proto);
    this.solver.add(this.solver.prop(proto, 'constructor'), obj);
    return obj;
  }
  /** The one abstract instance of a class or constructor function. */
  instance(fn: Fn): Obj {
    return this.solver.numbered('instance', fn.id, () => {
      const inst = this.solver.obj('inst', { fn: fn.id });
      this.solver.watch(this.solver.prop(this.fnObj(fn), 'prototype'), (proto) => this.solver.addParent(inst, proto));
      this.solver.add(this.nodeOf(fn.file, fn.fact.self), inst);
      return inst;
    });
  }

  /** Joins all files and solves. */
  link(): Linked {
    this.solver.onRead = (obj, prop, to) => readMember(this.calls, obj, prop, to);
    for (const index of this.files.keys()) this.join(index);
    this.settle();
    this.unseen.publishAll();
    for (const fn of this.fns) {
      const at = this.rewired.get(fn.fact.name);
      if (at && fn.fact.within === 0) this.escapes.escapeFn(fn, { reason: 'rewired', ...at, to: 'rewire' });
    }
    this.solver.run();
    this.dropExports();
    return {
      files: this.files.map((facts, index) => ({ ...facts, hasExports: this.modules.exportsAnything(index) })), fns: this.fns, sites: this.sites, callers: this.callers, hostUses: this.hostUses, solver: this.solver, precision: this.precision, nodeOf: this.nodeOf,
      patched: this.patched, importersOf: this.modules.importersOf, met: this.escapes.allMet(),
      exportsOf: (file) => this.modules.exportsOf(file),
      fileAt: (file, specifier) => this.modules.indexAt(file, specifier),
      carryOn: (files) => this.carryOn(files),
    };
  }

  private join(index: number): void {
    const file = this.files[index]!;
    for (const constraint of file.constraints) this.apply(index, constraint);
    for (const fact of file.sites) this.addSite(index, fact);
    for (const fact of file.functions) this.prepare(this.fnOf(index, fact.index));
    if (file.dynamicCode) for (const fact of file.functions) if (fact.index > 0) this.escapes.escapeFn(this.fnOf(index, fact.index), { reason: 'dynamic-code', file: index, at: fact.span.start, to: 'eval or with' });
  }

  private settle(): void {
    this.solver.run();
    for (const settle of this.keyed.splice(0)) settle();
    for (let i = 0; i < this.later.length; i++) this.later[i]!();
    this.later.length = 0;
  }

  /**
   * Adds another text of files that were joined before: each is one more file, with the same module as the one it stands for.
   * @returns the number of the first of them; undefined, and nothing is added, when something holds more of the old text than its module
   * @throws TooManySteps
   */
  carryOn(files: readonly FileFacts[]): number | undefined {
    if (files.some(({ file }) => this.openedFiles.has(file))) return undefined;
    const first = this.files.length;
    const isOld = this.files.map(({ file }) => files.some((changed) => changed.file === file));
    const literals = this.literals.flatMap((objs, index) => (isOld[index] ? objs : []));
    this.solver.replace(new Set([...this.solver.objs.filter(({ fn }) => fn >= 0 && isOld[this.fns[fn]!.file]), ...literals].map(({ id }) => id)));
    for (const file of files) {
      const index = this.files.length;
      this.files.push(file);
      this.modules.replace(file.file);
      this.enter(index, file);
    }
    for (let index = first; index < this.files.length; index++) this.join(index);
    this.settle();
    this.solver.run();
    return first;
  }

  /** A module that a full node dropped can be reached from there: its functions may be called under any name. */
  private dropExports(): void {
    const called = this.sites.some((site) => site.fact.receiver < 0 && this.solver.holds(this.nodeOf(site.file, site.fact.callee), this.solver.lost));
    if (!called) return;
    for (const module of this.solver.droppedModules) {
      for (const node of module.props.values()) for (const value of this.solver.values(node)) if (value.kind === 'fn') this.solver.dropped.add(value.fn);
    }
  }

  private addSite(file: number, fact: SiteFact): void {
    const site: Site = { id: this.sites.length, file, fact, within: this.fnOf(file, fact.within).id, targets: new Set(), externals: new Set(), unknown: false, hosts: [] };
    this.sites.push(site);
    this.calls.site(site);
  }

  /** Class constructors have their instance as `this`; plain functions get it when somebody constructs them. */
  private prepare(fn: Fn): void {
    if (fn.fact.isClass) this.instance(fn);
    if (fn.fact.directive && fn.fact.directive.kind !== 'make-async' && fn.fact.directive.kind !== 'cancel') fn.escapes.push({ reason: 'directive', file: fn.file, at: fn.fact.directive.span.start, to: fn.fact.directive.text });
  }

  private apply(file: number, c: Constraint): void {
    const { solver } = this;
    const n = (node: ValueNode): NodeId => this.nodeOf(file, node);
    switch (c[0]) {
      case 'fn': solver.add(n(c[1]), this.fnObj(this.fnOf(file, c[2]))); break;
      case 'obj': solver.add(n(c[1]), cachedAt((this.literals[file] ??= []), c[2], () => solver.obj(c[3]))); break;
      case 'copy': solver.copy(n(c[1]), n(c[2])); break;
      case 'load': solver.watch(n(c[1]), (obj) => solver.read(obj, c[2], n(c[3]))); break;
      case 'loadKey': this.keyed.push(readKeyed(solver, n(c[1]), n(c[2]), n(c[3]))); break;
      case 'storeKey': this.keyed.push(storeKeyed(solver, n(c[1]), n(c[2]), (obj, name) => store(this, obj, name, n(c[3]), file))); break;
      case 'sum': solver.watch(n(c[1]), (obj) => solver.add(n(c[2]), obj.kind === 'prim' && obj.path === 'other' ? obj : this.objects.primitive('string'))); break;
      case 'store': solver.watch(n(c[1]), (obj) => store(this, obj, c[2], n(c[3]), file)); break;
      case 'prefix': solver.add(n(c[1]), this.objects.primitive(beginsWith(c[2]))); break;
      case 'suffix': solver.add(n(c[1]), this.objects.primitive(endsWith(c[2]))); break;
      case 'prim': solver.add(n(c[1]), this.objects.primitive(c[2])); break;
      case 'unknown': solver.add(n(c[1]), this.objects.UNKNOWN); break;
      case 'global':
        solver.add(n(c[1]), this.objects.external(c[2]));
        if (c[2] !== 'globalThis') solver.copy(solver.prop(this.objects.external('globalThis'), c[2]), n(c[1]));
        break;
      case 'require': this.modules.require(file, c[2], n(c[1])); break;
      case 'dynamic': this.modules.dynamic(file, c[2], n(c[1])); break;
      case 'import': this.modules.import(file, c[2], c[3], n(c[1])); break;
      case 'export': {
        const own = solver.prop(this.modules.namespaceOf(file), c[1]);
        solver.copy(n(c[2]), own);
        break;
      }
      case 'reexport': this.modules.reexport(file, c[1], c[2], c[3]); break;
      case 'inherit': this.inherit(this.fnOf(file, c[1]), n(c[2])); break;
      case 'super': {
        if (c[2] < 0) { solver.add(n(c[1]), this.objects.UNKNOWN); break; }
        const owner = this.fnObj(this.fnOf(file, c[2]));
        solver.copy(solver.prop(owner, '#super'), n(c[1]));
        break;
      }
      case 'assign': this.assign(n(c[1]), n(c[2]), file); break;
      case 'awaited':
        solver.watch(n(c[1]), (obj) => {
          if (obj.kind === 'promise') solver.copy(solver.prop(obj, '#value'), n(c[2]));
          else solver.add(n(c[2]), obj);
        });
        break;
      case 'promise': {
        const made = solver.intern(`promise-at:${file}:${c[2]}`, () => solver.obj('promise'));
        solver.copy(n(c[1]), solver.prop(made, '#value'));
        solver.add(n(c[2]), made);
        break;
      }
      case 'escape': this.escapes.escape(n(c[1]), { reason: c[2], file, at: c[3], to: c[2] === 'unread-caller' ? this.files[file]!.file : c[2] }); break;
      case 'enumerated': break;
      case 'moduleObject': solver.add(n(c[1]), this.modules.moduleOf(file)); break;
      case 'exportsObject': solver.copy(solver.prop(this.modules.moduleOf(file), '#initial'), n(c[1])); solver.watch(solver.prop(this.modules.moduleOf(file), 'exports'), (obj) => { if (obj.kind === 'exports') solver.add(n(c[1]), obj); }); break;
    }
  }

  /** All properties of `from` flow to the same properties of `to`. */
  assign(from: NodeId, to: NodeId, file: number): void {
    const { solver } = this;
    solver.watch(to, (target) => {
      solver.watch(from, (source) => {
        if (source.kind === 'ext' && target.kind === 'proto') this.noteBase(this.fns[target.fn]!, source.path);
        const pair = source.id * 1_000_003 + target.id;
        if (this.assigned.has(pair)) return;
        this.assigned.add(pair);
        if (source === target || ['prim', 'data', 'unknown', 'ext', 'special'].includes(source.kind)) {
          if (source.kind === 'ext' && target.kind !== 'ext') solver.addParent(target, source);
          return;
        }
        solver.eachProp(source, (prop, node) => { if (prop !== 'constructor' && (!prop.startsWith('#') || prop === BY_INDEX)) store(this, target, prop, node, file); });
      });
    });
  }

  private inherit(fn: Fn, parent: NodeId): void {
    const { solver } = this;
    const own = this.fnObj(fn);
    solver.copy(parent, solver.prop(own, '#super'));
    solver.watch(parent, (base) => {
      solver.addParent(own, base);
      if (base.kind === 'ext' || base.kind === 'unknown') this.noteBase(fn, base.kind === 'ext' ? base.path : 'an unknown class');
      if (base.kind === 'unknown') return;
      const proto = solver.node();
      solver.read(base, 'prototype', proto);
      solver.watch(solver.prop(own, 'prototype'), (mine) => solver.watch(proto, (theirs) => solver.addParent(mine, theirs)));
      // a class without a constructor calls its parent's
      if (fn.fact.isClass && base.kind === 'fn') solver.copy(this.nodeOf(fn.file, fn.fact.self), this.nodeOf(this.fns[base.fn]!.file, this.fns[base.fn]!.fact.self));
    });
  }

  /** `util.inherits(Sub, Base)`. */
  inherits(sub: NodeId, base: NodeId): void {
    this.solver.watch(sub, (obj) => {
      if (obj.kind !== 'fn') return;
      this.inherit(this.fns[obj.fn]!, base);
      this.solver.copy(base, this.solver.prop(obj, 'super_'));
    });
  }

  noteBase(fn: Fn, path: string): void {
    if (!isHarmlessBase(path)) fn.externalBase ??= path;
  }

  patch(name: string, patch: Patch): void {
    const known = this.patched.get(name);
    if (known) known.push(patch);
    else this.patched.set(name, [patch]);
  }

}

const cachedAt = (table: Obj[], at: number, make: () => Obj): Obj => (table[at] ??= make());
