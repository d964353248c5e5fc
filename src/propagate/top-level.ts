// Whether the top-level statements of a module may wait: by top-level await (ESM) or by an async main (CommonJS entry).
import type { Limits } from '../core/scope.ts';
import type { PackageInfo, ScannedRepo, SourceFile, Span } from '../core/source.ts';
import type { Linked } from '../resolve/linked.ts';
import { Importers } from './importers.ts';
import { registersTests, type Obstacle } from './obstacles.ts';

/** Test runners that load test files and go on at once. */
const RUNNERS = new Set(['mocha', 'jest', 'jasmine', 'jasmine-node', 'vows', 'nodeunit', 'tap', 'tape', 'ava', 'lab', 'vitest', 'expresso', 'qunit', 'karma', 'intern', 'grunt-contrib-nodeunit', 'grunt-mocha-test', 'should', 'tap-spec']);

/** Programs that load the main file of a package and go on at once. */
const HOSTS = ['electron', 'nw', 'vscode', '@types/vscode'];

/** `node -r ./setup app.js`: what is loaded before the program. */
const PRELOAD = /(?:^|\s)(?:-r|--require|--import|--loader|--file)[\s=]+["']?([^\s"']+)/g;

/** Programs that make another form of ES modules, in which they may not wait. */
const BUNDLES = /\b(rollup|webpack|esbuild|browserify|parcel|tsup|ncc|pkg|babel|swc|vite)\b/;

export type TopLevel = { readonly form: 'top-level-await' | 'async-main' | 'entry-block' } | { readonly obstacle: Obstacle };

export class TopLevels {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly policy: Limits['policy'];
  private readonly importers: Importers;
  private readonly waits: (file: number) => Span;
  private readonly known = new Map<number, TopLevel>();

  /** @param waits offsets of the first and the last call of a file's top level that would be awaited */
  constructor(linked: Linked, repo: ScannedRepo, sources: ReadonlyMap<string, SourceFile>, policy: Limits['policy'], waits: (file: number) => Span) {
    this.waits = waits;
    this.linked = linked;
    this.repo = repo;
    this.sources = sources;
    this.policy = policy;
    this.importers = new Importers(linked, repo, sources);
  }

  /**
   * Decides for one file. An imported module must be ready when its importer goes on; an entry script has nobody waiting
   * (https://nodejs.org/api/esm.html#top-level-await, https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require).
   */
  of(file: number): TopLevel {
    let answer = this.known.get(file);
    if (!answer) this.known.set(file, (answer = this.decide(file)));
    return answer;
  }

  private decide(file: number): TopLevel {
    const facts = this.linked.files[file]!;
    const source = this.sources.get(facts.file)!;
    const refuse = (code: string, to: string): TopLevel => ({ obstacle: { code, file, at: 0, to } });
    if (source.role === 'config') return refuse('host-config', facts.file);
    if (this.waitsInEntry(file)) return { form: 'entry-block' };
    const host = this.hostOf(source);
    if (host !== undefined) return refuse('module-top-level', host);
    if (this.runsAsModule(source) && this.importers.of(facts.file).size === 0) {
      if (facts.hasExports && source.role !== 'script' && !source.executable) return refuse('module-top-level', 'whoever imports it may use require()');
      return { form: 'top-level-await' };
    }
    if (this.isAwaitedModule(facts.file)) return { form: 'top-level-await' };
    const importer = this.importers.goingOn(facts.file);
    if (importer !== undefined) return refuse('module-top-level', 'other modules that import it do not wait');
    if (facts.hasExports) return refuse('module-top-level', 'its exports must be complete when it returns');
    if (registersTests(this.linked, file)) return refuse('test-registration', facts.file);
    if (source.role === 'test') {
      const runner = this.repo.packages.flatMap((p) => Object.keys(p.dependencies)).find((name) => RUNNERS.has(name));
      if (runner !== undefined) return refuse('test-script', runner);
    }
    if (!facts.fitsInFunction) return refuse('module-top-level', 'imports or exports stand between its statements');
    return { form: 'async-main' };
  }

  /** All that waits is what the program's entry alone does, last. */
  private waitsInEntry(file: number): boolean {
    const block = this.linked.files[file]!.entryBlock;
    const { start, end } = this.waits(file);
    return block !== undefined && block.start < start && end < block.end;
  }

  /** An ES module whose importers all wait for it, and nothing that bundles, compiles or loads it in another way. */
  private isAwaitedModule(file: string): boolean {
    const owner = (id: string): PackageInfo | undefined => this.repo.packages.find((p) => p.dir === this.sources.get(id)?.packageDir);
    const isPlain = (id: string): boolean => {
      const source = this.sources.get(id);
      const pkg = owner(id);
      if (!source || source.role === 'config' || !this.runsAsModule(source) || this.hostOf(source) !== undefined) return false;
      return pkg?.dependencies['jest'] === undefined && !Object.values(pkg?.scripts ?? {}).some((script) => BUNDLES.test(script));
    };
    return this.importers.allWait(file, isPlain);
  }

  /** Node runs the file as it is, as an ES module. */
  private runsAsModule({ id, moduleKind, dialect, packageDir }: SourceFile): boolean {
    if (moduleKind !== 'esm' || dialect !== 'js' || !/\.m?js$/.test(id)) return false;
    return id.endsWith('.mjs') || this.repo.packages.find((p) => p.dir === packageDir)?.type === 'module';
  }

  /** Who else loads a file that nothing imports, and goes on. */
  private hostOf({ id, packageDir }: SourceFile): string | undefined {
    const isEntry = this.repo.packages.some((p) => p.publicEntries.includes(id));
    if (isEntry && this.policy(id) !== 'break') return 'it is the entry of its package';
    const own = this.repo.packages.find((p) => p.dir === packageDir);
    if (isEntry && HOSTS.some((name) => own?.dependencies[name] !== undefined)) return 'its host goes on at once';
    const stem = id.slice(packageDir === '' ? 0 : packageDir.length + 1).replace(/\.\w+$/, '');
    const preloaded = Object.values(own?.scripts ?? {}).flatMap((script) => [...script.matchAll(PRELOAD)].map((m) => m[1]!.replace(/^\.\//, '').replace(/\.\w+$/, '')));
    return preloaded.includes(stem) ? 'a script of package.json loads it before its program' : undefined;
  }
}
