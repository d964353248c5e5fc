// Who loads a file and goes on: for those it must be complete when its last top-level statement has run.
import type { FileFacts } from '../core/facts.ts';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import type { Linked } from '../resolve/linker.ts';
import { ModuleResolver } from '../resolve/modules.ts';

/** `src/cli.ts` and `./dist/cli.js` -> cli; `./dist` -> index. */
const stemOf = (path: string): string => (/\.\w+$/.test(path) ? path.replace(/^.*\//, '').replace(/(\.d)?\.\w+$/, '') : 'index');

/** Specifiers by which `facts` loads a file, one for each time. */
const specifiersOf = (facts: FileFacts): string[] => facts.constraints.flatMap((c) => (c[0] === 'require' || c[0] === 'import' ? [c[2]] : c[0] === 'reexport' ? [c[1]] : []));

export class Importers {
  private readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly resolver: ModuleResolver;
  private readonly byId: ReadonlyMap<FileId, FileFacts>;

  constructor(linked: Linked, repo: ScannedRepo, sources: ReadonlyMap<string, SourceFile>) {
    this.linked = linked;
    this.sources = sources;
    this.resolver = new ModuleResolver(repo);
    this.byId = new Map(linked.files.map((f) => [f.file, f]));
  }

  private leadsTo(from: FileId, specifier: string, file: FileId): boolean {
    const found = this.resolver.resolve(from, specifier);
    if (found.kind === 'file') return found.file === file;
    // the compiled form of a TypeScript file is not here
    const isSource = /^tsx?$/.test(this.sources.get(file)?.dialect ?? '');
    return isSource && found.kind === 'external' && found.name.startsWith('.') && (stemOf(specifier) === stemOf(file) || stemOf(`${specifier}.`) === stemOf(file));
  }

  /** Files that import `file`, as far as the repository says. */
  of(file: FileId): ReadonlySet<FileId> {
    const found = new Set(this.linked.importersOf.get(file));
    if (/^tsx?$/.test(this.sources.get(file)?.dialect ?? '')) {
      for (const facts of this.linked.files) if (specifiersOf(facts).some((s) => s.startsWith('.') && this.leadsTo(facts.file, s, file))) found.add(facts.file);
    }
    return found;
  }

  /** An importer of `file` that has something left to do, or whose own importers have: they would go on too early. */
  goingOn(file: FileId, seen: ReadonlySet<FileId> = new Set()): FileId | undefined {
    for (const from of this.of(file)) {
      const facts = this.byId.get(from);
      const times = facts ? specifiersOf(facts).filter((s) => this.leadsTo(from, s, file)).length : 0;
      const isLast = times === 1 && facts?.lastLoaded !== undefined && this.leadsTo(from, facts.lastLoaded, file);
      if (!isLast || seen.has(from) || this.sources.get(from)?.role === 'test') return from;
      const above = this.goingOn(from, new Set([...seen, file]));
      if (above !== undefined) return above;
    }
    return undefined;
  }
}
