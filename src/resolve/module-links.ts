// What modules give each other: require, import, export and what stands for them, as copies between nodes.
import type { FileFacts } from '../core/facts.ts';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import type { AbstractObjects } from './abstract-objects.ts';
import { externalName, ModuleResolver } from './modules.ts';
import type { NodeId, Obj, Solver } from './solver.ts';

export class ModuleLinks {
  readonly importersOf = new Map<FileId, Set<FileId>>();
  /** Files that a file loads through rewire, proxyquire and the like. */
  readonly loaded = new Map<number, FileId[]>();
  /** Something is required of which nothing is known. */
  unknownRequire = false;
  private readonly roles: ReadonlyMap<FileId, SourceFile['role']>;
  /** Modules that packages offer to those who install them. */
  private readonly entries: readonly number[];
  private readonly resolver: ModuleResolver;
  private readonly solver: Solver;
  private readonly objects: AbstractObjects;
  private readonly files: readonly FileFacts[];
  private readonly assign: (from: NodeId, to: NodeId, file: number) => void;
  private readonly fileIndex = new Map<FileId, number>();
  private readonly modules: Obj[] = [];
  private readonly namespaces: Obj[] = [];

  /**
   * @param files by number; more may come (`enter`)
   * @param assign lets all properties of one node's objects flow to another's
   */
  constructor(repo: ScannedRepo, files: readonly FileFacts[], solver: Solver, objects: AbstractObjects, assign: (from: NodeId, to: NodeId, file: number) => void) {
    this.resolver = new ModuleResolver(repo);
    this.files = files;
    this.solver = solver;
    this.objects = objects;
    this.assign = assign;
    files.forEach((f, index) => this.fileIndex.set(f.file, index));
    this.roles = new Map(repo.files.map(({ id, role }) => [id, role]));
    this.entries = repo.packages.flatMap(({ publicEntries }) => publicEntries).flatMap((entry) => this.fileIndex.get(entry) ?? []);
  }

  private isTest(file: number): boolean {
    return this.roles.get(this.files[file]!.file) === 'test';
  }

  /** Makes the module of the next file. */
  begin(): void {
    const path = String(this.modules.length);
    const module = this.solver.obj('module', { path });
    const exports = this.solver.obj('exports', { path });
    this.solver.add(this.solver.prop(module, 'exports'), exports);
    this.modules.push(module);
    this.namespaces.push(this.solver.obj('namespace', { path }));
  }

  /** The next file is another text of a file that is there: it has the same module. */
  replace(file: FileId): void {
    const old = this.fileIndex.get(file)!;
    this.fileIndex.set(file, this.modules.length);
    this.modules.push(this.modules[old]!);
    this.namespaces.push(this.namespaces[old]!);
  }

  moduleOf(file: number): Obj {
    return this.modules[file]!;
  }

  /** What `import * as` of the file gives. */
  namespaceOf(file: number): Obj {
    return this.namespaces[file]!;
  }

  /** What a file exports: the namespace of an ES module, the values of `module.exports`. */
  exportsOf(file: number): readonly Obj[] {
    return this.isEsm(this.files[file]!) ? [this.namespaces[file]!] : [...this.solver.values(this.solver.prop(this.modules[file]!, 'exports'))];
  }

  /** Index of the file of the repository that a specifier leads to. */
  indexAt(file: number, specifier: string): number | undefined {
    const found = this.fileAt(file, specifier);
    return found === undefined ? undefined : this.fileIndex.get(found);
  }

  private noteImport(from: number, to: FileId): void {
    let set = this.importersOf.get(to);
    if (!set) this.importersOf.set(to, (set = new Set()));
    set.add(this.files[from]!.file);
  }

  /** Value of `require(specifier)`. */
  require(file: number, specifier: string, to: NodeId): void {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'data') return this.solver.add(to, this.objects.DATA);
    if (found.kind === 'external') return this.solver.add(to, this.objects.external(found.name));
    const target = this.fileIndex.get(found.file);
    this.noteImport(file, found.file);
    if (target === undefined) return this.solver.add(to, found.file.endsWith('.json') ? this.objects.DATA : this.objects.UNKNOWN);
    this.moduleValue(target, to);
  }

  /** What requiring the file gives. */
  moduleValue(target: number, to: NodeId): void {
    const facts = this.files[target]!;
    if (this.isEsm(facts)) this.solver.add(to, this.namespaces[target]!);
    else this.solver.copy(this.solver.prop(this.modules[target]!, 'exports'), to);
  }

  private isEsm(facts: FileFacts): boolean {
    return facts.constraints.some((c) => c[0] === 'export' || c[0] === 'reexport') || (!facts.hasExports && facts.constraints.some((c) => c[0] === 'import'));
  }

  /** Value of the import `name` ('*': the namespace) of `specifier`. */
  import(file: number, specifier: string, name: string, to: NodeId): void {
    const { solver } = this;
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'external') {
      const path = externalName(found.name);
      solver.add(to, this.objects.external(name === '*' || name === 'default' ? path : `${path}.${name}`));
      return;
    }
    if (found.kind === 'data') return solver.add(to, this.objects.DATA);
    const target = this.fileIndex.get(found.file);
    this.noteImport(file, found.file);
    if (target === undefined) return solver.add(to, found.file.endsWith('.json') ? this.objects.DATA : this.objects.UNKNOWN);
    this.exported(target, name, to);
  }

  /** Export `name` of a file of the repository ('*': its namespace). */
  private exported(target: number, name: string, to: NodeId): void {
    const { solver } = this;
    const esm = this.isEsm(this.files[target]!);
    if (name === '*') {
      solver.add(to, this.namespaces[target]!);
      if (!esm) {
        const exports = solver.prop(this.modules[target]!, 'exports');
        solver.copy(exports, solver.prop(this.namespaces[target]!, 'default'));
        this.assign(exports, this.objects.holding(this.namespaces[target]!), target);
        solver.copy(exports, to);
      }
      return;
    }
    if (esm) solver.read(this.namespaces[target]!, name, to);
    else {
      const exports = solver.prop(this.modules[target]!, 'exports');
      if (name === 'default') solver.copy(exports, to);
      solver.watch(exports, (obj) => solver.read(obj, name, to));
    }
  }

  /** `export { name as as } from`, `export * from`. */
  reexport(file: number, specifier: string, name: string, as: string): void {
    const { solver } = this;
    const own = this.namespaces[file]!;
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    if (found.kind === 'file') this.noteImport(file, found.file);
    const target = found.kind === 'file' ? this.fileIndex.get(found.file) : undefined;
    if (target === undefined) {
      if (found.kind !== 'external') return;
      if (as === '*') solver.addParent(own, this.objects.external(found.name));
      else solver.add(solver.prop(own, as), this.objects.external(name === '*' || name === 'default' ? found.name : `${found.name}.${name}`));
      return;
    }
    if (as === '*') {
      if (this.isEsm(this.files[target]!)) solver.addParent(own, this.namespaces[target]!);
      else solver.watch(solver.prop(this.modules[target]!, 'exports'), (obj) => solver.addParent(own, obj));
    } else this.exported(target, name, solver.prop(own, as));
  }

  /** Value of a require whose specifier begins with `prefix`. */
  dynamic(file: number, prefix: string, to: NodeId): void {
    const candidates = this.resolver.underPrefix(this.files[file]!.file, prefix);
    this.solver.add(to, this.objects.UNKNOWN);
    if (!candidates) this.unknownRequire = true;
    const named = this.files[file]!.relativeStrings.flatMap((s) => this.fileAt(file, s) ?? []);
    for (const candidate of [...(candidates ?? []), ...named]) {
      this.noteImport(file, candidate);
      const target = this.fileIndex.get(candidate);
      if (target !== undefined && target !== file) this.moduleValue(target, to);
    }
    // what a test looks for somewhere is what users load; all other modules together would say nothing any more
    if (!candidates && this.isTest(file)) for (const entry of this.entries) this.moduleValue(entry, to);
  }

  /** The file of the repository that a specifier leads to. */
  fileAt(file: number, specifier: string): FileId | undefined {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    return found.kind === 'file' ? found.file : undefined;
  }

  /** A relative path handed to some loader (proxyquire, rewire, a wrapper of require): its exports may come back. */
  loadedByPath(file: number, specifier: string, to: NodeId): boolean {
    const found = this.resolver.resolve(this.files[file]!.file, specifier);
    const target = found.kind === 'file' ? this.fileIndex.get(found.file) : undefined;
    if (target === undefined || found.kind !== 'file' || target === file) return false;
    this.noteImport(file, found.file);
    this.loaded.set(file, [...(this.loaded.get(file) ?? []), found.file]);
    this.moduleValue(target, to);
    return true;
  }

  /** Exports of its own syntax, or what value flow put into the exports object: `this.x =`, `Object.assign(exports, …)`. */
  exportsAnything(file: number): boolean {
    const holds = ([name, node]: readonly [string, NodeId]): boolean => !name.startsWith('#') && !this.solver.isEmpty(node);
    const exported = this.solver.values(this.solver.prop(this.modules[file]!, 'exports'));
    return this.files[file]!.hasExports || [...exported].some((obj) => obj.kind === 'exports' && [...obj.props].some(holds));
  }
}
