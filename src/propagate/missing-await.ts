// Promises that nobody waits for, as the calls that changes begin with: where an await is meant for certain, and where nobody can tell.
import type { MissingAwait } from '../core/missing-await.ts';
import { placeKey } from '../core/typing.ts';
import { hazardMessage } from '../hazards/messages.ts';
import type { Linked } from '../resolve/linked.ts';
import type { Seed } from './seeds.ts';

/** The name that plans carry. */
export const MISSING_AWAIT = 'missing-await';

/** The seeds for what was found, in the order of the calls. */
export function seedsOf(missing: readonly MissingAwait[], linked: Linked): Seed[] {
  const byPlace = new Map(missing.map((one) => [placeKey(one), one]));
  return linked.sites.flatMap((site): Seed[] => {
    const found = byPlace.get(placeKey({ file: linked.files[site.file]!.file, span: site.fact.span }));
    if (!found) return [];
    const seed = { site, api: found.name, module: '', path: '', missing: found.what };
    const refuse = (code: string, to: string): Seed[] => [{ ...seed, refused: { code, message: hazardMessage(code, { name: found.name, to }) } }];
    if (site.fact.directive) return refuse('directive', site.fact.directive.text);
    if (found.doubt !== undefined) return refuse(found.doubt, found.what);
    return site.fact.position ? refuse(site.fact.position, '') : [seed];
  });
}
