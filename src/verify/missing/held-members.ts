// Whether what a promise holds has a member that is read off the promise: if it has not, an await would not help.
import type { Node } from '../../syntax/node.ts';
import type { FileView, Tree } from '../static/tree.ts';

/** True when value flow knows all that the promise of `call` may hold, and none of it has a member `name`. */
export function lacksMember(call: Node, name: string, file: FileView, { linked }: Tree): boolean {
  const site = file.siteAt(call);
  if (!site) return false;
  const { solver } = linked;
  const promises = [...solver.values(linked.nodeOf(site.file, site.fact.result))];
  const held = promises.flatMap((promise) => (promise.kind === 'promise' ? [...solver.values(solver.prop(promise, '#value'))] : []));
  return held.length > 0 && promises.every(({ kind }) => kind === 'promise') && held.every((obj) => {
    if (obj.kind === 'array') return !(name in Array.prototype) && !/^\d+$/.test(name);
    if (obj.kind !== 'object' || obj.parents.size > 0 || obj.escaped !== undefined) return false;
    return !obj.props.has(name) && ![...obj.props.keys()].some((key) => !/^\w+$/.test(key));
  });
}
