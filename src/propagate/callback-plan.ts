// The decisions about error-first callbacks of a whole program: calls that are awaited, functions that become async with them, what stays.
import type { NativeForm } from '../core/api.ts';
import type { KnownErrorFirst } from '../apis/error-first/index.ts';
import type { CallbackBodies, CallbackShape } from '../core/callbacks.ts';
import type { Cause, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import { spanKey, type ScannedRepo, type Span } from '../core/source.ts';
import { functionsIn } from '../facts/callback-flow.ts';
import { endsItself } from '../facts/ends-itself.ts';
import { callbackBodiesOf } from '../facts/callback-bodies.ts';
import { hazardMessage } from '../hazards/messages.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import { linkParents, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { Blocks } from './blocks.ts';
import type { BondOptions } from './bonds.ts';
import { errorFirstCalls, type ErrorFirstCall } from './callback-calls.ts';
import { CallbackCallers } from './callback-callers.ts';
import type { Chosen, Flattened, Staying } from './callback-choices.ts';
import { settleCallbacks } from './callback-fixpoint.ts';
import { callbackTakers } from './callback-takers.ts';
import type { Decided } from './decide.ts';
import { ControlFlowCalls } from './control-flow.ts';
import { calledVersion, versionOf } from './package-versions.ts';
import { TriedCalls } from './tried-calls.ts';
import { Ledger } from './ledger.ts';

/** The name that plans carry. */
export const CALLBACK_TO_AWAIT = 'callback-to-await';

/** The same for functions of the library async, alone or together with those of callback-to-await. */
export const ASYNC_LIB_TO_AWAIT = 'async-lib-to-await';

export interface CallbackOptions extends Pick<BondOptions, 'typing' | 'refused' | 'leftOut'> {
  readonly limits: Limits;
  /** Names of one of them or both. */
  readonly transforms: readonly string[];
  /** Places whose migration was seen to change what the program does, with the evidence. */
  readonly verification: ReadonlyMap<string, string>;
}

/** What a decision about a call says to the rewriter. */
export interface CallData extends Record<string, unknown> {
  /** Specifier and member path of a function of the tables. */
  readonly module?: string;
  readonly path?: string;
  readonly viaModule?: boolean;
  readonly fd?: boolean;
  readonly inPlace?: boolean;
  readonly asItIs?: boolean;
  /** How a function of a library is awaited that gives a promise of its own from some version on. */
  readonly form?: 'omit' | 'promisify';
  readonly noError?: 'any';
  /** How it is written without the library, and which argument holds what it runs. */
  readonly native?: NativeForm;
  readonly at?: number;
  /** How many values an own function gives its callback, where these are several. */
  readonly several?: number;
}

export function planCallbacks(linked: Linked, repo: ScannedRepo, options: CallbackOptions): Decided {
  const { limits, transforms, ...bonds } = options;
  const blocks = new Blocks(linked, repo, bonds, limits);
  const ledger = new Ledger(linked, repo, transforms.includes(CALLBACK_TO_AWAIT) ? CALLBACK_TO_AWAIT : ASYNC_LIB_TO_AWAIT);
  const asts = new Map<number, Node>();
  const astOf = (file: number): Node => {
    const { text, dialect, moduleKind } = ledger.source(file);
    let ast = asts.get(file);
    if (!ast) {
      ast = parse(text, dialect, moduleKind);
      linkParents(ast);
      asts.set(file, ast);
    }
    return ast;
  };
  const controlFlow = new ControlFlowCalls(linked, repo, astOf);
  const isAsked = ({ entry }: KnownErrorFirst): boolean => transforms.includes(entry.runs || entry.stays !== undefined ? ASYNC_LIB_TO_AWAIT : CALLBACK_TO_AWAIT);
  const calleeText = ({ file, fact }: Site): string => ledger.source(file).text.slice(fact.calleeSpan.start, fact.calleeSpan.end);
  const calls = errorFirstCalls(linked, { isAsked, controlled: (site, known) => controlFlow.of(site, known), reach: blocks.reach, verification: options.verification, typeErrors: options.refused ?? new Map(), leftOut: options.leftOut ?? (() => undefined), calleeText, callText: ({ file, fact }) => ledger.source(file).text.slice(fact.span.start, fact.span.end), versionOf: (file, name) => calledVersion(repo, ledger.source(file), name, linked.files[file]!.imports.includes(name)), fixed: (file) => blocks.fixed(file), lints: (file) => blocks.lints(file) });
  const nodeOf = (fn: Fn): Node => (fn.fact.kind === 'module' ? (astOf(fn.file)['program'] as Node) : functionAt(astOf(fn.file), fn.fact.span)!);
  const callers = new CallbackCallers({ linked, blocks, typed: (file) => /^(ts|tsx|dts)$/.test(ledger.source(file).dialect), endsItself: (fn, awaited) => endsItself(nodeOf(fn), awaited, astOf(fn.file)['program'] as Node), tried: new TriedCalls(linked, (file) => astOf(file)), versionOf: (file, name) => versionOf(repo, ledger.source(file), name) });
  const bodiesOf = (file: number, shapeOf: (call: Span) => CallbackShape | undefined): CallbackBodies => callbackBodiesOf(astOf(file), ledger.source(file).text, shapeOf);
  const takers = callbackTakers(linked, astOf, new Set(calls.map(({ site }) => site)));
  const { chosen, stays } = settleCallbacks({ linked, calls, callers, takesCallback: (fn) => takers.has(fn.id), isPromisable: (site) => /^[\w$]+(\.[\w$]+)*$/.test(calleeText(site)), bodiesOf });
  return new Entering(linked, ledger, blocks, chosen, (fn) => callers.doneOf(fn)).enter(calls, stays);
}

const functionAt = (ast: Node, span: Span): Node | undefined => functionsIn(ast['program'] as Node).find((fn) => spanKey(fn) === spanKey(span));

/** What a call becomes, in words. */
const NATIVE: Readonly<Record<NativeForm, string>> = { all: 'Promise.all', map: 'Promise.all', loop: 'a loop that waits', sequence: 'one await after the other', waterfall: 'one await after the other' };

class Entering {
  private readonly linked: Linked;
  private readonly ledger: Ledger;
  private readonly blocks: Blocks;
  private readonly chosen: readonly Chosen[];
  private readonly doneOf: (fn: Fn) => string | undefined;
  private readonly calls: ReadonlyMap<Site, { readonly of: Chosen; readonly flattened: Flattened }>;

  constructor(linked: Linked, ledger: Ledger, blocks: Blocks, chosen: readonly Chosen[], doneOf: (fn: Fn) => string | undefined) {
    this.doneOf = doneOf;
    this.linked = linked;
    this.ledger = ledger;
    this.blocks = blocks;
    this.chosen = chosen;
    this.calls = new Map(chosen.flatMap((of) => of.calls.map((flattened) => [flattened.site, { of, flattened }] as const)));
  }

  enter(calls: readonly ErrorFirstCall[], stays: ReadonlyMap<Site, Staying>): Decided {
    for (const { site, api } of calls) if (this.calls.has(site)) this.awaitApi(site, api);
    for (const each of this.inOrderOfCause()) this.makeAsync(each);
    this.tie();
    const sites = calls.filter(({ known }) => !known.entry.aside).map(({ site, api }) => this.outcome(site, api, stays));
    return { decisions: this.ledger.sorted(), sites, notes: [] };
  }

  private callId(site: Site): string {
    return this.ledger.idOf(site.file, site.fact.span, 'flatten-callbacks');
  }

  private fnId(fn: Fn): string {
    return this.ledger.idOf(fn.file, fn.fact.span, this.ledger.verdictOf(fn));
  }

  private awaitApi(site: Site, api: string): void {
    const { flattened: { native, api: call } } = this.calls.get(site)!;
    const { known, viaModule, fd, inPlace, asItIs, bound, promises, noError, controlled } = call!;
    const form = promises ? 'omit' : (controlled?.form ?? known.entry.form);
    const target = native ? NATIVE[native] : form === 'resolve' || asItIs ? `${api}, in a promise` : bound ? `util.promisify(${api})` : form === 'omit' && !inPlace ? (known.entry.suffix ? `${api}()${known.entry.suffix}` : `${api} without a callback`) : controlled ? `util.promisify(${api})` : fd || inPlace || form === 'promisify' ? `util.promisify(${known.module}.${fd || inPlace ? known.path : known.entry.to})` : `${known.module}.${known.entry.to}`;
    const data: CallData = { module: known.module, path: known.path, viaModule, ...(fd ? { fd } : {}), ...(asItIs ? { asItIs } : inPlace || bound ? { inPlace: true } : {}), ...(promises ? { form: 'omit' } : {}), ...(noError === 'any' && known.entry.noError !== 'any' ? { noError } : {}), ...(controlled ? { form: controlled.form, ...(native ? { native, at: controlled.at } : {}) } : {}), ...(this.blocks.lacksPromisesModule(site.file) ? { oldNode: true } : {}) };
    this.ledger.add('flatten-callbacks', site.file, site.fact.span, api, { kind: 'mapped-api', api, target }, data);
  }

  /** Functions after those whose calls they wait for, as far as there is such an order. */
  private inOrderOfCause(): Chosen[] {
    const left = new Set(this.chosen);
    const ordered: Chosen[] = [];
    const isKnown = (callees: readonly Fn[]): boolean => callees.some((fn) => ordered.some((each) => each.fn === fn));
    while (left.size > 0) {
      const next = [...left].filter(({ calls }) => calls.length === 0 || calls.some(({ api, callees }) => api !== undefined || isKnown(callees)));
      // functions that only wait for one another
      for (const each of next.length > 0 ? next : [...left]) {
        ordered.push(each);
        left.delete(each);
      }
    }
    return ordered;
  }

  private makeAsync({ fn, body, calls, runBy, answer }: Chosen): void {
    const { ledger } = this;
    const { flattened, of } = (runBy && this.calls.get(runBy)) ?? {};
    const dissolved = flattened?.native !== undefined && !/^(all|map)$/.test(flattened.native);
    const run = of && calls.length === 0 ? flattened : undefined;
    const cause = run ?? calls.find(({ api }) => api !== undefined) ?? calls.find(({ callees }) => callees.some((callee) => ledger.has(this.fnId(callee)))) ?? calls[0]!;
    const done = body.role === 'detached' ? this.doneOf(fn) : undefined;
    ledger.add(ledger.verdictOf(fn), fn.file, fn.fact.span, fn.fact.name || 'anonymous', { kind: 'awaits', decision: this.callId(cause.site), at: ledger.location(fn.file, cause.site.fact.span.start) }, {
      callbacks: { role: body.role, ...(answer === undefined ? {} : { answer }), ...(dissolved ? { dissolved } : {}), ...(done === undefined ? {} : { done }), ...(body.parameter ? { parameter: body.parameter.name } : {}) }, ...(this.blocks.lints(fn.file) === 'per-file' ? { jshint: true } : {}),
    });
    for (const { site, api, callees, several, promisified } of calls) {
      if (api) continue;
      const [callee] = callees;
      ledger.add('flatten-callbacks', site.file, site.fact.span, callee?.fact.name || 'callback', { kind: 'awaits', decision: this.fnId(callee ?? fn), at: ledger.location(site.file, site.fact.span.start) }, promisified ? { inPlace: true } : several > 1 ? { several } : {});
    }
  }

  /** A function stands or falls with its calls, and one that delivers with all calls of it. */
  private tie(): void {
    const { ledger } = this;
    for (const { fn, body, calls, runBy } of this.chosen) {
      const own = this.fnId(fn);
      // without the library, what it ran and what ran it go together
      if (runBy && this.calls.get(runBy)?.flattened.native) {
        ledger.need(own, this.callId(runBy));
        ledger.need(this.callId(runBy), own);
      }
      for (const { site, callees, promisified } of calls) {
        ledger.need(own, this.callId(site));
        ledger.need(this.callId(site), own);
        if (!promisified) for (const callee of callees) ledger.need(this.callId(site), this.fnId(callee));
      }
      if (body.role === 'delivers') for (const caller of this.linked.callers[fn.id]!) ledger.need(own, this.callId(caller));
    }
  }

  private outcome(site: Site, api: string, stays: ReadonlyMap<Site, Staying>): SiteOutcome {
    const { ledger } = this;
    const found = { file: this.linked.files[site.file]!.file, line: site.fact.line, span: site.fact.span, api, role: ledger.source(site.file).role, within: ledger.pathOf(site.within) };
    if (this.calls.has(site)) return { ...found, outcome: 'migrated', decision: this.callId(site) };
    const staying = stays.get(site)!;
    const { code, file, at, to, name } = staying;
    const message = hazardMessage(code, { name: name ?? api, ...(to !== undefined ? { to } : {}) });
    const place = ledger.location(file, at);
    const { directive } = site.fact;
    const cause: Cause = code === 'directive' && directive ? { kind: 'directive', at: place, text: directive.text } : { kind: 'hazard', code, at: place, message };
    return { ...found, outcome: 'refused', reason: code, message, decision: ledger.add('keep', site.file, site.fact.span, api, cause) };
  }
}
