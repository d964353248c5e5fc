// The stages in order: start reading here.
import type { FileChange } from './core/edit.ts';
import type { MigrationPlan, PublicApiPolicy } from './core/plan.ts';
import type { ScannedRepo } from './core/source.ts';

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
export async function analyse(_options: AnalyseOptions): Promise<Analysis> {
  throw new Error('not built yet');
}
