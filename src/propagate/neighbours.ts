// Calls that must stay because of the code around them: half of a look and an act, or a read that a bundler carries out.
import { INLINERS } from '../apis/inliners.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import type { Linked } from '../resolve/linked.ts';
import type { Seed } from './seeds.ts';

/** Answers `seed`, refused when its neighbourhood says so. */
export function neighbourhoodJudge(linked: Linked, repo: ScannedRepo): (seed: Seed) => Seed {
  const inliners = new Map(repo.packages.map(({ dir, dependencies }) => [dir, INLINERS.find((name) => dependencies[name] !== undefined)]));
  const inlinerOf = new Map<FileId, string | undefined>(repo.files.map(({ id, packageDir, role }) => [id, role === 'source' ? inliners.get(packageDir) : undefined]));
  return (seed) => {
    const { neighbourhood } = seed.site.fact;
    if (neighbourhood === undefined || seed.refused) return seed;
    const { twin: _, ...rest } = seed;
    if (neighbourhood === 'check-then-act') return { ...rest, refused: { code: 'check-then-act' } };
    const inliner = inlinerOf.get(linked.files[seed.site.file]!.file);
    return inliner === undefined ? seed : { ...rest, refused: { code: 'inlined-read', to: inliner } };
  };
}
