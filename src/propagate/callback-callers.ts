// Who calls a function whose callbacks become await: whether all of them can follow, or none of them looks at what it returns.
import { registering } from '../apis/handlers/index.ts';
import { doneFacts, doneForm, ENDED, type DoneFacts } from '../apis/test-runners.ts';
import { isControlFlow } from '../apis/error-first/index.ts';
import type { CallbackBody } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import type { Fn, HostUse, Linked, Site } from '../resolve/linked.ts';
import { FOR_EACH_ENTRY } from '../resolve/builtins.ts';
import type { Blocks } from './blocks.ts';
import type { Obstacle } from './obstacles.ts';
import type { TriedCalls } from './tried-calls.ts';
import { bodyForm } from './waiting-bodies.ts';

/** Whoever is handed a function for these reasons calls it and drops what it returns. */
const DROPPING = new Set(['listener', 'timer-callback', 'node-callback']);

/** Reasons that hold whatever a function is called for. */
const DECIDED = new Set(['directive', 'out-of-scope', 'type-error', 'verification', 'left-out']);

/** Names of what an error-first callback gets first. */
const ERROR = /^_*(e|er|err|error|\w+(Er|Err|Error))\d*_*$/;

const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;

/** What a test of node:test may register by its context. */
const SUBTEST = /^(test|before|after|beforeEach|afterEach)$/;
const NODE_TEST = new Set(['node:test', 'test']);

/** Reasons of `Blocks.against` that are about how a test ends, which is what changes. */
const ENDING = new Set(['done-callback', 'tap-implicit-end']);

export interface CallersInput {
  readonly linked: Linked;
  readonly blocks: Blocks;
  readonly typed: (file: number) => boolean;
  readonly tried: TriedCalls;
  /** The function is a test that says when it ends, and goes on doing so when these calls are awaited. */
  readonly endsItself: (fn: Fn, awaited: readonly Span[]) => boolean;
  /** Version of a package that a file's package has installed, else the range that it asks for. */
  readonly versionOf: (file: number, name: string) => string | undefined;
}

export class CallbackCallers {
  private readonly input: CallersInput;
  private readonly known = new Map<string, Obstacle | undefined>();
  private unread: Map<number, Obstacle> | undefined;

  constructor(input: CallersInput) {
    this.input = input;
  }

  /** Why `fn` can't have `role`, as far as those are concerned that call it; callers that could follow are not asked whether they do. */
  against(fn: Fn, body: CallbackBody): Obstacle | undefined {
    const { role, parameter } = body;
    const key = `${role} ${fn.id} ${parameter?.index ?? -1} ${role === 'detached' ? `${body.calls.length} ${body.left.length}` : role === 'callbackified' ? String(body.throwsAtOnce) : role === 'test' ? `${body.throwsPlain} ${body.mayFail}` : String(body.retypes)}`;
    // nobody loads a test file that exports something and is imported by none: what reads it may compare its text
    const unread = role === 'test' ? undefined : this.exportedToNobody(fn.file);
    if (unread) return unread;
    if (!this.known.has(key)) this.known.set(key, role === 'delivers' ? this.againstDelivering(fn, body) : role === 'callbackified' ? this.againstCallbackified(fn, body) : role === 'test' ? this.againstTest(fn, body) : this.againstDetached(fn, body));
    return this.known.get(key);
  }

  /** A function of a test file that its runner may call, or nobody: fixtures are such files. */
  private exportedToNobody(file: number): Obstacle | undefined {
    if (!this.unread) {
      this.unread = new Map();
      for (const fn of this.input.linked.fns) if (fn.escapes.some(({ reason, file: from }) => reason === 'test-export' && from === fn.file)) this.unread.set(fn.file, this.unread.get(fn.file) ?? { code: 'test-export', file: fn.file, at: fn.fact.span.start });
    }
    return this.unread.get(file);
  }

  /** All calls of it are seen, and hand over a callback. */
  private againstDelivering(fn: Fn, { parameter, retypes }: CallbackBody): Obstacle | undefined {
    const { linked, blocks, typed } = this.input;
    const own = { file: fn.file, at: fn.fact.span.start };
    const { index } = parameter!;
    if (typed(fn.file) && !retypes) return { code: 'typed-contract', ...own, to: 'its parameters' };
    const use = linked.hostUses[fn.id]![0];
    if (use) return { code: 'passed-as-value', file: linked.sites[use.site]!.file, at: linked.sites[use.site]!.fact.span.start };
    for (const obstacle of blocks.against(fn)) return obstacle;
    const other = linked.callers[fn.id]!.find(({ fact }) => fact.kind !== 'call' || fact.args.length !== index + 1);
    return other && { code: 'callback-missing', file: other.file, at: other.fact.span.start, to: this.placeOf(other) };
  }

  /** Whoever calls it sees what it saw: only its text changes, and what it throws when it has begun to wait. */
  private againstCallbackified(fn: Fn, body: CallbackBody): Obstacle | undefined {
    const { linked, blocks } = this.input;
    const own = { file: fn.file, at: fn.fact.span.start };
    for (const obstacle of blocks.against(fn)) if (DECIDED.has(obstacle.code)) return obstacle;
    // runners have a form of their own
    if (linked.hostUses[fn.id]!.some(({ host }) => host === 'test' || host === 'suite')) return { code: 'done-callback', ...own };
    const caught = body.throwsAtOnce ? this.input.tried.of(fn) : undefined;
    return caught && { code: 'caught-at-once', file: caught.file, at: caught.fact.span.start, to: this.placeOf(caught) };
  }

  /** Its runner calls it, waits for its promise, and nobody else calls it. */
  private againstTest(fn: Fn, { parameter, mayFail, throwsPlain }: CallbackBody): Obstacle | undefined {
    const { linked, blocks } = this.input;
    const uses = linked.hostUses[fn.id]!;
    const own = { file: fn.file, at: fn.fact.span.start };
    const inner = uses.length === 0 ? this.subtest(fn) : undefined;
    if ((!inner && (uses.length !== 1 || uses[0]!.host !== 'test')) || linked.callers[fn.id]!.length > 0) return { code: 'no-known-caller', ...own };
    const form = doneForm(inner ? 'node:test' : uses[0]!.name);
    const { tooOld, noDone, fails } = this.doneFacts(fn);
    if (!form || noDone || form.index !== parameter!.index || form.method !== parameter!.method || fn.fact.params.length !== form.index + 1) return { code: 'done-callback', ...own };
    if (tooOld !== undefined) return { code: 'test-runner', ...own, to: tooOld };
    if ((fails === 'never' && mayFail) || (fails === 'errors' && throwsPlain)) return { code: 'done-ignored', ...own };
    for (const obstacle of blocks.against(fn)) if (!ENDING.has(obstacle.code) && !(inner && (obstacle.code === inner.reason || obstacle.code === 'no-known-caller'))) return obstacle;
    return undefined;
  }

  /** How it escapes where it is a test or a hook in a test of node:test: `t.test('…', (t, done) => …)`. */
  private subtest(fn: Fn): Fn['escapes'][number] | undefined {
    const [escape, ...more] = fn.escapes;
    const site = escape && more.length === 0 && escape.reason === 'foreign-callback' ? this.input.linked.sites.find((each) => each.file === escape.file && each.fact.span.start === escape.at && each.fact.args.length > 0 && this.holds(each, fn)) : undefined;
    return site && SUBTEST.test(site.fact.member ?? '') && this.isContext(site, NODE_TEST) ? escape : undefined;
  }

  private doneFacts(fn: Fn): DoneFacts {
    return doneFacts(this.input.linked.hostUses[fn.id]!.find(({ host }) => host === 'test')?.name ?? '', (name) => this.input.versionOf(fn.file, name));
  }

  /** What fails the test `fn` where it is a rejection, and did not where it was handed to `done`: no errors. */
  takesOnlyErrors(fn: Fn): boolean {
    return this.doneFacts(fn).fails !== undefined;
  }

  /** Nobody but the library that gets it in a call at `site` calls it. */
  againstTask(fn: Fn, site: Site): Obstacle | undefined {
    const { linked, blocks, typed } = this.input;
    const own = { file: fn.file, at: fn.fact.span.start };
    if (typed(fn.file)) return { code: 'typed-contract', ...own, to: 'its parameters' };
    if (fn.fact.obstacle) return { code: fn.fact.obstacle, ...own };
    const [use] = linked.hostUses[fn.id]!;
    if (use || linked.callers[fn.id]!.length > 0) return { code: 'passed-as-value', ...own };
    const other = fn.escapes.find(({ reason, file, at }) => reason !== 'foreign-callback' || file !== site.file || at !== site.fact.span.start);
    if (other) return { code: other.reason, file: other.file, at: other.at || own.at, to: other.to };
    for (const obstacle of blocks.against(fn)) if (DECIDED.has(obstacle.code)) return obstacle;
    return undefined;
  }

  /** Nobody looks at what it returns, and nobody makes an object of it. */
  private againstDetached(fn: Fn, body: CallbackBody): Obstacle | undefined {
    const { blocks } = this.input;
    const own = { file: fn.file, at: fn.fact.span.start };
    if (fn.fact.isAsync) return { code: 'already-async', ...own };
    if (fn.fact.obstacle) return { code: fn.fact.obstacle, ...own };
    if (fn.constructed || fn.fact.isClass) return { code: 'constructor', ...own };
    for (const obstacle of blocks.against(fn)) if (DECIDED.has(obstacle.code)) return obstacle;
    const caught = body.throwsAtOnce ? this.input.tried.of(fn) : undefined;
    if (caught) return { code: 'caught-at-once', file: caught.file, at: caught.fact.span.start, to: this.placeOf(caught) };
    const isEnded = this.endsItself(fn, body);
    return this.usedResult(fn, new Set(), isEnded);
  }

  /** A place where what `fn` returns is used, or may be. */
  private usedResult(fn: Fn, seen: Set<number>, isEnded: boolean): Obstacle | undefined {
    const { linked, blocks } = this.input;
    if (seen.has(fn.id)) return undefined;
    seen.add(fn.id);
    const own = { file: fn.file, at: fn.fact.span.start };
    if (fn.fact.kind === 'module') return undefined;
    const escape = fn.escapes.find((each) => !DROPPING.has(each.reason) && !this.isDropped(fn, each, isEnded));
    if (escape) return { code: escape.reason, file: escape.file, at: escape.at || fn.fact.span.start, to: escape.to };
    for (const use of linked.hostUses[fn.id]!) {
      const used = isEnded && use.host === 'test' && ENDED.has(use.name) ? undefined : this.usedByHost(use);
      if (used) return used;
    }
    for (const [name, holders] of fn.storedAs) for (const holder of holders) {
      const base = holder.kind === 'proto' ? linked.fns[holder.fn]!.externalBase : undefined;
      if (base !== undefined) return { code: 'foreign-base', ...own, to: `${base}.${name}` };
    }
    for (const site of blocks.unresolvedCallers(fn)) {
      if (site.fact.use === 'discarded' || (site.fact.use === 'returned' && !this.usedResult(linked.fns[site.within]!, seen, false))) continue;
      return { code: 'unresolved-caller', file: site.file, at: site.fact.span.start, to: this.placeOf(site) };
    }
    const callers = linked.callers[fn.id]!;
    if (callers.length === 0 && linked.hostUses[fn.id]!.length === 0 && fn.escapes.length === 0 && blocks.unresolvedCallers(fn).length === 0 && !fn.isPublic) return { code: 'no-known-caller', ...own };
    for (const site of callers) {
      if (site.fact.kind === 'call' && site.fact.use === 'discarded') continue;
      const further = site.fact.kind === 'call' && site.fact.use === 'returned' ? this.usedResult(linked.fns[site.within]!, seen, false) : { code: 'result-used', file: site.file, at: site.fact.span.start, to: this.placeOf(site) };
      if (further) return further;
    }
    return undefined;
  }

  /** Whoever calls it does nothing after it, and then what it started is done at once. */
  isLast(fn: Fn): boolean {
    const { linked, blocks } = this.input;
    if (fn.fact.kind === 'module') return linked.importersOf.get(linked.files[fn.file]!.file) === undefined;
    return linked.callers[fn.id]!.length === 0 && blocks.unresolvedCallers(fn).length === 0 && linked.hostUses[fn.id]!.every(({ host }) => host === 'test') && fn.escapes.every(({ reason }) => reason === 'timer-callback') && linked.hostUses[fn.id]!.length + fn.escapes.length > 0;
  }

  /** The callback by which a test ends, where its body can wait without it. */
  doneOf(fn: Fn): string | undefined {
    const form = this.input.linked.hostUses[fn.id]!.some(({ host, name }) => host === 'test' && doneForm(name) !== undefined) ? bodyForm(fn, this.input.linked, this.input.versionOf) : undefined;
    return form && 'done' in form ? form.done : undefined;
  }

  /** A test that says when it ends, and does so before its promise settles. */
  private endsItself(fn: Fn, { calls, left }: CallbackBody): boolean {
    return left.length === 0 && fn.fact.params.length === 1 && this.input.endsItself(fn, calls.map(({ span }) => span));
  }

  /** Who gets the function does not look at what it returns. */
  private isDropped(fn: Fn, { reason, file, at }: Fn['escapes'][number], isEnded: boolean): boolean {
    const { linked } = this.input;
    const site = reason === 'foreign-callback' ? linked.sites.find((each) => each.file === file && each.fact.span.start === at && each.fact.args.length > 0 && this.holds(each, fn)) : undefined;
    // an async function gets no callback from it
    if (!site || [...site.externals].some(isControlFlow)) return false;
    // `x.on('event', f)`, whatever x is
    if (LISTENS.test(site.fact.member ?? '')) return true;
    // a test in a test, which ends itself
    if (isEnded && site.fact.member === 'test' && this.isContext(site, ENDED)) return true;
    // who calls back with an error first waits for nothing that comes back
    const [error] = fn.fact.paramNames;
    return error !== undefined && ERROR.test(error) && !fn.fact.paramNames.some((name) => /^(next|res|response)$/.test(name));
  }

  /** The last argument of a call is `fn` itself. */
  private holds({ file, fact }: Site, fn: Fn): boolean {
    return [...this.input.linked.solver.values(this.input.linked.nodeOf(file, fact.args.at(-1)!))].some((obj) => obj.kind === 'fn' && obj.fn === fn.id);
  }

  /** The receiver is the parameter of a test of such a runner. */
  private isContext({ file, fact }: Site, runners: ReadonlySet<string>): boolean {
    const { linked } = this.input;
    // the parameter is copied to the variable that has its name
    const isIt = (value: number | undefined): boolean => linked.files[file]!.constraints.some((each) => each[0] === 'copy' && each[1] === value && each[2] === fact.receiver);
    return linked.fns.some((fn) => fn.file === file && fn.fact.params.length > 0 && isIt(fn.fact.params[0]) && (linked.hostUses[fn.id]!.some((use) => use.host === 'test' && runners.has(use.name)) ||
      fn.escapes.some((each) => each.file === file && linked.sites.some((site) => site.file === file && site.fact.span.start === each.at && site.fact.member === 'test' && site.fact.receiver !== fact.receiver && this.isContext(site, runners)))));
  }

  private usedByHost(use: HostUse): Obstacle | undefined {
    const site = this.input.linked.sites[use.site]!;
    const at = { file: site.file, at: site.fact.span.start };
    if (use.host === 'fire' || (use.host === 'loop' && (use.name === 'forEach' || use.name === FOR_EACH_ENTRY))) return undefined;
    const fn = this.input.linked.fns[use.fn]!;
    if (use.host === 'test' && this.doneOf(fn) !== undefined) return this.doneFacts(fn).noDone ? { code: 'done-callback', ...at } : undefined;
    if (use.host === 'test') return { code: 'test-ends-first', ...at };
    if (use.host === 'suite') return { code: 'test-suite-body', ...at };
    if (use.host === 'executor') return { code: 'promise-executor', ...at };
    if (use.host === 'handler') return registering(use.name)?.kind?.thrown === 'process' ? undefined : { code: 'foreign-callback', ...at, to: use.name.replace(/#.*/, '') };
    return { code: 'result-used', ...at, to: this.placeOf(site) };
  }

  private placeOf({ file, fact }: Site): string {
    return `${this.input.linked.files[file]!.file}:${fact.line}`;
  }
}
