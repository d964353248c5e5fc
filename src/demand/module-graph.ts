// The module graph as texts show it: every string that may lead to a file of the repository is an edge.
import type { FileId, ScannedRepo } from '../core/source.ts';
import { ModuleResolver } from '../resolve/modules.ts';
import { textFacts, type TextFacts } from './texts.ts';

export class ModuleGraph {
  readonly texts = new Map<FileId, TextFacts>();
  private readonly importers = new Map<FileId, Set<FileId>>();
  private readonly imports = new Map<FileId, Set<FileId>>();

  constructor(repo: ScannedRepo) {
    const resolver = new ModuleResolver(repo);
    const names = new Set(repo.packages.flatMap(({ name }) => name ?? []));
    for (const file of repo.files) {
      const facts = textFacts(file, (name) => names.has(name));
      this.texts.set(file.id, facts);
      for (const specifier of facts.specifiers) {
        const found = resolver.resolve(file.id, specifier);
        if (found.kind === 'file') this.connect(file.id, found.file);
        if (facts.isDynamic) for (const target of resolver.underPrefix(file.id, specifier) ?? []) this.connect(file.id, target);
      }
    }
  }

  private connect(from: FileId, to: FileId): void {
    if (from === to) return;
    add(this.importers, to, from);
    add(this.imports, from, to);
  }

  /** Files that `file` may import. */
  importsOf(file: FileId): ReadonlySet<FileId> {
    return this.imports.get(file) ?? new Set();
  }

  /** Files that may import `file`. */
  importersOf(file: FileId): ReadonlySet<FileId> {
    return this.importers.get(file) ?? new Set();
  }

  /** Adds `files` and all that may reach them by imports to `known`. */
  closeOver(known: Set<FileId>, files: Iterable<FileId>): void {
    const queue = [...files];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (known.has(file)) continue;
      known.add(file);
      queue.push(...(this.importers.get(file) ?? []));
    }
  }

  /** Files that can be reached from `file` by imports, itself included. */
  reachedFrom(file: FileId): Set<FileId> {
    const reached = new Set([file]);
    for (const one of reached) for (const next of this.importsOf(one)) reached.add(next);
    return reached;
  }
}

function add(map: Map<FileId, Set<FileId>>, key: FileId, value: FileId): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
