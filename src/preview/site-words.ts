// What the sites of a plan are called: calls that block, or what another transform is about.
import type { MigrationPlan, SiteOutcome } from '../core/plan.ts';
import { count } from './printable.ts';

const BLOCKING = 'blocking call';

/** By transform; the sites of all others block. */
const NOUNS: Readonly<Record<string, string>> = { 'then-to-await': 'promise chain', 'coroutine-to-async': 'coroutine', 'missing-await': 'unawaited promise', 'callback-to-await': 'callback call', 'async-lib-to-await': 'callback call', 'add-timeouts': 'unbounded operation', 'bound-concurrency': 'call group', 'guard-races': 'race', 'http-to-fetch': 'HTTP request', 'add-cancellation': 'cancellable operation', 'structured-concurrency': 'promise group', 'graceful-shutdown': 'opened resource', 'offload-to-worker': 'offloadable call', 'timers-to-promises': 'wait', 'streams-to-await': 'collected stream' };

/** Whether a site of the transform blocks the event loop. */
export const blocks = (transform: string): boolean => !Object.hasOwn(NOUNS, transform);

/** What a site of the transform is called. */
export const nounOf = (transform: string): string => NOUNS[transform] ?? BLOCKING;

/** Which transform a site is of. */
export function transformOf({ files, options }: MigrationPlan): (site: SiteOutcome) => string {
  const [only = 'sync-to-await', ...others] = options.transforms;
  if (others.length === 0) return () => only;
  const known = new Map(Object.values(files).flatMap(({ decisions }) => decisions.map(({ id, transform }) => [id, transform] as const)));
  return ({ decision }) => known.get(decision) ?? 'sync-to-await';
}

/** What a site is called, whichever it is: `place` where they are of several kinds. */
export function siteNoun({ options: { transforms } }: Pick<MigrationPlan, 'options'>): string {
  const nouns = new Set(transforms.map(nounOf));
  return nouns.size > 1 ? 'place' : ([...nouns][0] ?? BLOCKING);
}

/** How many sites of which kind: `3 blocking calls + 2 promise chains`. */
export function countedSites(plan: MigrationPlan): string {
  const kinds = new Map(plan.options.transforms.map((name) => [nounOf(name), 0]));
  const of = transformOf(plan);
  for (const site of plan.sites) {
    const noun = nounOf(of(site));
    kinds.set(noun, (kinds.get(noun) ?? 0) + 1);
  }
  const first = kinds.size > 0 ? [...kinds.keys()].at(-1)! : BLOCKING;
  const shown = [...kinds].filter(([, n]) => n > 0);
  return (shown.length > 0 ? shown : [[first, 0] as const]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([noun, n]) => count(n, noun)).join(' + ');
}
