// Calls that block for a worker, because their caller cannot wait and the person asked for it: which can, and why others cannot.
import { isBridgeable, needsMainThread } from '../../apis/bridge.ts';
import { BLOCKING_PACKAGE } from '../../core/bridge.ts';
import type { OffloadTask } from '../../core/offload.ts';
import type { Note, ReasonCode } from '../../core/plan.ts';
import { lineOf, type ScannedRepo, type SourceFile } from '../../core/source.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { knownBlocking } from '../../rewrite/bridge/render.ts';
import type { Blocks, Waiting } from '../blocks.ts';
import { Closures, type Closure } from '../offload/closure.ts';
import { valuesAgainst } from '../offload/seeds.ts';
import { functionAt, TaskPlaces, type GeneratedKind, type Named } from '../offload/tasks.ts';

const BLOCKING: GeneratedKind = { folder: 'blocking', package: BLOCKING_PACKAGE, known: knownBlocking };

interface Asked {
  readonly fn: Fn;
  readonly named: Named;
  readonly closure: Closure;
}

type Against = { readonly code: ReasonCode; readonly to: string };

/** A call that blocks. */
export interface Bridged {
  readonly site: Site;
  readonly fn: Fn;
  readonly task: OffloadTask;
  /** Why its caller cannot wait. */
  readonly because: string;
}

export class Bridges {
  private readonly linked: Linked;
  private readonly blocks: Blocks;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly asked: readonly Asked[];
  private readonly found = new Map<Site, Bridged>();
  /** Functions that are done with: their callers block, or it is known why they do not. */
  private readonly settled = new Set<Fn>();
  readonly notes: Note[] = [];

  /** @throws UnknownFunction */
  constructor(linked: Linked, repo: ScannedRepo, given: readonly string[], blocks: Blocks) {
    this.linked = linked;
    this.blocks = blocks;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
    const fns = [...new Set(given.map((each) => functionAt(linked, each, '--bridge')))];
    const closures = new Closures(linked, this.sources, { mayCall: isBridgeable, mayWait: true, forbids: (path) => (needsMainThread(path) ? 'bridge-deadlock' : undefined) });
    const places = new TaskPlaces(linked, repo, BLOCKING);
    this.asked = fns.map((fn) => ({ fn, named: places.of(fn), closure: closures.of(fn) }));
  }

  /** Calls that are to block, by their place. */
  get all(): Iterable<Bridged> {
    return this.found.values();
  }

  /** Has calls of one more function block that stand in callers which cannot wait; false when there is nothing more to do. */
  advance(): boolean {
    for (let open = this.open(); open.length > 0; open = this.open()) {
      // where a caller is asked for, too, its own callers come first: the fewer calls block the better
      const asked = open.find(({ fn }) => this.stuck(fn).every(({ site }) => !open.some((other) => other.fn.id === site.within))) ?? open[0]!;
      if (this.settle(asked)) return true;
    }
    return false;
  }

  /** Functions that stay and are not settled. */
  private open(): readonly Asked[] {
    return this.asked.filter(({ fn }) => !this.settled.has(fn) && this.blocks.of.has(fn.id));
  }

  /** Calls that cannot wait. */
  private stuck(fn: Fn): readonly Waiting[] {
    return this.blocks.waiting(fn).filter(({ site }) => this.blocks.of.has(site.within) || this.blocks.obstacleAt(site, fn) !== undefined);
  }

  /** True when calls of it block now. */
  private settle(asked: Asked): boolean {
    const { fn } = asked;
    this.settled.add(fn);
    const block = this.blocks.of.get(fn.id)!;
    // what stands against the function itself stands against its asynchronous form
    if ('obstacle' in block && !this.blocks.standsAtCall(fn, block.obstacle)) {
      this.refuse(fn, `${nameOf(fn)} itself cannot become async: ${hazardMessage(block.obstacle.code, { name: nameOf(fn), ...(block.obstacle.to !== undefined && { to: block.obstacle.to }) })}`);
      return false;
    }
    const stuck = this.stuck(fn);
    const against = stuck.flatMap(({ site, use }) => this.against(asked, site, use !== undefined) ?? [])[0];
    if (against) this.refuse(fn, hazardMessage(against.code, { name: nameOf(fn), to: against.to }), against.code);
    else if (stuck.length === this.blocks.waiting(fn).length) this.refuse(fn, hazardMessage('bridge-no-gain', { name: nameOf(fn) }), 'bridge-no-gain');
    else {
      for (const { site } of stuck) {
        this.found.set(site, { site, fn, task: asked.named.task!, because: this.reasonOf(site, fn) });
        this.blocks.bridged.add(site);
      }
      return true;
    }
    return false;
  }

  /** Takes back what came to nothing, because the function stays for another reason; true when there was something. */
  retreat(): boolean {
    const vain = [...this.found.values()].filter(({ fn }) => this.blocks.of.has(fn.id) || !this.blocks.wanted.has(fn.id));
    for (const { site, fn } of vain) {
      this.found.delete(site);
      this.blocks.bridged.delete(site);
      if (!this.notes.some(({ message }) => message.startsWith(`no bridge for ${nameOf(fn)}()`))) this.refuse(fn, `${nameOf(fn)} stays for another caller or reason`);
    }
    return vain.length > 0;
  }

  /** What is to be said when all is decided. */
  said(): readonly Note[] {
    for (const { fn } of this.asked) if (!this.settled.has(fn) && !fn.fact.isAsync) this.refuse(fn, this.blocks.wanted.has(fn.id) ? 'all of its callers can wait' : 'nothing in it becomes async');
    const costs = [...this.found.values()].map(({ site, fn, because }): Note => ({
      code: 'bridge-cost', file: this.linked.files[site.file]!.file, line: site.fact.line,
      message: `${nameOf(fn)}() blocks here, because ${because}: the process stands still until a worker has done it (a thread is started at the first call: 0.1 to 0.2 s)`,
    }));
    return [...this.notes, ...costs];
  }

  private refuse(fn: Fn, why: string, code?: string): void {
    this.notes.push({ code: 'bridge-refused', file: this.linked.files[fn.file]!.file, line: fn.fact.line, message: `no bridge for ${nameOf(fn)}(): ${why}${code === undefined ? '' : ` (${code})`}` });
  }

  /** Why this call cannot block. */
  private against({ fn, named, closure }: Asked, site: Site, isUse: boolean): Against | undefined {
    const { linked } = this;
    const source = this.sources.get(linked.files[site.file]!.file);
    const fault = this.blocks.bonds.faultOfCall(site);
    if (fault) return fault;
    const fixed = this.blocks.fixed(site.file);
    if (fixed) return { code: fixed.code, to: fixed.to };
    if (named.refused) return named.refused;
    if (isUse) return { code: 'passed-as-value', to: '' };
    if (site.targets.size > 1 || site.unknown || site.externals.size > 0 || site.fact.optional || site.fact.kind !== 'call') return { code: 'ambiguous-callee', to: '' };
    if (!source || source.role === 'test') return { code: 'offload-in-test', to: '' };
    const { bridge } = named.task!;
    if ((bridge.format === 'esm' && source.moduleKind === 'cjs') || (bridge.lang === 'ts' && !/^tsx?$/.test(source.dialect))) return { code: 'offload-module-format', to: '' };
    const values = valuesAgainst(linked, fn);
    if (values) return values;
    const { problem } = closure;
    if (problem) {
      const file = linked.files[problem.file]!.file;
      return { code: problem.code, to: `${problem.to} (${file}:${lineOf(this.sources.get(file)!.text, problem.at).line})` };
    }
    // the worker would need another worker, and that one another
    if (closure.fns.has(site.within) || (linked.fns[site.within]!.fact.kind === 'module' && closure.modules.has(site.file))) return { code: 'bridge-deadlock', to: `the worker itself would come to this call (${linked.files[site.file]!.file}:${site.fact.line})` };
    return undefined;
  }

  private reasonOf(site: Site, fn: Fn): string {
    const own = this.blocks.obstacleAt(site, fn);
    let id = site.within;
    for (let block = this.blocks.of.get(id); block && !own; block = this.blocks.of.get(id)) {
      if ('caller' in block) id = block.caller;
      else if ('peer' in block) id = block.peer;
      else return hazardMessage(block.obstacle.code, { name: this.linked.fns[id]!.fact.name, ...(block.obstacle.to !== undefined && { to: block.obstacle.to }) });
    }
    return own ? hazardMessage(own.code, { name: nameOf(fn), ...(own.to !== undefined && { to: own.to }) }) : 'its caller cannot wait';
  }
}

const nameOf = ({ fact }: Fn): string => (fact.name === '' ? 'function' : fact.name);
