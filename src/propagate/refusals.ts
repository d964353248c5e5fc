// Why a blocking call stays: its own reason, or the chain that ends in the obstacle of a caller.
import type { Cause, Location, SiteOutcome } from '../core/plan.ts';
import { hazardMessage } from '../hazards/messages.ts';
import type { Linked } from '../resolve/linked.ts';
import type { Blocks } from './blocks.ts';
import { NO_TWIN, PUBLIC_API } from './explain.ts';
import type { Ledger } from './ledger.ts';
import type { Obstacle } from './obstacles.ts';
import type { Seed } from './seeds.ts';
import type { Twins } from './twins.ts';

export class Refusals {
  private readonly linked: Linked;
  private readonly blocks: Blocks;
  private readonly ledger: Ledger;

  constructor(linked: Linked, blocks: Blocks, ledger: Ledger) {
    this.linked = linked;
    this.blocks = blocks;
    this.ledger = ledger;
  }

  /** Enters the refusal of one site. `twins`: what public API there is was to get versions beside it. */
  refuse(seed: Seed, twins?: Twins): SiteOutcome {
    const { ledger } = this;
    const { site } = seed;
    const at = ledger.location(site.file, site.fact.span.start);
    let cause: Cause;
    let root: { code: string; message: string };
    if (seed.refused) {
      root = { code: seed.refused.code, message: seed.refused.message ?? hazardMessage(seed.refused.code, { name: seed.api, ...(seed.refused.to ? { to: seed.refused.to } : {}) }) };
      const { directive } = site.fact;
      cause = root.code === 'directive' && directive
        ? { kind: 'directive', at: ledger.location(site.file, directive.span.start), text: directive.text }
        : { kind: 'hazard', at, ...root };
    } else {
      const without = twins && this.withoutTwin(site.within, twins);
      root = without ?? this.rootOf(site.within);
      cause = without ? { kind: 'hazard', ...without } : { kind: 'caller-refused', decision: this.keep(site.within), at };
    }
    const decision = ledger.add('keep', site.file, site.fact.span, seed.api, cause);
    return { file: this.linked.files[site.file]!.file, line: site.fact.line, span: site.fact.span, api: seed.api, outcome: 'refused', reason: root.code, message: root.message, role: ledger.source(site.file).role, within: ledger.pathOf(site.within), decision };
  }

  /** The obstacle at the end of the chain for which `fn` stays. */
  obstacleBehind(fn: number): { readonly fn: number; readonly obstacle: Obstacle } {
    for (let id = fn; ; ) {
      const block = this.blocks.of.get(id)!;
      if ('caller' in block) id = block.caller;
      else if ('peer' in block) id = block.peer;
      else return { fn: id, obstacle: block.obstacle };
    }
  }

  /** Decision that a function stays, with the chain of callers that stay. */
  keep(fn: number): string {
    const { ledger } = this;
    const { file, fact } = this.linked.fns[fn]!;
    const id = ledger.idOf(file, fact.span, 'keep');
    if (ledger.has(id)) return id;
    const block = this.blocks.of.get(fn)!;
    const cause: Cause = 'obstacle' in block
      ? block.obstacle.code === 'directive'
        ? { kind: 'directive', at: ledger.location(block.obstacle.file, block.obstacle.at), text: block.obstacle.to ?? '' }
        : { kind: 'hazard', code: block.obstacle.code, at: ledger.location(block.obstacle.file, block.obstacle.at), message: this.message(fn, block.obstacle) }
      : 'peer' in block ? { kind: 'same-contract', decision: this.keep(block.peer), at: ledger.location(file, fact.span.start) }
      : { kind: 'caller-refused', decision: this.keep(block.caller), at: ledger.location(block.site.file, block.site.fact.span.start) };
    return ledger.add('keep', file, fact.span, fact.name || (fact.kind === 'module' ? 'top level' : 'anonymous'), cause);
  }

  /** Why no version stands beside a function that stays for the public API: the first on the way there that can't have one. */
  private withoutTwin(fn: number, twins: Twins): { code: string; message: string; at: Location } | undefined {
    if (this.obstacleBehind(fn).obstacle.code !== PUBLIC_API) return undefined;
    for (let id = fn; ; ) {
      const block = this.blocks.of.get(id)!;
      const to = twins.reasonAgainst(id);
      const { file, fact } = this.linked.fns[id]!;
      if (to !== undefined || 'obstacle' in block) return { code: NO_TWIN, message: hazardMessage(NO_TWIN, { name: fact.name, to: to ?? 'nobody who can wait calls it' }), at: this.ledger.location(file, fact.span.start) };
      id = 'caller' in block ? block.caller : block.peer;
    }
  }

  private rootOf(fn: number): { code: string; message: string } {
    const root = this.obstacleBehind(fn);
    return { code: root.obstacle.code, message: this.message(root.fn, root.obstacle) };
  }

  private message(fn: number, obstacle: Obstacle): string {
    return hazardMessage(obstacle.code, { name: this.linked.fns[fn]!.fact.name, ...(obstacle.to ? { to: obstacle.to } : {}) });
  }
}
