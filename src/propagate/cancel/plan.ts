// The decisions of add-cancellation: which functions take a signal, which calls hand it on, what it stops, and why the rest stays.
import type { SignalData } from '../../core/cancellation.ts';
import type { Cause, Note, ReasonCode, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { heldAt } from '../../facts/cancel/held.ts';
import { cleanupAround, exitingCatch, isWaitedFor } from '../../facts/cancel/waited-for.ts';
import type { Operation } from '../../facts/operations.ts';
import { swallowedBy } from '../../facts/waiting.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { ParameterForm } from '../../facts/cancel/parameter.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { signalPlacement } from '../../rewrite/cancel/signal-placement.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import type { Decided } from '../decide.ts';
import type { FileRefusals } from '../file-by-file.ts';
import { Ledger } from '../ledger.ts';
import { StubbedApis } from '../stubbed-apis.ts';
import { CancelFiles } from './files.ts';
import { PathFinder, type OnPath, type Paths } from './paths.ts';
import { rootsOf, type Root } from './roots.ts';
import { Takers, type Stays } from './takers.ts';

/** The name that plans carry. */
export const ADD_CANCELLATION = 'add-cancellation';

export interface CancelOptions extends FileRefusals {
  readonly limits: Limits;
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused: ReadonlyMap<string, string>;
  /** What `--cancel` said, each. */
  readonly roots: readonly string[];
}

/** @throws UnknownRoot */
export const planCancellation = (linked: Linked, repo: ScannedRepo, options: CancelOptions): Decided => new Cancellation(linked, repo, options).decide();

class Cancellation {
  private readonly linked: Linked;
  private readonly options: CancelOptions;
  private readonly files: CancelFiles;
  private readonly takers: Takers;
  private readonly ledger: Ledger;
  private readonly stubbed: StubbedApis;
  private readonly sites: SiteOutcome[] = [];
  private readonly notes: Note[] = [];
  private readonly names = new Map<Fn, string>();

  constructor(linked: Linked, repo: ScannedRepo, options: CancelOptions) {
    this.linked = linked;
    this.options = options;
    this.files = new CancelFiles(linked, repo);
    this.takers = new Takers({ linked, repo, files: this.files, limits: options.limits, refusals: options, refused: options.refused });
    this.ledger = new Ledger(linked, repo, ADD_CANCELLATION);
    this.stubbed = new StubbedApis(repo.files);
  }

  decide(): Decided {
    const roots = rootsOf(this.linked, this.options.roots, this.files, this.takers);
    const paths = new PathFinder(this.linked, this.files, this.takers).find(roots, (fn) => this.stops(fn));
    this.enterFunctions(roots, paths);
    for (const each of paths.onPath.values()) this.enterWithin(each);
    this.enterCatches(paths, roots.some(({ kind }) => kind === 'process'));
    this.refuseOthers(paths);
    return { decisions: this.ledger.sorted(), sites: this.sites, notes: this.notes };
  }

  /** Something in the function itself can be stopped. */
  private stops(fn: Fn): boolean {
    const node = this.files.nodeOf(fn);
    if (!node || fn.fact.kind === 'module') return false;
    return this.operationsIn(fn).some((operation) => !this.against(fn, operation)) || this.loopsIn(fn).length > 0;
  }

  private operationsIn(fn: Fn): readonly Operation[] {
    const node = this.files.nodeOf(fn);
    return node ? this.files.read(fn.file).sites.operationsIn(node) : [];
  }

  private loopsIn(fn: Fn): readonly Node[] {
    const node = this.files.nodeOf(fn);
    const loops = node ? this.files.read(fn.file).sites.loopsIn(node) : [];
    return loops.filter((loop) => !cleanupAround(loop) && heldAt(loop, this.files.read(fn.file).sites.names) === undefined && !this.takers.refusedAt(fn.file, loop) && !/throwIfAborted/.test(this.files.source(fn.file)!.text.slice(loop['body'].start, loop['body'].end).slice(0, 80)));
  }

  /** Why an operation gets no signal although its function has one. */
  private against(fn: Fn, { node, name, form, key }: Operation): Stays | undefined {
    const { names } = this.files.read(fn.file).sites;
    const limited = this.takers.refusedAt(fn.file, node);
    if (limited) return limited;
    const cleanup = cleanupAround(node);
    if (cleanup && !(cleanup === 'catch' && key === 'timers')) return { code: 'cancel-cleanup', to: cleanup };
    const placement = signalPlacement({ node, name, form, key }, names, this.files.source(fn.file)!.text);
    if ('code' in placement) return placement;
    if (!isWaitedFor(node, names)) return { code: 'cancel-not-awaited', to: `${this.files.source(fn.file)!.id}:${this.ledger.location(fn.file, node.start).line}` };
    const held = heldAt(node, names);
    if (held !== undefined) return { code: 'cancel-held', to: held };
    const test = this.stubbed.by(name);
    return test === undefined ? undefined : { code: 'cancel-stubbed', to: `${test} puts something in the place of ${name}` };
  }

  /** The variable that holds the signal which `fn` sees. */
  private nameIn({ holder }: OnPath): string {
    let name = this.names.get(holder);
    if (name === undefined) this.names.set(holder, (name = this.files.read(holder.file).sites.freeNameIn(this.files.nodeOf(holder)!)));
    return name;
  }

  private parameterId(fn: Fn): string {
    return this.ledger.idOf(fn.file, fn.fact.span, 'pass-signal');
  }

  /** Parameters, and the calls that give them, from the roots on. */
  private enterFunctions(roots: readonly Root[], { onPath, passing }: Paths): void {
    const byFn = new Map(roots.map((root) => [root.fn, root]));
    for (const each of onPath.values()) {
      const { fn, holder, by } = each;
      if (holder !== fn) continue;
      const root = byFn.get(fn);
      const at = this.ledger.location(fn.file, fn.fact.span.start);
      if (root?.response !== undefined) {
        this.add('pass-signal', fn.file, fn.fact.span, fn.fact.name || 'a handler', { kind: 'directive', at, text: root.said }, { kind: 'request', name: this.nameIn(each), response: root.response });
        continue;
      }
      const form = this.takers.form(fn);
      if ('code' in form) throw new Error(`${fn.fact.name} was to take a signal: ${form.code}`);
      const from = by && onPath.get(this.linked.fns[by.site.within]!);
      const cause: Cause = from ? { kind: 'same-contract', decision: this.parameterId(from.holder), at: this.ledger.location(by.site.file, by.site.fact.span.start) } : { kind: 'directive', at, text: root?.said ?? '--cancel' };
      const id = this.add('pass-signal', fn.file, fn.fact.span, fn.fact.name || 'a function', cause, { kind: 'parameter', name: this.nameIn(each), form: form.form });
      if (root?.entry) this.enterEntry(root.entry, fn, form, id);
    }
    for (const { site, from, to } of passing) {
      const form = this.takers.form(to);
      if ('code' in form) continue;
      const giver = onPath.get(from)!;
      const id = this.add('pass-signal', site.file, site.fact.span, to.fact.name || 'a function', { kind: 'same-contract', decision: this.parameterId(giver.holder), at: this.ledger.location(site.file, site.fact.span.start) }, { kind: 'argument', name: this.nameIn(giver), form: form.form, index: form.index });
      this.ledger.need(id, this.parameterId(giver.holder));
      this.ledger.need(id, this.parameterId(to));
      if (onPath.get(to)!.by?.site === site) this.ledger.need(this.parameterId(to), id);
    }
  }

  /** The call that begins the program hands on a signal of the process. */
  private enterEntry(entry: Site, fn: Fn, { form, index }: ParameterForm, parameter: string): void {
    const { program, sites } = this.files.read(entry.file);
    const id = this.add('pass-signal', entry.file, entry.fact.span, fn.fact.name, { kind: 'same-contract', decision: parameter, at: this.ledger.location(entry.file, entry.fact.span.start) }, { kind: 'process', name: sites.freeNameIn(program), form, index });
    this.ledger.need(id, parameter);
    this.ledger.need(parameter, id);
  }

  private add(verdict: 'cancel' | 'pass-signal', file: number, span: { readonly start: number; readonly end: number }, name: string, cause: Cause, data: SignalData): string {
    return this.ledger.add(verdict, file, { start: span.start, end: span.end }, name, cause, { ...data });
  }

  /** What is stopped in a function. */
  private enterWithin(each: OnPath): void {
    const { fn } = each;
    for (const operation of this.operationsIn(fn)) {
      const stays = this.against(fn, operation);
      if (stays) this.refuse(fn, operation, stays);
      else this.stop(each, operation.node, operation.name, 'operation');
    }
    for (const loop of this.loopsIn(fn)) this.stop(each, loop, loopName(loop), 'loop');
  }

  private stop(each: OnPath, node: Node, name: string, kind: 'operation' | 'loop'): void {
    const { fn, holder } = each;
    const target = kind === 'loop' ? 'a look at the signal in each round' : 'a signal';
    const id = this.add('cancel', fn.file, node, name, { kind: 'mapped-api', api: name, target }, { kind, name: this.nameIn(each) });
    this.ledger.need(id, this.parameterId(holder));
    this.outcome(fn, node, name, id, undefined);
  }

  private outcome(fn: Fn | undefined, node: Node, name: string, decision: string, stays: { readonly code: ReasonCode; readonly message: string } | undefined, file = fn!.file): void {
    const { id, role } = this.files.source(file)!;
    this.sites.push({ file: id, line: this.ledger.location(file, node.start).line, span: { start: node.start, end: node.end }, api: name, role, ...(fn && { within: this.ledger.pathOf(fn.id) }), decision, ...(stays ? { outcome: 'refused', reason: stays.code, message: stays.message } : { outcome: 'migrated' }) });
  }

  private refuse(fn: Fn, { node, name }: Operation, { code, to }: Stays): void {
    const at = this.ledger.location(fn.file, node.start);
    const message = hazardMessage(code, { name, to });
    const id = this.ledger.add('keep', fn.file, { start: node.start, end: node.end }, name, { kind: 'hazard', code, at, message });
    this.outcome(fn, node, name, id, { code, message });
  }

  /** A `catch` that would hide that something was stopped lets it through. */
  private enterCatches({ onPath, passing }: Paths, isOfProcess: boolean): void {
    const stopped = [...onPath.values()].flatMap((each) => this.operationsIn(each.fn).filter((operation) => !this.against(each.fn, operation)).map(({ node, name }) => ({ each, node, name })));
    const calls = passing.flatMap(({ site, from, to }) => { const node = this.files.callOf(site); return node ? [{ each: onPath.get(from)!, node, name: to.fact.name }] : []; });
    for (const { each, node, name } of [...stopped, ...calls]) {
      const handler = swallowedBy(node) ?? (isOfProcess ? exitingCatch(node) : undefined);
      if (!handler) continue;
      const { file } = each.fn;
      if (handler.type !== 'CatchClause' || isFunction(handler)) {
        this.notes.push({ code: 'swallows-abort', file: this.files.source(file)!.id, line: this.ledger.location(file, handler.start).line, message: `the error of ${name} is hidden here, so what follows goes on after it was cancelled` });
        continue;
      }
      if (/^\{\s*[\w$]+\?\.throwIfAborted\(\)/.test(this.files.source(file)!.text.slice(handler['body'].start, handler['body'].end))) continue;
      const id = this.add('pass-signal', file, handler, 'catch', { kind: 'same-contract', decision: this.parameterId(each.holder), at: this.ledger.location(file, handler.start) }, { kind: 'catch', name: this.nameIn(each) });
      this.ledger.need(id, this.parameterId(each.holder));
    }
  }

  /** Operations of functions that have no signal. */
  private refuseOthers({ onPath, reached, stays }: Paths): void {
    for (const [file] of this.linked.files.entries()) {
      const source = this.files.source(file);
      if (!source || source.role === 'test' || source.dialect === 'dts' || this.linked.files[file]!.parseFailed || !/await|Promise|return|=>|\.then\b/.test(source.text)) continue;
      const byNode = new Map(this.linked.fns.flatMap((fn) => (fn.file === file ? [[this.files.nodeOf(fn), fn] as const] : [])));
      for (const [node, operations] of this.files.read(file).sites.functionsWithOperations()) {
        const fn = byNode.get(node);
        if (fn && onPath.has(fn)) continue;
        for (const operation of operations) this.refuse(fn ?? this.linked.fns.find((each) => each.file === file)!, operation, (fn && (stays.get(fn) ?? (reached.has(fn) ? this.against(fn, operation) : undefined))) ?? { code: 'cancel-unreached', to: '' });
      }
    }
  }
}

const loopName = (loop: Node): string => ({ ForStatement: 'for', ForInStatement: 'for in', ForOfStatement: 'for of', WhileStatement: 'while', DoWhileStatement: 'do while' })[loop.type] ?? 'loop';

