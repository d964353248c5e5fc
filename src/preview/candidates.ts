// The view of what a CPU profile proposes: functions that hold the event loop, longest first, and whether a worker can do them.
import type { Candidate, CandidateReport } from '../core/candidates.ts';
import type { Look } from './palette.ts';
import { count, oneLine, printable } from './printable.ts';
import { table } from './table.ts';

/** @param verbose whole sentences, and every call that stays */
export function candidateLines({ profile, candidates, smaller, roundTripMs }: CandidateReport, look: Look, verbose: boolean): string[] {
  const { colours } = look;
  const busyMs = profile.totalMs - profile.idleMs;
  const head = `${profile.file}: ${seconds(profile.totalMs)} profiled, the thread was busy for ${seconds(busyMs)} of it (${count(profile.samples, 'sample')}, one every ${ms(profile.sampleMs)})`;
  if (candidates.length === 0) return [head, 'no function of the program held it for more than a hundredth of that'];
  const rows = candidates.map(({ file, line, name, selfMs, totalMs, longestMs, verdict }) => [
    printable(`${file}:${line} ${name === '' ? '(no name)' : name}`), `${Math.round(selfMs)} ms`, `${Math.round((selfMs / busyMs) * 100)}%`, `${Math.round(totalMs)} ms`, ms(longestMs), WORDS[verdict],
  ]);
  const widths = look.width;
  return [
    head, '',
    ...table(['function', 'self', 'share', 'with callees', 'longest', 'in a worker'], rows, look), '',
    ...candidates.flatMap((each) => reasons(each, verbose).map((line) => (verbose ? line : oneLine(line, Math.max(60, widths))))),
    ...(smaller > 0 ? [colours.dim(`${count(smaller, 'other function')} took less`)] : []),
    `self: in the function's own text, and in packages and functions of Node that it calls. longest: no single call took longer. A round trip to a worker takes ${ms(roundTripMs)} here (unblock bench-offload).`,
  ];
}

const WORDS: Readonly<Record<Candidate['verdict'], string>> = { offload: 'yes', refused: 'no', 'not-worth': 'not worth it', 'no-calls': 'no calls seen', unnamed: 'not asked', module: '-' };

function reasons({ file, line, name, verdict, why, twinned, calls }: Candidate, verbose: boolean): string[] {
  const place = printable(`${file}:${line} ${name}`.trim());
  const stays = calls.filter(({ outcome }) => outcome !== 'migrated');
  const lines: string[] = [];
  if (verdict === 'offload') lines.push(`${place}: ${count(calls.length - stays.length, 'call')} can be done in a worker${stays.length > 0 ? `, ${stays.length} ${stays.length === 1 ? 'stays' : 'stay'}` : ''}`);
  else if (why && verdict !== 'module') lines.push(`${place}: ${why.message}${why.code === undefined ? '' : ` (${why.code})`}`);
  if (twinned !== undefined) lines.push(`${place}: most of it is spent in node:${twinned}, which has asynchronous functions: sync-to-await needs no worker for them`);
  if (verbose) for (const site of stays) lines.push(`  ${printable(site.file)}:${site.line} ${printable(site.message ?? '')} (${site.reason ?? site.outcome})`);
  return lines;
}

const seconds = (time: number): string => (time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`);
const ms = (time: number): string => `${time >= 10 ? Math.round(time) : Number(time.toPrecision(2))} ms`;
