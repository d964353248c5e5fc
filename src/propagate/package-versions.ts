// Which version of a package a file of the repository loads.
import type { ScannedRepo, SourceFile } from '../core/source.ts';

/** What is installed, else the range that is asked for: by the package of the file, else by the root's. */
export function versionOf({ packages }: ScannedRepo, { packageDir }: SourceFile, name: string): string | undefined {
  const owners = [packages.find(({ dir }) => dir === packageDir), packages.find(({ dir }) => dir === '')];
  return owners.map((owner) => owner?.installed[name] ?? owner?.dependencies[name]).find((version) => version !== undefined);
}

/** The version of a package that a call of `file` is of: what the file itself loads, else the one that all of the repository has. */
export function calledVersion(repo: ScannedRepo, file: SourceFile, name: string, isLoadedHere: boolean): string | undefined {
  if (isLoadedHere) return versionOf(repo, file, name);
  const versions = new Set(repo.packages.flatMap(({ installed, dependencies }) => installed[name] ?? dependencies[name] ?? []));
  return versions.size === 1 ? [...versions][0] : undefined;
}
