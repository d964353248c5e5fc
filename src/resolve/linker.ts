// Facts of all files -> who calls whom: the constraints of each file joined in one solver, without types.
import type { Constraint, FileFacts, FunctionFact, SiteFact, ValueNode } from '../core/facts.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { Calls } from './calls.ts';
import { isCore, isHarmlessBase, isTestTool } from './builtins.ts';
import { externalName, ModuleResolver } from './modules.ts';
import { readKeyed, storeKeyed } from './keys.ts';
import { beginsWith, endsWith } from './patterns.ts';
import type { Precision } from './precision.ts';
import { BY_INDEX, BY_NAME, Solver, type Escape, type FnId, type NodeId, type Obj, type ObjId, type ObjKind } from './solver.ts';
import { somewhereIn } from './deferred.ts';
import { ANYONE, DATA, heldBy, NOBODY, type Holders } from './met.ts';

/** A function of the program. */
export interface Fn {
  readonly id: FnId;
  readonly file: number;
  readonly fact: FunctionFact;
  /** Names of the properties it is stored under, and in what. */
  readonly storedAs: Map<string, Set<Obj>>;
  readonly escapes: Escape[];
  /** External class that its class (or prototype) extends, when that one may call overridden methods. */
  externalBase: string | undefined;
  /** Target of a `new`. */
  constructed: boolean;
  /** Code outside of the repository can reach it through a public entry. */
  isPublic: boolean;
}

/** What hands a function its arguments and gets its result. */
export type HostKind = 'awaited' | 'remembered' | 'loop' | 'sort' | 'replace' | 'then' | 'fire' | 'test' | 'suite' | 'throws' | 'expect' | 'executor';

export interface HostUse {
  readonly site: number;
  readonly fn: FnId;
  readonly host: HostKind;
  /** loop: the method; test: the runner; throws: the assertion's path. */
  readonly name: string;
  /** loop: the receiver is proven to be an array (or string, for replace). */
  readonly known: boolean;
  /** Position of the callback among the arguments. */
  readonly argument: number;
}

/** One call of the program. */
export interface Site {
  readonly id: number;
  readonly file: number;
  readonly fact: SiteFact;
  /** The function it stands in. */
  readonly within: FnId;
  readonly targets: Set<FnId>;
  /** Paths of external functions that it may call: `fs.readFileSync`. */
  readonly externals: Set<string>;
  /** The callee may be something that isn't understood. */
  unknown: boolean;
  readonly hosts: HostUse[];
}

/** A replacement of an API by a test or a patch. */
export interface Patch {
  readonly file: number;
  readonly at: number;
  /** The one file that sees it. */
  readonly only?: FileId;
  /** The whole module is replaced for whoever loads it later: `jest.mock('fs', …)`. */
  readonly module?: true;
  /** The call that replaces it, when it is one that ends with a test or by `restore()`. */
  readonly site?: number;
}

export interface Linked {
  readonly files: readonly FileFacts[];
  readonly fns: readonly Fn[];
  readonly sites: readonly Site[];
  /** Sites that may call a function, by function. */
  readonly callers: readonly (readonly Site[])[];
  readonly hostUses: readonly (readonly HostUse[])[];
  readonly solver: Solver;
  /** How sharply it was looked at. */
  readonly precision: Precision;
  /** Global node of a file's value node. */
  readonly nodeOf: (file: number, node: ValueNode) => NodeId;
  /** APIs that tests or patches replace: `fs` or `fs.readFileSync` -> where. */
  readonly patched: ReadonlyMap<string, readonly Patch[]>;
  readonly importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>;
  /** Objects that code which is not seen may hold, and which code that is. */
  readonly met: Holders;
  /** What a file exports: the namespace of an ES module, the values of `module.exports`. */
  readonly exportsOf: (file: number) => readonly Obj[];
  /** Index of the file of the repository that a specifier leads to. */
  readonly fileAt: (file: number, specifier: string) => number | undefined;
  /** Solves on with another text of some files, where that can be done, and uses all of this up (changed-program.ts). */
  readonly carryOn: (files: readonly FileFacts[]) => number | undefined;
}

export interface LinkOptions {
  /** Exports of public entries in a file are called from outside (`keep`, `dual`) or only by what is seen (`break`). */
  readonly publicIsSeen: (file: FileId) => boolean;
}

/** Kinds of values that nobody can add properties to. */
const FIXED = new Set<ObjKind>(['ext', 'unknown', 'prim', 'data', 'special']);

/** Properties that every function has. */
const OF_FUNCTIONS: ReadonlySet<string> = new Set(['prototype', 'constructor']);
const NO_NAMES: ReadonlySet<string> = new Set();

export class Linker {
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
  readonly resolver: ModuleResolver;
  readonly repo: ScannedRepo;
  readonly importersOf = new Map<FileId, Set<FileId>>();
  private readonly fileIndex = new Map<FileId, number>();
  private readonly nodeBase: number[] = [];
  private readonly fnBase: number[] = [];
  private readonly modules: Obj[] = [];
  private readonly namespaces: Obj[] = [];
  readonly UNKNOWN: Obj;
  readonly DATA: Obj;
  /** Files that a file loads through rewire, proxyquire and the like. */
  readonly loaded = new Map<number, FileId[]>();
  /** What can only be said when all flow is known. */
  readonly later: (() => void)[] = [];
  /** Of each computed read: reads everything if nothing is known of its name. */
  private readonly keyed: (() => void)[] = [];
  private publicIsSeen: LinkOptions['publicIsSeen'] = () => false;
  private unknownRequire = false;
  /** Pairs of objects whose properties were joined already. */
  private readonly assigned = new Set<number>();
  // tables instead of keys: making a key takes longer than finding what is under it
  private readonly externals = new Map<string, Obj>();
  private readonly unknowns = new Map<string, Obj>();
  private readonly members = new Map<Obj, Map<string, Obj>>();
  private readonly fnObjs: (Obj | undefined)[] = [];
  private readonly specials = new Map<Obj, Map<string, Obj>>();
  /** Deferred files that an object was given to, by object. */
  private readonly met = new Map<Obj, Set<string>>();
  /** Objects that a foreign function had as `this`. */
  private readonly lent = new Map<Obj, Set<string>>();
  private readonly opened = new Map<ObjId, Set<ObjId>>();
  /** Object and array literals by file and number. */
  private readonly literals: Obj[][] = [];
  /** Nodes that hold one object and nothing else. */
  private readonly holders = new Map<Obj, NodeId>();
  /** How deep in what is exported each published node is, by where it is exported. */
  private readonly published = new Map<Escape, Map<NodeId, number>>();
  private readonly calls: Calls;

  private readonly precision: Precision;

  constructor(files: readonly FileFacts[], repo: ScannedRepo, precision: Precision) {
    this.precision = precision;
    this.solver = new Solver(precision);
    this.files = [...files];
    this.repo = repo;
    this.resolver = new ModuleResolver(repo);
    this.UNKNOWN = this.solver.obj('unknown');
    this.solver.lost = this.solver.obj('unknown', { path: 'lost' });
    this.DATA = this.solver.obj('data');
    this.solver.anyString = this.primitive('string');
    this.calls = new Calls(this);
    files.forEach((f, index) => this.fileIndex.set(f.file, index));
    for (const [index, file] of files.entries()) this.enter(index, file);
    files.forEach((_, index) => {
      const module = this.solver.obj('module', { path: String(index) });
      const exports = this.solver.obj('exports', { path: String(index) });
      this.solver.add(this.solver.prop(module, 'exports'), exports);
      this.modules.push(module);
      this.namespaces.push(this.solver.obj('namespace', { path: String(index) }));
    });
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
  external(path: string): Obj {
    let obj = this.externals.get(path);
    if (!obj) this.externals.set(path, (obj = this.makeExternal(path)));
    return obj;
  }
  /** What a member of something foreign is. */
  memberOf(obj: Obj, name: string): Obj {
    return name === 'default' ? this.external(obj.path) : cached(this.members, obj, name, () => this.external(`${obj.path}.${name}`));
  }
  private makeExternal(path: string): Obj {
    // long chains (a.next.next, builder().x().y()) would never end: past a few steps it's just something unknown
    const steps = path.match(/\.|\(\)/g)?.length ?? 0;
    if (steps > (isTestTool(path) ? 4 : isCore(path) ? 3 : 2)) return this.unknownOf(path);
    return this.solver.intern(`ext:${path}`, () => this.solver.obj('ext', { path }));
  }
  /** What something foreign gives that is not known any more; of a deferred file it is still known which. */
  unknownOf(path: string): Obj {
    if (path === '') return this.UNKNOWN;
    let obj = this.unknowns.get(path);
    if (!obj) {
      const somewhere = somewhereIn(path);
      obj = somewhere === undefined ? this.UNKNOWN : this.solver.intern(`ext:${somewhere}`, () => this.solver.obj('ext', { path: somewhere }));
      this.unknowns.set(path, obj);
    }
    return obj;
  }
  /** @param type `string`, `other`, or what is known of a string (patterns.ts) */
  primitive(type: string): Obj {
    return this.solver.intern(`prim:${type}`, () => this.solver.obj('prim', { path: type }));
  }
  special(path: string, of: Obj): Obj {
    return cached(this.specials, of, path, () => this.solver.obj('special', { path, of: of.id, fn: of.fn }));
  }

  /** Joins all files and solves. */
  link(options: LinkOptions): Linked {
    this.publicIsSeen = options.publicIsSeen;
    this.solver.onRead = (obj, prop, to) => this.calls.read(obj, prop, to);
    for (const index of this.files.keys()) this.join(index);
    this.settle();
    this.hostLoadedModules();
    for (const fn of this.fns) {
      const at = this.rewired.get(fn.fact.name);
      if (at && fn.fact.within === 0) this.escapeFn(fn, { reason: 'rewired', ...at, to: 'rewire' });
    }
    this.solver.run();
    this.dropExports();
    return {
      files: this.files.map((facts, index) => ({ ...facts, hasExports: this.exportsAnything(index) })), fns: this.fns, sites: this.sites, callers: this.callers, hostUses: this.hostUses, solver: this.solver, precision: this.precision, nodeOf: this.nodeOf,
      patched: this.patched, importersOf: this.importersOf, met: this.allMet(),
      exportsOf: (file) => (this.isEsm(this.files[file]!) ? [this.namespaces[file]!] : [...this.solver.values(this.solver.prop(this.modules[file]!, 'exports'))]),
      fileAt: (file, specifier) => {
        const found = this.fileAt(file, specifier);
        return found === undefined ? undefined : this.fileIndex.get(found);
      },
      carryOn: (files) => this.carryOn(files),
    };
  }

  private join(index: number): void {
    const file = this.files[index]!;
    for (const constraint of file.constraints) this.apply(index, constraint);
    for (const fact of file.sites) this.addSite(index, fact);
    for (const fact of file.functions) this.prepare(this.fnOf(index, fact.index));
    if (file.dynamicCode) for (const fact of file.functions) if (fact.index > 0) this.escapeFn(this.fnOf(index, fact.index), { reason: 'dynamic-code', file: index, at: fact.span.start, to: 'eval or with' });
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
      const old = this.fileIndex.get(file.file)!;
      this.files.push(file);
      this.fileIndex.set(file.file, index);
      this.modules.push(this.modules[old]!);
      this.namespaces.push(this.namespaces[old]!);
      this.enter(index, file);
    }
    for (let index = first; index < this.files.length; index++) this.join(index);
    this.settle();
    this.solver.run();
    return first;
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

  private allMet(): Holders {
    for (const [obj, keepers] of this.lent) if (this.isForeignKind(obj)) for (const by of keepers) this.meet(obj, by);
    // what a full node dropped went wherever `lost` did
    const keepers = [ANYONE, ...(this.met.get(this.solver.lost) ?? [])];
    for (const obj of this.solver.droppedObjects) for (const by of keepers) this.meet(obj, by);
    return heldBy(this.met, this);
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
    if (fn.fact.directive && fn.fact.directive.kind !== 'make-async') fn.escapes.push({ reason: 'directive', file: fn.file, at: fn.fact.directive.span.start, to: fn.fact.directive.text });
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
      case 'storeKey': this.keyed.push(storeKeyed(solver, n(c[1]), n(c[2]), (obj, name) => this.store(obj, name, n(c[3]), file))); break;
      case 'sum': solver.watch(n(c[1]), (obj) => solver.add(n(c[2]), obj.kind === 'prim' && obj.path === 'other' ? obj : this.primitive('string'))); break;
      case 'store': solver.watch(n(c[1]), (obj) => this.store(obj, c[2], n(c[3]), file)); break;
      case 'prefix': solver.add(n(c[1]), this.primitive(beginsWith(c[2]))); break;
      case 'suffix': solver.add(n(c[1]), this.primitive(endsWith(c[2]))); break;
      case 'prim': solver.add(n(c[1]), this.primitive(c[2])); break;
      case 'unknown': solver.add(n(c[1]), this.UNKNOWN); break;
      case 'global':
        solver.add(n(c[1]), this.external(c[2]));
        if (c[2] !== 'globalThis') solver.copy(solver.prop(this.external('globalThis'), c[2]), n(c[1]));
        break;
      case 'require': this.require(file, c[2], n(c[1])); break;
      case 'dynamic': this.dynamic(file, c[2], n(c[1])); break;
      case 'import': this.import(file, c[2], c[3], n(c[1])); break;
      case 'export': {
        const own = solver.prop(this.namespaces[file]!, c[1]);
        solver.copy(n(c[2]), own);
        break;
      }
      case 'reexport': this.reexport(file, c[1], c[2], c[3]); break;
      case 'inherit': this.inherit(this.fnOf(file, c[1]), n(c[2])); break;
      case 'super': {
        if (c[2] < 0) { solver.add(n(c[1]), this.UNKNOWN); break; }
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
      case 'escape': this.escape(n(c[1]), { reason: c[2], file, at: c[3], to: c[2] === 'unread-caller' ? this.files[file]!.file : c[2] }); break;
      case 'enumerated': break;
      case 'moduleObject': solver.add(n(c[1]), this.modules[file]!); break;
      case 'exportsObject': solver.copy(solver.prop(this.modules[file]!, '#initial'), n(c[1])); solver.watch(solver.prop(this.modules[file]!, 'exports'), (obj) => { if (obj.kind === 'exports') solver.add(n(c[1]), obj); }); break;
    }
  }

  /** from -> obj.prop, with what that means for a function that becomes a method. */
  store(obj: Obj, prop: string, from: NodeId, file: number): void {
    const { solver } = this;
    if (obj.kind === 'unknown') {
      this.escape(from, { reason: 'stored-outside', file, at: 0, to: `.${prop}` });
      return;
    }
    if (obj.kind === 'data') return this.escape(from, { reason: 'stored-outside', file, at: 0, to: `.${prop}`, by: DATA });
    if (obj.kind === 'prim' || obj.kind === 'special') return;
    if (prop === '__proto__') {
      solver.watch(from, (parent) => { if (parent.kind !== 'unknown') solver.addParent(obj, parent); });
      return;
    }
    if (obj.kind !== 'ext' || obj.path === 'globalThis') {
      if (!solver.copy(from, solver.prop(obj, prop))) return;
      if (obj.kind === 'array' && prop === '*') solver.copy(from, solver.prop(obj, BY_NAME));
    }
    if (obj.kind === 'ext') {
      if (obj.path !== 'globalThis') {
        this.patch(`${obj.path}.${prop}`, { file, at: 0 });
        this.escape(from, { reason: 'stored-outside', file, at: 0, to: `${obj.path}.${prop}` });
      }
      return;
    }
    solver.watch(from, (value) => {
      if (value.kind !== 'fn') return;
      const fn = this.fns[value.fn]!;
      let holders = fn.storedAs.get(prop);
      if (!holders) fn.storedAs.set(prop, (holders = new Set()));
      holders.add(obj);
      if (fn.fact.kind !== 'arrow' && !fn.fact.isClass) {
        const self = obj.kind === 'proto' ? this.instance(this.fns[obj.fn]!) : obj;
        if (obj.kind !== 'module') solver.add(this.nodeOf(fn.file, fn.fact.self), self);
      }
    });
    if (prop === 'prototype' && obj.kind === 'fn') {
      // Foo.prototype = {…}: the literal's functions are methods of Foo's instances
      solver.watch(from, (proto) => {
        if (proto.kind !== 'object') return;
        solver.eachProp(proto, (_, node) => solver.watch(node, (value) => {
          if (value.kind === 'fn' && this.fns[value.fn]!.fact.kind !== 'arrow') solver.add(this.nodeOf(this.fns[value.fn]!.file, this.fns[value.fn]!.fact.self), this.instance(this.fns[obj.fn]!));
        }));
      });
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
        solver.eachProp(source, (prop, node) => { if (prop !== 'constructor' && (!prop.startsWith('#') || prop === BY_INDEX)) this.store(target, prop, node, file); });
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

  /** What node holds leaves the part that is understood: functions in it have callers that nobody sees. */
  escape(node: NodeId, escape: Escape): void {
    this.solver.watch(node, (obj) => this.escapeObj(obj, escape));
  }

  escapeObj(obj: Obj, escape: Escape): void {
    // plain values are most of what goes anywhere
    if (obj.kind !== 'special' && FIXED.has(obj.kind) && obj !== this.solver.lost) return;
    if (escape.reason !== 'public-api' && somewhereIn(escape.to) === undefined) this.meet(obj, escape.by ?? ANYONE);
    this.open(obj, escape.to);
    switch (obj.kind) {
      case 'fn': this.escapeFn(this.fns[obj.fn]!, escape); this.escapeProps(obj, escape, OF_FUNCTIONS); break;
      case 'special': if (obj.fn >= 0) this.escapeFn(this.fns[obj.fn]!, escape); break;
      case 'promise': case 'object': case 'array': case 'map': case 'exports': case 'namespace': this.escapeProps(obj, escape, NO_NAMES); break;
    }
  }

  /** What code of a deferred file was given it may change: whatever is read off it may come from there. */
  open(obj: Obj, path: string): void {
    if (FIXED.has(obj.kind)) return;
    const somewhere = this.unknownOf(path);
    if (somewhere !== this.UNKNOWN) this.openFrom(obj, somewhere);
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

  private escapeFn(fn: Fn, escape: Escape): void {
    const deferred = somewhereIn(escape.to) !== undefined;
    const first = deferred ? !fn.escapes.some((e) => somewhereIn(e.to) === somewhereIn(escape.to)) : !fn.isPublic && fn.escapes.every((e) => e.reason === 'directive' || somewhereIn(e.to) !== undefined);
    if (escape.reason === 'public-api') {
      if (fn.isPublic) return;
      fn.isPublic = true;
    }
    if (escape.reason !== 'public-api' || !this.publicIsSeen(this.files[fn.file]!.file)) {
      if (fn.escapes.some((e) => e.reason === escape.reason && e.to === escape.to)) return;
      fn.escapes.push(escape);
    }
    if (!first) return;
    const given = this.unknownOf(escape.to);
    for (const param of fn.fact.params) this.solver.add(this.nodeOf(fn.file, param), given);
    if (fn.fact.args >= 0) this.solver.add(this.nodeOf(fn.file, fn.fact.args), given);
    this.escape(this.nodeOf(fn.file, fn.fact.result), { ...escape, reason: escape.reason === 'public-api' ? 'public-api' : 'returned-outside' });
  }

  private noteImport(from: number, to: FileId): void {
    let set = this.importersOf.get(to);
    if (!set) this.importersOf.set(to, (set = new Set()));
    set.add(this.files[from]!.file);
  }

  /** Value of `require(specifier)`. */
  require(file: number, specifier: string, to: NodeId): void {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'data') return this.solver.add(to, this.DATA);
    if (found.kind === 'external') return this.solver.add(to, this.external(found.name));
    const target = this.fileIndex.get(found.file);
    this.noteImport(file, found.file);
    if (target === undefined) return this.solver.add(to, found.file.endsWith('.json') ? this.DATA : this.UNKNOWN);
    this.moduleValue(target, to);
  }

  private moduleValue(target: number, to: NodeId): void {
    const facts = this.files[target]!;
    if (this.isEsm(facts)) this.solver.add(to, this.namespaces[target]!);
    else this.solver.copy(this.solver.prop(this.modules[target]!, 'exports'), to);
  }

  private isEsm(facts: FileFacts): boolean {
    return facts.constraints.some((c) => c[0] === 'export' || c[0] === 'reexport') || (!facts.hasExports && facts.constraints.some((c) => c[0] === 'import'));
  }

  private import(file: number, specifier: string, name: string, to: NodeId): void {
    const { solver } = this;
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'external') {
      const path = externalName(found.name);
      solver.add(to, this.external(name === '*' || name === 'default' ? path : `${path}.${name}`));
      return;
    }
    if (found.kind === 'data') return solver.add(to, this.DATA);
    const target = this.fileIndex.get(found.file);
    this.noteImport(file, found.file);
    if (target === undefined) return solver.add(to, found.file.endsWith('.json') ? this.DATA : this.UNKNOWN);
    this.exported(target, name, to);
  }

  /** Export `name` of a file of the repository ('*': its namespace). */
  private exported(target: number, name: string, to: NodeId): void {
    const { solver } = this;
    const esm = this.isEsm(this.files[target]!);
    if (name === '*') {
      solver.add(to, this.namespaces[target]!);
      if (!esm) {
        const exports = solver.prop(this.modules[target]!, 'exports');
        solver.copy(exports, solver.prop(this.namespaces[target]!, 'default'));
        this.assign(exports, this.holding(this.namespaces[target]!), target);
        solver.copy(exports, to);
      }
      return;
    }
    if (esm) solver.read(this.namespaces[target]!, name, to);
    else {
      const exports = solver.prop(this.modules[target]!, 'exports');
      if (name === 'default') solver.copy(exports, to);
      solver.watch(exports, (obj) => solver.read(obj, name, to));
    }
  }

  private holding(obj: Obj): NodeId {
    let node = this.holders.get(obj);
    if (node === undefined) {
      this.holders.set(obj, (node = this.solver.node()));
      this.solver.add(node, obj);
    }
    return node;
  }

  private reexport(file: number, specifier: string, name: string, as: string): void {
    const { solver } = this;
    const own = this.namespaces[file]!;
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'file') this.noteImport(file, found.file);
    const target = found.kind === 'file' ? this.fileIndex.get(found.file) : undefined;
    if (target === undefined) {
      if (found.kind !== 'external') return;
      if (as === '*') solver.addParent(own, this.external(found.name));
      else solver.add(solver.prop(own, as), this.external(name === '*' || name === 'default' ? found.name : `${found.name}.${name}`));
      return;
    }
    if (as === '*') {
      if (this.isEsm(this.files[target]!)) solver.addParent(own, this.namespaces[target]!);
      else solver.watch(solver.prop(this.modules[target]!, 'exports'), (obj) => solver.addParent(own, obj));
    } else this.exported(target, name, solver.prop(own, as));
  }

  private dynamic(file: number, prefix: string, to: NodeId): void {
    const candidates = this.resolver.underPrefix(this.files[file]!.file, prefix);
    this.solver.add(to, this.UNKNOWN);
    if (!candidates) this.unknownRequire = true;
    const named = this.files[file]!.relativeStrings.flatMap((s) => this.fileAt(file, s) ?? []);
    for (const candidate of [...(candidates ?? []), ...named]) {
      this.noteImport(file, candidate);
      const target = this.fileIndex.get(candidate);
      if (target !== undefined && target !== file) this.moduleValue(target, to);
    }
  }

  patch(name: string, patch: Patch): void {
    const known = this.patched.get(name);
    if (known) known.push(patch);
    else this.patched.set(name, [patch]);
  }

  /** The file of the repository that a specifier leads to. */
  fileAt(file: number, specifier: string): FileId | undefined {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    return found.kind === 'file' ? found.file : undefined;
  }

  /** A relative path handed to some loader (proxyquire, rewire, a wrapper of require): its exports may come back. */
  loadedByPath(file: number, specifier: string, to: NodeId): boolean {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    const target = found.kind === 'file' ? this.fileIndex.get(found.file) : undefined;
    if (target === undefined || found.kind !== 'file' || target === file) return false;
    this.noteImport(file, found.file);
    this.loaded.set(file, [...(this.loaded.get(file) ?? []), found.file]);
    this.moduleValue(target, to);
    return true;
  }

  /** Exports of its own syntax, or what value flow put into the exports object: `this.x =`, `Object.assign(exports, …)`. */
  private exportsAnything(file: number): boolean {
    const holds = ([name, node]: readonly [string, NodeId]): boolean => !name.startsWith('#') && !this.solver.isEmpty(node);
    const exported = this.solver.values(this.solver.prop(this.modules[file]!, 'exports'));
    return this.files[file]!.hasExports || [...exported].some((obj) => obj.kind === 'exports' && [...obj.props].some(holds));
  }

  /** Modules that nobody in the repository imports are loaded by somebody else: their exports have unseen callers. */
  private hostLoadedModules(): void {
    const entries = new Set(this.repo.packages.flatMap((p) => (p.private ? [] : p.publicEntries)));
    const ownEntries = new Set(this.repo.packages.flatMap((p) => p.publicEntries));
    const hosts = new Map(this.repo.packages.flatMap((p) => p.hostLoads ?? []).map(({ file, by }) => [file, by]));
    const sources = new Map(this.repo.files.map((f) => [f.id, f]));
    for (const [index, facts] of this.files.entries()) {
      if (!this.exportsAnything(index)) continue;
      const { role } = sources.get(facts.file)!;
      const importers = [...(this.importersOf.get(facts.file) ?? [])];
      // where modules are loaded by computed names, being imported by tests alone says nothing
      const imported = importers.some((from) => !this.unknownRequire || sources.get(from)?.role !== 'test' || role === 'test');
      let reason: ReasonCode | undefined;
      const host = hosts.get(facts.file);
      if (host !== undefined) reason = 'host-loaded';
      else if (entries.has(facts.file)) reason = 'public-api';
      else if (ownEntries.has(facts.file)) reason = undefined;
      else if (!imported) reason = role === 'config' ? 'host-config' : role === 'test' ? 'test-export' : this.unknownRequire ? 'dynamic-require' : 'unseen-importer';
      if (!reason) continue;
      const value = this.solver.node();
      this.moduleValue(index, value);
      this.publish(value, { reason, file: index, at: 0, to: host ?? facts.file });
    }
  }

  /** Exports with unseen callers: functions, and the methods of exported classes and instances. */
  private publish(node: NodeId, escape: Escape, depth = 0): void {
    // modules full of objects that lead to each other would be gone through once for each way
    let published = this.published.get(escape);
    if (!published) this.published.set(escape, (published = new Map()));
    if ((published.get(node) ?? Number.POSITIVE_INFINITY) <= depth) return;
    published.set(node, depth);
    this.solver.watch(node, (obj) => {
      this.escapeObj(obj, escape);
      if (depth > 3) return;
      if (obj.kind === 'fn') this.publishMethods(this.solver.prop(obj, 'prototype'), escape, depth);
      if (obj.kind === 'inst') {
        this.solver.eachProp(obj, (_, value) => this.publish(value, escape, depth + 1));
        for (const id of obj.parents) this.publishMethods(this.holding(this.solver.objs[id]!), escape, depth);
      }
      if (obj.kind === 'exports' || obj.kind === 'namespace' || obj.kind === 'object') this.solver.eachProp(obj, (_, value) => this.publish(value, escape, depth + 1));
      // `export * from`: what the other module exports is exported here, too
      if (obj.kind === 'namespace') for (const id of obj.parents) this.publish(this.holding(this.solver.objs[id]!), escape, depth);
    });
  }

  private publishMethods(protos: NodeId, escape: Escape, depth: number): void {
    this.solver.watch(protos, (proto) => {
      if (proto.kind !== 'proto' && proto.kind !== 'object') return;
      if (proto.escaped) return;
      proto.escaped = escape;
      this.solver.eachProp(proto, (name, value) => { if (name !== 'constructor') this.publish(value, escape, depth + 1); });
      for (const id of proto.parents) this.publishMethods(this.holding(this.solver.objs[id]!), escape, depth);
    });
  }
}

function cached(table: Map<Obj, Map<string, Obj>>, of: Obj, name: string, make: () => Obj): Obj {
  let known = table.get(of);
  if (!known) table.set(of, (known = new Map()));
  let obj = known.get(name);
  if (!obj) known.set(name, (obj = make()));
  return obj;
}

const cachedAt = (table: Obj[], at: number, make: () => Obj): Obj => (table[at] ??= make());
