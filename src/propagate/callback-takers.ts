// Functions whose last parameter is a callback: they call it, or hand it to something that does.
import { spanKey } from '../core/source.ts';
import { callbackParameter } from '../facts/callback-bodies.ts';
import { NameUses } from '../facts/name-uses.ts';
import type { Linked, Site } from '../resolve/linked.ts';
import { isFunction, walk, type Node } from '../syntax/node.ts';

/**
 * @param astOf a file's tree, with parents
 * @param apis calls of error-first functions
 */
export function callbackTakers(linked: Linked, astOf: (file: number) => Node, apis: ReadonlySet<Site>): ReadonlySet<number> {
  const sites = linked.files.map(() => new Map<string, Site>());
  for (const site of linked.sites) sites[site.file]!.set(spanKey(site.fact.span), site);
  // functions that something with as many arguments is called as
  const asked = new Set<number>();
  for (const { targets, fact } of linked.sites) if (fact.args.length > 0) for (const id of targets) if (linked.fns[id]!.fact.params.length === fact.args.length) asked.add(id);
  const takers = new Set<number>();
  const handing = new Map<number, Site[]>();
  for (const file of new Set([...asked].map((id) => linked.fns[id]!.file))) {
    const ast = astOf(file);
    const names = new NameUses(ast['program'] as Node);
    const byKey = new Map(linked.fns.filter((fn) => fn.file === file && asked.has(fn.id)).map((fn) => [spanKey(fn.fact.span), fn]));
    walk(ast['program'] as Node, (node) => {
      const fn = isFunction(node) ? byKey.get(spanKey(node)) : undefined;
      const uses = fn ? (callbackParameter(node, names)?.uses ?? []) : [];
      for (const use of uses) {
        const call: Node = use.parent;
        if (call.type !== 'CallExpression') continue;
        const site = sites[file]!.get(spanKey(call));
        if (call.callee === use || (site && apis.has(site))) takers.add(fn!.id);
        else if (site && call.arguments.at(-1) === use) handing.set(fn!.id, [...(handing.get(fn!.id) ?? []), site]);
      }
    });
  }
  for (let size = -1; size < takers.size; ) {
    size = takers.size;
    for (const [fn, calls] of handing) if (calls.some(({ targets }) => [...targets].some((id) => takers.has(id)))) takers.add(fn);
  }
  return takers;
}
