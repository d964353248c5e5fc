// What mistakes are planted into: the migrated fixtures of this project, and checkouts that are named.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScannedRepo } from '../../src/core/source.ts';
import { analyse } from '../../src/pipeline.ts';
import { scanOne } from '../../src/scan/one-file.ts';
import { PROJECT } from '../shared/unblock.ts';

/** A program before and after its migration. */
export interface Program {
  readonly name: string;
  readonly before: ScannedRepo;
  readonly after: ScannedRepo;
}

const FIXTURES = join(PROJECT, '__testfixtures__');

/** Fixtures of one file, as they are expected. */
export function singleFiles(): Program[] {
  const folder = join(FIXTURES, 'sync-to-await');
  return readdirSync(folder).filter((name) => /\.output\.\w+$/.test(name)).map((name) => {
    const input = name.replace('.output.', '.input.');
    const before = scanOne(folder, input, readFileSync(join(folder, input), 'utf8'));
    return { name: input, before, after: withTexts(before, new Map([[input, readFileSync(join(folder, name), 'utf8')]])) };
  });
}

/** Whole programs, as they are expected. */
export async function fixturePrograms(): Promise<Program[]> {
  const folder = join(FIXTURES, 'programs');
  return Promise.all(readdirSync(folder).map((name) => migrated(join(folder, name, 'before'), name)));
}

/** The repository in `dir`, migrated in memory. */
export async function migrated(dir: string, name = dir): Promise<Program> {
  const { repo, changes } = await analyse({ root: dir, publicApi: 'break', transforms: ['sync-to-await'] });
  return { name, before: repo, after: withTexts(repo, new Map(changes.map(({ file, after }) => [file, after]))) };
}

/** `repo` with other texts in some of its files. */
export const withTexts = (repo: ScannedRepo, texts: ReadonlyMap<string, string>): ScannedRepo => ({
  ...repo,
  files: repo.files.map((file) => (texts.has(file.id) ? { ...file, text: texts.get(file.id)! } : file)),
});
