// Which files a set of changes can matter to: all that are connected with a changed one by imports, in either direction.
import type { FileChange } from '../core/edit.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { isTelling } from '../verify/static/callers.ts';
import { ModuleGraph } from './module-graph.ts';
import { callPattern, decoded } from './texts.ts';

/** Answers for one repository, again and again. */
export class Affected {
  private readonly repo: ScannedRepo;
  private graph: ModuleGraph | undefined;

  constructor(repo: ScannedRepo) {
    this.repo = repo;
  }

  /**
   * The repository without the files that no chain of imports connects with what changed: of the others, linking tells the same
   * as of the whole.
   * @param names of functions that became async: a file that calls one may get it by another way than an import
   */
  by(changes: readonly FileChange[], names: ReadonlySet<string>): ScannedRepo {
    this.graph ??= new ModuleGraph(this.repo);
    const reached = new Set(changes.map(({ file }) => file));
    const called = callPattern(new Set([...names].filter(isTelling)));
    if (called) for (const { id, text } of this.repo.files) if (called.test(decoded(text))) reached.add(id);
    for (const id of reached) for (const next of [...this.graph.importsOf(id), ...this.graph.importersOf(id)]) reached.add(next);
    return { ...this.repo, files: this.repo.files.filter(({ id }) => reached.has(id)) };
  }

  /** Files that may import one. */
  importersOf(file: FileId): ReadonlySet<FileId> {
    return (this.graph ??= new ModuleGraph(this.repo)).importersOf(file);
  }
}
