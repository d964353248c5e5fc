// The files of the programs that are to be shut down in order: from the entry that is named, or that package.json starts.
import type { PackageInfo, ScannedRepo } from '../../core/source.ts';
import type { Linked } from '../../resolve/linked.ts';

/** A name that leads to no file. */
export class UnknownEntry extends Error {
  constructor(given: string) {
    super(`--shutdown ${given}: there is no source file ${given}`);
    this.name = 'UnknownEntry';
  }
}

/** @throws UnknownEntry */
export function programFiles(linked: Linked, { packages }: Pick<ScannedRepo, 'packages'>, given: readonly string[]): Set<number> {
  const indexes = new Map(linked.files.map(({ file }, index) => [file, index]));
  const entries = given.map((each) => {
    const index = indexes.get(each.replace(/^\.\//, ''));
    if (index === undefined) throw new UnknownEntry(each);
    return index;
  });
  if (given.length === 0) for (const each of packages) for (const file of started(each)) { const index = indexes.get(file); if (index !== undefined) entries.push(index); }
  return reachedFrom(entries, linked);
}

/** What `npm start` and the commands of a package run; what loads a private package is itself. */
function started({ dir, scripts, binEntries, publicEntries, private: isPrivate }: PackageInfo): string[] {
  const [, start] = /(?:^|[\s;&])node(?:\s+-\S+)*\s+([^\s;&-][^\s;&]*)/.exec(scripts['start'] ?? '') ?? [];
  const file = start?.replace(/^\.\//, '');
  const inDir = file === undefined ? [] : [file, `${file}.js`, `${file}/index.js`].map((name) => (dir === '' ? name : `${dir}/${name}`));
  return [...inDir, ...binEntries, ...(isPrivate ? publicEntries : [])];
}

function reachedFrom(entries: readonly number[], linked: Linked): Set<number> {
  const imported = new Map<string, number[]>();
  const indexes = new Map(linked.files.map(({ file }, index) => [file, index]));
  for (const [file, importers] of linked.importersOf) for (const importer of importers) imported.set(importer, [...(imported.get(importer) ?? []), indexes.get(file)!]);
  const reached = new Set(entries);
  for (const index of reached) for (const next of imported.get(linked.files[index]!.file) ?? []) if (next !== undefined) reached.add(next);
  return reached;
}
