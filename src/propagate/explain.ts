// Why a decision was made: the only walker of causes, and of what depends on what.
import type { ExplainStep, Overrule, Place } from '../core/explain.ts';
import type { Cause, Decision, MigrationPlan, ReasonCode, Verdict } from '../core/plan.ts';

/** Reason code of a call that stays because code outside the repository can call its function. */
export const PUBLIC_API: ReasonCode = 'public-api';
/** The same where versions were asked for, and none is written. */
export const NO_TWIN: ReasonCode = 'no-twin';

const calls: ReadonlySet<Verdict> = new Set(['replace-api', 'add-await', 'offload', 'await', 'loop', 'reject-assertion', 'flatten-callbacks']);

/**
 * The chain of principal causes of `decision`, from the decision to its axiom. A call and the function around it make
 * one step. A chain that leads to a decision the plan does not hold ends there.
 */
export function explain(plan: MigrationPlan, decision: Decision): ExplainStep[] {
  const steps: ExplainStep[] = [];
  const seen = new Set<string>();
  for (let current: Decision | undefined = decision; current && !seen.has(current.id); ) {
    seen.add(current.id);
    const { cause }: Decision = current;
    if (!('decision' in cause)) return [...steps, axiom(current, cause)];
    const next = decisionOf(plan, cause.decision);
    if (!next) break;
    const step = link(current, cause, next);
    if (step) steps.push(step);
    if (step?.relation === 'calls-api') break;
    current = step?.relation === 'awaits' && calls.has(next.verdict) ? behind(plan, next) : next;
  }
  return steps;
}

/**
 * Ids of all changes that fall when the decision `id` falls, that one included: those that must be carried out together
 * with a fallen one, and those whose causes have all fallen.
 */
export function dependants(plan: MigrationPlan, id: string): ReadonlySet<string> {
  const { byId, needing, causing } = indexOf(plan);
  const fallen = new Set([id]);
  const lost = new Map<string, number>();
  const fell = (decision: string): void => {
    if (byId.get(decision)?.verdict !== 'keep') fallen.add(decision);
  };
  for (const each of fallen) {
    for (const user of needing.get(each) ?? []) fell(user);
    for (const user of causing.get(each) ?? []) {
      const count = (lost.get(user) ?? 0) + 1;
      lost.set(user, count);
      if (count === causes(byId.get(user)!).length) fell(user);
    }
  }
  return fallen;
}

/** How to overrule `decision`; undefined when its chain does not end in an axiom. */
export function overrule(plan: MigrationPlan, decision: Decision): Overrule | undefined {
  const steps = explain(plan, decision);
  const last = steps[steps.length - 1];
  if (last?.relation === 'codemod') return undefined;
  if (last?.relation === 'directive') return { kind: 'remove-directive', text: last.object, at: last.at };
  if (last?.code === 'deadline-no-value' || last?.code === 'deadline-in-test') return { kind: 'directive', directive: 'timeout 10s', above: { file: decision.file, line: decision.line }, spares: 0 };
  // nothing can be said for all of them: the reason says it
  if (last?.code?.startsWith('deadline-')) return undefined;
  if (last?.code === 'bound-no-value' || last?.code === 'bound-no-operation' || last?.code === 'bound-unknown-wait' || last?.code === 'bound-in-test') return { kind: 'directive', directive: 'concurrency 16', above: { file: decision.file, line: decision.line }, spares: 0 };
  if (/^(?:cancel|group|bound)-/.test(last?.code ?? '')) return undefined;
  if (decision.verdict === 'deadline') return { kind: 'directive', directive: 'no-timeout', above: { file: decision.file, line: decision.line }, spares: 1 };
  if (decision.verdict === 'guard' || decision.verdict === 'group' || decision.verdict === 'bound') return { kind: 'directive', directive: 'ignore-next-line', above: { file: decision.file, line: decision.line }, spares: dependants(plan, decision.id).size };
  if (last?.code?.startsWith('race-')) return undefined;
  if (last?.relation === 'hazard') return last.code === PUBLIC_API || last.code === NO_TWIN ? { kind: 'public-api' } : { kind: 'change-code', at: last.at };
  const pivot = overruled(plan, decision, steps);
  return { kind: 'directive', directive: 'keep-sync', above: { file: pivot.file, line: pivot.line }, spares: dependants(plan, pivot.id).size };
}

/** The function to keep synchronous: the nearest one that the decision rests on, else the one it is in. */
function overruled(plan: MigrationPlan, decision: Decision, steps: readonly ExplainStep[]): Decision {
  const chain = steps.flatMap((step) => step.decisions).concat(decision.needs);
  for (const id of chain) {
    const link = decisionOf(plan, id);
    if (link && link.id !== decision.id && (link.verdict === 'make-async' || link.verdict === 'twin')) return link;
  }
  // no line stands above a script's top level: the call in it that waits
  if (decision.verdict === 'async-main') return chain.map((id) => decisionOf(plan, id)).find((link) => link !== undefined && link.id !== decision.id) ?? decision;
  return decision;
}

function axiom(decision: Decision, cause: Exclude<Cause, { decision: string }>): ExplainStep {
  const { id, name, file, line } = decision;
  switch (cause.kind) {
    case 'mapped-api':
      return { relation: 'maps-to', subject: cause.api, object: cause.api, target: cause.target, at: { file, line }, decisions: [id] };
    case 'hazard':
      return { relation: 'hazard', subject: name, object: cause.message, code: cause.code, at: place(cause.at), decisions: [id] };
    case 'missing-await':
      return { relation: 'missing-await', subject: name, object: cause.message, at: place(cause.at), decisions: [id] };
    case 'offload':
      return { relation: 'offload', subject: name, object: cause.message, at: place(cause.at), decisions: [id] };
    case 'codemod':
      return { relation: 'codemod', subject: name, object: cause.transform, at: { file, line }, decisions: [id] };
    case 'directive':
      return { relation: 'directive', subject: name, object: cause.text, at: place(cause.at), decisions: [id] };
  }
}

/** The step from `decision` to the decision it rests on; undefined when a call only passes on what its function says. */
function link(decision: Decision, cause: Extract<Cause, { decision: string }>, next: Decision): ExplainStep | undefined {
  const { id, name: subject } = decision;
  const at = place(cause.at);
  if ((decision.verdict === 'twin' || decision.verdict === 'pass-signal') && cause.kind === 'same-contract') return { relation: 'follows', subject, object: next.name, at, decisions: [id] };
  if (cause.kind !== 'awaits') return { relation: cause.kind, subject, object: next.name, at, decisions: [id] };
  if (calls.has(decision.verdict)) return undefined;
  if (decision.verdict === 'retype' || decision.verdict === 'stub') return { relation: 'follows', subject, object: next.name, at, decisions: [id] };
  if (next.cause.kind === 'mapped-api') {
    return { relation: 'calls-api', subject, object: next.cause.api, target: next.cause.target, at, decisions: [id, next.id] };
  }
  return { relation: 'awaits', subject, object: next.name, at, decisions: calls.has(next.verdict) ? [id, next.id] : [id] };
}

const place = ({ file, line }: Place): Place => ({ file, line });

/** What is behind a call that a step already told of: the function it calls, or the call itself when that is all. */
const behind = (plan: MigrationPlan, call: Decision): Decision | undefined =>
  'decision' in call.cause ? decisionOf(plan, call.cause.decision) : call;

/** The distinct causes of a decision: ids of other decisions, and 'axiom' for one that rests on nothing. */
const causes = ({ cause, alsoBecause }: Decision): readonly string[] => [
  ...new Set([cause, ...alsoBecause].map((each) => ('decision' in each ? each.decision : 'axiom'))),
];

interface PlanIndex {
  readonly byId: ReadonlyMap<string, Decision>;
  /** decision -> those that must be carried out together with it */
  readonly needing: ReadonlyMap<string, readonly string[]>;
  /** decision -> those that have it among their causes */
  readonly causing: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<MigrationPlan, PlanIndex>();

/** The decision with this id, when the plan holds it. */
export const decisionOf = (plan: MigrationPlan, id: string): Decision | undefined => indexOf(plan).byId.get(id);

function indexOf(plan: MigrationPlan): PlanIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const byId = new Map<string, Decision>();
  const needing = new Map<string, string[]>();
  const causing = new Map<string, string[]>();
  for (const { decisions } of Object.values(plan.files)) {
    for (const decision of decisions) {
      byId.set(decision.id, decision);
      for (const need of decision.needs) append(needing, need, decision.id);
      for (const cause of causes(decision)) append(causing, cause, decision.id);
    }
  }
  const index = { byId, needing, causing };
  indexes.set(plan, index);
  return index;
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
