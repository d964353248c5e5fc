// Functions that became async against the whole repository: calls that value flow did not link, and escapes to unseen code.
import { isFunction, keyName, type Node } from '../../syntax/node.ts';
import { exportShape } from './export-shape.ts';
import type { Sighting } from './promises.ts';
import { walk } from '../../syntax/node.ts';
import { changedFiles, isCall, memberName, pathOf, type FileView, type Tree } from './tree.ts';

/** The name of a function with those of what it stands in, and its place among others of that name: the same before and after. */
export function functionNames(file: FileView): Map<Node, string> {
  const names = new Map<Node, string>();
  const counts = new Map<string, number>();
  for (const node of file.functions) {
    const parts: string[] = [];
    for (let at: Node | undefined = node; at; at = at.parent) {
      if (isFunction(at) || at.type === 'ClassDeclaration' || at.type === 'ClassExpression') parts.unshift(ownName(at));
    }
    const path = parts.length > 1 && isAsyncMain(parts[0]) ? parts.slice(1).join(' > ') : parts.join(' > ');
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    names.set(node, count === 0 ? path : `${path} #${count}`);
  }
  return names;
}

/** The function that top-level statements move into: what stands in it is the same as before. */
export const isAsyncMain = (name: string | undefined): boolean => /^(?:main|asyncMain)\d*$/.test(name ?? '');

/** What a function or class is called where it is made. */
export function ownName(node: Node): string {
  if (node.id) return node.id.name;
  if (node.key) return keyName(node.key, node.computed) ?? '';
  const parent = node.parent as Node | undefined;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'ObjectProperty') return keyName(parent.key, parent.computed) ?? '';
  if (parent?.type === 'AssignmentExpression') return memberName(parent.left) ?? parent.left.name ?? '';
  return '';
}

/** The functions of `after` that are async and were not in `before`. */
export function becameAsync(before: Tree, after: Tree): { file: FileView; node: Node; name: string }[] {
  return changedFiles(before, after).flatMap(({ old, file }) => {
    const oldNames = functionNames(old);
    const wasAsync = new Map([...oldNames].map(([node, name]) => [name, node.async === true]));
    return [...functionNames(file)].filter(([node, name]) => node.async && wasAsync.get(name) === false).map(([node]) => ({ file, node, name: ownName(node) }));
  });
}

/** `module.exports = function …`, `module.exports = load`, `export default load` */
export function isWholeModule({ file, node, name }: ReturnType<typeof becameAsync>[number]): boolean {
  const parent = node.parent as Node | undefined;
  if (parent?.type === 'ExportDefaultDeclaration' || (parent?.type === 'AssignmentExpression' && pathOf(parent.left) === 'module.exports')) return true;
  return name !== '' && new RegExp(`(?:module\\.exports\\s*=|export\\s+default)\\s+${name.replace(/\$/g, '\\$')}\\s*(?:;|\\n|$)`).test(file.source.text);
}

/** Calls by the name of a function that became async, which nothing links to any function and nobody awaits. */
export function unlinkedCalls(tree: Tree, changed: ReturnType<typeof becameAsync>): Sighting[] {
  const names = new Map(changed.filter(({ name }) => isTelling(name)).map((one) => [one.name, one]));
  if (names.size === 0) return [];
  const linked = new Set(tree.linked.files.map(({ file }) => file));
  const words = new RegExp(`(?<![\\w$])(?:${[...names.keys()].map((name) => name.replaceAll('$', '\\$')).join('|')})(?![\\w$])|\\\\[ux]`);
  return tree.repo.files.filter(({ id, text }) => linked.has(id) && words.test(text)).flatMap(({ id }) => tree.byId.get(id) ?? []).flatMap((file) => {
    const found: Sighting[] = [];
    for (const node of file.nodes) {
      if (!isCall(node)) continue;
      const name = memberName(node.callee) ?? (node.callee.type === 'Identifier' ? (node.callee.name as string) : undefined);
      const one = name === undefined ? undefined : names.get(name);
      if (!one || isAwaited(node)) continue;
      if (node.callee.type === 'Identifier' && file.bindings.of(node.callee)) {
        const { declaration, values, parameter } = file.bindings.of(node.callee)!;
        if (declaration || parameter || values.length > 0) continue;
      }
      const site = file.siteAt(node);
      if (site && (site.targets.size > 0 || site.externals.size > 0)) continue;
      const where = `${one.file.source.id}:${one.file.lineAt(one.node.start)}`;
      found.push({ code: 'may-not-be-awaited', level: 'review', file, node, message: `this may call ${name} of ${where}, which is async now` });
    }
    return found;
  });
}

/** A name that says whose function it is. */
export const isTelling = (name: string): boolean => name.length > 3 && !EVERYWHERE.has(name);

/** Names that say nothing about whose they are. */
const EVERYWHERE = new Set([...[Object, Array, String, Function, Promise, RegExp, Map, Set, Number, Date].flatMap((c) => [...Object.getOwnPropertyNames(c), ...Object.getOwnPropertyNames(c.prototype)]),
  'load', 'read', 'write', 'open', 'close', 'start', 'stop', 'init', 'emit', 'once', 'send', 'next', 'remove', 'update', 'create', 'destroy', 'parse', 'render', 'build', 'compile', 'exec', 'execute', 'process', 'handle', 'save', 'reset',
  'list', 'error', 'warn', 'info', 'debug', 'test', 'exists', 'stat', 'unlink', 'mkdir', 'copy', 'move', 'main', 'readFile', 'writeFile', 'default', 'isFile', 'isDirectory', 'isSymbolicLink']);

function isAwaited(call: Node): boolean {
  const parent = call.parent as Node;
  return parent.type === 'AwaitExpression' || (parent.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(parent) ?? ''));
}

/** Functions that became async without waiting for anything. */
export function needlesslyAsync(changed: ReturnType<typeof becameAsync>): Sighting[] {
  return changed.flatMap(({ file, node, name }) => {
    // what stands in for an asynchronous function in a test has nothing to wait for
    if (file.source.role === 'test') return [];
    let waits = false;
    walk(node.body, (inner) => {
      if (isFunction(inner)) return false;
      if (inner.type === 'AwaitExpression' || (inner.type === 'ForOfStatement' && inner.await)) waits = true;
      return undefined;
    });
    if (node.body.type === 'AwaitExpression') waits = true;
    return waits ? [] : [{ code: 'async-without-await', level: 'review', file, node, message: `${name || 'a function'} became async and waits for nothing` } as Sighting];
  });
}

/** Exports that became async in files that a tool loads and calls without waiting. */
export function hostedAsync({ repo }: Tree, changed: ReturnType<typeof becameAsync>): Sighting[] {
  const hosts = new Map(repo.packages.flatMap(({ hostLoads = [] }) => hostLoads).map(({ file, by }) => [file, by]));
  return changed.flatMap((one) => {
    const by = hosts.get(one.file.source.id);
    if (by === undefined || !(isWholeModule(one) || exportShape(one.file).has(one.name))) return [];
    return [{ code: 'host-loaded', level: 'fault', file: one.file, node: one.node, message: `${by} calls this function and does not wait for it` } as Sighting];
  });
}
