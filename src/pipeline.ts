// The stages in order: start reading here.
import { setImmediate } from 'node:timers/promises';
import type { FileChange } from './core/edit.ts';
import type { FileFacts } from './core/facts.ts';
import type { MigrationPlan, Problem, PublicApiPolicy } from './core/plan.ts';
import type { ScannedRepo } from './core/source.ts';
import { extractFacts } from './facts/extract.ts';
import { unreadFacts } from './facts/unread.ts';
import { buildPlan, rewriteAll } from './plan/build.ts';
import { decide } from './propagate/decide.ts';
import { ForeignCode } from './propagate/foreign-calls.ts';
import { foreignWords } from './scan/foreign-words.ts';
import { link } from './resolve/linker.ts';
import { scan } from './scan/scan.ts';
import { makeTyped } from './verify/typed.ts';

export interface AnalyseOptions {
  readonly root: string;
  readonly publicApi: PublicApiPolicy;
  readonly transforms: readonly string[];
  /** Called as stages go by. */
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

export interface Analysis {
  readonly repo: ScannedRepo;
  readonly plan: MigrationPlan;
  readonly changes: readonly FileChange[];
}

/** Scans, understands and plans the repository at `options.root`. Reads only; runs none of its code. */
export const analyse = async (options: AnalyseOptions): Promise<Analysis> => (await plannerOf(options))(new Map());

/**
 * The same up to the plan, which can then be made again and again: without the calls whose migration was seen to change
 * what the program does (key of the place -> evidence).
 */
export async function plannerOf(options: AnalyseOptions): Promise<(verification: ReadonlyMap<string, string>) => Promise<Analysis>> {
  const progress = options.onProgress ?? (() => {});
  progress('scan', 0, 1);
  const repo = await scan(options.root);
  const { facts, problems } = await extractAll(repo, progress);
  progress('link', 0, 1);
  const linked = link(facts, repo, { publicIsSeen: options.publicApi === 'break' });
  await setImmediate();
  const { names, words } = new ForeignCode(repo).questions(linked);
  const foreign = await foreignWords(repo.root, names, words);
  return async (verification) => {
    progress('propagate', 0, 1);
    const { plan, changes } = await makeTyped(repo, linked.importersOf, (types) => {
      const decided = decide(linked, repo, { publicApi: options.publicApi, transform: 'sync-to-await', foreign, verification, ...types });
      progress('rewrite', 0, 1);
      return rewriteAll(buildPlan(repo, decided, problems, { publicApi: options.publicApi, transforms: options.transforms }), repo);
    });
    return { repo, plan, changes };
  };
}

async function extractAll(repo: ScannedRepo, progress: (stage: string, done: number, total: number) => void): Promise<{ facts: FileFacts[]; problems: Problem[] }> {
  const facts: FileFacts[] = [];
  const problems: Problem[] = [];
  let yielded = performance.now();
  for (const [index, file] of repo.files.entries()) {
    if (performance.now() - yielded > 100) {
      progress('extract', index, repo.files.length);
      await setImmediate();
      yielded = performance.now();
    }
    try {
      const one = extractFacts(file);
      if (one.parseFailed) problems.push({ file: file.id, code: 'does-not-parse', ...one.parseFailed });
      facts.push(one);
    } catch (error) {
      facts.push(unreadFacts(file));
      problems.push({ file: file.id, code: 'tool-failure', message: `reading it failed: ${(error as Error).message}` });
    }
  }
  facts.push(...(repo.others ?? []).map(unreadFacts));
  progress('extract', repo.files.length, repo.files.length);
  return { facts, problems };
}

/** The changes that `plan` stands for, from the files under `root` as they are now. */
export async function changesForPlan(root: string, plan: MigrationPlan): Promise<readonly FileChange[]> {
  const repo = await scan(root);
  return rewriteAll(plan, repo).changes;
}
