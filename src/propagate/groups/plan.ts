// The decisions of structured-concurrency: which groups of promises stop, or wait for one another, when one of them fails.
import type { GroupData } from '../../core/groups.ts';
import type { DirectiveFact } from '../../core/facts.ts';
import type { MissingAwait } from '../../core/missing-await.ts';
import type { Cause, Note, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import type { ScannedRepo, Span } from '../../core/source.ts';
import { groupsIn, type PromiseGroup } from '../../facts/groups/find-groups.ts';
import { functionAround } from '../../facts/cancel/waited-for.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Linked } from '../../resolve/linked.ts';
import { CancelFiles } from '../cancel/files.ts';
import { PathFinder, type Paths } from '../cancel/paths.ts';
import { loopName, SignalDecisions } from '../cancel/signal-decisions.ts';
import { Takers, type Stays } from '../cancel/takers.ts';
import type { Decided } from '../decide.ts';
import { refusedPlace, type FileRefusals } from '../file-by-file.ts';
import { Ledger } from '../ledger.ts';
import { StubbedApis } from '../stubbed-apis.ts';
import { Ends } from './ends.ts';
import { Members, rootsOf, type Member } from './members.ts';
import { againstForm } from './obstacles.ts';

/** The name that plans carry. */
export const STRUCTURED_CONCURRENCY = 'structured-concurrency';

export interface GroupOptions extends FileRefusals {
  readonly limits: Limits;
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused: ReadonlyMap<string, string>;
  /** Promises that are returned out of a `try` which does not wait for them. */
  readonly escaping: readonly MissingAwait[];
}

/** A group of one file, and what is asked for. */
interface Found {
  readonly file: number;
  readonly group: PromiseGroup;
  readonly settle: DirectiveFact | undefined;
  readonly stays: Stays | undefined;
  readonly members: readonly Member[];
}

export const planGroups = (linked: Linked, repo: ScannedRepo, options: GroupOptions): Decided => new Groups(linked, repo, options).decide();

class Groups {
  private readonly linked: Linked;
  private readonly options: GroupOptions;
  private readonly files: CancelFiles;
  private readonly takers: Takers;
  private readonly ledger: Ledger;
  private readonly signals: SignalDecisions;
  private readonly members: Members;
  private readonly sites: SiteOutcome[] = [];
  private readonly heeded = new Set<DirectiveFact>();

  constructor(linked: Linked, repo: ScannedRepo, options: GroupOptions) {
    this.linked = linked;
    this.options = options;
    this.files = new CancelFiles(linked, repo);
    this.takers = new Takers({ linked, repo, files: this.files, limits: options.limits, refusals: options, refused: options.refused });
    this.ledger = new Ledger(linked, repo, STRUCTURED_CONCURRENCY);
    const stubbed = new StubbedApis(repo.files);
    this.signals = new SignalDecisions({ linked, files: this.files, takers: this.takers, ledger: this.ledger, stubbed });
    this.members = new Members(linked, this.files, this.takers, stubbed);
  }

  decide(): Decided {
    const found = this.linked.files.flatMap((_, file) => this.foundIn(file));
    const stopping = found.filter(({ stays, settle }) => !stays && !settle);
    const { roots, seeing } = rootsOf(stopping);
    const paths = new PathFinder(this.linked, this.files, this.takers).find(roots, (fn) => this.signals.stops(fn), seeing);
    this.enterGroups(stopping, paths);
    for (const each of found) if (each.stays) this.refuse(each, each.stays);
      else if (each.settle) this.enter(each, { form: 'settle' }, 'until all have ended');
    for (const each of this.options.escaping) this.enterEscaping(each);
    return { decisions: this.ledger.sorted(), sites: this.sites, notes: [...this.signals.notes, ...this.unusedDirectives()] };
  }

  private foundIn(file: number): Found[] {
    const source = this.files.source(file);
    const facts = this.linked.files[file]!;
    if (!source || source.role === 'test' || source.dialect === 'dts' || facts.parseFailed || !source.text.includes('Promise.all')) return [];
    const { program, sites } = this.files.read(file);
    return groupsIn(program, sites.names).map((group) => {
      const lines = this.linesOf(file, group);
      const said = facts.directives.filter(({ target }) => lines.includes(target));
      const settle = said.find(({ kind }) => kind === 'settle-all');
      const kept = said.find(({ kind }) => kind === 'keep-sync' || kind === 'ignore-next-line');
      const members = settle ? [] : this.members.of(group, file);
      const stays = this.takers.refusedAt(file, group.call) ?? (kept && { code: 'directive', to: kept.text }) ?? againstForm(group, settle !== undefined);
      if (settle && !stays) this.heeded.add(settle);
      return { file, group, settle, members, stays };
    });
  }

  /** The lines by which a directive names a group: its own, and that of its statement. */
  private linesOf(file: number, { call }: PromiseGroup): number[] {
    let at = call;
    while (at['parent'] && !/Statement$|Declaration$|^Program$/.test(at.type)) at = at['parent'];
    return [call, at].map(({ start }) => this.ledger.location(file, start).line);
  }

  private groupId({ file, group }: Found): string {
    return this.ledger.idOf(file, group.call, 'group');
  }

  private enterGroups(found: readonly Found[], paths: Paths): void {
    const taking = found.filter((each) => each.members.some((member) => member.takes(paths)));
    for (const each of found) if (!taking.includes(each)) this.refuse(each, { code: 'group-no-signal', to: this.members.whyNone(each.members, paths) });
    const stopped = new Set([
      ...[...paths.onPath.values()].flatMap(({ fn }) => [...this.signals.operationsIn(fn).filter((operation) => !this.signals.against(fn, operation)).map(({ node }) => node), ...this.signals.loopsIn(fn)]),
      ...taking.flatMap(({ members }) => members.flatMap(({ operation }) => operation?.node ?? [])),
    ]);
    const ends = new Ends(this.linked, this.files, stopped, new Set(taking.flatMap(({ group }) => [group.call, ...group.inner])));
    for (const each of taking) this.enterGroup(each, paths, each.members.every((member) => member.ends(ends)));
    this.enterFunctions(taking, paths);
  }

  private enterGroup(each: Found, paths: Paths, waits: boolean): void {
    const { file, group, members } = each;
    const around = functionAround(group.call);
    const outer = this.files.fnAt(around, file);
    const holder = outer && paths.onPath.get(outer);
    const name = holder ? this.signals.nameIn(holder) : this.files.read(file).sites.freeNameIn(around);
    const id = this.enter(each, { form: 'stop', name, waits, ...(holder && { parent: name }), ...(waits && group.inner.length > 0 && { inner: group.inner.map(({ start, end }) => ({ start, end })) }) }, `a signal that stops the others when one fails${waits ? ', and waits for their end' : ''}`);
    if (holder) this.ledger.need(id, this.signals.parameterId(holder.holder));
    for (const { inline } of members) if (inline && paths.onPath.has(inline)) this.signals.seeing(inline, name, id);
    for (const { operation } of members) {
      if (!operation) continue;
      const given = this.signals.add('pass-signal', file, operation.node, operation.name, { kind: 'same-contract', decision: id, at: this.ledger.location(file, group.call.start) }, { kind: 'operation', name });
      this.ledger.need(given, id);
      this.ledger.need(id, given);
    }
  }

  /** Functions that take a signal, and what they do with it: each falls with the groups that it is there for. */
  private enterFunctions(taking: readonly Found[], paths: Paths): void {
    const causes = new Map(taking.flatMap((each) => each.members.flatMap(({ called }) => called.map((fn) => [fn, { kind: 'same-contract', decision: this.groupId(each), at: this.ledger.location(each.file, each.group.call.start) } satisfies Cause] as const))));
    const roots = [...causes].map(([fn, cause]) => ({ fn, kind: 'callers' as const, said: STRUCTURED_CONCURRENCY, cause }));
    this.signals.enterFunctions(roots, paths, (id, { holder }) => this.ledger.need(this.signals.parameterId(holder), id));
    for (const each of taking) for (const { site, called } of each.members) for (const to of called) {
      if (!site || !paths.onPath.has(to)) continue;
      const { data } = this.ledger.get(this.groupId(each))!;
      const id = this.signals.enterArgument(site, to, (data as GroupData & { form: 'stop' }).name, this.groupId(each));
      if (id !== undefined) this.ledger.need(this.groupId(each), id);
    }
    for (const onPath of paths.onPath.values()) {
      const { fn, holder } = onPath;
      const owner = this.signals.parameterId(holder);
      const at = this.ledger.location(fn.file, fn.fact.span.start);
      const stop = (kind: 'operation' | 'loop', node: Span, name: string): void => {
        const id = this.signals.add('pass-signal', fn.file, node, name, { kind: 'same-contract', decision: owner, at }, { kind, name: this.signals.nameIn(onPath) });
        this.ledger.need(id, owner);
        this.ledger.need(owner, id);
      };
      for (const operation of this.signals.operationsIn(fn)) if (!this.signals.against(fn, operation)) stop('operation', operation.node, operation.name);
      for (const loop of this.signals.loopsIn(fn)) stop('loop', loop, loopName(loop));
    }
    for (const id of this.signals.enterCatches(paths, false)) for (const owner of this.ledger.get(id)!.needs) this.ledger.need(owner, id);
  }

  private enter(each: Found, data: GroupData, target: string): string {
    const { file, group } = each;
    const id = this.ledger.add('group', file, { start: group.call.start, end: group.call.end }, 'Promise.all', { kind: 'mapped-api', api: 'Promise.all', target }, { ...data });
    this.outcome(file, group.call, 'Promise.all', id);
    return id;
  }

  private refuse({ file, group }: Found, stays: Stays): void {
    this.keep(file, group.call, 'Promise.all', stays);
  }

  private keep(file: number, { start, end }: Span, name: string, { code, to }: Stays): void {
    const message = hazardMessage(code, { name, to });
    const id = this.ledger.add('keep', file, { start, end }, name, { kind: 'hazard', code, at: this.ledger.location(file, start), message });
    this.outcome(file, { start, end }, name, id, { code, message });
  }

  private outcome(file: number, { start, end }: Span, name: string, decision: string, stays?: { readonly code: string; readonly message: string }): void {
    const { id, role } = this.files.source(file)!;
    this.sites.push({ file: id, line: this.ledger.location(file, start).line, span: { start, end }, api: name, role, decision, ...(stays ? { outcome: 'refused', reason: stays.code, message: stays.message } : { outcome: 'migrated' }) });
  }

  /** `return load()` in a `try` that would not see it fail. */
  private enterEscaping({ file, span, name, what }: MissingAwait): void {
    const index = this.linked.files.findIndex((each) => each.file === file);
    const source = this.files.source(index);
    if (!source || source.role === 'test') return;
    const node = this.files.read(index).sites.callAt(span);
    if (!node || functionAround(node)['generator']) return;
    const line = this.ledger.location(index, span.start).line;
    const kept = this.linked.files[index]!.directives.find(({ kind, target }) => target === line && (kind === 'keep-sync' || kind === 'ignore-next-line'));
    const stays = refusedPlace({ file, span }, this.options.limits, this.options) ?? (kept && { code: 'directive', to: kept.text });
    if (stays) { this.keep(index, span, name, stays); return; }
    const id = this.ledger.add('add-await', index, span, name, { kind: 'missing-await', at: this.ledger.location(index, span.start), message: what });
    this.outcome(index, span, name, id);
  }

  private unusedDirectives(): Note[] {
    return this.linked.files.flatMap(({ file, directives }) => directives.filter((each) => each.kind === 'settle-all' && !this.heeded.has(each))
      .map(({ text, line }): Note => ({ code: 'unused-directive', file, line, message: `'unblock: ${text}' changes nothing here` })));
  }
}
