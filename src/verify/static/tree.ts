// A tree of source files as the static checks see it: parsed, names resolved, calls linked to the functions they reach.
import type { FileFacts } from '../../core/facts.ts';
import type { FileId, ScannedRepo, Span } from '../../core/source.ts';
import { spanKey } from '../../core/source.ts';
import { link } from '../../resolve/link.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { ParsedFiles, type ParsedFile, type Unparsed } from './parsed.ts';

/** One file that parses, and what its calls and functions are in this tree. */
export interface FileView extends ParsedFile {
  siteAt(call: Node): Site | undefined;
  fnAt(fn: Node): Fn | undefined;
}

export interface Tree {
  readonly repo: ScannedRepo;
  /** All that parse: asking for them parses every file. */
  readonly files: readonly FileView[];
  /** Files one by one, parsed when they are first asked for; nothing for those that do not parse, and for declarations. */
  readonly byId: { get(id: FileId): FileView | undefined; has(id: FileId): boolean };
  /** What is wrong with a file that does not parse. */
  unparsed(id: FileId): Unparsed | undefined;
  /** Who calls whom; worked out when it is first asked for. */
  readonly linked: Linked;
  /** The file that a function stands in. */
  fileOf(fn: Fn): FileId;
  /** The node of a function of the program, and its file. */
  nodeOf(fn: Fn): { readonly node: Node; readonly file: FileView } | undefined;
}

/**
 * `repo` as a tree; nothing of it is executed.
 * @param parsed files that other trees hold as well
 * @param linkedAs who calls whom, where that can be found out in another way than from all files; files that it leaves out have no calls
 */
export function treeOf(repo: ScannedRepo, parsed: ParsedFiles = new ParsedFiles(), linkedAs?: () => Linked): Tree {
  const sources = new Map(repo.files.map((file) => [file.id, file]));
  const readFacts = (): FileFacts[] => repo.files.filter(({ dialect }) => dialect !== 'dts').map((source) => parsed.factsOf(source)).filter(({ parseFailed }) => !parseFailed);
  const index = once(() => indexed(linkedAs ? linkedAs() : link(readFacts(), repo, { publicIsSeen: () => true })));
  const views = new Map<FileId, FileView | Unparsed | undefined>();
  const look = (id: FileId): FileView | Unparsed | undefined => {
    if (!views.has(id)) {
      const source = sources.get(id);
      const file = source && source.dialect !== 'dts' ? parsed.of(source) : undefined;
      views.set(id, file && 'program' in file ? { ...file, siteAt: (call) => index().sitesOf(id).get(spanKey(call)), fnAt: (fn) => index().fnsOf(id).get(spanKey(fn)) } : file);
    }
    return views.get(id);
  };
  const get = (id: FileId): FileView | undefined => {
    const file = look(id);
    return file && 'program' in file ? file : undefined;
  };
  const all = once(() => repo.files.flatMap(({ id }) => get(id) ?? []));
  const nodes = new Map<FileId, ReadonlyMap<Fn, Node>>();
  const fileOf = (fn: Fn): FileId => index().linked.files[fn.file]!.file;
  return {
    repo,
    get files() { return all(); },
    byId: { get, has: (id) => get(id) !== undefined },
    unparsed: (id) => {
      const file = look(id);
      return file && !('program' in file) ? file : undefined;
    },
    get linked() { return index().linked; },
    fileOf,
    nodeOf: (fn) => {
      const file = get(fileOf(fn));
      if (!file) return undefined;
      let own = nodes.get(file.source.id);
      if (!own) nodes.set(file.source.id, (own = new Map(file.functions.flatMap((node) => [[file.fnAt(node), node] as const]).filter((pair): pair is readonly [Fn, Node] => pair[0] !== undefined))));
      const node = own.get(fn);
      return node && { node, file };
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Index {
  readonly linked: Linked;
  sitesOf(file: FileId): ReadonlyMap<string, Site>;
  fnsOf(file: FileId): ReadonlyMap<string, Fn>;
}

/** Calls and functions by file and place. */
function indexed(linked: Linked): Index {
  const indexes = new Map(linked.files.map(({ file }, at) => [file, at]));
  const bySpan = <T extends { readonly file: number; readonly fact: { readonly span: Span } }>(items: readonly T[]): ((id: FileId) => ReadonlyMap<string, T>) => {
    const files: T[][] = linked.files.map(() => []);
    for (const item of items) files[item.file]!.push(item);
    const known = new Map<FileId, ReadonlyMap<string, T>>();
    return (id) => {
      let own = known.get(id);
      if (!own) known.set(id, (own = new Map((files[indexes.get(id) ?? -1] ?? []).map((item) => [spanKey(item.fact.span), item]))));
      return own;
    };
  };
  // the body of a module is a function as well, and may have the span of the one function that fills it
  return { linked, sitesOf: bySpan(linked.sites), fnsOf: bySpan(linked.fns.filter(({ fact }) => fact.index > 0)) };
}

/** Files of both trees that parse and differ. */
export function changedFiles(before: Tree, after: Tree): { readonly old: FileView; readonly file: FileView }[] {
  const texts = new Map(before.repo.files.map(({ id, text }) => [id, text]));
  return after.repo.files.flatMap(({ id, text }) => {
    if (texts.get(id) === text) return [];
    const old = before.byId.get(id);
    const file = after.byId.get(id);
    return old && file ? [{ old, file }] : [];
  });
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
