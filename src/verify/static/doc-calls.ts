// Calls, in documentation and in scripts of package.json, of functions that became async: nothing runs them here, a person must look.
import type { Finding } from '../../core/finding.ts';
import type { Document } from '../../scan/documents.ts';
import { isFunction, linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse, ParseError } from '../../syntax/parse.ts';
import { becameAsync, isTelling, isWholeModule } from './callers.ts';
import { snippetsOfComments, snippetsOfDocument, snippetsOfScripts, type Snippet } from './snippets.ts';
import { isCall, memberName, pathOf, type Tree } from './tree.ts';

type Async = ReturnType<typeof becameAsync>[number];

/** What to look for in one text. */
interface Wanted {
  readonly byName: ReadonlyMap<string, Async>;
  /** The function that a module of the program is as a whole, by what one writes to load it. */
  readonly wholeModule: (specifier: string) => Async | undefined;
  /** True for specifiers of this program. */
  readonly isOwn: (specifier: string) => boolean;
}

/** Every call that is not awaited, by document; `before` and `after` are the program. */
export function docCalls(before: Tree, after: Tree, documents: readonly Document[]): Finding[] {
  const changed = becameAsync(before, after).filter(({ file }) => file.source.role !== 'test');
  if (changed.length === 0) return [];
  const wanted = wantedOf(after, changed);
  const texts = [
    ...documents.map(({ id, text }) => ({ id, text, snippets: id.endsWith('package.json') ? snippetsOfScripts(text, scriptsOf(text)) : snippetsOfDocument(text) })),
    ...after.files.map(({ source: { id, text, dialect } }) => ({ id, text, snippets: text.includes('@example') ? snippetsOfComments(text, dialect) : [] })),
  ];
  return texts.flatMap(({ id, text, snippets }) => {
    const lines = text.split('\n');
    const own = ownNames(snippets, wanted);
    const seen = new Set<number>();
    return snippets.flatMap((snippet) => callsIn(snippet, wanted, own)).filter(({ line }) => !seen.has(line) && seen.add(line)).map(({ line, one, callee }): Finding => ({
      code: 'docs-call', level: 'review', file: id, line, column: 1, excerpt: (lines[line - 1] ?? '').trim().slice(0, 160),
      message: `${callee}() is called without await: ${one.name === '' || one.name === 'exports' ? 'the function' : one.name} of ${one.file.source.id}:${one.file.lineAt(one.node.start)} is async now`,
    }));
  });
}

function scriptsOf(text: string): Record<string, string> {
  try {
    const { scripts } = JSON.parse(text) as { scripts?: Record<string, unknown> };
    return Object.fromEntries(Object.entries(scripts ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  } catch {
    return {};
  }
}

function wantedOf({ repo }: Tree, changed: readonly Async[]): Wanted {
  const whole = new Map(changed.filter(isWholeModule).map((one) => [one.file.source.id, one]));
  const isOwn = (specifier: string): boolean => /^\.{1,2}(?:\/|$)/.test(specifier) || repo.packages.some(({ name }) => name !== undefined && (specifier === name || specifier.startsWith(`${name}/`)));
  const wholeModule = (specifier: string): Async | undefined => {
    const own = repo.packages.find(({ name }) => name === specifier);
    if (own) return own.publicEntries.map((id) => whole.get(id)).find((one) => one !== undefined);
    if (!isOwn(specifier)) return undefined;
    const stem = specifier.replace(/^(?:\.{1,2}\/)*/, '').replace(/\.[cm]?[jt]s$/, '');
    return [...whole].find(([id]) => [stem, `${stem}/index`].some((end) => `/${id.replace(/\.[cm]?[jt]sx?$/, '')}`.endsWith(`/${end}`)))?.[1];
  };
  return { byName: new Map(changed.filter(({ name }) => name !== '' && name !== 'exports').map((one) => [one.name, one])), wholeModule, isOwn };
}

/** Variables of a document that hold something of this program, and which of them are a function that became async. */
function ownNames(snippets: readonly Snippet[], { isOwn, wholeModule }: Wanted): Map<string, Async | undefined> {
  const own = new Map<string, Async | undefined>();
  const all = snippets.map(({ text }) => text).join('\n');
  for (const [, names, , specifier] of all.matchAll(/(?:const|let|var)\s+([\w$]+|\{[^}]*\})\s*=\s*require\((['"])([^'"]+)\2\)/g)) bind(names!, specifier!);
  for (const [, names, , specifier] of all.matchAll(/\bimport\s+(?:\*\s+as\s+)?([\w$]+|\{[^}]*\})\s+from\s*(['"])([^'"]+)\2/g)) bind(names!, specifier!);
  // what is made with something of ours is ours: `const db = new Store()`
  for (const [, name, made] of all.matchAll(/(?:const|let|var)\s+([\w$]+)\s*=\s*(?:await\s+)?(?:new\s+)?([\w$]+)[.(]/g)) if (own.has(made!) && !own.has(name!)) own.set(name!, undefined);
  return own;

  function bind(names: string, specifier: string): void {
    if (!isOwn(specifier)) return;
    if (!names.startsWith('{')) own.set(names, wholeModule(specifier));
    else for (const one of names.slice(1, -1).split(',')) own.set(one.split(/:|\bas\b/).at(-1)!.trim(), undefined);
  }
}

interface Called {
  readonly line: number;
  readonly callee: string;
  readonly one: Async;
}

function callsIn(snippet: Snippet, wanted: Wanted, own: ReadonlyMap<string, Async | undefined>): Called[] {
  const program = programOf(snippet);
  if (!program) return snippet.isMarked ? callsByLine(snippet, wanted) : [];
  const found: Called[] = [];
  walk(program, (node) => {
    if (!isCall(node) || isWaitedFor(node)) return;
    const { callee } = node;
    const name = memberName(callee) ?? (callee.type === 'Identifier' ? (callee.name as string) : '');
    const loaded = isCall(callee) && callee.callee.name === 'require' ? wanted.wholeModule(String(callee.arguments[0]?.value)) : undefined;
    const local = callee.type === 'Identifier' ? own.get(name) : undefined;
    const byName = wanted.byName.get(name);
    const isOurs = isTelling(name) || own.has(rootOf(callee)) || isOwnRequire(callee, wanted);
    const one = loaded ?? local ?? (byName && isOurs && !isDefinedIn(program, callee) ? byName : undefined);
    if (one) found.push({ line: snippet.line + snippet.text.slice(0, node.start).split('\n').length - 1, callee: pathOf(callee).replace(/\?/g, '…'), one });
  });
  return found;
}

/** What cannot be parsed, as `const text = load(…) // ...` with an ellipsis in it, line by line. */
const callsByLine = ({ text, line }: Snippet, { byName }: Wanted): Called[] =>
  text.split('\n').flatMap((one, index) => [...byName].filter(([name]) => isTelling(name)).flatMap(([name, found]) => {
    const call = new RegExp(`(?<!\\bfunction\\s|\\bawait\\s[\\w$.]*)\\b${name.replace(/\$/g, '\\$')}\\s*\\(`).exec(one);
    return call && !/\.then\(|^\s*(?:\/\/|#)/.test(one) ? [{ line: line + index, callee: name, one: found }] : [];
  }));

function programOf({ text, dialect }: Snippet): Node | undefined {
  try {
    const ast = parse(text, dialect, 'esm');
    linkParents(ast);
    return ast.program;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** Awaited, chained, handed back, or one of several that are gathered. */
function isWaitedFor(call: Node): boolean {
  const parent = call.parent as Node;
  if (parent.type === 'MemberExpression') return /^(?:then|catch|finally)$/.test(memberName(parent) ?? '');
  if (parent.type === 'ArrowFunctionExpression' || (isCall(parent) && isPromiseCall(parent))) return true;
  return parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement' || parent.type === 'YieldExpression' || (parent.type === 'ArrayExpression' && isCall(parent.parent) && isPromiseCall(parent.parent));
}

const isPromiseCall = ({ callee }: Node): boolean => pathOf(callee).startsWith('Promise.');

const rootOf = (callee: Node): string => pathOf(callee).split('.')[0]!.replace('()', '');

function isOwnRequire(callee: Node, { isOwn }: Wanted): boolean {
  let found = false;
  walk(callee, (node) => {
    if (isFunction(node)) return false;
    if (isCall(node) && node.callee.name === 'require') found ||= isOwn(String(node.arguments[0]?.value));
    return undefined;
  });
  return found;
}

/** A function that the example defines itself. */
function isDefinedIn(program: Node, callee: Node): boolean {
  return callee.type === 'Identifier' && (program.body as Node[]).some((statement) => statement.type === 'FunctionDeclaration' && statement.id?.name === callee.name);
}

