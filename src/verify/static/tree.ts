// A tree of source files as the static checks see it: parsed, names resolved, calls linked to the functions they reach.
import type { FileId, ScannedRepo, Span } from '../../core/source.ts';
import { spanKey } from '../../core/source.ts';
import { link, type Fn, type Linked, type Site } from '../../resolve/linker.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { ParsedFiles, type ParsedFile, type Unparsed } from './parsed.ts';

/** One file that parses, and what its calls and functions are in this tree. */
export interface FileView extends ParsedFile {
  siteAt(call: Node): Site | undefined;
  fnAt(fn: Node): Fn | undefined;
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

/**
 * Reads all of `repo`; nothing of it is executed.
 * @param parsed files that other trees hold as well
 * @param known who calls whom, where that was found out already; files that it leaves out have no calls
 */
export function treeOf(repo: ScannedRepo, parsed: ParsedFiles = new ParsedFiles(), known?: Linked): Tree {
  const readable: ParsedFile[] = [];
  const unparsed: Unparsed[] = [];
  for (const source of repo.files) {
    if (source.dialect === 'dts') continue;
    const file = parsed.of(source);
    if ('program' in file) readable.push(file);
    else unparsed.push(file);
  }
  const facts = once(() => readable.map(({ source }) => parsed.factsOf(source)));
  const index = once(() => indexed(known ?? link(facts(), repo, { publicIsSeen: () => true })));
  const files = readable.map((file): FileView => ({
    ...file,
    siteAt: (call) => index().sites.get(file.source.id)?.get(spanKey(call)),
    fnAt: (fn) => index().fns.get(file.source.id)?.get(spanKey(fn)),
  }));
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
function indexed(linked: Linked): Index {
  const names = linked.files.map(({ file }) => file);
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
