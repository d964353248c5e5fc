// The decisions of add-cancellation: which functions take a signal, which calls hand it on, what it stops, and why the rest stays.
import type { ReasonCode, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import type { ScannedRepo } from '../../core/source.ts';
import type { Operation } from '../../facts/operations.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Fn, Linked } from '../../resolve/linked.ts';
import type { Node } from '../../syntax/node.ts';
import type { Decided } from '../decide.ts';
import type { FileRefusals } from '../file-by-file.ts';
import { Ledger } from '../ledger.ts';
import { StubbedApis } from '../stubbed-apis.ts';
import { CancelFiles } from './files.ts';
import { PathFinder, type OnPath, type Paths } from './paths.ts';
import { rootsOf } from './roots.ts';
import { loopName, SignalDecisions } from './signal-decisions.ts';
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
  private readonly signals: SignalDecisions;
  private readonly sites: SiteOutcome[] = [];

  constructor(linked: Linked, repo: ScannedRepo, options: CancelOptions) {
    this.linked = linked;
    this.options = options;
    this.files = new CancelFiles(linked, repo);
    this.takers = new Takers({ linked, repo, files: this.files, limits: options.limits, refusals: options, refused: options.refused });
    this.ledger = new Ledger(linked, repo, ADD_CANCELLATION);
    this.signals = new SignalDecisions({ linked, files: this.files, takers: this.takers, ledger: this.ledger, stubbed: new StubbedApis(repo.files) });
  }

  decide(): Decided {
    const roots = rootsOf(this.linked, this.options.roots, this.files, this.takers);
    const paths = new PathFinder(this.linked, this.files, this.takers).find(roots, (fn) => this.signals.stops(fn));
    this.signals.enterFunctions(roots, paths);
    for (const each of paths.onPath.values()) this.enterWithin(each);
    this.signals.enterCatches(paths, roots.some(({ kind }) => kind === 'process'));
    this.refuseOthers(paths);
    return { decisions: this.ledger.sorted(), sites: this.sites, notes: this.signals.notes };
  }

  /** What is stopped in a function. */
  private enterWithin(each: OnPath): void {
    const { fn } = each;
    for (const operation of this.signals.operationsIn(fn)) {
      const stays = this.signals.against(fn, operation);
      if (stays) this.refuse(fn, operation, stays);
      else this.stop(each, operation.node, operation.name, 'operation');
    }
    for (const loop of this.signals.loopsIn(fn)) this.stop(each, loop, loopName(loop), 'loop');
  }

  private stop(each: OnPath, node: Node, name: string, kind: 'operation' | 'loop'): void {
    const { fn, holder } = each;
    const target = kind === 'loop' ? 'a look at the signal in each round' : 'a signal';
    const id = this.signals.add('cancel', fn.file, node, name, { kind: 'mapped-api', api: name, target }, { kind, name: this.signals.nameIn(each) });
    this.ledger.need(id, this.signals.parameterId(holder));
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

  /** Operations of functions that have no signal. */
  private refuseOthers({ onPath, reached, stays }: Paths): void {
    for (const [file] of this.linked.files.entries()) {
      const source = this.files.source(file);
      if (!source || source.role === 'test' || source.dialect === 'dts' || this.linked.files[file]!.parseFailed || !/await|Promise|return|=>|\.then\b/.test(source.text)) continue;
      const byNode = new Map(this.linked.fns.flatMap((fn) => (fn.file === file ? [[this.files.nodeOf(fn), fn] as const] : [])));
      for (const [node, operations] of this.files.read(file).sites.functionsWithOperations()) {
        const fn = byNode.get(node);
        if (fn && onPath.has(fn)) continue;
        for (const operation of operations) this.refuse(fn ?? this.linked.fns.find((each) => each.file === file)!, operation, (fn && (stays.get(fn) ?? (reached.has(fn) ? this.signals.against(fn, operation) : undefined))) ?? { code: 'cancel-unreached', to: '' });
      }
    }
  }
}
