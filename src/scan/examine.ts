// Looks at one listed file: reads it as source, or says why it is left out.
import path from 'node:path';
import type { FileId, SkippedFile, SourceFile } from '../core/source.ts';
import { decode } from './content.ts';
import { disk } from './disk.ts';
import { dialectOf, hasScannedExtension, isDeclaration } from './dialect.ts';
import { isBuildOutput, isCompiled, isGeneratedPath, isGeneratedText, sourcesOf } from './generated.ts';
import { isMinifiedName, isMinifiedText } from './minified.ts';
import { moduleKindOf } from './module-kind.ts';
import { roleOf } from './role.ts';
import { hasNodeShebang, mayBeScript, readShebang } from './shebang.ts';
import { isVendored } from './vendored.ts';

/** What is known of the repository before its files are read. */
export interface Surroundings {
  /** Absolute path, symlinks resolved. */
  readonly root: string;
  /** Listed files with a scanned extension. */
  readonly has: (id: FileId) => boolean;
  /** Folders that hold such files, at any depth. */
  readonly hasFolder: (dir: string) => boolean;
  /** What stands in the file in place of what is on the disk. */
  readonly textOf?: (id: FileId) => string | Uint8Array | undefined;
  /** The folder, or one above it, is a symlink on disk. */
  readonly isLinked: (dir: string) => boolean;
  readonly isBin: (id: FileId) => boolean;
  /** Declared in a package.json as the types of the package. */
  readonly isDeclaredTypes: (id: FileId) => boolean;
  readonly packageOf: (id: FileId) => { readonly dir: string; readonly type: 'module' | 'commonjs' | undefined };
}

/** `undefined` means: not a program file, or gone from disk. */
export type Examined = { readonly file: SourceFile } | { readonly skipped: SkippedFile } | undefined;

const MAX_BYTES = 2 * 1024 * 1024;

/** True when file `id` has to be looked at at all. */
export const isCandidate = (id: FileId, isBin: (id: FileId) => boolean): boolean =>
  hasScannedExtension(id) || isBin(id) || mayBeScript(id);

export async function examine(id: FileId, around: Surroundings): Promise<Examined> {
  const skipped = (why: SkippedFile['why']): Examined => ({ skipped: { path: id, why } });
  const named = hasScannedExtension(id);
  try {
    const file = path.join(around.root, id);
    if (around.isLinked(path.posix.dirname(id))) return named ? skipped('symlink') : undefined;
    const given = around.textOf?.(id);
    // an editor may hold a file that was never saved
    if (given !== undefined && !(await exists(file))) return judgeText(id, Buffer.from(given), around);
    const { kind, size } = await disk.look(file);
    if (kind === 'link') return named || path.posix.extname(id) === '' ? skipped('symlink') : undefined;
    // Only another repository is listed as a folder.
    if (kind === 'folder') return skipped('vendored');
    if (kind !== 'file') return undefined;
    if (!named && (isVendored(id) || !(await isScript(id, file, around)))) return undefined;

    if (isVendored(id)) return skipped('vendored');
    if (isMinifiedName(id)) return skipped('minified');
    if (isGeneratedPath(id)) return skipped('generated');
    if (isDeclaration(id) && !isHandWritten(id, around)) return skipped('declaration');
    if (size > MAX_BYTES) return skipped('too-large');
    return await read(id, file, around);
  } catch (error) {
    // Listed but gone: deleted and not yet committed. A name git printed with U+FFFD was not UTF-8.
    if (isMissing(error) && !id.includes('\ufffd')) return undefined;
    return named ? skipped('unreadable') : undefined;
  }
}

async function read(id: FileId, file: string, around: Surroundings): Promise<Examined> {
  const given = around.textOf?.(id);
  return judgeText(id, given === undefined ? await disk.bytes(file) : Buffer.from(given), around);
}

const exists = (file: string): Promise<boolean> => disk.look(file).then(() => true, () => false);

function judgeText(id: FileId, bytes: Buffer, around: Surroundings): Examined {
  const skipped = (why: SkippedFile['why']): Examined => ({ skipped: { path: id, why } });
  if (bytes.includes(0)) return skipped('binary');
  const { text, encoding, hash } = decode(bytes);
  const { dir: packageDir, type } = around.packageOf(id);
  const role = roleOf(id, packageDir);
  if (isGeneratedText(text) || isCompiled(id, text, around.has)) return skipped('generated');
  // The dist/ of a test fixture is part of the fixture.
  if (role !== 'test' && isBuildOutput(id, around.hasFolder)) return skipped('generated');
  if (isMinifiedText(text)) return skipped('minified');
  return {
    file: {
      id,
      text,
      hash,
      encoding,
      dialect: dialectOf(id, text),
      moduleKind: moduleKindOf(id, text, type),
      role,
      executable: hasNodeShebang(text) || around.isBin(id),
      packageDir,
    },
  };
}

/** A file without a telling extension is a script when Node is in its shebang, or package.json says so and nothing contradicts. */
async function isScript(id: FileId, file: string, { isBin }: Surroundings): Promise<boolean> {
  const shebang = await readShebang(file);
  return shebang === '' ? isBin(id) && mayBeScript(id) : hasNodeShebang(shebang);
}

/** A declaration file is worth reading when it describes a script of the repository and no TypeScript source does. */
function isHandWritten(id: FileId, { has, isDeclaredTypes }: Surroundings): boolean {
  const fromTypeScript = sourcesOf(id).some((source) => /tsx?$/.test(source) && has(source));
  return !fromTypeScript && (scriptsBeside(id).some(has) || isDeclaredTypes(id));
}

/** The scripts that a declaration file beside them may describe. */
export function scriptsBeside(id: FileId): FileId[] {
  const stem = id.replace(/\.d\.[cm]?ts$/, '');
  return ['.js', '.cjs', '.mjs', '.jsx'].map((extension) => stem + extension);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
