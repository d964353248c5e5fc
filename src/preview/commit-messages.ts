// The files that are committed together, and the message of each commit: what changes, and why.
import type { FileChange } from '../core/edit.ts';
import type { CommitStyle, PlannedCommit } from '../core/git-commit.ts';
import type { Decision, MigrationPlan, SiteOutcome } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { count, oneLine, wrap } from './printable.ts';
import { nounOf, transformOf } from './site-words.ts';
import { unitsOf } from './units.ts';
import { headline, sentence, type Explainer } from './why.ts';

const SUBJECT = 72;
const WIDTH = 72;
/** A commit of a whole repository has a message that can still be read. */
const MOST = 30;

export interface MessageParts {
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
  readonly explainer: Explainer;
  /** The command line that made the changes. */
  readonly command: string;
}

/** The files that go together, group by group: each file is in one of them, and none needs another one. */
export function groupsOf(plan: MigrationPlan, changes: readonly FileChange[], style: CommitStyle): readonly (readonly FileId[])[] {
  if (style === 'none' || changes.length === 0) return [];
  const units = unitsOf(plan, changes).map((unit) => unit.changes.map(({ file }) => file));
  return style === 'per-unit' ? units : byTransform(plan, units);
}

/** The commit of `files`. */
export function commitOf({ plan, explainer, command }: MessageParts, files: readonly FileId[]): PlannedCommit {
  const decisions = files.flatMap((file) => plan.files[file]?.decisions ?? []).filter(({ verdict }) => verdict !== 'keep');
  const ofGroup = new Set(files);
  const of = transformOf(plan);
  const kinds = new Map<string, SiteOutcome[]>();
  for (const site of plan.sites) {
    if (!ofGroup.has(site.file) || (site.outcome !== 'migrated' && site.outcome !== 'twinned')) continue;
    const noun = nounOf(of(site));
    kinds.set(noun, [...(kinds.get(noun) ?? []), site]);
  }
  return { subject: subjectOf(decisions, kinds, files), body: bodyOf(decisions, kinds, explainer, command), files };
}

/** Migrated sites, by what they are called. */
type Kinds = ReadonlyMap<string, readonly SiteOutcome[]>;

interface Wording {
  /** The subject when there are no others; `calls` has their number or, of one API, its name. */
  readonly subject: (n: number, calls: string) => string;
  /** What is said above their list. */
  readonly head: string;
}

const WORDINGS: Readonly<Record<string, Wording>> = {
  'blocking call': { subject: (_, calls) => `Await instead of blocking: ${calls}`, head: 'These calls held up everything else in the process (lines as they were):' },
  'callback call': { subject: (_, calls) => `Await instead of callbacks: ${calls}`, head: 'What the callbacks of these calls did follows an await now (lines as they were):' },
  'promise chain': { subject: (n) => `Turn ${count(n, 'promise chain')} into await`, head: 'These promise chains are statements with await now (lines as they were):' },
  coroutine: { subject: (n) => `Turn ${count(n, 'coroutine')} into async functions`, head: 'These generators were driven by a runner, and are async functions now (lines as they were):' },
  'collected stream': { subject: (n) => `Read ${count(n, 'collected stream')} in loops`, head: 'What these streams give is read in loops that wait now (lines as they were):' },
  wait: { subject: (n) => `Await timers in ${count(n, 'wait')}`, head: 'These waits are timers that are awaited now (lines as they were):' },
  'unbounded operation': { subject: (_, calls) => `Add timeouts: ${calls}`, head: 'These operations could take for ever, and have a deadline now:' },
  'call group': { subject: (n) => `Bound ${count(n, 'group')} of concurrent calls`, head: 'All of these calls were under way at once; so many at a time are now (lines as they were):' },
  race: { subject: (n) => `Guard ${count(n, 'race')}`, head: 'State was read and written around an await there; these take turns or walk through a copy now (lines as they were):' },
  'opened resource': { subject: (_, calls) => `Close in order on SIGINT and SIGTERM: ${calls}`, head: 'What these calls open is closed before the process ends (lines as they were):' },
  'cancellable operation': { subject: (_, calls) => `Hand on an AbortSignal: ${calls}`, head: 'These operations end now when the signal of their caller aborts (lines as they were):' },
  'offloadable call': { subject: (_, calls) => `Compute in worker threads: ${calls}`, head: 'These calls are done in worker threads now, and awaited (lines as they were):' },
  'unawaited promise': {
    subject: (n) => `Await ${count(n, 'promise')} taken for ${n === 1 ? 'its value' : 'their values'}`,
    head: 'The promises of these calls were taken for their values, which changes what the program does:',
  },
};

/** Units of the same transforms together. */
function byTransform({ files }: MigrationPlan, units: readonly (readonly FileId[])[]): FileId[][] {
  const groups = new Map<string, FileId[]>();
  for (const unit of units) {
    const names = new Set(unit.flatMap((file) => (files[file]?.decisions ?? []).flatMap(({ verdict, transform }) => (verdict === 'keep' ? [] : [transform]))));
    const key = [...names].sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), ...unit]);
  }
  return [...groups.values()];
}

function subjectOf(decisions: readonly Decision[], kinds: Kinds, files: readonly FileId[]): string {
  const codemod = decisions.find(({ verdict }) => verdict === 'codemod');
  const [[noun, sites] = ['', []], ...others] = kinds;
  const apis = [...new Set(sites.map(({ api }) => api))];
  const calls = apis.length === 1 ? `${sites.length === 1 ? '' : `${sites.length} calls of `}${apis[0]}` : count(sites.length, noun);
  const mixed = `Use await: ${[...kinds].map(([name, { length }]) => count(length, name)).join(' + ')}`;
  const what = codemod ? `Apply ${codemod.transform}` : others.length > 0 ? mixed : (WORDINGS[noun]?.subject(sites.length, calls) ?? mixed);
  const named = `${what} in ${files[0]}`;
  return files.length === 1 && named.length <= SUBJECT ? named : oneLine(`${what} in ${count(files.length, 'file')}`, SUBJECT);
}

function bodyOf(decisions: readonly Decision[], kinds: Kinds, explainer: Explainer, command: string): string {
  const paragraphs: string[] = [];
  const list = (head: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    const shown = rows.slice(0, MOST).flatMap((row) => wrap(`- ${row}`, WIDTH, '  ').map((line, i) => (i === 0 ? line.trimStart() : line)));
    paragraphs.push([...wrap(head, WIDTH, ''), ...shown, ...(rows.length > MOST ? [`- and ${rows.length - MOST} more`] : [])].join('\n'));
  };
  for (const [noun, sites] of kinds) list(WORDINGS[noun]?.head ?? `${noun}:`, sites.map((site) => callRow(site, explainer)));
  list('These functions became async, because they wait for them:', decisions.filter(({ verdict, data }) => verdict === 'make-async' && data?.['copy'] === undefined).map((decision) => functionRow(decision, explainer)));
  list('Besides:', decisions.filter(({ verdict }) => ['twin', 'async-main', 'loop', 'reject-assertion', 'stub', 'retype'].includes(verdict)).map((decision) => `${at(decision)} ${headline(decision)}`));
  paragraphs.push(`Made by: ${command}`);
  return paragraphs.join('\n\n');
}

function callRow({ file, line, api, within, decision }: SiteOutcome, explainer: Explainer): string {
  const cause = explainer.decision(decision)?.cause;
  return `${at({ file, line })} ${api}${cause?.kind === 'mapped-api' ? ` -> ${cause.target}` : ''}${within ? ` in ${within}` : ''}`;
}

/** The function, and the first step of why. */
function functionRow(decision: Decision, explainer: Explainer): string {
  const [step] = explainer.explain(decision);
  return `${at(decision)} ${step && step.relation !== 'hazard' ? sentence(step) : decision.name}`;
}

const at = ({ file, line }: { readonly file: FileId; readonly line: number }): string => `${file}:${line}`;
