// The greatest set of functions whose callbacks can all become await together: one that hands its results to a callback needs all its callers.
import { shapeOfEntry } from '../apis/error-first/index.ts';
import { shapeOfOwn, type Answer, type CallbackBodies, type CallbackBody, type CallbackCall, type CallbackObstacle, type CallbackShape } from '../core/callbacks.ts';
import { spanKey, type Span } from '../core/source.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import { answerOf, countValues, severalOf } from './callback-answers.ts';
import { isAtOnce, ownCallees, type ErrorFirstCall } from './callback-calls.ts';
import type { CallbackCallers } from './callback-callers.ts';
import { deliveringOf, idle, type Chosen, type Flattened, type Staying } from './callback-choices.ts';
import { CallbackTasks, throwsPlain } from './callback-tasks.ts';
import type { Obstacle } from './obstacles.ts';

export interface FixpointInput {
  readonly linked: Linked;
  readonly calls: readonly ErrorFirstCall[];
  readonly callers: CallbackCallers;
  /** It calls its last parameter, or hands it on as a last argument. */
  readonly takesCallback: (fn: Fn) => boolean;
  /** `promisify(callee)` can stand in place of its callee. */
  readonly isPromisable: (site: Site) => boolean;
  /** Bodies of a file, given what its calls are. */
  readonly bodiesOf: (file: number, shapeOf: (call: Span) => CallbackShape | undefined) => CallbackBodies;
}

export interface Fixpoint {
  readonly chosen: readonly Chosen[];
  /** Why each other call of the tables stays, by its site. */
  readonly stays: ReadonlyMap<Site, Staying>;
}

const RANK = { delivers: 0, test: 1, callbackified: 2, detached: 3 } as const;

export function settleCallbacks(input: FixpointInput): Fixpoint {
  return new Settling(input).run();
}

class Settling {
  private readonly input: FixpointInput;
  private readonly apis = new Map<Site, ErrorFirstCall>();
  private readonly own = new Map<Site, readonly Fn[]>();
  private readonly bySpan: ReadonlyMap<string, Site>[];
  private readonly byFile: readonly Site[][];
  private readonly fnAt: ReadonlyMap<string, Fn>[];
  private readonly tasks: CallbackTasks;
  /** Functions that keep their callback, and why. */
  private readonly keeps = new Map<number, Staying>();
  /** Those of them whose body stays as well. */
  private readonly whole = new Set<number>();
  /** Calls that keep theirs wherever they stand, and why. */
  private readonly stays = new Map<Site, Staying>();
  /** Functions that give their callback several values, and how many. */
  private readonly several = new Map<number, number>();
  private readonly read = new Map<number, { readonly key: string; readonly found: CallbackBodies }>();

  constructor(input: FixpointInput) {
    this.input = input;
    const { linked, calls } = input;
    this.bySpan = linked.files.map(() => new Map());
    this.fnAt = linked.files.map(() => new Map());
    this.byFile = linked.files.map(() => []);
    for (const fn of linked.fns) (this.fnAt[fn.file] as Map<string, Fn>).set(spanKey(fn.fact.span), fn);
    for (const site of linked.sites) {
      (this.bySpan[site.file] as Map<string, Site>).set(spanKey(site.fact.span), site);
      const callees = ownCallees(linked, site, input.takesCallback);
      if (callees) this.own.set(site, callees);
    }
    for (const call of calls) {
      this.apis.set(call.site, call);
      if (call.refused) this.stays.set(call.site, { ...call.refused, file: call.site.file, at: call.site.fact.span.start });
    }
    this.tasks = new CallbackTasks(linked, calls, input.callers, this.fnAt);
    for (const site of [...this.apis.keys(), ...this.own.keys()]) this.byFile[site.file]!.push(site);
  }

  run(): Fixpoint {
    for (;;) {
      const chosen = this.choose();
      if (!this.fall(chosen) && !this.fallTasks(chosen)) return { chosen: this.tasks.withoutLibrary(chosen, deliveringOf(chosen)), stays: this.why(chosen) };
    }
  }

  /** Functions that a library runs, and that it would not run as async ones; false when there are none. */
  private fallTasks(chosen: readonly Chosen[]): boolean {
    const delivering = deliveringOf(chosen);
    const falling = this.tasks.falling(chosen, delivering, (fn) => this.settlesAtOnce(fn, delivering, new Set()));
    for (const { fn, why } of falling) this.keeps.set(fn.id, why);
    return falling.length > 0;
  }

  /** What a call is as far as nothing speaks against it. */
  private shapeOf(site: Site | undefined): CallbackShape | undefined {
    if (!site || this.stays.has(site)) return undefined;
    const api = this.apis.get(site);
    if (api) return shapeOfEntry(api.known.entry, api.noError);
    const callees = this.own.get(site);
    if (!callees || callees.some((fn) => this.whole.has(fn.id))) return undefined;
    return callees.every((fn) => !this.keeps.has(fn.id)) || this.input.isPromisable(site) ? shapeOfOwn(severalOf(callees, this.several)) : undefined;
  }

  private reading(file: number): CallbackBodies {
    const open = this.byFile[file]!.filter((site) => this.shapeOf(site));
    if (open.length === 0) return { bodies: [], stays: [] };
    const key = open.map((site) => `${site.id}:${severalOf(this.own.get(site) ?? [], this.several)}`).join();
    const known = this.read.get(file);
    if (known?.key === key) return known.found;
    const found = this.input.bodiesOf(file, (span) => this.shapeOf(this.bySpan[file]!.get(spanKey(span))));
    this.read.set(file, { key, found });
    return found;
  }

  private bodiesIn(file: number): readonly CallbackBody[] {
    // what a library runs calls back to it, in its own way
    return this.reading(file).bodies.filter(({ role, fn }) => role !== 'callbackified' || !this.tasks.of(this.fnAt[file]!.get(spanKey(fn))!));
  }

  /** For each function its first role that nothing speaks against. */
  private choose(): Chosen[] {
    const { linked } = this.input;
    countValues(linked.files.length, (file) => this.bodiesIn(file), (file, span) => this.fnAt[file]!.get(spanKey(span)), this.several);
    return linked.files.flatMap((_, file) => {
      const best = new Map<Fn, CallbackBody>();
      for (const body of this.bodiesIn(file)) {
        const fn = this.fnAt[file]!.get(spanKey(body.fn));
        if (!fn || this.against(fn, body)) continue;
        const other = best.get(fn);
        if (!other || RANK[body.role] < RANK[other.role]) best.set(fn, body);
      }
      // what went into another function is none of its own
      for (const [fn, { takes }] of [...best]) for (const span of best.get(fn) ? takes : []) best.delete(this.fnAt[file]!.get(spanKey(span))!);
      return [...best].map(([fn, body]): Chosen => ({ fn, body, calls: body.calls.map((call) => this.flattened(file, call)), ...(body.role === 'callbackified' ? { answer: this.answerOf(fn, body)! } : {}) }));
    });
  }

  private flattened(file: number, call: CallbackCall): Flattened {
    const site = this.bySpan[file]!.get(spanKey(call.span))!;
    const api = this.apis.get(site);
    const callees = api ? [] : (this.own.get(site) ?? []);
    return { call, site, ...(api ? { api } : {}), callees, several: severalOf(callees, this.several), ...(callees.some((fn) => this.keeps.has(fn.id)) ? { promisified: true as const } : {}) };
  }

  private answerOf(fn: Fn, body: CallbackBody): Answer | undefined {
    const keeping = (callee: Fn): CallbackBody | undefined => this.bodiesIn(callee.file).find((each) => each.role === (this.keeps.has(callee.id) ? 'callbackified' : 'delivers') && spanKey(each.fn) === spanKey(callee.fact.span));
    return answerOf(fn, body, (of, call) => this.flattened(of.file, call), keeping);
  }

  /** What speaks against a function in a role, whatever becomes of others. */
  private against(fn: Fn, body: CallbackBody): Staying | undefined {
    const inFile = ({ code, at, to }: CallbackObstacle): Staying => ({ code, file: fn.file, at: at.start, ...(to !== undefined ? { to } : {}) });
    if (body.role === 'delivers' && this.keeps.has(fn.id)) return this.keeps.get(fn.id);
    if (body.obstacle) return { ...inFile(body.obstacle), ...(body.role === 'callbackified' ? { name: fn.fact.name || 'the function around it' } : {}) };
    const [left] = body.left;
    const run = body.role === 'delivers' ? this.tasks.of(fn) : undefined;
    if (body.calls.length === 0 && (left || !run?.controlled?.native)) return left ? inFile(left) : { code: 'callback-none', file: fn.file, at: fn.fact.span.start };
    // what a library runs for us may throw at once as well
    const runs = body.calls.some((call) => call.first && this.flattened(fn.file, call).api?.controlled !== undefined);
    const caller = run ? this.tasks.against(fn, body, run) : this.input.callers.against(fn, runs ? { ...body, throwsAtOnce: true } : body);
    if (caller) return { ...caller, name: fn.fact.name || 'the function around it' };
    if (body.role === 'callbackified') {
      // four lines in place of one
      const [handed] = body.calls;
      if (body.calls.every(({ handler }) => handler === 'parameter')) return { code: 'callback-reference', file: fn.file, at: handed!.span.start };
      if (this.answerOf(fn, body) === undefined) return { code: 'callback-answers', file: fn.file, at: fn.fact.span.start, name: fn.fact.name || 'the function' };
      const shown = body.calls.find((call) => call.returned && this.flattened(fn.file, call).api?.known.entry.handle);
      if (shown) return { code: 'returns-handle', file: fn.file, at: shown.span.start };
      if (this.whole.has(fn.id)) return { code: 'callback-none', file: fn.file, at: fn.fact.span.start };
    }
    return this.needsResult(fn, body);
  }

  /** A call whose own result goes where a promise would be noticed. */
  private needsResult(fn: Fn, body: CallbackBody): Obstacle | undefined {
    for (const call of body.calls) {
      const { site, api, callees } = this.flattened(fn.file, call);
      const at = { file: fn.file, at: call.span.start };
      if (call.readsValuesOnError && callees.some((callee) => this.givesBoth(callee, new Set()))) return { code: 'callback-values-on-error', ...at };
      if (call.readsValuesOnError && api?.known.entry.partial) return { code: 'callback-values-on-error', ...at };
      if (call.readsValuesOnError && call.values > 1 && api?.known.entry.beside) return { code: 'callback-values-on-error', ...at };
      if (call.values > 1 && !api && call.values > severalOf(callees, this.several)) return { code: 'callback-values', ...at };
      // all that it may call give as many, or one list would be taken for another
      if (callees.some((callee) => severalOf([callee], this.several) !== severalOf(callees, this.several))) return { code: 'callback-several', ...at };
      if (site.fact.use === 'value') return { code: 'result-used', ...at, to: `${this.input.linked.files[fn.file]!.file}:${site.fact.line}` };
    }
    return undefined;
  }

  /** A function that delivers may give a value together with an error, itself or by a call that it hands its callback to. */
  private givesBoth(fn: Fn, seen: Set<Fn>): boolean {
    if (seen.has(fn)) return false;
    seen.add(fn);
    const body = this.bodiesIn(fn.file).find((each) => each.role === 'delivers' && spanKey(each.fn) === spanKey(fn.fact.span));
    if (!body || body.givesValueOnError) return true;
    return body.calls.filter(({ handler }) => handler === 'parameter').map((call) => this.flattened(fn.file, call)).some(({ api, callees }) => (api ? api.known.entry.onError === true || api.known.entry.partial === true : callees.some((callee) => this.givesBoth(callee, seen))));
  }

  /** Some path of it calls back at once, itself or through another one. */
  private settlesAtOnce(fn: Fn, delivering: ReadonlyMap<number, Chosen>, seen: Set<Fn>): boolean {
    const each = delivering.get(fn.id);
    if (!each || seen.has(fn)) return false;
    seen.add(fn);
    return each.body.settlesAtOnce || each.calls.some(({ call, api, callees }) => (call.first && isAtOnce(api)) || (call.first && callees.some((callee) => this.settlesAtOnce(callee, delivering, seen))));
  }

  /** Takes functions and calls out that cannot be after all; false when there are none. */
  private fall(chosen: readonly Chosen[]): boolean {
    const delivering = deliveringOf(chosen);
    const callbackified = new Map(chosen.filter(({ body }) => body.role === 'callbackified').map((each) => [each.fn.id, each]));
    const answering = new Map([...delivering, ...callbackified]);
    const awaited = new Set(chosen.flatMap(({ calls }) => calls.filter(({ promisified }) => !promisified).map(({ site }) => site)));
    let fell = false;
    const keep = (fn: Fn, why: Staying): void => {
      if (this.keeps.has(fn.id)) return;
      this.keeps.set(fn.id, why);
      fell = true;
    };
    const stay = (site: Site, why: Staying): void => {
      if (this.stays.has(site)) return;
      this.stays.set(site, why);
      fell = true;
    };
    for (const fns of this.own.values()) for (const fn of fns) {
      if (delivering.has(fn.id)) continue;
      if (this.keeps.has(fn.id) && !callbackified.has(fn.id) && !this.whole.has(fn.id)) {
        this.whole.add(fn.id);
        fell = true;
      }
      keep(fn, this.whyNoDelivery(fn));
    }
    for (const { fn } of delivering.values()) {
      const open = this.input.linked.callers[fn.id]!.find((site) => !awaited.has(site));
      if (open) keep(fn, { code: 'callback-caller', file: open.file, at: open.fact.span.start, to: `${this.input.linked.files[open.file]!.file}:${open.fact.line}`, beside: open });
    }
    // what keeps its callback all the same is no error-first call to its handler: functions in there can be looked at by themselves
    for (const { fn, calls, body } of chosen) {
      for (const { call, site, api, callees } of calls) {
        // what its caller does next ran after the callback, now it would run before
        const goesOn = body.role === 'detached' || body.role === 'callbackified';
        const zalgo = call.codeAfter || (goesOn && call.first) ? callees.find((callee) => this.settlesAtOnce(callee, answering, new Set())) : undefined;
        const isEarly = isAtOnce(api) && (call.codeAfter || (goesOn && call.first && !this.input.callers.isLast(fn)));
        if (body.role === 'test' && body.mayFail && this.input.callers.takesOnlyErrors(fn) && callees.some((callee) => throwsPlain(callee, delivering, new Set()))) stay(site, { code: 'done-ignored', file: site.file, at: site.fact.span.start });
        if (zalgo || isEarly) stay(site, { code: 'callback-at-once', file: site.file, at: site.fact.span.start, to: zalgo?.fact.name || 'the function' });
      }
      for (const { call, code, at, to } of body.left) {
        const site = this.bySpan[fn.file]!.get(spanKey(call));
        if (site && this.apis.has(site)) stay(site, { code, file: fn.file, at: at.start, ...(to !== undefined ? { to } : {}) });
      }
    }
    if (fell) return true;
    // timers alone are no reason to rewrite anything
    for (const { fn, body, calls } of idle(chosen, (fn) => this.tasks.of(fn) !== undefined)) {
      const why: Staying = { code: 'callback-none', file: fn.file, at: fn.fact.span.start };
      if (body.role === 'delivers') keep(fn, why);
      for (const { site, api } of calls) if (api) stay(site, why);
    }
    // what is called later is a function like others where nothing waits for the timer
    for (const [site, { known }] of this.apis) if (known.entry.aside && !awaited.has(site)) stay(site, { code: 'callback-none', file: site.file, at: site.fact.span.start });
    if (fell) return true;
    // in the end the same for functions that stay as they are
    for (const [index] of this.input.linked.files.entries()) {
      for (const body of this.bodiesIn(index)) {
        const fn = this.fnAt[index]!.get(spanKey(body.fn));
        if (!fn || chosen.some((each) => each.fn === fn)) continue;
        const detached = this.against(fn, body);
        // that callers cannot wait is no reason where the callback may stay: what speaks against that is
        const [early, kept] = (['test', 'callbackified'] as const).map((role) => this.bodiesIn(index).filter((each) => each.role === role && spanKey(each.fn) === spanKey(body.fn)).map((each) => this.against(fn, each))[0]);
        const why = early?.code === 'test-runner' ? early : (detached && body.role === 'detached' && kept) || detached;
        if (why && body.role === 'detached') for (const span of [...body.calls.map(({ span }) => span), ...body.left.map(({ call }) => call)]) {
          const site = this.bySpan[index]!.get(spanKey(span));
          const own = body.left.find(({ call }) => spanKey(call) === spanKey(span));
          if (site && this.apis.has(site) && !awaited.has(site)) stay(site, own && why !== early ? { code: own.code, file: fn.file, at: own.at.start, ...(own.to !== undefined ? { to: own.to } : {}) } : why);
        }
      }
    }
    return fell;
  }

  /** Why a function that gets a callback does not become one that is awaited. */
  private whyNoDelivery(fn: Fn): Staying {
    const body = this.bodiesIn(fn.file).find((each) => each.role === 'delivers' && spanKey(each.fn) === spanKey(fn.fact.span));
    return (body && this.against(fn, body)) ?? { code: 'callback-none', file: fn.file, at: fn.fact.span.start };
  }

  private why(chosen: readonly Chosen[]): Map<Site, Staying> {
    const awaited = new Set(chosen.flatMap(({ calls }) => calls.map(({ site }) => site)));
    const found = new Map<Site, Staying>();
    for (const site of this.apis.keys()) if (!awaited.has(site)) found.set(site, this.stays.get(site) ?? this.inNoBody(site));
    return found;
  }

  /** A call that no function could wait for: at the top level of a module, or in a class. */
  private inNoBody(site: Site): Staying {
    const said = this.reading(site.file).stays.find(({ call }) => spanKey(call) === spanKey(site.fact.span));
    if (said) return { code: said.code, file: site.file, at: said.at.start, ...(said.to !== undefined ? { to: said.to } : {}) };
    const within = this.input.linked.fns[site.within]!;
    const at = { file: site.file, at: site.fact.span.start };
    if (within.fact.kind === 'module') return { code: 'module-top-level', ...at, to: 'nothing waits for it' };
    return { code: site.fact.position ?? 'callback-unreached', ...at };
  }
}
