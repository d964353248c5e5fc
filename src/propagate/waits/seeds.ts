// Synchronous waits as the places where changes begin: busy loops, and calls of what sleeps; each with its form or the reason that it stays.
import type { ReasonCode } from '../../core/plan.ts';
import { spanKey, type ScannedRepo, type SourceFile } from '../../core/source.ts';
import { placeKey } from '../../core/typing.ts';
import type { WaitFact } from '../../core/wait.ts';
import { busyLoops } from '../../facts/waits/busy-loops.ts';
import { mayWait } from '../../facts/waits/may-wait.ts';
import { timerPromises } from '../../facts/waits/timer-promises.ts';
import { maySleep, readSleep } from '../../facts/waits/sleep-calls.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Linked, Site } from '../../resolve/linked.ts';
import { linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse, ParseError } from '../../syntax/parse.ts';
import { lacksTimerPromises } from '../node-floor.ts';
import type { Seed } from '../seeds.ts';
import { asyncTestAround, saysItBlocks } from './meant.ts';
import { ReplacedTime } from './replaced-time.ts';

/** The name that plans carry. */
export const TIMERS_TO_PROMISES = 'timers-to-promises';

/** One file's text, parsed when it may hold a wait. */
interface Parsed {
  readonly program: Node;
  readonly names: NameUses;
  readonly calls: ReadonlyMap<string, Node>;
  /** Loops that ask the clock, and promises of timers. */
  readonly waits: readonly WaitFact[];
}

function parsed({ text, dialect, moduleKind }: SourceFile): Parsed | undefined {
  let ast: Node;
  try {
    ast = parse(text, dialect, moduleKind);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
  linkParents(ast);
  const names = new NameUses(ast.program);
  const calls = new Map<string, Node>();
  walk(ast.program, (node) => { if (/^(?:Call|New)Expression$/.test(node.type)) calls.set(spanKey(node), node); });
  return { program: ast.program, names, calls, waits: [...busyLoops(ast.program, { text, names }), ...timerPromises(ast.program, { names })] };
}

/** The files of a repository that may hold a wait, parsed once. */
export class WaitingFiles {
  private readonly known = new Map<string, Parsed | undefined>();
  private readonly sources: ReadonlyMap<string, SourceFile>;

  constructor({ files }: ScannedRepo) {
    this.sources = new Map(files.filter(({ text, dialect }) => dialect !== 'dts' && mayWait(text)).map((file) => [file.id, file]));
  }

  /** Undefined for a file without waits, or one that does not parse. */
  of(id: string): Parsed | undefined {
    const source = this.sources.get(id);
    if (source && !this.known.has(id)) this.known.set(id, parsed(source));
    return this.known.get(id);
  }

  /** Whether any file needs a look at the whole program. */
  get any(): boolean {
    return [...this.sources].some(([id, { text }]) => /Atomics|['"`](?:sleep|[\w-]+-sleep|sleep-sync|deasync)\b/.test(text) || (this.of(id)?.waits.length ?? 0) > 0);
  }
}

/** Page code: it has no `timers/promises`. */
const IN_BROWSER = /\b(?:window|document|navigator|localStorage)\s*(?:\.|\[)|\bXMLHttpRequest\b/;

export function waitSeeds(linked: Linked, repo: ScannedRepo): Seed[] {
  const files = new WaitingFiles(repo);
  const sources = new Map(repo.files.map((file) => [file.id, file]));
  const time = new ReplacedTime(linked, repo);
  const waits = new Map<string, WaitFact>();
  for (const { id } of repo.files) for (const wait of files.of(id)?.waits ?? []) waits.set(placeKey({ file: id, span: wait.span }), wait);
  const packages = new Map(repo.packages.map((each) => [each.dir, each]));
  return linked.sites.flatMap((site): Seed[] => {
    const id = linked.files[site.file]!.file;
    const source = sources.get(id);
    const file = files.of(id);
    if (!source || !file) return [];
    const wait = waits.get(placeKey({ file: id, span: site.fact.span })) ?? sleepAt(site, source, file);
    if (!wait) return [];
    const seed = { site, api: wait.name, module: 'timers/promises', path: 'setTimeout' };
    const against = (wait.form?.kind === 'promise' ? undefined : againstCall(linked, site)) ?? wait.refused ?? againstPlace(linked, site, source, wait, sources, time);
    if (against || !wait.form) return [{ ...seed, refused: { code: against!.code, message: hazardMessage(against!.code, { name: wait.name, to: against!.to }) } }];
    const isOld = lacksTimerPromises(source, packages.get(source.packageDir) ?? packages.get(''));
    return [{ ...seed, twin: { to: 'setTimeout' }, wait: { ...wait.form, ...(isOld ? { promisified: true } : {}) } }];
  });
}

/** A call of something that sleeps. */
function sleepAt(site: Site, { text }: SourceFile, { names, calls }: Parsed): WaitFact | undefined {
  const paths = [...site.externals].map((path) => path.replace(/^callback:/, '').replace(/\.default$/, ''));
  const path = paths.find(maySleep);
  const call = path === undefined ? undefined : calls.get(spanKey(site.fact.span));
  if (path === undefined || !call) return undefined;
  const read = readSleep({ call, path, names, text });
  return read && { span: site.fact.span, name: path, ...read };
}

type Against = { readonly code: ReasonCode; readonly to: string } | undefined;

/** The callee may be something else, or the call stands where nothing can wait. */
function againstCall(linked: Linked, { fact, targets, unknown, externals }: Site): Against {
  if (fact.directive) return { code: 'directive', to: fact.directive.text };
  if (targets.size > 0 || unknown || externals.size > 1 || fact.optional || [...externals].some((path) => path.startsWith('callback:'))) return { code: 'ambiguous-callee', to: '' };
  for (const path of externals) {
    const patch = linked.patched.get(path)?.[0] ?? linked.patched.get(path.split('.')[0]!)?.find(({ module }) => module);
    if (patch) return { code: 'patched-api', to: linked.files[patch.file]!.file };
  }
  return fact.position ? { code: fact.position, to: '' } : undefined;
}

function againstPlace(linked: Linked, site: Site, source: SourceFile, wait: WaitFact, sources: ReadonlyMap<string, SourceFile>, time: ReplacedTime): Against {
  if (/^[jt]sx$/.test(source.dialect) || IN_BROWSER.test(source.text) || (wait.name === 'setTimeout' && !isForNode(linked, site, source))) return { code: 'wait-in-browser', to: '' };
  const replaced = time.around(source.id);
  if (replaced !== undefined) return { code: 'replaced-time', to: replaced };
  if (wait.name === 'setTimeout') return site.fact.directive && { code: 'directive', to: site.fact.directive.text };
  const meant = wait.name === 'busy-wait' ? saysItBlocks(linked, site, source.text) : undefined;
  if (meant !== undefined) return { code: 'wait-meant', to: meant };
  const test = asyncTestAround(linked, site, (file) => sources.get(linked.files[file]!.file)?.role ?? 'source');
  return test === undefined ? undefined : { code: 'wait-in-async-test', to: test };
}

/** Modules of Node that no bundler has anything for. */
const NODE_ONLY = /^(?:node:.+|fs(?:\/promises)?|child_process|net|tls|dns|cluster|worker_threads|readline|http2|v8|perf_hooks|async_hooks|inspector|dgram)$/;

/** What has a promise made of a timer may run in browsers as well, unless it loads what they have not. */
const isForNode = (linked: Linked, site: Site, { executable }: SourceFile): boolean => executable || linked.files[site.file]!.imports.some((specifier) => NODE_ONLY.test(specifier));
