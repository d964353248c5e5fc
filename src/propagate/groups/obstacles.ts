// Why a group of promises stays as it is written: nobody waits in place, it waits while it begins, or its promises are not seen.
import { cleanupAround } from '../../facts/cancel/waited-for.ts';
import { isAwaitedInPlace, waitsInside, type PromiseGroup } from '../../facts/groups/find-groups.ts';
import type { Stays } from '../cancel/takers.ts';

/** @param settles nothing is stopped, so that it does not matter which promises they are */
export function againstForm(group: PromiseGroup, settles: boolean): Stays | undefined {
  if (!isAwaitedInPlace(group)) return { code: 'group-not-awaited', to: '' };
  if (settles) return undefined;
  const cleanup = cleanupAround(group.call);
  if (cleanup) return { code: 'cancel-cleanup', to: cleanup };
  if (group.makers.length === 0 && group.siblings.length < 2) return { code: 'group-form', to: '' };
  return waitsInside(group) ? { code: 'group-waits', to: '' } : undefined;
}
