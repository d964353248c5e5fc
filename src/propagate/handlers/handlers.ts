// Handlers of frameworks: what stands against letting one wait, and what it becomes where its framework ignores promises.
import { isWithin } from '../../apis/versions.ts';
import { registering } from '../../apis/handlers/index.ts';
import type { HandlerBody, HandlerKind } from '../../core/handlers.ts';
import type { ReasonCode } from '../../core/plan.ts';
import type { ScannedRepo, SourceFile } from '../../core/source.ts';
import { endingCall } from '../../facts/handlers/ending-call.ts';
import { bodyWithNext } from '../../facts/handlers/handler-body.ts';
import { rolesOf } from '../../resolve/handler-calls.ts';
import type { Fn, HostUse, Linked, Site } from '../../resolve/linked.ts';
import { calledVersion } from '../package-versions.ts';
import { sharesState, type FirstWait } from '../shared-state.ts';
import { Answers } from './answers.ts';
import { FileEffects } from './files.ts';
import { runBeforeEnd } from './last-runs.ts';
import { Reach } from './reach.ts';
import { Responses } from './responses.ts';
import { SharedState } from './state.ts';

/** What is asked about functions that would wait. */
export interface HandlerWaits {
  readonly firstWait: (fn: number) => FirstWait;
  readonly lastWait: (fn: number) => number;
  readonly isWanted: (fn: number) => boolean;
}

export interface HandlerObstacle {
  readonly code: ReasonCode;
  readonly file: number;
  readonly at: number;
  readonly to?: string;
}

/** Calls by which a program goes on after an error that nobody caught. */
const RESCUES = /^process\.(?:on|once|addListener|prependListener|prependOnceListener|setUncaughtExceptionCaptureCallback)$/;
/** Calls that add other listeners of requests, or call them. */
const SEES = /^https?\.createServer\(\)\.(?:on|once|addListener|prependListener|prependOnceListener|emit)$/;

/** Never reached. */
const LAST_VERSION = '9999.0';

export class Handlers {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly reach: Reach;
  private readonly responses: Responses;
  private readonly state: SharedState;
  private readonly files: FileEffects;
  private readonly answers: Answers;

  constructor(linked: Linked, repo: ScannedRepo, sources: ReadonlyMap<string, SourceFile>) {
    this.linked = linked;
    this.repo = repo;
    this.reach = new Reach(linked, sources);
    this.responses = new Responses(this.reach);
    this.state = new SharedState(this.reach);
    this.files = new FileEffects(this.reach);
    this.answers = new Answers(this.reach);
  }

  /** What becomes of the body of the handler `fn`; undefined when it waits as it stands. */
  bodyOf(fn: Fn): HandlerBody | { readonly done: string } | undefined {
    const [use] = this.usesOf(fn);
    if (!use || this.isAwaited(use)) return undefined;
    const { thrown, neverAsync } = this.kindOf(use);
    if (thrown === 'process') return { adds: [] };
    const node = this.reach.reader(fn.file)?.functionAt(fn.fact.span);
    const body = node && bodyWithNext(node, rolesOf(this.kindOf(use), fn.fact.params.length));
    if (!neverAsync || !body) return body;
    if (!fn.fact.hasBlock || body.adds.length > 0) return undefined;
    return endingCall(node, body.next!) ? { adds: [], drops: body.next! } : { done: body.next! };
  }

  /** What the handler `fn` gives where it gives nothing; undefined when nothing has to be given. */
  answerOf(fn: Fn): string | undefined {
    const [use] = this.usesOf(fn);
    return use && this.kindOf(use).givesAnswer ? this.answers.givenBy(fn, this.replyOf(use, fn)) || undefined : undefined;
  }

  private replyOf(use: HostUse, fn: Fn): number {
    return rolesOf(this.kindOf(use), fn.fact.params.length).indexOf('reply');
  }

  /** What stands against letting the handler `fn` wait, as registered at `use`. */
  obstacle(use: HostUse, fn: Fn, waits: HandlerWaits): HandlerObstacle | undefined {
    const site = this.linked.sites[use.site]!;
    const here = { file: site.file, at: site.fact.span.start };
    const kind = this.kindOf(use);
    if (kind.staysSync) return { code: 'foreign-callback', ...here, to: use.name.replace(/#.*/, '') };
    if (kind.thrown === 'run') return this.linked.hostUses[fn.id]!.some(({ host }) => host === 'run') ? undefined : { code: 'handler-run', ...here, to: 'none is seen' };
    const isAwaited = this.isAwaited(use);
    const others = this.linked.hostUses[fn.id]!.find((other) => other.host !== 'handler' || this.kindOf(other) !== kind || this.isAwaited(other) !== isAwaited);
    if (others) return { code: 'handler-shared', ...here, to: this.placeOf(this.linked.sites[others.site]!) };
    if (!isAwaited) {
      if (kind.thrown === 'promise') return { code: 'package-version', ...here, to: registering(use.name)!.module };
      const caller = this.linked.callers[fn.id]![0];
      if (caller) return { code: 'handler-shared', ...here, to: this.placeOf(caller) };
      if (!this.bodyOf(fn)) return { code: 'handler-parameters', ...here };
      const rescue = kind.thrown === 'process' ? this.rescue() : undefined;
      if (rescue) return { code: 'handler-rescued', ...here, to: this.placeOf(rescue) };
    }
    if (kind.givesAnswer && this.answers.givenBy(fn, this.replyOf(use, fn)) === undefined) return { code: 'handler-answer', ...here };
    if (kind.runsLast) {
      const early = runBeforeEnd(this.linked, this.reach, registering(use.name)!.framework.specifiers[0]!);
      return early && { code: 'handler-run', ...here, to: `${this.linked.files[early.file]!.file}:${this.reach.source(early.file).text.slice(0, early.at).split('\n').length}` };
    }
    if (kind.overlaps) return { code: 'handler-overlap', ...here };
    const ahead = this.responses.codeAfterNext();
    if (ahead) return { code: 'handler-order', ...here, to: this.placeOf(ahead) };
    const answered = kind.endsWithPromise ? undefined : this.responses.answerBeforeWait(fn, waits);
    const started = answered ?? this.responses.startedBeforeWait(fn, waits);
    if (started) return { code: 'handler-order', ...here, to: this.placeOf(started) };
    if (sharesState(fn, this.linked, waits.firstWait(fn.id))) return { code: 'handler-state', ...here, to: this.nameOf(fn) };
    const parted = this.state.partedUse(fn, waits.firstWait(fn.id), waits.lastWait(fn.id), (each) => this.responses.isNext(each));
    if (parted !== undefined) return { code: 'handler-state', ...here, to: this.nameOf(fn, parted) };
    const conflict = this.files.conflictOf(fn);
    return conflict && { code: 'handler-effects', ...here, to: this.placeOf(conflict) };
  }

  /** The method by which a call that runs handlers waits for them. */
  waitingForm(use: HostUse): string | undefined {
    return registering(use.name)?.registration.runs?.waits;
  }

  /** The call that runs handlers must be another one that waits, and be awaited. */
  mustWait(use: HostUse): boolean {
    return this.waitingForm(use) !== undefined;
  }

  /** What stands against letting handlers wait that the call at `use` runs. */
  runObstacle(use: HostUse): HandlerObstacle | undefined {
    const site = this.linked.sites[use.site]!;
    const here = { file: site.file, at: site.fact.span.start };
    const { module, registration } = registering(use.name)!;
    const listener = this.linked.sites.find(({ externals, fact }) => /^(?:on|once|addListener)$/.test(fact.member ?? '') && /^(?:command:|$)/.test(fact.literals[0] ?? '') && [...externals].some((path) => path.startsWith(module)));
    if (listener) return { code: 'handler-run', ...here, to: this.placeOf(listener) };
    if (!this.isSince(module, site.file, registration.runs!.since)) return { code: 'package-version', ...here, to: module };
    if (this.mustWait(use)) return site.fact.member !== undefined && registration.runs && use.name.endsWith(`.${site.fact.member}`) && site.fact.kind === 'call' ? undefined : { code: 'handler-run', ...here, to: this.placeOf(site) };
    return site.fact.use === 'awaited' || site.fact.use === 'returned' || site.fact.last ? undefined : { code: 'not-awaited', ...here, to: this.placeOf(site) };
  }

  private usesOf(fn: Fn): HostUse[] {
    return this.linked.hostUses[fn.id]!.filter(({ host }) => host === 'handler');
  }

  private kindOf(use: HostUse): HandlerKind {
    return registering(use.name)!.kind!;
  }

  /** Its framework waits for promises, in the version that is installed. */
  private isAwaited(use: HostUse): boolean {
    const { awaitedSince } = this.kindOf(use);
    return awaitedSince !== undefined && this.isSince(registering(use.name)!.module, this.linked.sites[use.site]!.file, awaitedSince);
  }

  private isSince(name: string, file: number, version: string): boolean {
    const called = calledVersion(this.repo, this.reach.source(file), name, this.linked.files[file]!.imports.includes(name));
    return called !== undefined && isWithin(called, { from: version, before: LAST_VERSION });
  }

  /** Something of the program that sees an error which nobody caught, or what a listener has done when it returns. */
  private rescue(): Site | undefined {
    return this.linked.sites.find(({ externals, fact }) => [...externals].some((path) => {
      const event = fact.literals[0] ?? 'uncaughtException request';
      return (RESCUES.test(path) && /uncaughtException|unhandledRejection/.test(event)) || (SEES.test(path) && /request/.test(event)) || /^domain\./.test(path);
    }));
  }

  private placeOf({ file, fact }: Site): string {
    return `${this.linked.files[file]!.file}:${fact.line}`;
  }

  private nameOf(fn: Fn, at?: number): string {
    const { file } = this.linked.files[fn.file]!;
    const line = at === undefined ? fn.fact.line : this.reach.source(fn.file).text.slice(0, at).split('\n').length;
    return `${file}:${line}`;
  }
}
