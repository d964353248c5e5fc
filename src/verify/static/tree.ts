// A tree of source files as the static checks see it: parsed, names resolved, calls linked to the functions they reach.
import type { FileId, ScannedRepo, SourceFile, Span } from '../../core/source.ts';
import { spanKey } from '../../core/source.ts';
import { extractFacts } from '../../facts/extract.ts';
import { lineIndex } from '../../facts/lines.ts';
import { link, type Fn, type Linked, type Site } from '../../resolve/linker.ts';
import { isFunction, linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse, ParseError } from '../../syntax/parse.ts';
import { bindingsOf, type Bindings } from './bindings.ts';

/** One file that parses. */
export interface FileView {
  readonly source: SourceFile;
  readonly program: Node;
  readonly bindings: Bindings;
  readonly functions: readonly Node[];
  siteAt(call: Node): Site | undefined;
  fnAt(fn: Node): Fn | undefined;
  lineAt(offset: number): number;
}

/** One file that does not. */
export interface Unparsed {
  readonly source: SourceFile;
  readonly message: string;
  readonly line: number;
}

export interface Tree {
  readonly repo: ScannedRepo;
  readonly files: readonly FileView[];
  readonly byId: ReadonlyMap<FileId, FileView>;
  readonly unparsed: readonly Unparsed[];
  /** Who calls whom; worked out when it is first asked for. */
  readonly linked: Linked;
  /** The node of a function of the program, and its file. */
  nodeOf(fn: Fn): { readonly node: Node; readonly file: FileView } | undefined;
}

/** Reads all of `repo`; nothing of it is executed. */
export function treeOf(repo: ScannedRepo): Tree {
  const parsed: { source: SourceFile; program: Node }[] = [];
  const unparsed: Unparsed[] = [];
  for (const source of repo.files) {
    if (source.dialect === 'dts') continue;
    try {
      const ast = parse(source.text, source.dialect, source.moduleKind);
      linkParents(ast);
      parsed.push({ source, program: ast.program });
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      unparsed.push({ source, message: error.message, line: error.line });
    }
  }
  const facts = once(() => parsed.map(({ source }) => extractFacts(source)));
  const index = once(() => indexed(link(facts(), repo, { publicIsSeen: () => true }), facts().map(({ file }) => file)));
  const files = parsed.map(({ source, program }): FileView => {
    const functions: Node[] = [];
    walk(program, (node) => {
      if (isFunction(node)) functions.push(node);
    });
    return {
      source, program, functions, bindings: bindingsOf(program),
      siteAt: (call) => index().sites.get(source.id)?.get(spanKey(call)),
      fnAt: (fn) => index().fns.get(source.id)?.get(spanKey(fn)),
      lineAt: lineIndex(source.text),
    };
  });
  const byId = new Map(files.map((file) => [file.source.id, file]));
  const nodes = once(() => {
    const found = new Map<Fn, { node: Node; file: FileView }>();
    for (const file of files) for (const node of file.functions) {
      const fn = file.fnAt(node);
      if (fn) found.set(fn, { node, file });
    }
    return found;
  });
  return { repo, files, byId, unparsed, get linked() { return index().linked; }, nodeOf: (fn) => nodes().get(fn) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Index {
  readonly linked: Linked;
  readonly sites: ReadonlyMap<FileId, ReadonlyMap<string, Site>>;
  readonly fns: ReadonlyMap<FileId, ReadonlyMap<string, Fn>>;
}

/** Calls and functions by file and place. */
function indexed(linked: Linked, names: readonly FileId[]): Index {
  const bySpan = <T extends { readonly file: number; readonly fact: { readonly span: Span } }>(items: readonly T[]): Map<FileId, Map<string, T>> => {
    const files = new Map(names.map((name) => [name, new Map<string, T>()]));
    for (const item of items) files.get(names[item.file]!)!.set(spanKey(item.fact.span), item);
    return files;
  };
  // the body of a module is a function as well, and may have the span of the one function that fills it
  return { linked, sites: bySpan(linked.sites), fns: bySpan(linked.fns.filter(({ fact }) => fact.index > 0)) };
}

/** The function whose body a node belongs to; undefined at the top level. */
export function ownerOf(node: Node): Node | undefined {
  let at: Node | undefined = node.parent;
  while (at && !isFunction(at)) {
    // a field's value runs while the instance is made: no function of the text holds it
    if (at.type === 'ClassProperty' || at.type === 'ClassPrivateProperty' || at.type === 'StaticBlock') return undefined;
    at = at.parent;
  }
  return at;
}

/** `user.load` for a callee written so; '?' stands for what has no name. */
export function pathOf(node: Node): string {
  switch (node.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'Super': return 'super';
    case 'Import': return 'import';
    case 'MemberExpression': case 'OptionalMemberExpression':
      return `${pathOf(node.object)}.${node.computed ? (node.property.value ?? '?') : node.property.type === 'PrivateName' ? `#${node.property.id.name}` : node.property.name}`;
    case 'CallExpression': case 'OptionalCallExpression': return `${pathOf(node.callee)}()`;
    default: return '?';
  }
}

export const isCall = ({ type }: Node): boolean => type === 'CallExpression' || type === 'OptionalCallExpression';
export const isMember = ({ type }: Node): boolean => type === 'MemberExpression' || type === 'OptionalMemberExpression';

/** Last name of a member, when it is static. */
export const memberName = (node: Node): string | undefined => (isMember(node) && !node.computed ? (node.property.name as string | undefined) : undefined);
