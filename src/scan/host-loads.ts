// Which files of a package some tool loads by their paths: what configurations name as plugin, loader and the like. Reads texts only.
import path from 'node:path';
import { disk } from './disk.ts';
import { HOST_KEYS, hostOfPackage } from './hosts.ts';
import type { FileId, HostLoad, SourceFile } from '../core/source.ts';

/** Configurations that are data: `.babelrc`, `.eslintrc.json`, `babel.config.json`. */
const DATA = /^\.[\w-]+rc(?:\.json5?|\.ya?ml)?$|^(?:babel|jest|postcss|stylelint|prettier)\.config\.json$|^package\.json$/;
const KEY = new RegExp(`(?<![\\w$./-])["']?(${[...HOST_KEYS].join('|')})["']?\\s*[:=]\\s*`, 'g');
const MOST_BYTES = 1_000_000;

/** Where one package lies. */
export interface HostPlace {
  /** Relative to the root, '' for the root. */
  readonly dir: string;
  /** Absolute. */
  readonly at: string;
  readonly name: string | undefined;
  readonly publicEntries: readonly FileId[];
  readonly scripts: Readonly<Record<string, string>>;
}

/** Files of the package that tools load, each with who does; sorted by file. */
export async function hostLoads({ dir, at, name, publicEntries, scripts }: HostPlace, files: readonly SourceFile[]): Promise<HostLoad[]> {
  const known = new Set(files.map(({ id }) => id));
  const found = new Map<FileId, string>();
  const host = name === undefined ? undefined : hostOfPackage(name);
  if (host !== undefined) for (const file of publicEntries) found.set(file, host);
  const add = (folder: string, specifiers: readonly string[], by: string): void => {
    for (const specifier of specifiers) {
      const file = resolved(path.posix.join(folder, specifier), known);
      if (file !== undefined && !found.has(file)) found.set(file, by);
    }
  };
  for (const { id, text, role, packageDir } of files) if (role === 'config' && packageDir === dir) add(path.posix.dirname(id), namedIn(text), `the tool that ${id} configures`);
  for (const { id, text, role, packageDir } of files) if (role !== 'test' && packageDir === dir) add(path.posix.dirname(id), askedFor(text), `whoever gets its path from ${id}`);
  for (const data of (await disk.list(at).catch(() => [])).map(({ name }) => name).filter((one) => DATA.test(one))) {
    const text = await disk.bytes(path.join(at, data)).then((bytes) => bytes.toString('utf8'), () => '');
    if (text.length < MOST_BYTES) add(dir, namedIn(text), `the tool that ${path.posix.join(dir, data)} configures`);
  }
  for (const [script, command] of Object.entries(scripts)) add(dir, evaluated(command), `the script ${script} of package.json`);
  return [...found].map(([file, by]) => ({ file, by })).sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Paths in the values of such keys: `'./x'`, `<rootDir>/x`, `require.resolve('./x')`, `path.join(__dirname, 'x')`. */
function namedIn(text: string): string[] {
  return [...text.matchAll(KEY)].flatMap(({ 0: key, index }) => {
    const value = valueAt(text, index + key.length);
    const strings = [...value.matchAll(/(["'`])((?:\.{1,2}|<rootDir>)\/[^"'`\n*]+)\1/g)].map(([, , one]) => one!.replace('<rootDir>', '.'));
    const joined = [...value.matchAll(/\b(?:join|resolve)\(\s*(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*,([^()]*)\)/g)].map(([, parts]) => parts!.split(',').map((part) => part.trim().replace(/^["'`]|["'`]$/g, '')).join('/'));
    return [...strings, ...joined];
  });
}

/** `require.resolve('./loader')`: the path goes to somebody who loads it. Not in `delete require.cache[…]`. */
const askedFor = (text: string): string[] =>
  text.includes('require.resolve') ? [...text.matchAll(/(?<!require\.cache\[\s*)\brequire\.resolve\(\s*(["'`])(\.{1,2}\/[^"'`\n]+)\1\s*\)/g)].map(([, , specifier]) => specifier!) : [];

/** The text of a value: up to the end of its brackets, or of its line. */
function valueAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at]!;
    if ('[{('.includes(char)) depth++;
    else if (']})'.includes(char) && --depth < 0) return text.slice(start, at);
    else if (depth === 0 && (char === ',' || char === '\n')) return text.slice(start, at);
    if (depth === 0 && ']})'.includes(char)) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** What `node -e "require('./x').build()"` loads: nothing there waits for an answer. */
function evaluated(command: string): string[] {
  return [...command.matchAll(/\bnode\b[^&|;]*?\s(?:-e|-p|-pe|--eval|--print)\b/g)].flatMap(({ index }) =>
    [...command.slice(index).matchAll(/\b(?:require|import)\(\s*\\?["']+(\.{1,2}(?:\/[^"'\\]*)?)\\?["']/g)].map(([, specifier]) => specifier!));
}

function resolved(file: string, known: ReadonlySet<FileId>): FileId | undefined {
  const id = file.replace(/\/$/, '');
  return ['', '.js', '.cjs', '.mjs', '.ts', '/index.js', '/index.ts'].map((end) => `${id === '.' ? '' : id}${end}`.replace(/^\//, '')).find((one) => known.has(one));
}
