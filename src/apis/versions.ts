// Whether a version, or all that a range allows, lies among the versions that something is known of.
import type { Versions } from '../core/api.ts';

type Pair = readonly [major: number, minor: number];

const pair = (text: string): Pair => text.split('.').map(Number) as unknown as Pair;
const isBefore = (a: Pair, b: Pair): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

const SIMPLE = /^([\^~=v]*)\s*(\d+)(?:\.(\d+))?(?:\.(?:\d+|[x*]))?(?:\.[x*]|[-+][\w.+-]+)?$/;

/** From which version on and before which one; undefined for ranges that have no end, or are no plain ones. */
function bounds(range: string): readonly [Pair, Pair] | undefined {
  const match = SIMPLE.exec(range.trim());
  if (!match) return undefined;
  const [major, minor] = [Number(match[2]), match[3] === undefined ? undefined : Number(match[3])];
  const isWide = minor === undefined || (match[1]!.includes('^') && major > 0);
  return [[major, minor ?? 0], isWide ? [major + 1, 0] : [major, minor + 1]];
}

/**
 * Whether every version that `version` stands for lies within `versions`: a version, or a range of package.json
 * (https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies). False for what cannot be told.
 */
export function isWithin(version: string, { from, before }: Versions): boolean {
  return version.split('||').every((part) => {
    const found = bounds(part);
    return found !== undefined && !isBefore(found[0], pair(from)) && !isBefore(pair(before), found[1]);
  });
}
