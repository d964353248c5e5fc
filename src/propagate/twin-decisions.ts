// Enters the decisions about functions that stay and get a version beside them: the copies, what waits in them, and who calls them.
import type { Cause } from '../core/plan.ts';
import { contains, type Span } from '../core/source.ts';
import type { Fn, Linked } from '../resolve/linked.ts';
import type { FnId } from '../resolve/solver.ts';
import type { Blocks } from './blocks.ts';
import type { Ledger } from './ledger.ts';
import type { Refusals } from './refusals.ts';
import type { Seed } from './seeds.ts';
import type { InCopy, Steps } from './steps.ts';
import type { PassagePlace, Route } from './twin-reach.ts';
import type { RedirectedCall, Twin, Twins } from './twins.ts';

/** What is known of a passage that hands on a version. */
interface Handover {
  readonly twin: string;
  /** The copies that need it. */
  readonly copies: Set<string>;
  /** Code that is no copy needs it. */
  isOutside: boolean;
  /** It is the last one on the way out of the repository. */
  isPublic: boolean;
  /** Passages that hand the version to this one. */
  readonly before: Set<PassagePlace>;
}

export class TwinDecisions {
  private readonly linked: Linked;
  private readonly blocks: Blocks;
  private readonly ledger: Ledger;
  private readonly steps: Steps;
  private readonly twins: Twins;
  /** Passages that hand versions on, each with the copies that need it. */
  private readonly passages = new Map<PassagePlace, Handover>();

  constructor(linked: Linked, blocks: Blocks, ledger: Ledger, steps: Steps, twins: Twins) {
    this.linked = linked;
    this.blocks = blocks;
    this.ledger = ledger;
    this.steps = steps;
    this.twins = twins;
  }

  /** Enters all copies. `seeds` are the API calls in them. */
  enter(seeds: readonly Seed[], refusals: Refusals): void {
    for (const twin of this.twins.chosen.values()) {
      this.enterCopy(twin, seeds.filter(({ site }) => twin.copied.has(site.within)));
      refusals.keep(twin.fn.id);
    }
    for (const twin of this.twins.chosen.values()) {
      for (const call of twin.calls) this.ledger.need(this.ledger.idOf(call.site.file, call.site.fact.span, 'await'), this.idOf(call.callee));
      for (const route of twin.publicly) {
        this.passAlong(route, this.idOf(twin.fn.id), undefined);
        const last = route.at(-1);
        if (last) this.passages.get(last)!.isPublic = true;
      }
    }
  }

  /** Enters a call that becomes one of a version, in a function that becomes async anyway; answers the decision. */
  enterCall(call: RedirectedCall): string {
    return this.redirect(call, {});
  }

  /** Enters the exports and imports that hand the versions on. To be called when all calls are known. */
  enterPassages(): void {
    for (const [{ file, passage }, { twin, copies, isOutside, isPublic }] of this.passages) {
      const { text } = this.ledger.source(file);
      const names = passage.names.map(({ start, end }) => ({ start, end, text: this.twins.nameOf(text.slice(start, end)) }));
      // a name that only a copy takes from somewhere, in that very copy
      const copy = !isOutside && copies.size === 1 ? [...copies].find((id) => this.isWithin(id, file, passage.span)) : undefined;
      const id = this.ledger.add('twin', file, passage.span, text.slice(passage.names[0]!.start, passage.names[0]!.end), { kind: 'same-contract', decision: twin, at: this.ledger.location(file, passage.span.start) }, {
        ...this.steps.jshint(file), passage: passage.form, names, ...(copy === undefined ? {} : { copy }), ...(isPublic ? { public: true } : {}),
      });
      this.ledger.need(id, twin);
    }
    for (const [place, { before }] of this.passages) for (const each of before) this.ledger.need(this.passageId(place), this.passageId(each));
    for (const call of [...this.twins.redirected, ...[...this.twins.chosen.values()].flatMap(({ calls }) => calls)]) {
      const id = this.ledger.idOf(call.site.file, call.site.fact.span, 'await');
      this.ledger.need(id, this.idOf(call.callee));
      for (const { file, passage } of call.redirect.route) this.ledger.need(id, this.ledger.idOf(file, passage.span, 'twin'));
    }
  }

  private passageId({ file, passage }: PassagePlace): string {
    return this.ledger.idOf(file, passage.span, 'twin');
  }

  private isWithin(twin: string, file: number, span: Span): boolean {
    const decision = this.ledger.get(twin)!;
    return decision.file === this.ledger.source(file).id && contains(decision.span, span);
  }

  private idOf(fn: FnId): string {
    const { file, fact } = this.linked.fns[fn]!;
    return this.ledger.idOf(file, fact.span, 'twin');
  }

  private enterCopy(twin: Twin, seeds: readonly Seed[]): void {
    const { ledger, steps } = this;
    const { fn, definition } = twin;
    const id = this.idOf(fn.id);
    const more: InCopy = { copy: id };
    const waits: { decision: string; within: FnId }[] = [
      ...seeds.map((seed) => ({ decision: steps.replaceApi(seed, more), within: seed.site.within })),
      ...twin.calls.map((call) => ({ decision: this.redirect(call, more), within: call.site.within })),
    ];
    const starts = waits.map(({ decision }) => decision);
    const entered = new Set<FnId>([fn.id]);
    const own: string[] = [];
    for (const { decision, within } of waits) {
      if (within === fn.id) own.push(decision);
      if (entered.has(within)) continue;
      entered.add(within);
      const inner = this.linked.fns[within]!;
      const made = steps.makeAsync(inner, decision, 'awaits', more);
      for (const each of this.blocks.waiting(inner)) waits.push({ decision: steps.awaitCall(each, made, inner, more), within: each.site.within });
    }
    const [first, ...others] = own.length > 0 ? own : starts;
    const because = (decision: string): Cause => ({ kind: 'awaits', decision, at: ledger.place(decision) });
    ledger.add('twin', fn.file, fn.fact.span, fn.fact.name || definition.name, because(first!), {
      ...steps.jshint(fn.file), twin: twin.name, form: definition.form, definition: definition.span, names: definition.names, ...(definition.ofValue === undefined ? {} : { ofValue: definition.ofValue }),
    });
    for (const decision of others.slice(0, 5)) ledger.alsoBecause(id, because(decision));
    for (const { decision } of waits) { ledger.need(decision, id); ledger.need(id, decision); }
  }

  private redirect(call: RedirectedCall, more: InCopy): string {
    const { site, callee, redirect } = call;
    const fn: Fn = this.linked.fns[callee]!;
    const twin = this.idOf(callee);
    this.passAlong(redirect.route, twin, more.copy);
    const { start, end, text } = redirect;
    return this.ledger.add('await', site.file, site.fact.span, this.twins.chosen.get(callee)!.name, { kind: 'awaits', decision: twin, at: this.ledger.location(site.file, site.fact.span.start) }, {
      awaited: site.fact.use === 'awaited', callee: { start, end, text }, instead: fn.fact.name, ...more,
    });
  }

  private passAlong(route: Route, twin: string, copy: string | undefined): void {
    for (const [step, place] of route.entries()) {
      let known = this.passages.get(place);
      if (!known) this.passages.set(place, (known = { twin, copies: new Set(), isOutside: false, isPublic: false, before: new Set() }));
      // what is handed on must have been handed on before
      if (step > 0) known.before.add(route[step - 1]!);
      if (copy === undefined) known.isOutside = true;
      else known.copies.add(copy);
    }
  }
}
