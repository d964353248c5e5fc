// Whether the top-level statements of a module may wait: by top-level await (ESM) or by an async main (CommonJS entry).
import type { ScannedRepo, SourceFile } from '../core/source.ts';
import type { Linked } from '../resolve/linker.ts';
import { registersTests, type Obstacle } from './obstacles.ts';

/** Test runners that load test files and go on at once. */
const RUNNERS = new Set(['mocha', 'jest', 'jasmine', 'jasmine-node', 'vows', 'nodeunit', 'tap', 'tape', 'ava', 'lab', 'vitest', 'expresso', 'qunit', 'karma', 'intern', 'grunt-contrib-nodeunit', 'grunt-mocha-test', 'should', 'tap-spec']);

export type TopLevel = { readonly form: 'top-level-await' | 'async-main' } | { readonly obstacle: Obstacle };

/**
 * Decides for one file. An imported module must be ready when its importer goes on; an entry script has nobody waiting
 * (https://nodejs.org/api/esm.html#top-level-await, https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require).
 */
export function topLevelOf(file: number, linked: Linked, repo: ScannedRepo, sources: ReadonlyMap<string, SourceFile>): TopLevel {
  const facts = linked.files[file]!;
  const source = sources.get(facts.file)!;
  const refuse = (code: string, to: string): TopLevel => ({ obstacle: { code, file, at: 0, to } });
  const importers = linked.importersOf.get(facts.file)?.size ?? 0;
  if (source.role === 'config') return refuse('host-config', facts.file);
  if (importers > 0) return refuse('module-top-level', 'other modules that import it do not wait');
  const esm = source.moduleKind === 'esm';
  if (esm && facts.hasExports) return refuse('module-top-level', 'whoever imports it may use require()');
  if (esm) return /\.m?js$/.test(facts.file) && !facts.file.endsWith('.jsx') ? { form: 'top-level-await' } : refuse('module-top-level', 'its compiled form may be CommonJS, which has no top-level await');
  if (facts.hasExports) return refuse('module-top-level', 'its exports must be complete when it returns');
  if (repo.packages.some((p) => p.publicEntries.includes(facts.file))) return refuse('module-top-level', 'it is the entry of its package');
  if (registersTests(linked, file)) return refuse('test-registration', facts.file);
  if (source.role === 'test') {
    const runner = repo.packages.flatMap((p) => Object.keys(p.dependencies)).find((name) => RUNNERS.has(name));
    if (runner !== undefined) return refuse('test-script', runner);
  }
  if (source.dialect !== 'js' && source.dialect !== 'flow') return refuse('module-top-level', 'its compiled form is not known');
  return { form: 'async-main' };
}
