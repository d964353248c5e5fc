// What a CPU profile proposes to have done in worker threads: the functions that hold the event loop, each with what the plan says of it.
import path from 'node:path';
import type { Candidate, CandidateReport, CandidateVerdict } from '../core/candidates.ts';
import type { ProfiledFunction } from '../core/cpu-profile.ts';
import type { OffloadGate } from '../core/offload.ts';
import { spanKey, type FileId } from '../core/source.ts';
import type { MigrationPlan } from '../core/plan.ts';
import { ProfiledFile } from '../facts/profiled-functions.ts';
import { FramePlaces, fileOf } from '../profile/frame-places.ts';
import { heldTimes } from '../profile/held-times.ts';
import { ProfileError, readProfile, type CpuProfile, type ProfileNode } from '../profile/read-profile.ts';
import { planUsing, type Analyser, type PlanRequest } from './plan.ts';

export interface CandidateRequest extends PlanRequest {
  readonly root: string;
  /** Absolute. */
  readonly profile: string;
  /** What the person called it. */
  readonly called: string;
}

const MOST = 20;
/** Shares of the time that the thread was held: of functions that are shown for what they do, or for what they call. */
const LEAST_SELF = 0.01;
const LEAST_TOTAL = 0.1;
/** Modules of Node whose synchronous functions have twins that do not hold the event loop. */
const TWINNED = new Set(['fs', 'child_process', 'zlib', 'crypto', 'dns']);

/** @throws ProfileError when the file is no profile, or one of another program */
export async function candidates(analyser: Analyser, { profile: file, called, ...request }: CandidateRequest): Promise<CandidateReport> {
  const { profile, functions } = await profiled(request.root, file, called);
  const idleMs = timeIn(profile, '(idle)');
  const busyMs = profile.totalMs - idleMs;
  const busy = functions.filter(({ selfMs, totalMs, isModule }) => selfMs >= busyMs * LEAST_SELF || (!isModule && totalMs >= busyMs * LEAST_TOTAL)).slice(0, MOST);
  const named = busy.flatMap((each) => each.given ?? []);
  const roundTripMs = await (await import('../measure/round-trip.ts')).leastRoundTripMs();
  const offloadGate = gateOf(busy, roundTripMs);
  const { plan } = await planUsing(analyser, { ...request, transforms: ['offload-to-worker'], offload: named, offloadGate });
  const found = busy.map((each): Candidate => judged(each, plan));
  return {
    profile: { file: called, totalMs: profile.totalMs, idleMs, samples: profile.samples.length, sampleMs: profile.totalMs / profile.samples.length },
    roundTripMs, candidates: found, smaller: functions.length - busy.length, plan,
  };
}

/** What calls of functions must take to be worth it, and what a profile saw of them. @throws ProfileError */
export async function gateFrom(root: string, file: string, called: string): Promise<OffloadGate> {
  const { functions } = await profiled(root, file, called);
  return gateOf(functions, await (await import('../measure/round-trip.ts')).leastRoundTripMs());
}

const gateOf = (functions: readonly Seen[], roundTripMs: number): OffloadGate =>
  ({ roundTripMs, longestMs: Object.fromEntries(functions.flatMap(({ given, longestMs }) => (given === undefined ? [] : [[given, Number(longestMs.toPrecision(3))]]))) });

type Seen = ProfiledFunction & { readonly given?: string };

async function profiled(root: string, file: string, called: string): Promise<{ readonly profile: CpuProfile; readonly functions: readonly Seen[] }> {
  const profile = await readProfile(file, called);
  const { scan } = await import('../scan/scan.ts');
  const repo = await scan(root);
  const sources = new Map(repo.files.map((source) => [source.id, source]));
  const places = new FramePlaces(repo.root, (id) => sources.has(id));
  const files = new Map<FileId, ProfiledFile>();
  const seen = new Map<string, Pick<Seen, 'file' | 'line' | 'name' | 'isModule' | 'given'>>();
  let misses = 0;
  const owners = new Map<string, string | undefined>();
  const ownerOf = ({ frame }: ProfileNode): string | undefined => {
    const key = `${frame.url} ${frame.line} ${frame.column} ${frame.name}`;
    if (!owners.has(key)) owners.set(key, find(frame));
    return owners.get(key);
  };
  const find = (frame: ProfileNode['frame']): string | undefined => {
    const place = places.of(frame);
    if (!place) return undefined;
    const read = files.get(place.file) ?? new ProfiledFile(sources.get(place.file)!);
    files.set(place.file, read);
    const fact = read.at(place);
    if (!fact) {
      misses++;
      return undefined;
    }
    const key = `${place.file} ${spanKey(fact.span)} ${fact.index}`;
    const isModule = fact.kind === 'module';
    seen.set(key, { file: place.file, line: fact.line, name: fact.name, isModule, ...(read.isNamed(fact) && { given: `${place.file}:${fact.name}` }) });
    return key;
  };
  const held = heldTimes(profile, ownerOf);
  if (held.size === 0) throw new ProfileError(`--cpuprofile ${called}: ${misses > 0 ? 'the sources are not those that were profiled' : foreign(profile, repo.root)}`);
  const functions = [...held].map(([key, times]): Seen => ({ ...seen.get(key)!, ...times }));
  functions.sort((a, b) => b.selfMs - a.selfMs || (`${a.file}:${a.line}` < `${b.file}:${b.line}` ? -1 : 1));
  return { profile, functions };
}

function foreign(profile: CpuProfile, root: string): string {
  const folders = [...profile.nodes.values()].flatMap(({ frame }) => fileOf(frame.url) ?? []).filter((file) => !/[\\/]node_modules[\\/]/.test(file)).map((file) => path.dirname(file));
  const [first] = folders.sort((a, b) => a.length - b.length);
  return `no function in it is of a source file below ${root}${first === undefined ? '' : `; it is of a program in ${first}`}`;
}

const timeIn = ({ nodes, samples }: CpuProfile, name: string): number => samples.reduce((all, { node, ms }) => all + (nodes.get(node)!.frame.name === name && nodes.get(node)!.frame.url === '' ? ms : 0), 0);

function judged(seen: Seen, plan: MigrationPlan): Candidate {
  const verdict = plan.offloads?.find(({ file, line, name }) => file === seen.file && line === seen.line && name === seen.name);
  const places = new Set(verdict?.calls.map(({ file, span }) => `${file} ${spanKey(span)}`));
  const calls = plan.sites.filter(({ file, span }) => places.has(`${file} ${spanKey(span)}`));
  const [most] = Object.entries(seen.inNode).sort(([, a], [, b]) => b - a);
  const twinned = most && TWINNED.has(most[0]) && most[1] > seen.selfMs / 2 ? { twinned: most[0] } : {};
  const as = (kind: CandidateVerdict, why?: Candidate['why']): Candidate => ({ ...seen, verdict: kind, ...(why && { why }), ...twinned, calls });
  if (seen.isModule) return as('module', { message: 'it is the body of the module, which runs once' });
  if (seen.given === undefined) return as('unnamed', { message: 'its name does not lead to it: put // unblock: offload above it' });
  if (verdict?.refused) return as(verdict.refused.code === 'offload-not-worth' ? 'not-worth' : 'refused', verdict.refused);
  if (calls.length === 0) return as('no-calls', { message: 'no call of it is to be seen' });
  const stays = calls.find(({ outcome }) => outcome !== 'migrated');
  if (stays && calls.every(({ outcome }) => outcome !== 'migrated')) return as('refused', { code: stays.reason ?? stays.outcome, message: stays.message ?? '' });
  return as('offload');
}
