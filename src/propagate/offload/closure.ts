// All code that runs when a function is called in a worker thread, and the first thing in it that cannot.
import { givesFreshBytes, isPureFunction, packageSetBy } from '../../apis/offload.ts';
import { OffloadReader } from '../../facts/offload/outside.ts';
import type { ImportRead, OffloadProblem, OutsideUse } from '../../facts/offload/problem.ts';
import type { ReasonCode } from '../../core/plan.ts';
import { spanKey, type SourceFile, type Span } from '../../core/source.ts';
import { isMockedAnywhere } from '../mocked.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';

/** A problem in a file of the program. */
export interface PlacedProblem extends OffloadProblem {
  readonly file: number;
}

export interface Closure {
  /** Functions that may run in the worker. */
  readonly fns: ReadonlySet<number>;
  /** Files whose top level runs, too. */
  readonly modules: ReadonlySet<number>;
  readonly problem?: PlacedProblem;
}

/** What code may do in the other thread. */
export interface ThreadRules {
  /** A function by its path (`crypto.createHash().update`). */
  readonly mayCall: (path: string) => boolean;
  /** It may be asynchronous. */
  readonly mayWait: boolean;
  /** The code of the problem with a function that may not be called, when it is a special one. */
  readonly forbids?: (path: string) => ReasonCode | undefined;
}

export class Closures {
  private readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly readers = new Map<number, OffloadReader>();
  private readonly sites = new Map<string, Site>();
  private readonly fnAt = new Map<string, Fn>();

  private readonly rules: ThreadRules;

  constructor(linked: Linked, sources: ReadonlyMap<string, SourceFile>, rules: ThreadRules = { mayCall: isPureFunction, mayWait: false }) {
    this.linked = linked;
    this.rules = rules;
    this.sources = sources;
    for (const site of linked.sites) this.sites.set(`${site.file} ${spanKey(site.fact.span)}`, site);
    for (const fn of linked.fns) if (fn.fact.index > 0) this.fnAt.set(`${fn.file} ${spanKey(fn.fact.span)}`, fn);
  }

  /** What runs when `task` is called in a worker, loading its module included. */
  of(task: Fn): Closure {
    const walk: Walk = { fns: new Set(), modules: new Set(), entered: [], packages: new Set(), queue: [], problems: [] };
    this.enter(walk, task.file, task.fact.span, task);
    this.load(walk, task.file);
    for (let next = walk.queue.shift(); next && walk.problems.length === 0; next = walk.queue.shift()) next();
    // a function that another module has put there: the worker does not load that one
    for (const { file, by, at, text } of walk.entered) if (!walk.modules.has(file)) walk.problems.push({ code: 'offload-captured-state', to: `${text}(), which another module puts there`, at, file: by });
    const setting = this.setElsewhere(walk);
    if (setting) walk.problems.push({ code: 'offload-captured-state', to: `settings of ${packageSetBy([...setting.externals].find(packageSetBy)!)!}`, at: setting.fact.span.start, file: setting.file });
    const [problem] = walk.problems;
    return { fns: walk.fns, modules: walk.modules, ...(problem && { problem }) };
  }

  /** Positions of arguments of a call that hold bytes which nobody needs afterwards. */
  movedAt(site: Site): readonly number[] {
    return (this.reader(site.file)?.moved(site.fact.span) ?? []).flatMap(({ index, maker }) => {
      if (typeof maker === 'string') return givesFreshBytes(maker) ? [index] : [];
      const made = this.sites.get(`${site.file} ${spanKey(maker)}`);
      const isFresh = made !== undefined && !made.unknown && made.targets.size === 0 && made.externals.size > 0 && [...made.externals].every((path) => givesFreshBytes(path) && !this.isPatched(path));
      return isFresh ? [index] : [];
    });
  }

  private reader(file: number): OffloadReader | undefined {
    const source = this.sources.get(this.linked.files[file]!.file);
    if (!this.readers.has(file) && source) this.readers.set(file, new OffloadReader(source));
    return this.readers.get(file);
  }

  /** A function, or a class with all its methods, may run. */
  private enter(walk: Walk, file: number, span: Span, task?: Fn): void {
    const inside = this.linked.fns.filter((fn) => fn.file === file && fn.fact.index > 0 && span.start <= fn.fact.span.start && fn.fact.span.end <= span.end);
    const known = inside.every(({ id }) => walk.fns.has(id));
    if (inside.length > 0 && known) return;
    for (const fn of inside) walk.fns.add(fn.id);
    walk.queue.push(() => {
      for (const fn of inside) this.writes(walk, fn, span, task);
      this.use(walk, file, this.reader(file)?.outside(span, task !== undefined));
    });
  }

  private use(walk: Walk, file: number, use: OutsideUse | undefined): void {
    if (!use) return void walk.problems.push({ code: 'offload-unproven', to: 'a file that cannot be read', at: 0, file });
    for (const problem of use.problems) if (!this.rules.mayWait || problem.code !== 'offload-asynchronous' || problem.to === 'a generator') walk.problems.push({ ...problem, file });
    for (const span of use.functions) this.enter(walk, file, span);
    for (const read of use.reads) if (!this.isSame(file, read)) walk.problems.push({ code: 'offload-captured-state', to: read.text, at: read.at, file });
    for (const { name, at } of use.shared) if (this.isChanged(file, name)) walk.problems.push({ code: 'offload-captured-state', to: `${name}, which other modules get`, at, file });
    for (const call of use.calls) {
      const site = this.sites.get(`${file} ${spanKey(call.span)}`);
      const refuse = (): void => void walk.problems.push({ code: 'offload-unproven', to: `${call.text}()`, at: call.span.start, file });
      if (!site) { refuse(); continue; }
      for (const target of site.targets) {
        const fn = this.linked.fns[target]!;
        this.enter(walk, fn.file, this.wholeOf(fn));
        if (fn.file !== file) walk.entered.push({ file: fn.file, by: file, at: call.span.start, text: call.text });
      }
      if (call.data) continue;
      const externals = [...site.externals];
      for (const path of externals) walk.packages.add(path.split('.')[0]!);
      const stubbed = externals.find((path) => this.isPatched(path));
      if (stubbed !== undefined) walk.problems.push({ code: 'offload-mocked', to: `${call.text}()`, at: call.span.start, file });
      if (site.unknown || (site.targets.size === 0 && externals.length === 0 && site.hosts.length === 0) || !externals.every(this.rules.mayCall)) {
        const special = externals.flatMap((path) => this.rules.forbids?.(path) ?? [])[0];
        if (special === undefined) refuse();
        else walk.problems.push({ code: special, to: `${call.text}()`, at: call.span.start, file });
      }
    }
  }

  /** A call that sets up a package which the worker uses, and that the worker does not come to while it loads its modules. */
  private setElsewhere(walk: Walk): Site | undefined {
    return this.linked.sites.find((site) => {
      const sets = [...site.externals].some((path) => walk.packages.has(packageSetBy(path) ?? ''));
      return sets && !(walk.modules.has(site.file) && this.linked.fns[site.within]!.fact.kind === 'module');
    });
  }

  /** It, or what it is taken from, is replaced somewhere. */
  private isPatched(path: string): boolean {
    const parts = path.replace(/^node:/, '').split(/(?=[.(])/);
    return parts.some((_, index) => (this.linked.patched.get(parts.slice(0, index + 1).join('')) ?? []).length > 0);
  }

  /** What is read of another module is the same in each thread. */
  private isSame(file: number, { specifier, name, use }: ImportRead): boolean {
    const target = this.linked.fileAt(file, specifier);
    if (target === undefined) {
      const path = `${specifier.replace(/^node:/, '')}${name === undefined || name === 'default' ? '' : `.${name}`}`;
      return !/^[./]/.test(specifier) && !this.isPatched(path) && (name === 'constants' || this.rules.mayCall(path));
    }
    const known = this.reader(target)?.exported(name!);
    if (known?.kind === 'value') return !this.isOverwritten(target, name!);
    return known?.kind === 'data' && use === 'read' && known.exportedAs.every((each) => !this.isChanged(target, each));
  }

  /** Another module may put something else there. */
  private isOverwritten(target: number, name: string): boolean {
    const { linked } = this;
    const exports = new Set(linked.exportsOf(target).map(({ id }) => id));
    return linked.files.some(({ constraints }, file) => file !== target && constraints.some((each) => each[0] === 'store' && each[2] === name && [...linked.solver.values(linked.nodeOf(file, each[1]))].some(({ id }) => exports.has(id))));
  }

  /** Another module may change an object that this one exports. */
  private isChanged(target: number, name: string): boolean {
    const importers = [...(this.linked.importersOf.get(this.linked.files[target]!.file) ?? [])].map((id) => this.linked.files.findIndex(({ file }) => file === id));
    return this.isOverwritten(target, name) || !importers.every((importer) => this.reader(importer)?.onlyReads(name, (specifier) => this.linked.fileAt(importer, specifier) === target));
  }

  /** A constructor stands for its class. */
  private wholeOf({ file, fact }: Fn): Span {
    if (!fact.isClass) return fact.span;
    const around = this.linked.fns.filter((fn) => fn.file === file && fn.fact.isClass && fn.fact.span.start <= fact.span.start && fact.span.end <= fn.fact.span.end);
    return around[0]?.fact.span ?? fact.span;
  }

  private writes(walk: Walk, fn: Fn, root: Span, task: Fn | undefined): void {
    const file = this.linked.files[fn.file]!;
    for (const write of fn.fact.writes) {
      if (write.of === 'parameter' && fn === task) walk.problems.push({ code: 'offload-mutates-argument', to: fn.fact.name, at: write.at, file: fn.file });
      if (typeof write.of !== 'number' || write.of === fn.fact.index) continue;
      const owner = file.functions[write.of]!;
      const isInside = root.start <= owner.span.start && owner.span.end <= root.end && owner.index > 0;
      if (!isInside) walk.problems.push({ code: 'offload-captured-state', to: owner.name === '' ? 'a variable of its module' : `a variable of ${owner.name}`, at: write.at, file: fn.file });
    }
  }

  private load(walk: Walk, file: number): void {
    if (walk.modules.has(file)) return;
    walk.modules.add(file);
    if (isMockedAnywhere(file, this.linked)) walk.problems.push({ code: 'offload-mocked', to: this.linked.files[file]!.file, at: 0, file });
    walk.queue.push(() => {
      const use = this.reader(file)?.load();
      this.use(walk, file, use);
      for (const { specifier, isBare, at } of use?.loads ?? []) {
        const target = this.linked.fileAt(file, specifier);
        if (target !== undefined) this.load(walk, target);
        else if ((isBare && !/^node:/.test(specifier)) || (specifier.startsWith('.') && !specifier.endsWith('.json'))) walk.problems.push({ code: 'offload-load-effects', to: `loading ${specifier}`, at, file });
      }
    });
  }
}

interface Walk {
  readonly fns: Set<number>;
  readonly modules: Set<number>;
  /** Files of functions that are called from other files. */
  readonly entered: { readonly file: number; readonly by: number; readonly at: number; readonly text: string }[];
  /** What it calls functions of. */
  readonly packages: Set<string>;
  readonly queue: (() => void)[];
  readonly problems: PlacedProblem[];
}
