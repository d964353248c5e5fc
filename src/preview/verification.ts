// The result of verify on a terminal: what was compared, what differs, and which migrated calls nobody ran.
import type { Finding } from '../core/finding.ts';
import { isDifferent, type ExecutedPart, type TestEvidence, type Verification } from '../core/verification.ts';
import type { Look } from './palette.ts';
import { count, printable } from './printable.ts';

/** At most so many entries of a list are shown without --verbose. */
const SHOWN = 20;

/** The lines of the report. */
export function verificationLines(result: Verification, { colours }: Look, verbose = false): string[] {
  const { against, changed, becameAsync, findings, executed, takenBack } = result;
  const lines = [`${count(changed.length, 'file')} differ from ${against}, ${count(becameAsync, 'function')} became async`.replace('1 file differ', '1 file differs')];
  if (changed.length === 0) return lines;
  const faults = findings.filter(({ level }) => level === 'fault');
  const reviews = findings.filter(({ level }) => level === 'review');
  for (const finding of shown(faults, verbose)) lines.push(...findingLines(finding, colours.red('fault '), colours.dim));
  lines.push(...more(faults, verbose));
  lines.push(...findingsToReview(reviews, colours, verbose));
  lines.push(`static checks: ${faults.length === 0 ? 'nothing wrong' : count(faults.length, 'fault')}${reviews.length > 0 ? `, ${reviews.length} to review` : ''}`);
  if (executed) lines.push(...executedLines(executed, colours, verbose));
  for (const { places, evidence } of takenBack ?? []) lines.push(`to take back: ${places.map(printable).join(', ')}`, `  because ${printable(evidence)}`);
  lines.push(isDifferent(result) ? colours.red('the migrated program is not the same program') : colours.green(`no difference found${executed ? '' : ' (nothing was executed)'}`));
  return lines;
}

function findingsToReview(reviews: readonly Finding[], colours: Look['colours'], verbose: boolean): string[] {
  return [...shown(reviews, verbose).flatMap((finding) => findingLines(finding, colours.yellow('review'), colours.dim)), ...more(reviews, verbose)];
}

/** What the static checks want somebody to look at in a tree that is not written yet: places are those in the new text. */
export const reviewLines = (reviews: readonly Finding[], { colours }: Look, verbose = false): string[] => (reviews.length === 0 ? [] : ['to look at, in the new text:', ...findingsToReview(reviews, colours, verbose)]);

function findingLines({ file, line, column, message, excerpt, code, details = [] }: Finding, level: string, dim: (text: string) => string): string[] {
  return [`${level} ${printable(file)}:${line}:${column} ${printable(message)} ${dim(`(${code})`)}`, ...(excerpt === '' ? [] : [`       ${dim(printable(excerpt))}`]), ...details.map((each) => `       ${printable(each)}`)];
}

function executedLines({ tests, sites, modules, types, delays, findings, notes, seconds, parts, ratio }: ExecutedPart, { red, dim }: Look['colours'], verbose: boolean): string[] {
  const lines: string[] = [];
  if (tests) lines.push(...testLines(tests, red));
  for (const { kind, message, place } of shown(findings, verbose)) lines.push(`${red(kind)} ${place === undefined ? '' : `${printable(place)} `}${printable(message)}`);
  lines.push(...more(findings, verbose));
  if (sites) {
    lines.push(`${sites.executed} of ${count(sites.total, 'migrated site')} ${sites.total === 1 ? 'was' : 'were'} executed by your tests`);
    if (sites.notExecuted.length > 0) lines.push('review these first, no test runs them:');
    for (const { file, line, text } of shown(sites.notExecuted, verbose)) lines.push(`  ${printable(file)}:${line} ${dim(printable(text))}`);
    lines.push(...more(sites.notExecuted, verbose));
  }
  if (modules.compared > 0) lines.push(`exports of ${count(modules.compared, 'module')} compared by loading ${modules.compared === 1 ? 'it' : 'them'}`);
  if (modules.notLoaded.length > 0) lines.push(`${count(modules.notLoaded.length, 'module')} not loaded, so that nothing is known about ${modules.notLoaded.length === 1 ? 'its' : 'their'} exports:`, ...shown(modules.notLoaded, verbose).map(({ file, reason }) => `  ${printable(file)} ${dim(printable(reason))}`), ...more(modules.notLoaded, verbose));
  if (types) lines.push(`TypeScript ${printable(types.version)} of the repository: ${count(types.errorsBefore, 'error')} before, ${types.errorsAfter} now`);
  if (delays.orders.length > 0) lines.push(`asynchronous calls delayed in ${count(delays.orders.length, 'order')} (${delays.orders.join(', ')}; seed ${delays.seed})`);
  lines.push(...notes.map((note) => `note: ${printable(note)}`));
  return [...lines, `executed in ${seconds.toFixed(1)} s: ${timesOf(parts)}${ratio === undefined ? '' : `; ${ratio.toFixed(1)} times the tests and the analysis alone`}`];
}

/** `tests before 2.1 s, tests after 2.3 s`, what took next to nothing left out. */
export const timesOf = (parts: ExecutedPart['parts']): string => parts.filter(({ seconds }) => seconds >= 0.05).map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ');

function testLines({ command, runner, passedBefore, passedAfter, failedBefore, broken, flaky, secondsBefore, secondsAfter, blockedMsBefore, blockedMsAfter }: TestEvidence, red: (text: string) => string): string[] {
  return [
    `tests (${printable(command)}, ${runner}): ${passedBefore} passed before${failedBefore > 0 ? ` (${failedBefore} failed)` : ''}, ${passedAfter} pass now; ${secondsBefore.toFixed(1)} s before, ${secondsAfter.toFixed(1)} s now`,
    `longest stand-still of the event loop: ${blockedMsBefore.toFixed(0)} ms before, ${blockedMsAfter.toFixed(0)} ms now`,
    ...broken.flatMap(({ name, after, message }) => [`${red('broken')} ${printable(name)} ${after === 'absent' ? 'is not run any more' : after}`, ...(message === '' ? [] : [`       ${printable(message.split('\n', 1)[0]!)}`])]),
    ...(flaky.length > 0 ? [`${count(flaky.length, 'test')} ended differently from run to run and ${flaky.length === 1 ? 'was' : 'were'} left out: ${flaky.slice(0, 5).map(printable).join(', ')}`] : []),
  ];
}

const shown = <T>(items: readonly T[], verbose: boolean): readonly T[] => (verbose ? items : items.slice(0, SHOWN));
const more = (items: readonly unknown[], verbose: boolean): string[] => (verbose || items.length <= SHOWN ? [] : [`       and ${items.length - SHOWN} more (--verbose)`]);
