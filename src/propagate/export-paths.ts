// Under which names a CommonJS or ES module exports a function, members of exported classes and objects included.
import type { FnId, Obj } from '../resolve/solver.ts';
import type { Linked } from '../resolve/linked.ts';

/** Members of members of exports are looked at this deep. */
const DEPTH = 3;

/** Export paths by function, for one file; `=` is the module's value, `prototype` comes before an instance's methods. */
export function exportPathsOf(linked: Linked, file: number): ReadonlyMap<FnId, readonly (readonly string[])[]> {
  const { solver, nodeOf, fns } = linked;
  const paths = new Map<FnId, string[][]>();
  const seen = new Set<string>();
  const visit = (obj: Obj, path: readonly string[]): void => {
    const key = `${obj.id}:${path.join('.')}`;
    if (path.length > DEPTH + 1 || seen.has(key)) return;
    seen.add(key);
    if (obj.kind === 'fn' && path.length > 0) paths.set(obj.fn, [...(paths.get(obj.fn) ?? []), [...path]]);
    if (obj.kind === 'fn' && fns[obj.fn]!.file !== file) return;
    if (obj.kind !== 'fn' && obj.kind !== 'object' && obj.kind !== 'exports' && obj.kind !== 'proto' && obj.kind !== 'inst') return;
    for (const [name, node] of obj.props) {
      if (name === 'constructor' || name === '*' || name.startsWith('#')) continue;
      for (const value of solver.values(node)) visit(value, [...path, name]);
    }
  };
  for (const constraint of linked.files[file]!.constraints) {
    if (constraint[0] === 'export') for (const value of solver.values(nodeOf(file, constraint[2]))) visit(value, [constraint[1]]);
    if (constraint[0] === 'moduleObject' || constraint[0] === 'exportsObject') {
      for (const module of solver.values(nodeOf(file, constraint[1]))) {
        const values = module.kind === 'module' ? solver.values(module.props.get('exports') ?? -1) : module.kind === 'exports' ? [module] : [];
        for (const value of values) {
          if (value.kind === 'fn') visit(value, ['=']);
          visit(value, []);
        }
      }
    }
  }
  return paths;
}
