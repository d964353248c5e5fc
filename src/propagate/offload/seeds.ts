// Calls of functions that are to run in worker threads: the places where changes begin, and why other calls of them stay.
import type { OffloadGate, OffloadTask, OffloadVerdict } from '../../core/offload.ts';
import type { ReasonCode } from '../../core/plan.ts';
import type { ScannedRepo, Span } from '../../core/source.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { Seed } from '../seeds.ts';
import { Closures } from './closure.ts';
import { packageFunction, packageSeeds } from './packages.ts';
import { namedFunctions, OFFLOADED, TaskPlaces } from './tasks.ts';

/** The name that plans carry. */
export const OFFLOAD_TO_WORKER = 'offload-to-worker';

/** Where changes begin, and what becomes of each function that was named. */
export interface OffloadSeeds {
  readonly seeds: readonly Seed[];
  readonly verdicts: readonly OffloadVerdict[];
}

/** @throws UnknownFunction when a name leads to none */
export function offloadSeeds(linked: Linked, repo: ScannedRepo, given: readonly string[], gate?: OffloadGate): OffloadSeeds {
  const sources = new Map(repo.files.map((file) => [file.id, file]));
  const closures = new Closures(linked, sources);
  const places = new TaskPlaces(linked, repo, OFFLOADED);
  const seeds: Seed[] = [];
  const verdicts: OffloadVerdict[] = [];
  const named = namedFunctions(linked, given.filter((each) => !packageFunction(each)), places).map(({ fn, task, refused }) => {
    const { fns, problem } = closures.of(fn);
    const against: Against = refused ?? valuesAgainst(linked, fn) ?? (problem && { code: problem.code, to: `${problem.to} (${linked.files[problem.file]!.file}:${lineAt(sources.get(linked.files[problem.file]!.file)!.text, problem.at)})` }) ?? belowGate(linked, fn, gate);
    return { fn, task, against, fns };
  });
  // what runs in a worker does not ask for another one
  const inWorkers = new Set(named.flatMap(({ against, fns }) => (against ? [] : [...fns])));
  for (const { fn, task, against } of named) {
    const calls: { file: string; span: Span }[] = [];
    verdicts.push({ file: linked.files[fn.file]!.file, line: fn.fact.line, name: nameOf(fn), calls, ...(against && { refused: { code: against.code, message: hazardMessage(against.code, { name: nameOf(fn), to: against.to }) } }) });
    const uses = new Set(linked.hostUses[fn.id]!.map(({ site }) => linked.sites[site]!));
    for (const site of new Set([...linked.callers[fn.id]!, ...uses])) {
      // it calls itself
      if (site.within === fn.id || isGenerated(repo, linked.files[site.file]!.file)) continue;
      calls.push({ file: linked.files[site.file]!.file, span: site.fact.span });
      const moves = closures.movedAt(site);
      seeds.push({ ...seedOf(site, fn, task, against ?? siteAgainst(linked, sources, site, inWorkers, task!), uses.has(site)), ...(moves.length > 0 && { moves }) });
    }
  }
  seeds.push(...packageSeeds(linked, sources, given, places, { inWorkers, movedAt: (site) => closures.movedAt(site) }));
  return { seeds: seeds.sort((a, b) => a.site.id - b.site.id), verdicts };
}

const nameOf = ({ fact }: Fn): string => (fact.name === '' ? 'function' : fact.name);

/** No call was seen to take as long as the way to a worker and back. */
function belowGate(linked: Linked, fn: Fn, gate: OffloadGate | undefined): Against {
  const seen = gate?.longestMs[`${linked.files[fn.file]!.file}:${fn.fact.name}`];
  if (!gate || seen === undefined || seen >= gate.roundTripMs) return undefined;
  return { code: 'offload-not-worth', to: `it never held the thread longer than ${seen} ms, and a round trip takes ${gate.roundTripMs} ms on this machine` };
}

/** The pool and the worker call what they are told to. */
const isGenerated = ({ files }: ScannedRepo, id: string): boolean => /(?:^|\/)(?:offload|blocking)(?:-esm|-cjs)?\/(?:pool|worker)\.[cm]?[jt]s$/.test(id) && /Written by unblock/.test(files.find((file) => file.id === id)?.text ?? '');

type Against = { readonly code: ReasonCode; readonly to: string } | undefined;

function seedOf(site: Site, fn: Fn, task: OffloadTask | undefined, against: Against, isUse: boolean): Seed {
  const name = nameOf(fn);
  const seed = { site, api: name, module: '', path: '' };
  const refusal = against ?? (isUse ? { code: 'passed-as-value', to: '' } : undefined);
  if (refusal) return { ...seed, refused: { code: refusal.code, message: hazardMessage(refusal.code, { name, to: refusal.to }) } };
  return { ...seed, task: task!, ...(fn.fact.directive?.kind === 'offload' && { named: fn.fact.directive }) };
}

/** Why this very call stays. */
function siteAgainst(linked: Linked, sources: ReadonlyMap<string, { readonly role: string; readonly moduleKind: string; readonly dialect: string }>, site: Site, inWorkers: ReadonlySet<number>, task: OffloadTask): Against {
  const source = sources.get(linked.files[site.file]!.file);
  const { fact } = site;
  if (fact.directive) return { code: 'directive', to: fact.directive.text };
  if (inWorkers.has(site.within)) return { code: 'offload-within', to: '' };
  if (!source || source.role === 'test') return { code: 'offload-in-test', to: '' };
  if (site.targets.size > 1 || site.unknown || site.externals.size > 0 || fact.optional || fact.kind !== 'call') return { code: 'ambiguous-callee', to: '' };
  if (task.bridge.format === 'esm' && source.moduleKind === 'cjs') return { code: 'offload-module-format', to: '' };
  if (task.bridge.lang === 'ts' && !/^tsx?$/.test(source.dialect)) return { code: 'offload-module-format', to: '' };
  return fact.position ? { code: fact.position, to: '' } : undefined;
}

/** What goes in or comes out is known to be something that cannot cross. */
export function valuesAgainst(linked: Linked, fn: Fn): Against {
  const { solver } = linked;
  const wrong = (node: number): string | undefined => {
    for (const { kind, fn: id } of solver.values(linked.nodeOf(fn.file, node))) {
      if (kind === 'fn') return 'a function';
      if (kind === 'inst') return `an instance of ${linked.fns[id]?.fact.name || 'a class'}`;
      if (kind === 'promise') return 'a promise';
    }
    return undefined;
  };
  for (const [index, param] of fn.fact.params.entries()) {
    const what = wrong(param);
    if (what !== undefined) return { code: 'offload-argument', to: `${fn.fact.paramNames[index] || `argument ${index + 1}`} may be ${what}` };
  }
  const what = wrong(fn.fact.result);
  return what === undefined ? undefined : { code: 'offload-result', to: what };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
