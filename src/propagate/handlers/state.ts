// State that requests share: a handler that looks at it before it waits, and again after that, may find another one.
import { appIn, changesApp, changesIn, changesThis, initOf, mentionsIn, thisIn } from '../../facts/handlers/state-uses.ts';
import type { Binding } from '../../facts/name-uses.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { Obj } from '../../resolve/solver.ts';
import type { FirstWait } from '../shared-state.ts';
import { sitesWithin } from '../sites-within.ts';
import type { Reach } from './reach.ts';

interface Changed {
  /** Variables that are changed, or through which something is; global ones by name. */
  readonly variables: ReadonlySet<Binding | string>;
  readonly objects: ReadonlySet<number>;
  /** Files of which methods change their objects. */
  readonly files: ReadonlySet<number>;
  /** Something of an app is changed through its requests. */
  readonly isApp: boolean;
}

const HELD = new Set(['object', 'array', 'map', 'inst', 'exports', 'namespace', 'module', 'proto']);

export class SharedState {
  private readonly reach: Reach;
  private readonly linked: Linked;
  private changed: Changed | undefined;
  private readonly using = new Map<number, boolean>();
  private readonly fnAt = new Map<string, Fn>();

  constructor(reach: Reach) {
    this.reach = reach;
    this.linked = reach.linked;
  }

  /** Offset of a use of shared state in `fn` that a wait parts from another one; undefined when there is none. */
  partedUse(fn: Fn, first: FirstWait, lastWait: number, isNext: (site: Site) => boolean): number | undefined {
    const before: number[] = [];
    const between: number[] = [];
    const after: number[] = [];
    for (const at of this.usesOf(fn)) (at < first.start ? before : at <= lastWait ? between : after).push(at);
    const waits = sitesWithin(this.linked, fn.id).filter(({ fact }) => fact.span.start >= first.start && fact.span.start <= lastWait);
    for (const site of sitesWithin(this.linked, fn.id)) {
      if (!this.reach.calledAt(site).some((called) => this.uses(called, new Set()))) continue;
      const at = site.fact.span.end;
      // what is called at a wait may use it before and after it waits itself
      if (waits.includes(site)) { before.push(at); after.push(at); } else (at <= first.end ? before : site.fact.span.start > lastWait ? after : between).push(at);
    }
    const parts = [before, between, after].filter((part) => part.length > 0).length;
    if (parts > 1 || between.length > 1) return after[0] ?? between[0];
    // a handler before this one may have set what this one finds
    const found = between[0] ?? after[0];
    return found !== undefined && this.isSetOnTheWay(isNext) ? found : undefined;
  }

  /** A handler that goes on to the next one changes shared state. */
  private isSetOnTheWay(isNext: (site: Site) => boolean): boolean {
    return this.linked.sites.some((site) => {
      if (!isNext(site)) return false;
      for (let index = this.linked.fns[site.within]!.fact.index; index > 0; index = this.linked.files[site.file]!.functions[index]!.within) {
        const fn = this.linked.fns.find((each) => each.file === site.file && each.fact.index === index)!;
        if (this.uses(fn, new Set())) return true;
      }
      return false;
    });
  }

  /** `fn` mentions shared state, or calls something that does. */
  private uses(fn: Fn, seen: Set<number>): boolean {
    const known = this.using.get(fn.id);
    if (known !== undefined) return known;
    if (seen.has(fn.id)) return false;
    seen.add(fn.id);
    const answer = this.usesOf(fn).length > 0 || sitesWithin(this.linked, fn.id).some((site) => this.reach.calledAt(site).some((called) => this.uses(called, seen)));
    this.using.set(fn.id, answer);
    return answer;
  }

  /** Offsets in `fn` itself at which shared state is mentioned. */
  private usesOf(fn: Fn): number[] {
    const reader = this.reach.reader(fn.file);
    const node = reader?.functionAt(fn.fact.span);
    if (!reader || !node) return [];
    const { variables, objects, files, isApp } = this.changes();
    const isWithin = (scope: Node): boolean => scope.start >= node.start && scope.end <= node.end;
    const isShared = (of: Binding | string): boolean => {
      if (typeof of === 'string') return variables.has(of);
      return (!isWithin(of.scope) && variables.has(of)) || this.objectsOf(fn.file, of, new Set()).some(({ id }) => objects.has(id));
    };
    const found = mentionsIn(node, reader.names).filter(({ of }) => isShared(of)).map(({ at }) => at);
    return [...found, ...(isApp ? appIn(node) : []), ...(files.has(fn.file) && isFunction(node) ? thisIn(node) : [])].sort((a, b) => a - b);
  }

  private changes(): Changed {
    if (this.changed) return this.changed;
    for (const fn of this.linked.fns) this.fnAt.set(`${fn.file}:${fn.fact.span.start}:${fn.fact.span.end}`, fn);
    const variables = new Set<Binding | string>();
    let isApp = false;
    const files = new Set<number>();
    const roots = new Set<Obj>();
    for (const file of this.linked.files.keys()) {
      const reader = this.reach.source(file)?.role === 'test' ? undefined : this.reach.reader(file);
      if (!reader) continue;
      for (const { of, by } of changesIn(reader.names)) {
        const fn = this.fnAt.get(`${file}:${by.start}:${by.end}`);
        if (fn && !this.reach.isRunning(fn)) continue;
        variables.add(of);
        if (typeof of !== 'string') for (const obj of this.objectsOf(file, of, new Set())) roots.add(obj);
      }
      if (changesThis(reader.program)) files.add(file);
      isApp ||= changesApp(reader.program);
    }
    return (this.changed = { variables, files, isApp, objects: this.reachedFrom(roots) });
  }

  /** Objects that a variable may hold: of the top level, or given by a call, or read off such a variable. */
  private objectsOf(file: number, binding: Binding, seen: Set<Binding>): Obj[] {
    if (seen.has(binding)) return [];
    seen.add(binding);
    const { solver, nodeOf, files } = this.linked;
    const values = (node: number): Obj[] => [...solver.values(nodeOf(file, node))].filter(({ kind }) => HELD.has(kind));
    const top = binding.scope.type === 'Program' ? files[file]!.topNames[binding.name] : undefined;
    if (top !== undefined) return values(top);
    let init = initOf(binding);
    while (init && (init.type === 'AwaitExpression' || /MemberExpression$/.test(init.type))) init = unwrap((init.type === 'AwaitExpression' ? init['argument'] : init['object']) as Node);
    if (init?.type === 'CallExpression') {
      const site = this.reach.siteAt(file, init.start, init.end);
      return site ? values(site.fact.result) : [];
    }
    const source = init?.type === 'Identifier' ? this.reach.reader(file)?.names.bindings.get(init) : undefined;
    return source ? this.objectsOf(file, source, seen) : [];
  }

  private reachedFrom(roots: ReadonlySet<Obj>): Set<number> {
    const reached = new Set([...roots].map(({ id }) => id));
    for (const id of reached) for (const [, node] of this.linked.solver.objs[id]!.props) for (const value of this.linked.solver.values(node)) if (HELD.has(value.kind)) reached.add(value.id);
    return reached;
  }
}
