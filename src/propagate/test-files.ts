// Which files a test run loads together: a stub is seen by what shares its process, or its module registry, and by nothing else.
import { isBuiltin } from 'node:module';
import type { ScannedRepo } from '../core/source.ts';
import { testHost } from '../resolve/builtins.ts';
import type { Linked } from '../resolve/linked.ts';
import { ModuleResolver } from '../resolve/modules.ts';

/** Runners that load each test file in a process, or worker, of its own. */
const ISOLATES = new Set(['vitest', 'ava', 'tap', 'node:test']);
const RUNNERS = ['mocha', 'jest', 'jasmine', 'jasmine-node', 'vitest', 'ava', 'tap', 'tape', 'nodeunit', 'vows', 'lab', 'qunit', 'karma', 'uvu'];
/** Words by which a configuration lets test files share a process. */
const SHARES = /isolat|singleThread|singleFork|poolMatchGlobs|maxWorkers|fileParallelism|vmThreads|vmForks/i;
const HOOK = /(^|\.)(before|after|beforeEach|afterEach|beforeAll|afterAll|setup|teardown|suiteSetup|suiteTeardown)$/;

/** The last word of a test framework's function, when it is a hook. */
export const hookName = (path: string): string | undefined => HOOK.exec(path)?.[2];

export class TestFiles {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly resolver: ModuleResolver;
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly importers: readonly (readonly number[])[];
  private readonly imported: readonly (readonly number[])[];
  private readonly roles: ReadonlyMap<string, string>;
  private readonly closures = new Map<number, ReadonlySet<number> | 'open'>();
  private all: ReadonlySet<number> | 'open' | undefined;

  constructor(linked: Linked, repo: ScannedRepo) {
    this.linked = linked;
    this.repo = repo;
    this.resolver = new ModuleResolver(repo);
    this.indexOf = new Map(linked.files.map(({ file }, index) => [file, index]));
    this.roles = new Map(repo.files.map(({ id, role }) => [id, role]));
    const index = (file: string): number[] => { const at = this.indexOf.get(file); return at === undefined ? [] : [at]; };
    this.importers = linked.files.map(({ file }) => [...(linked.importersOf.get(file) ?? [])].flatMap(index));
    const imported = linked.files.map((): number[] => []);
    this.importers.forEach((from, to) => { for (const file of from) imported[file]!.push(to); });
    this.imported = imported;
  }

  /** Whether a file registers tests and is loaded by a runner, not by another file. */
  isTest(file: number): boolean {
    if (this.importers[file]!.length > 0) return false;
    return /[.\-_](test|spec)\.[cm]?[jt]sx?$/.test(this.linked.files[file]!.file) || this.registers(file);
  }

  private registers(file: number): boolean {
    return this.linked.sites.some((site) => site.file === file && [...site.externals].some((path) => testHost(path) !== undefined && hookName(path) === undefined));
  }

  /**
   * Files that may be loaded where `file` is. `registry`: what counts is a module registry, which jest and vitest make
   * anew for each test file. 'open' when some file loads others by names that are not known.
   */
  loadedWith(file: number, registry: boolean): ReadonlySet<number> | 'open' {
    const tests: number[] = [];
    const seen = new Set([file]);
    for (const each of seen) {
      for (const importer of this.importers[each]!) seen.add(importer);
      if (this.importers[each]!.length === 0) tests.push(each);
    }
    const isOwn = tests.length > 0 && tests.every((test) => this.isTest(test) && (registry || this.isIsolated(test)));
    return this.union(isOwn ? [...tests, ...this.setups()] : this.roles.get(this.linked.files[file]!.file) === 'test' ? undefined : []);
  }

  /** Files that a runner may load before each test file, and that have it call something later. */
  private setups(): number[] {
    const hooks = new Set(this.linked.sites.filter((site) => site.fact.args.length > 0 && [...site.externals].some((path) => testHost(path) !== undefined)).map(({ file }) => file));
    return this.linked.files.flatMap(({ file: id }, file) => {
      const isCandidate = this.roleOf(file) === 'test' && this.importers[file]!.length === 0 && !this.isTest(file);
      return isCandidate && (hooks.has(file) || /setup|helper|global|init/i.test(id)) ? [file] : [];
    });
  }

  /** What several roots load; all test files when none are given, everything ('open') when the list is empty. */
  private union(roots: readonly number[] | undefined): ReadonlySet<number> | 'open' {
    if (roots === undefined) return (this.all ??= this.union(this.linked.files.flatMap((_, file) => (this.roleOf(file) === 'test' ? [file] : []))));
    if (roots.length === 0) return 'open';
    const files = new Set<number>();
    for (const root of roots) {
      const closure = this.closure(root);
      if (closure === 'open') return 'open';
      for (const file of closure) files.add(file);
    }
    return files;
  }

  private closure(root: number): ReadonlySet<number> | 'open' {
    let known = this.closures.get(root);
    if (known) return known;
    const files = new Set([root]);
    known = files;
    for (const file of files) {
      if (this.isOpen(file)) { known = 'open'; break; }
      for (const next of this.imported[file]!) files.add(next);
    }
    this.closures.set(root, known);
    return known;
  }

  /** The file loads something that is not known, and may be code of the repository in another form. */
  private isOpen(file: number): boolean {
    const { file: id, constraints, imports } = this.linked.files[file]!;
    if (constraints.some((c) => c[0] === 'dynamic' && this.resolver.underPrefix(id, c[2]) === undefined)) return true;
    return imports.some((specifier) => {
      const found = this.resolver.resolve(id, specifier);
      if (found.kind === 'file') return !this.indexOf.has(found.file) && /\.([cm]?[jt]sx?)$/.test(found.file);
      if (found.kind === 'data' || isBuiltin(specifier)) return false;
      if (/^[./#]/.test(specifier)) return !/\.(css|scss|less|svg|png|txt|md|html|ya?ml|json5?|node|wasm)$/.test(specifier);
      const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
      return this.repo.packages.some((pkg) => pkg.name === name) || !this.repo.packages.some((pkg) => name in pkg.dependencies);
    });
  }

  private isIsolated(file: number): boolean {
    const { imports } = this.linked.files[file]!;
    const dependencies = new Set(this.repo.packages.flatMap((pkg) => Object.keys(pkg.dependencies)));
    const only = RUNNERS.filter((runner) => dependencies.has(runner));
    const runner = imports.find((specifier) => ISOLATES.has(specifier)) ?? (only.length === 1 ? only[0]! : '');
    if (!ISOLATES.has(runner)) return false;
    const words = [...this.repo.packages.flatMap((pkg) => Object.values(pkg.scripts)), ...this.repo.files.filter(({ id }) => /(^|\/)(vite|vitest|ava)\.config\.|\.taprc/.test(id)).map(({ text }) => text)];
    return !words.some((text) => SHARES.test(text));
  }

  private roleOf(file: number): string | undefined {
    return this.roles.get(this.linked.files[file]!.file);
  }

  /** Whether a test that `path` registers in `file` may run beside others of its file. */
  runsConcurrently(file: number, path: string): boolean {
    const { imports, file: id } = this.linked.files[file]!;
    if (imports.includes('ava') || (this.depends('ava') && RUNNERS.filter((runner) => this.depends(runner)).length === 1)) return !path.includes('.serial');
    return /\bconcurren/.test(this.repo.files.find((each) => each.id === id)?.text ?? '') || this.configSays(/concurrent/);
  }

  /** Configuration files of test runners say this. */
  configSays(word: RegExp): boolean {
    return this.repo.files.some(({ id, text }) => /(^|\/)(vite|vitest|jest)\.config\./.test(id) && word.test(text));
  }

  depends(name: string): boolean {
    return this.repo.packages.some((pkg) => name in pkg.dependencies);
  }
}
