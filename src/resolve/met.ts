// What code that is not seen may hold: whatever was handed to it, and all that can be reached from there.
import { isInert, isTestTool } from './builtins.ts';
import type { Linked } from './linked.ts';
import type { NodeId, Obj, ObjId } from './solver.ts';

/** Code of which not even the package is known. */
export const ANYONE = '*';
/** Code that keeps nothing of what it is handed. */
export const NOBODY = '';
/** What was stored in plain data. */
export const DATA = '#data';

/** Packages and modules by which an object may be held. */
export type Holders = ReadonlyMap<ObjId, ReadonlySet<string>>;

/** Core modules that keep nothing of what they are handed, or give it back to nobody. */
const FORGETS = /^(fs|path|os|crypto|zlib|url|querystring|child_process|assert|string_decoder|tty|v8|dns|Math|JSON|Buffer|Number|String|Boolean|Date|RegExp|Symbol|Array|Object|console|process\.(exit|cwd|stdout|stderr|hrtime))([.(/]|$)/;

/** The package, module or global that a foreign path begins with; undefined for code that keeps nothing. */
export function keeperOf(path: string): string | undefined {
  if (FORGETS.test(path) || isInert(path) || isTestTool(path)) return undefined;
  return /^(@[^/]+\/)?[^/.()]+/.exec(path)?.[0] ?? ANYONE;
}

/** What is read off a foreign prototype, through an object of ours that inherits from it: the class put there what it has. */
const OF_PROTOTYPE = /^[^()]*\.prototype(?:\.|$)/;

/** Whether a foreign path leads into something that was made or filled at run time: a module's own members are its own. */
export const isInside = (path: string): boolean => path.includes('()') || (path.split('.').length > 2 && !OF_PROTOTYPE.test(path));

/** `roots` and all that they lead to: properties, prototypes, what their functions return and make. */
export function heldBy(roots: ReadonlyMap<Obj, ReadonlySet<string>>, { solver, fns, nodeOf }: Pick<Linked, 'solver' | 'fns' | 'nodeOf'>): Holders {
  const held = new Map<ObjId, Set<string>>();
  const queue: [ObjId, string][] = [];
  const hold = (id: ObjId, by: string): void => {
    const known = held.get(id);
    if (known?.has(by)) return;
    if (known) known.add(by);
    else held.set(id, new Set([by]));
    queue.push([id, by]);
  };
  for (const [{ id }, keepers] of roots) for (const by of keepers) hold(id, by);
  for (const [id, by] of queue) {
    const obj = solver.objs[id]!;
    const all = (node: NodeId): void => { for (const { id: value, kind } of solver.values(node)) if (kind !== 'prim' && kind !== 'ext' && kind !== 'data' && kind !== 'unknown') hold(value, by); };
    for (const [name, node] of obj.props) if (name !== 'constructor') all(node);
    for (const parent of obj.parents) hold(parent, by);
    if (obj.kind === 'fn') all(nodeOf(fns[obj.fn]!.file, fns[obj.fn]!.fact.result));
  }
  return held;
}
