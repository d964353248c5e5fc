// The disk as TypeScript's compiler asks for it: the same answers as its own system gives, through the one reader.
import path from 'node:path';
import { diskNow, type Looked } from '../scan/disk.ts';
import type { Compiler, ts } from './program.ts';

/** What programs and configurations are read with. */
export type System = ts.ParseConfigHost & Required<Pick<ts.ModuleResolutionHost, 'directoryExists' | 'getDirectories' | 'realpath' | 'getCurrentDirectory'>>;

interface Entries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** Not declared, but how the compiler's own `sys.readDirectory` is made. */
interface Matching {
  matchFiles(path: string, extensions: readonly string[] | undefined, excludes: readonly string[] | undefined, includes: readonly string[] | undefined, useCaseSensitiveFileNames: boolean,
    currentDirectory: string, depth: number | undefined, getFileSystemEntries: (path: string) => Entries, realpath: (path: string) => string): string[];
}

const isA = (kind: Looked['kind']) => (path: string): boolean => diskNow.follow(path)?.kind === kind;
const realpath = (path: string): string => diskNow.real(path) ?? path;

export function systemOf(compiler: Compiler): System {
  const { matchFiles } = compiler as unknown as Matching;
  const useCaseSensitiveFileNames = compiler.sys.useCaseSensitiveFileNames;
  return {
    useCaseSensitiveFileNames,
    fileExists: isA('file'),
    directoryExists: isA('folder'),
    getDirectories: (dir) => [...entriesOf(dir).directories],
    readFile: (file) => textOf(diskNow.bytes(file)),
    readDirectory: (dir, extensions, excludes, includes, depth) => matchFiles(dir, extensions, excludes, includes, useCaseSensitiveFileNames, process.cwd(), depth, entriesOf, realpath),
    realpath,
    getCurrentDirectory: () => process.cwd(),
  };
}

/** Links count as what they lead to. */
function entriesOf(dir: string): Entries {
  const files: string[] = [];
  const directories: string[] = [];
  for (const { name, kind } of diskNow.list(dir || '.') ?? []) {
    const actual = kind === 'link' ? diskNow.follow(path.join(dir, name))?.kind : kind;
    if (actual === 'file') files.push(name);
    else if (actual === 'folder') directories.push(name);
  }
  return { files, directories };
}

/** A byte order mark says which encoding it is, and is left out. */
function textOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1))).swap16().toString('utf16le');
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8', first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0);
}
