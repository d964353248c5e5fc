// The files that are committed together, and the message of each commit: what changes, and why.
import type { FileChange } from '../core/edit.ts';
import type { CommitStyle, PlannedCommit } from '../core/git-commit.ts';
import type { Decision, MigrationPlan, SiteOutcome } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { count, oneLine, wrap } from './printable.ts';
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
  const sites = plan.sites.filter(({ file, outcome }) => ofGroup.has(file) && (outcome === 'migrated' || outcome === 'twinned'));
  return { subject: subjectOf(decisions, sites, files), body: bodyOf(decisions, sites, explainer, command), files };
}

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

function subjectOf(decisions: readonly Decision[], sites: readonly SiteOutcome[], files: readonly FileId[]): string {
  const codemod = decisions.find(({ verdict }) => verdict === 'codemod');
  const chains = decisions.filter(({ verdict }) => verdict === 'flatten').length;
  const fixed = decisions.filter(({ verdict }) => verdict === 'add-await').length;
  const apis = [...new Set(sites.map(({ api }) => api))];
  const calls = apis.length === 1 ? `${sites.length === 1 ? '' : `${sites.length} calls of `}${apis[0]}` : count(sites.length, 'blocking call');
  const what = codemod ? `Apply ${codemod.transform}` : fixed > 0 && fixed >= sites.length ? `Await ${count(fixed, 'promise')} taken for ${fixed === 1 ? 'its value' : 'their values'}` : chains > 0 && chains >= sites.length ? `Turn ${count(chains, 'promise chain')} into await` : `Await instead of blocking: ${calls}`;
  const named = `${what} in ${files[0]}`;
  return files.length === 1 && named.length <= SUBJECT ? named : oneLine(`${what} in ${count(files.length, 'file')}`, SUBJECT);
}

function bodyOf(decisions: readonly Decision[], sites: readonly SiteOutcome[], explainer: Explainer, command: string): string {
  const paragraphs: string[] = [];
  const blocking = sites.filter(({ decision }) => !/^(?:flatten|add-await)$/.test(explainer.decision(decision)?.verdict ?? ''));
  const list = (head: string, rows: readonly string[]): void => {
    if (rows.length === 0) return;
    const shown = rows.slice(0, MOST).flatMap((row) => wrap(`- ${row}`, WIDTH, '  ').map((line, i) => (i === 0 ? line.trimStart() : line)));
    paragraphs.push([...wrap(head, WIDTH, ''), ...shown, ...(rows.length > MOST ? [`- and ${rows.length - MOST} more`] : [])].join('\n'));
  };
  list('These calls held up everything else in the process (lines as they were):', blocking.map((site) => callRow(site, explainer)));
  list('The promises of these calls were taken for their values, which changes what the program does:', decisions.filter(({ verdict }) => verdict === 'add-await').map((decision) => `${at(decision)} ${headline(decision)}`));
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
