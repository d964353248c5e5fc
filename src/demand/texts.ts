// What a file says without being parsed: names of blocking functions, replaced modules, and what it may import.
import { PATCHING_PACKAGES } from '../apis/patching-packages.ts';
import { perCatalogue } from '../apis/index.ts';
import type { ApiModule } from '../core/api.ts';
import type { SourceFile } from '../core/source.ts';

/** What the text of one file shows. Comments and strings count as code, so it never shows too little. */
export interface TextFacts {
  /** It must be read whatever else is known: it may hold a blocking call, replace a blocking function or watch files. */
  readonly isSeed: boolean;
  /** It may hold a call of the catalogue. */
  readonly mayBlock: boolean;
  /** Specifiers in quotes that may lead to files of the repository. */
  readonly specifiers: readonly string[];
  /** It may load modules by computed specifiers; then every relative string may be the start of one. */
  readonly isDynamic: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

interface Words {
  /** Words without which no call of the catalogue can be written: `realpathSync` for `realpathSync.native`. */
  readonly names: ReadonlySet<string>;
  readonly blocking: RegExp;
  /** Tools that replace modules or names in them, and calls that name a module of the catalogue without loading it. */
  readonly replaces: RegExp;
}

const words = perCatalogue((modules): Words => {
  // what a package is loaded by is enough to find it: all that may import such a file is read, too
  const isLoaded = ({ versions }: ApiModule): boolean => versions !== undefined;
  const byName = modules.filter((module) => !isLoaded(module));
  const names = new Set(byName.flatMap(({ functions, methods }) => [
    ...Object.keys(functions).map((path) => path.split('.')[0]!),
    ...Object.keys(methods ?? {}).map((path) => path.split('.').at(-1)!),
  ]));
  const specifiers = new Set(modules.flatMap((module) => module.specifiers.map((specifier) => specifier.replace(/^node:/, ''))));
  const loaded = modules.filter(isLoaded).flatMap((module) => module.specifiers).map(escaped).join('|');
  const quoted = [...specifiers].map(escaped).join('|');
  return {
    names,
    blocking: new RegExp(`\\b(?:${[...names].map(escaped).join('|')})\\b|\\b(?:from|import|require\\w*)\\s*\\(?\\s*['"\`](?:${loaded})['"\`]`),
    replaces: new RegExp(`\\b(?:proxyquire|mock-require|mockery|quibble|esmock|rewiremock|requireInject|require-inject|tapromise|rewire|${[...PATCHING_PACKAGES.keys()].join('|')}|__set__|__get__)\\b|(?<!\\brequire|\\bimport)\\(\\s*['"\`](?:node:)?(?:${quoted})['"\`]`),
  };
});

/** Last names of catalogue paths, by which a call reads its function. */
export const isBlockingName = (name: string): boolean => words().names.has(name);

const WATCHES = /['"`](?:node:)?(?:chokidar|gaze|sane|node-watch|watch)['"`/]|\bwatch(?:File)?\s*\(/;
const MENTIONS_WATCH = /\bwatch(?:File)?\b/;
const LOADS_FS = /['"`](?:node:)?(?:fs|graceful-fs|fs-extra)['"`]/;

/** `globalThis` as a value; not a key, nor a name in quotes. */
const USES_GLOBAL_THIS = /\bglobalThis\s*(?:\.|\?\.|\[)|(?:[(,=:?&|{[>]|\breturn|\bof|\bin)\s*globalThis\b(?!\s*:)/;

const RELATIVE = /(['"`])(?=(\.{1,2}(?:\/(?:(?!\1)[^\n])*)?)\1)/g;
const BARE = /['"`](?=([#@\w][\w.@#/-]*)['"`])/g;
const DYNAMIC = /\b(?:require|import)\s*\((?!\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`$\n]*`)\s*[,)])/;
const PREFIX = /(['"`])(?=(\.{1,2}\/(?:(?!\1)[^\n$])*))/g;

/** `text` with names and strings as the parser reads them: escapes in them could hide a word. */
export const decoded = (text: string): string =>
  text.includes('\\u') || text.includes('\\x') ? text.replace(/\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (whole, ...hex: (string | undefined)[]) => {
    const code = Number.parseInt(hex[0] ?? hex[1] ?? hex[2]!, 16);
    return code > 32 && code < 127 ? String.fromCodePoint(code) : whole;
  }) : text;

/** @param isPackage whether a name is that of a package of the repository */
export function textFacts(file: SourceFile, isPackage: (name: string) => boolean): TextFacts {
  const text = decoded(file.text);
  const { blocking, replaces } = words();
  const mayBlock = blocking.test(text);
  const specifiers = new Set<string>();
  for (const [, , specifier] of text.matchAll(RELATIVE)) specifiers.add(specifier!);
  for (const [, name] of text.matchAll(BARE)) if (name!.startsWith('#') || isPackage(packageOf(name!))) specifiers.add(name!);
  const isDynamic = DYNAMIC.test(text);
  if (isDynamic) for (const [, , prefix] of text.matchAll(PREFIX)) specifiers.add(prefix!);
  return {
    isSeed: mayBlock || replaces.test(text) || WATCHES.test(text) || USES_GLOBAL_THIS.test(text) || (MENTIONS_WATCH.test(text) && LOADS_FS.test(text)),
    mayBlock,
    specifiers: [...specifiers],
    isDynamic,
  };
}

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Those of `names` that can be written as words, as alternatives of a regular expression. */
const alternatives = (names: ReadonlySet<string>): string => [...names].filter((name) => /^[\w$]+$/.test(name)).map(escaped).join('|');

/** A test for texts in which a member is called by one of `names`: `.load()`, `['load']()`. */
export function calledMemberPattern(names: ReadonlySet<string>): RegExp | undefined {
  const words = [...names].filter((name) => /^[\w$#]+$/.test(name)).map(escaped).join('|');
  return words === '' ? undefined : new RegExp(`\\.\\s*(?:${words})(?![\\w$])\\s*(?:[(\`<!)?]|/[*/])|\\[\\s*['"\`](?:${words})['"\`]`);
}

/** A test for texts that may set one of the global variables `names` by plain assignment. */
export function assignmentPattern(names: ReadonlySet<string>): RegExp | undefined {
  const words = alternatives(names);
  if (words === '') return undefined;
  return new RegExp(`(?<![.\\w$])(?<!\\b(?:var|let|const)\\s+)(?:${words})\\s*(?:\\|\\||&&|\\?\\?)?=(?![=>])|\\bfor\\s*(?:await\\s*)?\\(\\s*(?:${words})\\s+(?:of|in)\\b`);
}

/** A test for texts in which one of `names` is a word. */
export function wordPattern(names: ReadonlySet<string>): RegExp | undefined {
  const words = alternatives(names);
  return words === '' ? undefined : new RegExp(`(?<![\\w$])(?:${words})(?![\\w$])`);
}

/** A test for texts that call something by one of `names`. */
export function callPattern(names: ReadonlySet<string>): RegExp | undefined {
  const words = alternatives(names);
  return words === '' ? undefined : new RegExp(`(?<![\\w$])(?:${words})\\s*(?:\\?\\.)?\\s*\\(`);
}

/** A test for texts that define a getter of one of `names`. */
export function getterPattern(names: ReadonlySet<string>): RegExp | undefined {
  const words = alternatives(names);
  return words === '' ? undefined : new RegExp(`\\bget\\s+['"\`[]*\\s*(?:${words})(?![\\w$])`);
}
