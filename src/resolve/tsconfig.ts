// Which TypeScript configuration checks which file, with options that give the answers the repository's own compiler gives.
import path from 'node:path';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import { diskNow } from '../scan/disk.ts';
import type { Compiler, ts } from './program.ts';
import { systemOf } from './system.ts';

/** One set of files that are checked together. */
export interface Config {
  /** Absolute path of the configuration, or a name for the files that have none. */
  readonly path: string;
  readonly options: ts.CompilerOptions;
  /** Absolute paths. */
  readonly roots: readonly string[];
  /** Major and minor version of the repository's own compiler, as far as known. */
  readonly version: readonly [number, number];
}

interface Parsed {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly files: ReadonlySet<string>;
  readonly references: readonly string[];
}

/** JavaScript that asks to be checked. */
export const asksForTypes = (text: string): boolean => /^\s*\/\/\s*@ts-check/m.test(text.slice(0, 2000));

/** True for files that are type-checked wherever they are: TypeScript, and JavaScript that asks for it. */
export const hasTypes = ({ dialect, text }: SourceFile): boolean =>
  dialect === 'ts' || dialect === 'tsx' || dialect === 'dts' || (dialect !== 'flow' && asksForTypes(text));

/** Whether some configuration stands in a folder of the repository, or above it. Asks the disk alone, not the compiler. */
export function configPresence(root: string): (dir: string) => boolean {
  const known = new Map<string, boolean>();
  const isPresent = (dir: string): boolean => {
    let answer = known.get(dir);
    if (answer === undefined) {
      answer = ['tsconfig.json', 'jsconfig.json'].some((name) => diskNow.follow(path.join(root, dir, name)) !== undefined) || (dir !== '' && isPresent(path.posix.dirname(dir).replace(/^\.$/, '')));
      known.set(dir, answer);
    }
    return answer;
  };
  return isPresent;
}

/** Sorts the files of `repo` by the configuration that governs them: the nearest one that names them, else the nearest one. */
export function findConfigs(ts: Compiler, repo: ScannedRepo): Map<FileId, Config> {
  const reader = new ConfigReader(ts, repo.root);
  const version = versionOf(repo);
  const groups = new Map<string, { options: ts.CompilerOptions; roots: Set<string>; ids: FileId[] }>();
  for (const file of repo.files) {
    const absolute = path.join(repo.root, file.id);
    const found = reader.governing(absolute);
    const named = found?.files.has(absolute) === true;
    if (!named && !hasTypes(file)) continue;
    const key = found?.path ?? `${repo.root}/(no tsconfig)`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { options: adapted(ts, found?.options ?? {}, version[0], found !== undefined), roots: new Set(found?.files), ids: [] }));
    if (!named) group.roots.add(absolute);
    group.ids.push(file.id);
  }
  const configs = new Map<FileId, Config>();
  for (const [key, { options, roots, ids }] of groups) {
    const config: Config = { path: key, options, roots: [...roots].sort(), version };
    for (const id of ids) configs.set(id, config);
  }
  return configs;
}

/**
 * Options under which our compiler answers as the repository's would. Defaults changed in TypeScript 6
 * (https://devblogs.microsoft.com/typescript/announcing-typescript-6-0/), so older ones are written out.
 */
function adapted(ts: Compiler, given: ts.CompilerOptions, major: number, isConfigured: boolean): ts.CompilerOptions {
  const older: ts.CompilerOptions = major >= 6 ? {} : {
    strict: false, types: ['*'], esModuleInterop: false, allowSyntheticDefaultImports: undefined, noUncheckedSideEffectImports: false,
    ...(given.target === undefined ? { target: ts.ScriptTarget.ES2017 } : {}),
    ...(given.module === undefined ? { module: ts.ModuleKind.CommonJS } : {}),
    ...(given.moduleResolution === undefined && (given.module ?? ts.ModuleKind.CommonJS) === ts.ModuleKind.CommonJS ? { moduleResolution: ts.ModuleResolutionKind.Node10 } : {}),
  };
  const loose: ts.CompilerOptions = isConfigured ? {} : {
    allowJs: true, checkJs: false, strict: false, types: ['*'], target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext, esModuleInterop: true, resolveJsonModule: true, maxNodeModuleJsDepth: 0,
  };
  return {
    ...older, ...loose, ...withoutUndefined(given),
    noEmit: true, composite: false, incremental: false, declaration: given.declaration ?? false, emitDeclarationOnly: false, declarationMap: false,
    tsBuildInfoFile: undefined, rootDir: undefined, ignoreDeprecations: '6.0', skipLibCheck: false, noResolve: false, noErrorTruncation: true,
  };
}

function versionOf(repo: ScannedRepo): readonly [number, number] {
  const text = repo.packages.map((p) => p.installed['typescript'] ?? p.dependencies['typescript']).find((v) => v !== undefined);
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(text ?? '') ?? [];
  return [Number(major ?? 5), Number(minor ?? 9)];
}

const withoutUndefined = (options: ts.CompilerOptions): ts.CompilerOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

class ConfigReader {
  private readonly ts: Compiler;
  private readonly root: string;
  private readonly parsed = new Map<string, Parsed | undefined>();
  private readonly nearest = new Map<string, readonly Parsed[]>();

  constructor(ts: Compiler, root: string) {
    this.ts = ts;
    this.root = root;
  }

  /** The configuration for a file, from its folder upwards. */
  governing(file: string): Parsed | undefined {
    const configs = this.around(path.dirname(file));
    return configs.find((config) => config.files.has(file)) ?? configs[0];
  }

  /** Configurations of a folder and those above it, references included, nearest first. */
  private around(dir: string): readonly Parsed[] {
    const known = this.nearest.get(dir);
    if (known) return known;
    const own: Parsed[] = [];
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const config = this.read(path.join(dir, name));
      if (config) own.push(...this.withReferences(config, new Set()));
    }
    const above = dir === this.root || path.dirname(dir) === dir || !dir.startsWith(this.root) ? [] : this.around(path.dirname(dir));
    const all = [...own, ...above];
    this.nearest.set(dir, all);
    return all;
  }

  private withReferences(config: Parsed, seen: Set<string>): Parsed[] {
    if (seen.has(config.path)) return [];
    seen.add(config.path);
    const others = config.references.flatMap((reference) => {
      const other = this.read(reference);
      return other ? this.withReferences(other, seen) : [];
    });
    // a solution file that only points to others checks nothing itself
    return config.files.size === 0 ? [...others, config] : [config, ...others];
  }

  private read(file: string): Parsed | undefined {
    if (this.parsed.has(file)) return this.parsed.get(file);
    const { ts } = this;
    const system = systemOf(ts);
    let result: Parsed | undefined;
    if (system.fileExists(file)) {
      const parsed = ts.getParsedCommandLineOfConfigFile(file, undefined, { ...system, onUnRecoverableConfigFileDiagnostic: () => {} });
      if (parsed) {
        const references = (parsed.projectReferences ?? []).map((reference) => ts.resolveProjectReferencePath(reference));
        result = { path: file, options: parsed.options, files: new Set(parsed.fileNames), references };
      }
    }
    this.parsed.set(file, result);
    return result;
  }
}
