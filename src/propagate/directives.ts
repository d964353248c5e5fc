// Directives in decisions: what `make-async` overrules, and which directives say nothing that matters.
import type { DirectiveFact } from '../core/facts.ts';
import type { Note, ReasonCode } from '../core/plan.ts';
import type { Linked } from '../resolve/linked.ts';
import type { Blocks } from './blocks.ts';
import type { Seed } from './seeds.ts';

/**
 * Reasons that come from callers which are not seen. Who writes `make-async` above a function knows them, and says that
 * they wait. What can't be async at all (a getter, a comparator), and callers that are seen not to wait, stay reasons.
 */
const UNSEEN: ReadonlySet<ReasonCode> = new Set([
  'public-api', 'unresolved-caller', 'unread-caller', 'unseen-importer', 'dynamic-require', 'no-known-caller', 'foreign-callback', 'foreign-base', 'host-config',
  'stored-outside', 'returned-outside', 'yielded', 'unmodelled-syntax', 'dynamic-code', 'test-export', 'node-callback', 'property-descriptor',
  // whether requests may overlap
  'handler-state', 'handler-effects', 'handler-overlap',
]);

export const overrules = (directive: DirectiveFact | undefined, code: ReasonCode): boolean => directive?.kind === 'make-async' && UNSEEN.has(code);

/** Directives that are not understood, and those that change nothing: each by the line it begins on. */
export function directiveNotes(linked: Linked, blocks: Blocks, seeds: readonly Seed[]): Note[] {
  const used = new Set(blocks.heeded);
  for (const { site, refused } of seeds) if (refused?.code === 'directive') used.add(site.fact.directive!);
  // another transform's
  for (const { fact: { directive } } of linked.fns) if (directive?.kind === 'offload' || directive?.kind === 'cancel') used.add(directive);
  for (const id of blocks.wanted) for (const { site } of blocks.waiting(linked.fns[id]!)) if (site.fact.directive) used.add(site.fact.directive);
  return linked.files.flatMap(({ file, directives }) => directives.filter((each) => !used.has(each) && !/timeout$|^(?:settle-all|concurrency)$/.test(each.kind)).map(({ kind, text, line }): Note => (kind === 'unknown'
    ? { code: 'unknown-directive', file, line, message: `'unblock: ${text}' is no directive: keep-sync, make-async, offload, cancel, settle-all, concurrency, ignore-next-line, timeout and no-timeout are` }
    : { code: 'unused-directive', file, line, message: `'unblock: ${text}' changes nothing here` })));
}
