// The decisions of graceful-shutdown: which servers, pools, workers and timers of a program are closed on SIGINT and SIGTERM.
import { closingOf, isListening, type Closing } from '../../apis/closables.ts';
import type { ReasonCode, SiteOutcome } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { hazardMessage } from '../../hazards/messages.ts';
import type { Linked, Site } from '../../resolve/linked.ts';
import type { Node } from '../../syntax/node.ts';
import { CancelFiles } from '../cancel/files.ts';
import { ownHandler } from '../cancel/process-roots.ts';
import type { Decided } from '../decide.ts';
import { refusedPlace, type FileRefusals } from '../file-by-file.ts';
import { Ledger } from '../ledger.ts';
import { lowestMajor } from '../node-floor.ts';
import { programFiles } from './entries.ts';

/** The name that plans carry. */
export const GRACEFUL_SHUTDOWN = 'graceful-shutdown';

export interface ShutdownOptions extends FileRefusals {
  readonly limits: Limits;
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused: ReadonlyMap<string, string>;
  /** What `--shutdown` said, each. */
  readonly entries: readonly string[];
}

/** What a decision to close something says to the rewriter. */
export type ClosingData = { readonly what: 'server' } | { readonly what: 'thing'; readonly closing: Closing };

/** Since when Promise.allSettled and closeIdleConnections (18.2) are there. */
const NODE = 18;

interface Found {
  readonly site: Site;
  readonly name: string;
  readonly data: ClosingData;
}

/** @throws UnknownEntry */
export function planShutdown(linked: Linked, repo: ScannedRepo, options: ShutdownOptions): Decided {
  const files = new CancelFiles(linked, repo);
  const ledger = new Ledger(linked, repo, GRACEFUL_SHUTDOWN);
  const program = programFiles(linked, repo, options.entries);
  const own = ownHandler(linked, files);
  const found = linked.sites.flatMap((site) => foundAt(site, files));
  const hasServer = found.some(({ site, data }) => data.what === 'server' && program.has(site.file));
  const sites = found.map(({ site, name, data }): SiteOutcome => {
    const { file, fact: { span, line } } = site;
    const source = files.source(file)!;
    const against = (): { readonly code: ReasonCode; readonly to: string } | undefined => {
      const place = { file: source.id, span };
      const limited = refusedPlace(place, options.limits, options);
      if (limited) return limited;
      if (site.fact.directive) return { code: 'directive', to: site.fact.directive.text };
      if (isClosedAlready(files.callOf(site), source.text)) return { code: 'shutdown-present', to: '' };
      if (!program.has(file)) return { code: 'shutdown-elsewhere', to: '' };
      if (own !== undefined) return { code: 'shutdown-own-handler', to: own };
      if (!hasServer) return { code: 'shutdown-no-server', to: '' };
      const range = repo.packages.find(({ dir }) => dir === source.packageDir)?.nodeRange;
      const oldest = lowestMajor(range);
      if (oldest !== undefined && oldest < NODE) return { code: 'shutdown-old-node', to: range! };
      if (data.what === 'thing' && (linked.fns[site.within]!.fact.kind !== 'module' || site.fact.repeatsFrom !== undefined)) return { code: 'shutdown-passing', to: '' };
      return site.fact.optional || site.externals.size > 1 || site.targets.size > 0 || !files.callOf(site) ? { code: 'shutdown-callee', to: '' } : undefined;
    };
    const stays = against();
    const message = stays && hazardMessage(stays.code, { name, to: stays.to });
    const id = stays
      ? ledger.add('keep', file, span, name, { kind: 'hazard', code: stays.code, at: ledger.location(file, span.start), message: message! })
      : ledger.add('close', file, span, name, { kind: 'mapped-api', api: name, target: data.what === 'server' ? 'drained on SIGINT and SIGTERM' : 'closed on SIGINT and SIGTERM' }, { ...data });
    return { file: source.id, line, span, api: name, role: source.role, within: ledger.pathOf(site.within), decision: id, ...(stays ? { outcome: 'refused', reason: stays.code, message: message! } : { outcome: 'migrated' }) };
  });
  return { decisions: ledger.sorted(), sites, notes: [] };
}

/** It stands in a call of what unblock put there. */
function isClosedAlready(call: Node | undefined, text: string): boolean {
  const around = call?.['parent'] as Node | undefined;
  const name: string | undefined = around?.type === 'CallExpression' && around['arguments'][0] === call ? around['callee'].name : undefined;
  return name !== undefined && new RegExp(`// Has [^\\n]* closed on SIGINT and SIGTERM[^\\n]*\\r?\\nfunction ${name}\\b`).test(text);
}

/** What a call opens, if it is known, in code that is no test. */
function foundAt(site: Site, files: CancelFiles): Found[] {
  const role = files.source(site.file)?.role;
  if (role === undefined || role === 'test' || (site.fact.kind !== 'call' && site.fact.kind !== 'new')) return [];
  const paths = [...site.externals].map((path) => path.replace(/^node:/, ''));
  const server = paths.find(isListening);
  if (server !== undefined) return [{ site, name: server, data: { what: 'server' } }];
  const thing = paths.find((path) => closingOf(path) !== undefined);
  return thing === undefined ? [] : [{ site, name: thing, data: { what: 'thing', closing: closingOf(thing)! } }];
}
