// Chains of causes as text: one line under a hunk, a block like a stack trace for `explain`.
import type { Decision } from '../core/plan.ts';
import type { ExplainStep, Overrule, Place } from '../core/explain.ts';
import { sideBySide, type Interleavings } from '../core/guards.ts';
import type { Look } from './palette.ts';
import { printable, wrap } from './printable.ts';

/** Looks up the causes of decisions; the walk itself is done by src/propagate/explain.ts. */
export interface Explainer {
  decision(id: string): Decision | undefined;
  explain(decision: Decision): readonly ExplainStep[];
  overrule(decision: Decision): Overrule | undefined;
}

/** What happens to the subject of a decision, as a sentence. */
export function headline({ name, verdict, transform, data, cause }: Decision): string {
  const where = data?.['copy'] === undefined ? '' : ', in the copy of the function around it';
  const instead = data?.['instead'];
  const version = data?.['twin'];
  switch (verdict) {
    case 'replace-api':
      return `${name} is replaced by its asynchronous twin${where}`;
    case 'await':
      return typeof instead === 'string' ? `${call(name)} is called instead of ${call(instead)}, and awaited${where}` : `${call(name)} is awaited${where}`;
    case 'make-async':
      return `${name} becomes async${where}`;
    case 'loop':
      return `${call(name)} becomes a loop that waits${where}`;
    case 'reject-assertion':
      return `${call(name)} becomes an assertion that a promise rejects`;
    case 'async-main':
      return `the top level of the script moves into an async function`;
    case 'twin':
      return typeof version === 'string' ? `${name} stays, and gets the async version ${version} beside it` : `the async version of ${name} is handed on with it`;
    case 'retype':
      return `the type of ${name} follows`;
    case 'stub':
      return `the stub of ${name} becomes one of its asynchronous twin`;
    case 'codemod':
      return `${name} is changed by ${transform}`;
    case 'add-await':
      return `${call(name)} is awaited, because ${'message' in cause ? cause.message : 'its promise is taken for its value'}`;
    case 'bridge':
      return `${call(name)} blocks until a worker thread has done it`;
    case 'offload':
      return `${call(name)} runs in a worker thread, and is awaited`;
    case 'flatten':
      return 'the promise chain becomes await';
    case 'flatten-callbacks':
      return `${call(name)} is awaited instead of taking a callback`;
    case 'coroutine':
      return `the generator of ${name} becomes an async function`;
    case 'iterate':
      return `what ${call(name)} gives is read in a loop that waits`;
    case 'deadline':
      return `${call(name)} gets ${cause.kind === 'mapped-api' ? cause.target : 'a deadline'}`;
    case 'bound':
      return `${name}: ${cause.kind === 'mapped-api' ? cause.target : 'some at a time'}`;
    case 'guard':
      return data?.['form'] === 'snapshot' ? `${name} walks through a copy` : `${name} takes turns`;
    case 'fetch':
      return `${call(name)} becomes a fetch, and is awaited`;
    case 'group':
      return `${call(name)} ${data?.['form'] === 'settle' ? 'waits' : 'gets'} ${cause.kind === 'mapped-api' ? cause.target : 'a signal'}`;
    case 'close':
      return `what ${call(name)} opens is ${cause.kind === 'mapped-api' ? cause.target : 'closed'}`;
    case 'cancel':
      return `${name} is given ${cause.kind === 'mapped-api' ? cause.target : 'a signal'}`;
    case 'pass-signal':
      return data?.['kind'] === 'request' ? `${name} ends when its client goes away` : data?.['kind'] === 'process' ? `${call(name)} ends on SIGINT and SIGTERM` : data?.['kind'] === 'parameter' ? `${name} takes a signal` : data?.['kind'] === 'catch' ? 'what was cancelled goes on through this catch' : data?.['kind'] === 'loop' ? `${name} looks at the signal in each round` : `${call(name)} is given the signal`;
    case 'keep':
      return `${name} stays as it is`;
  }
}

/**
 * Why the decisions of one hunk were made: one line for each chain of causes. A decision that another one's chain
 * passes through needs no line of its own.
 */
export function hunkReasons(ids: readonly string[], explainer: Explainer): string[] {
  const chains = ids.flatMap((id) => {
    const decision = explainer.decision(id);
    return decision ? [{ decision, steps: explainer.explain(decision) }] : [];
  });
  const told = new Set<string>();
  for (const { decision, steps } of chains) {
    for (const step of steps) for (const id of step.decisions) if (id !== decision.id) told.add(id);
  }
  const lines = chains.filter(({ decision }) => !told.has(decision.id)).map(({ decision, steps }) => shortChain(decision, steps));
  return lines.length > 0 ? [...new Set(lines)] : ['goes with the other changes of this file'];
}

/** A chain in one line; what lies between its first and its last two steps is only counted. */
function shortChain(decision: Decision, steps: readonly ExplainStep[]): string {
  const last = steps[steps.length - 1];
  if (!last) return headline(decision);
  const said = steps.map(sentence);
  const links = said.length > 4 ? [said[0]!, `${said.length - 3} more`, ...said.slice(-2)] : said;
  // a transform of the user's has no place in the file
  if (last.relation === 'codemod') return links.join(' <- ');
  return `${links.join(' <- ')} at ${at(last.at)}${twin(last)}`;
}

/** A decision and its causes, nearest first; the last line says how to overrule it. */
export function explanation(decision: Decision, explainer: Explainer, look: Look): string[] {
  const { colours, width } = look;
  const steps = explainer.explain(decision);
  const rows = steps.map((step) => ({ text: printable(sentence(step)), step }));
  const column = Math.min(48, Math.max(0, ...rows.map(({ text, step }) => (step.relation === 'hazard' ? 0 : text.length))));
  const lines = [`${colours.bold(printable(at(decision)))}  ${printable(headline(decision))}`];
  for (const { text, step } of rows) {
    const where = colours.cyan(printable(at(step.at)));
    if (step.relation === 'hazard') {
      lines.push(`  ${colours.yellow(step.code ?? 'hazard')}  ${where}`, ...wrap(text, width, '    '));
    } else lines.push(`  ${text.padEnd(column)}  ${where} ${printable(twin(step))}`.trimEnd());
  }
  const orders = decision.data?.['interleavings'] as Interleavings | undefined;
  if (orders) lines.push(...sideBySide(orders).map((line) => `    ${printable(line)}`));
  const answer = explainer.overrule(decision);
  if (answer) lines.push(...wrap(overruling(answer), width, '  ').map(colours.dim));
  return lines;
}

function overruling(overrule: Overrule): string {
  switch (overrule.kind) {
    case 'directive':
      return `to overrule: // unblock: ${overrule.directive} above ${at(overrule.above)}${overrule.spares === 0 ? '' : ` (spares ${overrule.spares === 1 ? '1 change' : `${overrule.spares} changes`})`}`;
    case 'public-api':
      return 'to overrule: --public-api break (callers outside must wait too)';
    case 'remove-directive':
      return `to overrule: take away ${overrule.text} at ${at(overrule.at)}`;
    case 'change-code':
      return `to overrule: change the code at ${at(overrule.at)} so that it can wait, then run unblock again`;
  }
}

/** One step of a chain, in words. */
export function sentence({ relation, subject, object, target }: ExplainStep): string {
  switch (relation) {
    case 'calls-api':
      return `${subject} calls ${object}`;
    case 'maps-to':
      return opening(target, object);
    case 'awaits':
      return `${subject} awaits ${call(object)}`;
    case 'follows':
      return `${subject} follows ${object}`;
    case 'same-contract':
      return `${subject} shares a contract with ${object}`;
    case 'caller-refused':
      return `${subject} stays because ${object} does`;
    case 'hazard': case 'missing-await':
      return object;
    case 'bridged':
      return `${call(subject)} blocks, because its caller cannot wait and ${object} becomes async`;
    case 'offload':
      return `${call(subject)} runs in a worker thread (${object})`;
    case 'codemod':
      return `${object} changes ${subject}`;
    case 'directive':
      return `${subject}: ${object}`;
  }
}

/** What a change begins with, by what becomes of it. */
function opening(target: string | undefined, object: string): string {
  if (target === 'await') return `${object} can be awaited`;
  if (target?.startsWith('a deadline')) return `${object} can take as long as it likes`;
  if (target === 'begun together') return `${object}: they only read, and use nothing of one another`;
  if (target?.endsWith('at a time')) return `${object} begins all calls at once`;
  if (target === 'turns' || target === 'a copy') return `another call can change it during an await: ${object}`;
  if (/^(?:drained|closed) on/.test(target ?? '')) return `${object} opens something`;
  if (target === 'a signal' || target?.startsWith('a look')) return `${object} can be stopped`;
  if (target === 'for await') return `${object} can be read in a loop`;
  return target === 'async function' ? `${object} can be an async function` : `${object} blocks`;
}

const twin = ({ target }: ExplainStep): string => (target ? ` -> ${target}` : '');
const at = ({ file, line }: Place): string => `${file}:${line}`;
const call = (name: string): string => (name.endsWith(')') ? name : `${name}()`);
