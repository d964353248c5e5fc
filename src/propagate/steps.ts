// The single decisions that a migration is made of, as they are entered into the ledger: one call, one function.
import { isRefusal } from '../core/api.ts';
import type { Cause, Verdict } from '../core/plan.ts';
import { isArrayResult, LOOPS } from '../resolve/builtins.ts';
import type { Fn, HostUse, Linked, Site } from '../resolve/linked.ts';
import type { Bridged } from './bridge/bridges.ts';
import type { Blocks, Waiting } from './blocks.ts';
import type { Ledger } from './ledger.ts';
import { bridgeSpecifier } from './offload/tasks.ts';
import { isPromiseFunction } from './obstacles.ts';
import type { Seed } from './seeds.ts';
import { bodyForm } from './waiting-bodies.ts';

/** What a decision about a copy says beyond the one about the original: the id of the decision that makes the copy. */
export interface InCopy {
  readonly copy?: string;
}

export class Steps {
  private readonly linked: Linked;
  private readonly blocks: Blocks;
  private readonly ledger: Ledger;

  constructor(linked: Linked, blocks: Blocks, ledger: Ledger) {
    this.linked = linked;
    this.blocks = blocks;
    this.ledger = ledger;
  }

  /** What a seed begins with: its API is replaced, or its promise is awaited. */
  begin(seed: Seed): string {
    const { site, api, missing, task, named } = seed;
    if (task) {
      const said = named ? `the directive above it says so: ${named.text}` : `--offload ${task.module}:${task.isPackage ? task.exported : api}`;
      return this.ledger.add('offload', site.file, site.fact.span, api, { kind: 'offload', at: this.ledger.location(site.file, site.fact.span.start), message: said }, { ...this.jshint(site.file), task, specifier: bridgeSpecifier(task, this.ledger.source(site.file).id), awaited: site.fact.use === 'awaited' });
    }
    if (missing === undefined) return this.replaceApi(seed);
    return this.ledger.add(beginning(seed), site.file, site.fact.span, api, { kind: 'missing-await', at: this.ledger.location(site.file, site.fact.span.start), message: missing });
  }

  /** The API is replaced by its twin. */
  replaceApi(seed: Seed, more: InCopy = {}): string {
    const { site } = seed;
    return this.ledger.add('replace-api', site.file, site.fact.span, seed.api, { kind: 'mapped-api', api: seed.api, target: targetText(seed) }, {
      ...this.jshint(site.file), ...(this.blocks.lacksPromisesModule(site.file) ? { oldNode: true } : {}),
      module: seed.module, path: seed.path, ...(seed.version !== undefined ? { version: seed.version } : {}), calleeSpan: site.fact.calleeSpan, views: seed.views ?? [], viaModule: seed.viaModule !== false, ...(seed.guard ? { guard: seed.guard } : {}), ...(seed.wait ? { wait: seed.wait } : {}), used: site.fact.use !== 'discarded', awaited: site.fact.use === 'awaited',
      ...more,
    });
  }

  /** A call of `fn`, which becomes async by the decision `callee`, waits. */
  awaitCall({ site, use }: Waiting, callee: string, fn: Fn, more: InCopy = {}): string {
    const { ledger } = this;
    const cause: Cause = { kind: 'awaits', decision: callee, at: ledger.location(site.file, site.fact.span.start) };
    const name = fn.fact.name || 'callback';
    const verdict = waitingVerdict(use);
    if (!use && site.fact.kind === 'new') return ledger.add(verdict, site.file, site.fact.span, `new ${name}`, cause, { method: this.blocks.constructors.methodName, ...more });
    if (!use) return ledger.add(verdict, site.file, site.fact.span, name, cause, { awaited: site.fact.use === 'awaited', ...more });
    if (verdict === 'reject-assertion') return ledger.add(verdict, site.file, site.fact.span, `${site.fact.member ?? 'expect'}(${name})`, cause, { path: use.name, host: use.host, ...more });
    return ledger.add(verdict, site.file, site.fact.span, `${site.fact.member ?? use.name}(${name})`, cause, { runtime: LOOPS[use.name]!, method: use.name, argument: use.argument, awaited: site.fact.use === 'awaited', fresh: this.isFreshArray(site), ...more });
  }

  /** A call that cannot wait for `fn`, which becomes async by the decision `callee`, blocks for a worker. Neither goes without the other. */
  blockFor({ site, fn, task, because }: Bridged, callee: string): void {
    const cause: Cause = { kind: 'bridged', decision: callee, at: this.ledger.location(site.file, site.fact.span.start), message: because };
    const id = this.ledger.add('bridge', site.file, site.fact.span, fn.fact.name || 'function', cause, { task, specifier: bridgeSpecifier(task, this.ledger.source(site.file).id) });
    this.ledger.need(id, callee);
    this.ledger.need(callee, id);
  }

  /** `fn` becomes async because of the decision `because`. */
  makeAsync(fn: Fn, because: string, kind: 'awaits' | 'same-contract', more: InCopy = {}): string {
    const constructs = fn.constructed || fn.fact.isClass;
    const method = constructs ? { method: this.blocks.constructors.methodName } : {};
    const top = fn.fact.kind === 'module' ? this.blocks.topLevel(fn.file) : undefined;
    const entry = top && 'form' in top && top.form === 'entry-block' ? { entry: true } : {};
    return this.ledger.add(this.ledger.verdictOf(fn), fn.file, fn.fact.span, constructs ? `new ${fn.fact.name || 'class'}` : fn.fact.name || (fn.fact.kind === 'module' ? 'top level' : 'anonymous'), { kind, decision: because, at: this.ledger.place(because) }, {
      ...this.jshint(fn.file), kind: fn.fact.kind, ...method, ...entry, ...(isPromiseFunction(this.linked, fn) ? { promise: true } : {}), ...(fn.fact.kind === 'module' ? {} : { body: this.blocks.handlers.bodyOf(fn) ?? bodyForm(fn, this.linked, (file, name) => this.blocks.dependency(file, name)) ?? null }),
      ...more,
    });
  }

  /** The receiver is an array that a library has just made. */
  private isFreshArray(site: Site): boolean {
    const made = this.linked.sites.find((each) => each.file === site.file && each.fact.result === site.fact.receiver);
    return made !== undefined && made.targets.size === 0 && made.externals.size > 0 && [...made.externals].every((path) => isArrayResult(`${path}()`));
  }

  jshint(file: number): { jshint?: true } {
    return this.blocks.lints(file) === 'per-file' ? { jshint: true } : {};
  }
}

/** What becomes of a call whose callee, or whose callback, becomes async. */
export const waitingVerdict = (use: HostUse | undefined): Verdict => (!use ? 'await' : use.host === 'loop' || use.host === 'replace' ? 'loop' : 'reject-assertion');

/** The verdict that changes begin with at a seed. */
export const beginning = ({ missing, task }: Seed): Verdict => (task ? 'offload' : missing === undefined ? 'replace-api' : 'add-await');

function targetText(seed: Seed): string {
  const twin = seed.twin!;
  return isRefusal(twin) ? '' : twin.form === 'promisify' ? `util.promisify(${seed.module}.${twin.to})` : `${seed.module}.${twin.to}`;
}
