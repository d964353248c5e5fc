// The source file as every stage sees it, and the span arithmetic shared by all.

/** A half-open range of UTF-16 offsets in the original text of one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Path of a file relative to the repository root, with forward slashes. The identity of a file everywhere. */
export type FileId = string;

/** Which grammar a file is parsed with. */
export type Dialect = 'js' | 'jsx' | 'flow' | 'ts' | 'tsx' | 'dts';

/** How Node loads the file (https://nodejs.org/api/packages.html#determining-module-system). */
export type ModuleKind = 'esm' | 'cjs';

/** What part a file plays in the repository. */
export type FileRole = 'source' | 'test' | 'script' | 'config' | 'example';

/** One file of the repository. `text` is the decoded content, a BOM included as its first character. */
export interface SourceFile {
  readonly id: FileId;
  readonly text: string;
  /** SHA-256 of the bytes on disk, lower-case hex. */
  readonly hash: string;
  readonly encoding: 'utf8' | 'latin1';
  readonly dialect: Dialect;
  readonly moduleKind: ModuleKind;
  readonly role: FileRole;
  /** First line is `#!…node…`, or named in a package.json `bin`. */
  readonly executable: boolean;
  /** Directory (FileId form, '' for the root) of the nearest package.json; index into ScannedRepo.packages by `dir`. */
  readonly packageDir: string;
}

/** A file that a tool loads by its path or by the name of its package; `by` says who, in words. */
export interface HostLoad {
  readonly file: FileId;
  readonly by: string;
}

/** What a package.json says, reduced to what decisions need. */
export interface PackageInfo {
  /** Directory relative to the root, '' for the root itself. */
  readonly dir: string;
  readonly name: string | undefined;
  readonly private: boolean;
  readonly type: 'module' | 'commonjs';
  /** Files (existing ones only) that the outside can load: resolved from main, exports, module, types' .js twin; index.js by default. */
  readonly publicEntries: readonly FileId[];
  /** Subpath imports (`#lib/*`): pattern -> targets under any condition. https://nodejs.org/api/packages.html#subpath-imports */
  readonly imports?: Readonly<Record<string, readonly string[]>>;
  /** Files named in `bin`. */
  readonly binEntries: readonly FileId[];
  /** dependencies + devDependencies + peerDependencies + optionalDependencies: name -> range. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** name -> version found in node_modules, when installed (read from its package.json; nothing is executed). */
  readonly installed: Readonly<Record<string, string>>;
  /** engines.node, as written. */
  readonly nodeRange: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  /** Files whose exports are called by tools that do not wait. */
  readonly hostLoads?: readonly HostLoad[];
  /** JSHint lints it as code older than async functions: a comment per file can change that, or its version is too old. */
  readonly lintsOldSyntax?: 'per-file' | 'always';
}

/** A file that was seen and left out, and why. */
export interface SkippedFile {
  readonly path: FileId;
  readonly why: 'vendored' | 'generated' | 'minified' | 'symlink' | 'too-large' | 'binary' | 'unreadable' | 'declaration';
}

/** Everything scan() found. */
export interface ScannedRepo {
  /** Absolute path of the root. */
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly packages: readonly PackageInfo[];
  readonly skipped: readonly SkippedFile[];
  /** Files in other languages that load JavaScript: CoffeeScript, Vue and the like. Their dialect and kind say nothing. */
  readonly others?: readonly SourceFile[];
  /** Files that a test gives to something that reads them, each with that test. */
  readonly testData?: ReadonlyMap<FileId, FileId>;
  /** The text of each package.json below the root. */
  readonly manifests?: readonly { readonly id: FileId; readonly text: string }[];
}

/** All files that call something, those in other languages included. */
export const everyFile = ({ files, others = [] }: ScannedRepo): readonly SourceFile[] => [...files, ...others];

/** Line (1-based) and column (1-based, UTF-16) of an offset. */
export function lineOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let from = 0;
  for (;;) {
    const next = text.indexOf('\n', from);
    if (next < 0 || next >= offset) return { line, column: offset - from + 1 };
    line++;
    from = next + 1;
  }
}

/** `span` as a key for maps. */
export const spanKey = (span: Span): string => `${span.start}:${span.end}`;

/** True when `inner` lies within `outer` (equal spans count). */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
