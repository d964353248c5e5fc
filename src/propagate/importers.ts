// Who loads a file and goes on: for those it must be complete when its last top-level statement has run.
import type { FileFacts } from '../core/facts.ts';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import type { Linked } from '../resolve/linked.ts';
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

  /** All files that `file` is loaded by, directly or not. */
  private above(file: FileId): Set<FileId> {
    const found = new Set<FileId>();
    const add = (id: FileId): void => {
      for (const from of this.of(id)) {
        if (found.has(from)) continue;
        found.add(from);
        add(from);
      }
    };
    add(file);
    return found;
  }

  /**
   * Who imports `file` waits for it, and nothing else is evaluated meanwhile: it is the last import of all modules that
   * import it, and these are of theirs; `import()` waits anyway. In a cycle modules do not wait for each other.
   *
   * @param runsAsModule a file that Node runs as an ES module, as it is
   */
  allWait(file: FileId, runsAsModule: (file: FileId) => boolean): boolean {
    const above = this.above(file);
    if (above.has(file) || [...above].some((from) => this.above(from).has(file))) return false;
    return [file, ...above].every((target) => runsAsModule(target) && [...this.of(target)].every((from) => this.importsLast(from, target)));
  }

  private importsLast(from: FileId, target: FileId): boolean {
    const facts = this.byId.get(from);
    if (!facts || facts.constraints.some((c) => c[0] === 'require' && this.leadsTo(from, c[2], target))) return false;
    const dynamic = (facts.dynamicImports ?? []).some((specifier) => this.leadsTo(from, specifier, target));
    const isLast = facts.lastImported !== undefined && this.leadsTo(from, facts.lastImported, target);
    return dynamic !== isLast;
  }
}
