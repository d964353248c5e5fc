// The type checker over the repository's files, for what value flow leaves open: read-only, loaded at the first question.
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Project as ProjectClass, ts } from 'ts-morph';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import { systemOf } from './system.ts';
import { asksForTypes, configPresence, findConfigs, hasTypes, type Config } from './tsconfig.ts';

export type { ts } from 'ts-morph';
export type Compiler = typeof ts;

/** Where the compiler looks for its own declarations; they come with ts-morph, not from the disk. */
const LIBRARY = '/node_modules/typescript/lib';

/** Above this much text of one configuration's own files the checker is not asked: it would take minutes. */
const MOST_TEXT = 30_000_000;

const load = createRequire(import.meta.url);

/** The TypeScript inside ts-morph: of the repository's own, in its node_modules, not a line is run. */
export const compiler = (): Compiler => (load('ts-morph') as { ts: Compiler }).ts;

/** The file that holds it as the property `ts`, for processes of their own. */
export const compilerFile = (): string => load.resolve('ts-morph');

/** Source files by path and text: what didn't change is parsed once for all programs with the same options. */
type Cache = Map<string, { readonly text: string; readonly file: ts.SourceFile }>;

/** One configuration's files, bound and ready to be asked about. */
export class LoadedProgram {
  readonly ts: Compiler;
  readonly config: Config;
  private readonly programs: RepoPrograms;
  private readonly cache: Cache = new Map();
  private loaded: ts.Program | undefined;

  constructor(programs: RepoPrograms, config: Config) {
    this.programs = programs;
    this.ts = programs.ts;
    this.config = config;
  }

  /** The program as it is on disk. */
  get program(): ts.Program {
    return (this.loaded ??= this.create(new Map(), undefined));
  }

  /** The repository's compiler knows `Awaited<T>`. */
  get hasAwaited(): boolean {
    const [major, minor] = this.config.version;
    return major > 4 || (major === 4 && minor >= 5);
  }

  get checker(): ts.TypeChecker {
    return this.program.getTypeChecker();
  }

  /** The program with other texts for some of its files. Its checker is large: nobody should hold on to it. */
  with(texts: ReadonlyMap<FileId, string>): ts.Program {
    return this.create(texts, this.loaded);
  }

  sourceFile(id: FileId, program: ts.Program = this.program): ts.SourceFile | undefined {
    return program.getSourceFile(path.join(this.programs.repo.root, id));
  }

  /** The repository's own files in this program, declarations included. */
  ownFiles(program: ts.Program = this.program): ts.SourceFile[] {
    return program.getSourceFiles().filter((file) => this.idOf(file) !== undefined);
  }

  /** Id of a file that the scan read; undefined for libraries and what was left out. */
  idOf(file: ts.SourceFile): FileId | undefined {
    return this.programs.idOf(file.fileName);
  }

  private create(texts: ReadonlyMap<FileId, string>, oldProgram: ts.Program | undefined): ts.Program {
    const { ts, config } = this;
    const host = this.host(texts);
    return ts.createProgram({ rootNames: config.roots, options: config.options, host, ...(oldProgram ? { oldProgram } : {}) });
  }

  private host(texts: ReadonlyMap<FileId, string>): ts.CompilerHost {
    const { ts, programs, config } = this;
    const libraries = programs.libraries(config.options);
    const system = systemOf(ts);
    // files that the changes create, and their folders
    const created = new Map([...texts].filter(([id]) => programs.textOf(id) === undefined).map(([id, text]) => [path.join(programs.repo.root, id), text]));
    const folders = new Set([...created.keys()].map((file) => path.dirname(file)));
    const textOf = (file: string): string | undefined => {
      const id = programs.idOf(file);
      return created.has(file) ? created.get(file) : id === undefined ? system.readFile(file) : (texts.get(id) ?? programs.textOf(id));
    };
    const host: ts.CompilerHost = {
      realpath: system.realpath,
      getSourceFile: (file, version) => {
        const library = libraries.get(file);
        if (library) return library;
        const text = textOf(file);
        if (text === undefined) return undefined;
        const known = this.cache.get(file);
        if (known?.text === text) return known.file;
        const made = ts.createSourceFile(file, text, { ...(typeof version === 'object' ? version : { languageVersion: version }), jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors });
        this.cache.set(file, { text, file: made });
        return made;
      },
      fileExists: (file) => libraries.has(file) || created.has(file) || programs.idOf(file) !== undefined || system.fileExists(file),
      readFile: textOf,
      directoryExists: (dir) => dir.startsWith(LIBRARY) || folders.has(dir) || system.directoryExists(dir),
      getDirectories: (dir) => system.getDirectories(dir),
      getCurrentDirectory: () => programs.repo.root,
      getDefaultLibFileName: (options) => `${LIBRARY}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => LIBRARY,
      getCanonicalFileName: (file) => file,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => {},
    };
    return host;
  }
}

/** All programs of a repository. */
export class RepoPrograms {
  readonly repo: ScannedRepo;
  private compiler: Compiler | undefined;
  private readonly texts: ReadonlyMap<FileId, string>;
  private readonly files: ReadonlyMap<FileId, SourceFile>;
  private readonly hasConfig: (dir: string) => boolean;
  private configs: ReadonlyMap<FileId, Config> | undefined;
  private readonly configurable = new Map<FileId, boolean>();
  private readonly loaded = new Map<Config, LoadedProgram | undefined>();
  private readonly libraryFiles = new Map<string, ReadonlyMap<string, ts.SourceFile>>();

  constructor(repo: ScannedRepo) {
    this.repo = repo;
    this.texts = new Map(repo.files.map((file) => [file.id, file.text]));
    this.files = new Map(repo.files.map((file) => [file.id, file]));
    this.hasConfig = configPresence(repo.root);
  }

  get ts(): Compiler {
    return (this.compiler ??= compiler());
  }

  /** The program that checks a file; undefined when none does, or when it is too large to be asked. */
  of(file: FileId): LoadedProgram | undefined {
    const config = this.configOf(file);
    return config && this.load(config);
  }

  private configOf(file: FileId): Config | undefined {
    // loading the compiler takes longer than many a plan
    if (!this.configs && !this.mayBeConfigured(file)) return undefined;
    this.configs ??= findConfigs(this.ts, this.repo);
    return this.configs.get(file);
  }

  private mayBeConfigured(id: FileId): boolean {
    let answer = this.configurable.get(id);
    if (answer === undefined) {
      const file = this.files.get(id);
      answer = file !== undefined && (hasTypes(file) || this.hasConfig(path.posix.dirname(id).replace(/^\.$/, '')));
      // asked for each call that may be one of a function of that name
      this.configurable.set(id, answer);
    }
    return answer;
  }

  /** The programs that check any of `files`. */
  covering(files: Iterable<FileId>): LoadedProgram[] {
    const found = new Set<LoadedProgram>();
    for (const file of files) {
      const program = this.of(file);
      if (program) found.add(program);
    }
    return [...found];
  }

  /** JavaScript that its configuration, or a comment in it, has checked. */
  isCheckedScript(file: FileId): boolean {
    const config = this.configOf(file);
    return config !== undefined && (config.options.checkJs === true || asksForTypes(this.textOf(file)));
  }

  idOf(file: string): FileId | undefined {
    const { root } = this.repo;
    if (!file.startsWith(`${root}/`)) return undefined;
    const id = file.slice(root.length + 1);
    return this.texts.has(id) ? id : undefined;
  }

  textOf(id: FileId): string {
    return this.texts.get(id)!;
  }

  private load(config: Config): LoadedProgram | undefined {
    if (!this.loaded.has(config)) {
      let size = 0;
      for (const root of config.roots) size += this.texts.get(this.idOf(root) ?? '')?.length ?? 0;
      this.loaded.set(config, size > MOST_TEXT ? undefined : new LoadedProgram(this, config));
    }
    return this.loaded.get(config);
  }

  /** The compiler's own declarations for `options`, by path. ts-morph carries them as text; a program without files loads them. */
  libraries(options: ts.CompilerOptions): ReadonlyMap<string, ts.SourceFile> {
    const { target, lib, noLib } = options;
    const key = JSON.stringify([target, lib, noLib]);
    let known = this.libraryFiles.get(key);
    if (known) return known;
    const { Project } = load('ts-morph') as { Project: typeof ProjectClass };
    const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { types: [], ...(target === undefined ? {} : { target }), ...(lib ? { lib } : {}), ...(noLib === undefined ? {} : { noLib }) } });
    project.createSourceFile('/empty.ts', '');
    const files = project.getProgram().compilerObject.getSourceFiles().filter((file) => file.fileName.startsWith(LIBRARY));
    this.libraryFiles.set(key, (known = new Map(files.map((file) => [file.fileName, file]))));
    return known;
  }
}
