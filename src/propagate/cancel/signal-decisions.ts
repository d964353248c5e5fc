// What functions on the way of a signal become: the parameters that take it, the calls that hand it on, what it stops, and catches that let that through.
import type { SignalData } from '../../core/cancellation.ts';
import type { Cause, Note } from '../../core/plan.ts';
import { heldAt } from '../../facts/cancel/held.ts';
import type { ParameterForm } from '../../facts/cancel/parameter.ts';
import { cleanupAround, exitingCatch, isWaitedFor } from '../../facts/cancel/waited-for.ts';
import type { Operation } from '../../facts/operations.ts';
import { swallowedBy } from '../../facts/waiting.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { signalPlacement } from '../../rewrite/cancel/signal-placement.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import type { Ledger } from '../ledger.ts';
import type { StubbedApis } from '../stubbed-apis.ts';
import type { CancelFiles } from './files.ts';
import type { OnPath, Paths } from './paths.ts';
import type { Root } from './roots.ts';
import type { Stays, Takers } from './takers.ts';

export interface SignalParts {
  readonly linked: Linked;
  readonly files: CancelFiles;
  readonly takers: Takers;
  readonly ledger: Ledger;
  readonly stubbed: StubbedApis;
}

export class SignalDecisions {
  readonly notes: Note[] = [];
  private readonly parts: SignalParts;
  private readonly names = new Map<Fn, string>();
  /** Of functions that see the signal of something that is no function: the decision about that. */
  private readonly owners = new Map<Fn, string>();

  constructor(parts: SignalParts) {
    this.parts = parts;
  }

  /** `fn` sees the signal `name`, which comes with the decision `owner`. */
  seeing(fn: Fn, name: string, owner: string): void {
    this.names.set(fn, name);
    this.owners.set(fn, owner);
  }

  /** Something in the function itself can be stopped. */
  stops(fn: Fn): boolean {
    const node = this.parts.files.nodeOf(fn);
    if (!node || fn.fact.kind === 'module') return false;
    return this.operationsIn(fn).some((operation) => !this.against(fn, operation)) || this.loopsIn(fn).length > 0;
  }

  operationsIn(fn: Fn): readonly Operation[] {
    const { files } = this.parts;
    const node = files.nodeOf(fn);
    return node ? files.read(fn.file).sites.operationsIn(node) : [];
  }

  loopsIn(fn: Fn): readonly Node[] {
    const { files, takers } = this.parts;
    const node = files.nodeOf(fn);
    const loops = node ? files.read(fn.file).sites.loopsIn(node) : [];
    return loops.filter((loop) => !cleanupAround(loop) && heldAt(loop, files.read(fn.file).sites.names) === undefined && !takers.refusedAt(fn.file, loop) && !/throwIfAborted/.test(files.source(fn.file)!.text.slice(loop['body'].start, loop['body'].end).slice(0, 80)));
  }

  /** Why an operation gets no signal although its function has one. */
  against(fn: Fn, { node, name, form, key }: Operation): Stays | undefined {
    const { files, takers, ledger, stubbed } = this.parts;
    const { names } = files.read(fn.file).sites;
    const limited = takers.refusedAt(fn.file, node);
    if (limited) return limited;
    const cleanup = cleanupAround(node);
    if (cleanup && !(cleanup === 'catch' && key === 'timers')) return { code: 'cancel-cleanup', to: cleanup };
    const placement = signalPlacement({ node, name, form, key }, names, files.source(fn.file)!.text);
    if ('code' in placement) return placement;
    if (!isWaitedFor(node, names)) return { code: 'cancel-not-awaited', to: `${files.source(fn.file)!.id}:${ledger.location(fn.file, node.start).line}` };
    const held = heldAt(node, names);
    if (held !== undefined) return { code: 'cancel-held', to: held };
    const test = stubbed.by(name);
    return test === undefined ? undefined : { code: 'cancel-stubbed', to: `${test} puts something in the place of ${name}` };
  }

  /** The variable that holds the signal which a function sees. */
  nameIn({ holder }: Pick<OnPath, 'holder'>): string {
    const { files } = this.parts;
    let name = this.names.get(holder);
    if (name === undefined) this.names.set(holder, (name = files.read(holder.file).sites.freeNameIn(files.nodeOf(holder)!)));
    return name;
  }

  /** The decision that a function has its signal by. */
  parameterId(fn: Fn): string {
    return this.owners.get(fn) ?? this.parts.ledger.idOf(fn.file, fn.fact.span, 'pass-signal');
  }

  add(verdict: 'cancel' | 'pass-signal', file: number, span: { readonly start: number; readonly end: number }, name: string, cause: Cause, data: SignalData): string {
    return this.parts.ledger.add(verdict, file, { start: span.start, end: span.end }, name, cause, { ...data });
  }

  /**
   * Parameters, and the calls that give them, from the roots on.
   * @param handed is told of each such call, with the function that it stands in
   */
  enterFunctions(roots: readonly Root[], { onPath, passing }: Paths, handed: (id: string, giver: OnPath) => void = () => {}): void {
    const { linked, takers, ledger } = this.parts;
    const byFn = new Map(roots.map((root) => [root.fn, root]));
    for (const each of onPath.values()) {
      const { fn, holder, by } = each;
      if (holder !== fn || this.owners.has(fn)) continue;
      const root = byFn.get(fn);
      const at = ledger.location(fn.file, fn.fact.span.start);
      if (root?.response !== undefined) {
        this.add('pass-signal', fn.file, fn.fact.span, fn.fact.name || 'a handler', { kind: 'directive', at, text: root.said }, { kind: 'request', name: this.nameIn(each), response: root.response });
        continue;
      }
      const form = takers.form(fn);
      if ('code' in form) throw new Error(`${fn.fact.name} was to take a signal: ${form.code}`);
      const from = by && onPath.get(linked.fns[by.site.within]!);
      const cause: Cause = root?.cause ?? (from ? { kind: 'same-contract', decision: this.parameterId(from.holder), at: ledger.location(by.site.file, by.site.fact.span.start) } : { kind: 'directive', at, text: root?.said ?? '--cancel' });
      const id = this.add('pass-signal', fn.file, fn.fact.span, fn.fact.name || 'a function', cause, { kind: 'parameter', name: this.nameIn(each), form: form.form });
      if (root?.entry) this.enterEntry(root.entry, fn, form, id);
      // one that stands where a signal is hands that on
      for (const call of root?.deadline?.calls ?? []) if (!onPath.has(linked.fns[call.within]!)) ledger.need(id, this.enterArgument(call, fn, this.timeoutIn(call.file, root!.deadline!.ms), id)!);
    }
    for (const { site, from, to } of passing) {
      const giver = onPath.get(from)!;
      const id = this.enterArgument(site, to, this.nameIn(giver), this.parameterId(giver.holder));
      if (id === undefined) continue;
      if (onPath.get(to)!.by?.site === site) ledger.need(this.parameterId(to), id);
      handed(id, giver);
    }
  }

  /** A call of `to` hands on the signal `name`, which is there by the decision `giver`. */
  enterArgument(site: Site, to: Fn, name: string, giver: string): string | undefined {
    const { takers, ledger } = this.parts;
    const form = takers.form(to);
    if ('code' in form) return undefined;
    const id = this.add('pass-signal', site.file, site.fact.span, to.fact.name || 'a function', { kind: 'same-contract', decision: giver, at: ledger.location(site.file, site.fact.span.start) }, { kind: 'argument', name, form: form.form, index: form.index });
    ledger.need(id, giver);
    ledger.need(id, this.parameterId(to));
    return id;
  }

  /** A signal that aborts at a deadline. */
  private timeoutIn(file: number, ms: number): string {
    const { names } = this.parts.files.read(file).sites;
    const isHidden = [...names.bindings.values()].some((binding) => binding?.name === 'AbortSignal');
    return `${isHidden ? 'globalThis.' : ''}AbortSignal.timeout(${ms})`;
  }

  /** The call that begins the program hands on a signal of the process. */
  private enterEntry(entry: Site, fn: Fn, { form, index }: ParameterForm, parameter: string): void {
    const { files, ledger } = this.parts;
    const { program, sites } = files.read(entry.file);
    const id = this.add('pass-signal', entry.file, entry.fact.span, fn.fact.name, { kind: 'same-contract', decision: parameter, at: ledger.location(entry.file, entry.fact.span.start) }, { kind: 'process', name: sites.freeNameIn(program), form, index });
    ledger.need(id, parameter);
    ledger.need(parameter, id);
  }

  /** A `catch` that would hide that something was stopped lets it through. @returns the decisions */
  enterCatches({ onPath, passing }: Paths, isOfProcess: boolean): string[] {
    const { files, ledger } = this.parts;
    const stopped = [...onPath.values()].flatMap((each) => this.operationsIn(each.fn).filter((operation) => !this.against(each.fn, operation)).map(({ node, name }) => ({ each, node, name })));
    const calls = passing.flatMap(({ site, from, to }) => { const node = files.callOf(site); return node ? [{ each: onPath.get(from)!, node, name: to.fact.name }] : []; });
    return [...stopped, ...calls].flatMap(({ each, node, name }) => {
      const handler = swallowedBy(node) ?? (isOfProcess ? exitingCatch(node) : undefined);
      if (!handler) return [];
      const { file } = each.fn;
      if (handler.type !== 'CatchClause' || isFunction(handler)) {
        this.notes.push({ code: 'swallows-abort', file: files.source(file)!.id, line: ledger.location(file, handler.start).line, message: `the error of ${name} is hidden here, so what follows goes on after it was cancelled` });
        return [];
      }
      if (/^\{\s*[\w$]+\?\.throwIfAborted\(\)/.test(files.source(file)!.text.slice(handler['body'].start, handler['body'].end))) return [];
      const id = this.add('pass-signal', file, handler, 'catch', { kind: 'same-contract', decision: this.parameterId(each.holder), at: ledger.location(file, handler.start) }, { kind: 'catch', name: this.nameIn(each) });
      ledger.need(id, this.parameterId(each.holder));
      return [id];
    });
  }
}

/** What a loop is called in reports. */
export const loopName = (loop: Node): string => ({ ForStatement: 'for', ForInStatement: 'for in', ForOfStatement: 'for of', WhileStatement: 'while', DoWhileStatement: 'do while' })[loop.type] ?? 'loop';
