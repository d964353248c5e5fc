// The oldest Node a package says it runs on, where that decides how the asynchronous API is reached.
import type { PackageInfo, SourceFile } from '../core/source.ts';

/** Lowest major version that a range allows; undefined when it names none. */
export function lowestMajor(range: string | undefined): number | undefined {
  const majors = (range ?? '').split('||').map((part) => /(?<![.\d<])\d+/.exec(part.replace(/<=?\s*[\d.]+/g, ''))?.[0]);
  return majors.some((major) => major === undefined) ? undefined : Math.min(...majors.map(Number));
}

/** `fs/promises` came with Node 14 (https://nodejs.org/api/fs.html#promises-api) and with that version of its types. */
export const lacksPromisesModule = (file: SourceFile, owner: PackageInfo | undefined): boolean => isOlderThan(14, file, owner);

/** `timers/promises` came with Node 15: https://nodejs.org/api/timers.html#timers-promises-api */
export const lacksTimerPromises = (file: SourceFile, owner: PackageInfo | undefined): boolean => isOlderThan(15, file, owner);

function isOlderThan(major: number, { dialect }: SourceFile, owner: PackageInfo | undefined): boolean {
  const node = lowestMajor(owner?.nodeRange);
  const types = /^tsx?$/.test(dialect) ? lowestMajor(owner?.installed['@types/node']) : undefined;
  return (node !== undefined && node < major) || (types !== undefined && types < major);
}
