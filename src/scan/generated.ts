// Recognises files that a tool wrote: by a notice on top, by the shape of a bundle, or beside the source they came from.
import { headerComments } from './header.ts';

const PATH = /(?:^|\/)(?:lcov-report\/|coverage\/(?:prettify|sorter|block-navigation)\.js$|\.pnp\.[cm]?js$|\.pnp\.loader\.mjs$)/;

/** True when the path of a file says that a tool wrote it. */
export const isGeneratedPath = (id: string): boolean => PATH.test(id);

const HEAD_CHARS = 4000;
const NOTICE_LINES = 10;
const NOTICES = [
  /^[\s/*#!-]*@generated\b/m,
  /\bDO NOT (?:EDIT|MODIFY)\b/,
  /\bthis (?:file|code|module|script) (?:is|was|has been) (?:auto-?|automatically |machine[ -])?generated\b/i,
  /^[\s/*#!-]*(?:code |file )?(?:auto-?|automatically )?generated (?:file |code )?(?:by|from|with|using|automatically)\b/im,
];
/** What a scaffolding tool started belongs to the people who went on with it. */
const SCAFFOLD = /\bgenerator-\w|\byeoman\b|\bscaffold|\bexpress-generator\b/i;

const BUNDLES = [
  // webpack
  /^\/\*{6}\//m,
  /^\s*[!(]*(?:function ?\([^)]*\)|\([^)]*\) ?=>) ?\{ ?\/\/ webpackBootstrap/m,
  /^\s*function __webpack_require__\(/m,
  // browserify
  /^\(function\(\)\{function r\(e,n,t\)\{function o\(i,f\)/m,
  /^(?:require ?= ?)?\(function e\(t,n,r\)\{function s\(o,u\)/m,
  /^\(function\(f\)\{if\(typeof exports==="object"&&typeof module!=="undefined"\)\{module\.exports=f\(\)/m,
  // parcel, esbuild
  /^parcelRequire ?= ?/m,
  /^var __(?:commonJS|esm) = \(.*\) => function __(?:require|init)\b/m,
];

/** True when the text of a file says that a tool wrote it. */
export function isGeneratedText(text: string): boolean {
  const head = text.slice(0, HEAD_CHARS);
  const notice = headerComments(head).split('\n', NOTICE_LINES).join('\n');
  if (NOTICES.some((pattern) => pattern.test(notice)) && !SCAFFOLD.test(notice)) return true;
  return BUNDLES.some((pattern) => pattern.test(head)) || endsWithSourceMap(text);
}

/** Compilers put the link to their source map on the last line; the line may be megabytes long. */
function endsWithSourceMap(text: string): boolean {
  const at = text.lastIndexOf('sourceMappingURL=');
  if (at < 0) return false;
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  if (!/^\s*\/[/*][#@] ?$/.test(before)) return false;
  const lineEnd = text.indexOf('\n', at);
  return lineEnd < 0 || text.slice(lineEnd).trim() === '';
}

const COMPILED =
  /^Object\.defineProperty\(exports, ['"]__esModule['"], ?\{|^exports\.__esModule = true;|^var __(?:createBinding|importDefault|awaiter|extends) = |^function _interopRequire(?:Default|Wildcard)\(/m;

/** True when `text` looks like output of tsc or Babel and its source is in the repository; people also write such lines by hand. */
export const isCompiled = (id: string, text: string, exists: (id: string) => boolean): boolean =>
  COMPILED.test(text) && sourcesOf(id).some(exists);

const TYPESCRIPT = ['.ts', '.tsx', '.mts', '.cts'];

/** Where the source of a compiled file would be: beside it in TypeScript, or under src/ instead of lib/ and the like. */
export function sourcesOf(id: string): string[] {
  const stem = id.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const beside = TYPESCRIPT.map((extension) => stem + extension);
  const mirrored = /^(.*\/)?(?:lib|dist|build|out|cjs|esm|es|compiled|types)\/((?:.*\/)?[^/]+)$/.exec(stem);
  if (!mirrored) return beside;
  const twin = `${mirrored[1] ?? ''}src/${mirrored[2]}`;
  return [...beside, ...[...TYPESCRIPT, '.js', '.mjs', '.jsx'].map((extension) => twin + extension)];
}

/**
 * True when file `id` stands in a dist/ folder beside src/ or lib/: the package builds into it.
 * @param hasFolder whether a folder of the repository holds scannable files
 */
export function isBuildOutput(id: string, hasFolder: (dir: string) => boolean): boolean {
  for (const match of id.matchAll(/(?:^|\/)dist\//g)) {
    const parent = id.slice(0, match.index + (match[0].startsWith('/') ? 1 : 0));
    if (hasFolder(`${parent}src`) || hasFolder(`${parent}lib`)) return true;
  }
  return false;
}
