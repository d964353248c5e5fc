// Which version of a package a file of the repository loads.
import type { ScannedRepo, SourceFile } from '../core/source.ts';

/** What is installed, else the range that is asked for: by the package of the file, else by the root's. */
export function versionOf({ packages }: ScannedRepo, { packageDir }: SourceFile, name: string): string | undefined {
  const owners = [packages.find(({ dir }) => dir === packageDir), packages.find(({ dir }) => dir === '')];
  return owners.map((owner) => owner?.installed[name] ?? owner?.dependencies[name]).find((version) => version !== undefined);
}
