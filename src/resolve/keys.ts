// Computed reads `o[key]`: what is known of the key says which properties are meant.
import { canBe, isPattern } from './patterns.ts';
import { BY_INDEX, BY_NUMBER, isNumberName, type NodeId, type Obj, type Solver } from './solver.ts';

/** The name of the read that a key means: elements, properties that begin so, or every property. */
const readBy = (key: Obj): string => (key.kind !== 'prim' ? '*' : key.path === 'other' ? BY_NUMBER : isPattern(key.path) ? key.path : '*');

/**
 * Lets `base[key]` flow to `to`: an index means elements, `'visit' + type` the properties that begin so, `type + 'Sync'` those that end so.
 *
 * @returns a function that reads every property if nothing has reached the key when all flow is known.
 */
export function readKeyed(solver: Solver, base: NodeId, key: NodeId, to: NodeId): () => void {
  const done = new Set<string>();
  const readAs = (name: string): void => {
    if (done.has(name) || done.has('*')) return;
    done.add(name);
    solver.watch(base, (obj) => solver.read(obj, name, to));
  };
  solver.watch(key, (obj) => readAs(readBy(obj)));
  return () => { if (solver.isEmpty(key)) readAs('*'); };
}

/**
 * Lets `from` flow to what `base[key]` may be: under an index, or under any name. `store` puts it there.
 *
 * @returns a function that stores under any name if nothing has reached the key when all flow is known.
 */
export function storeKeyed(solver: Solver, base: NodeId, key: NodeId, store: (obj: Obj, name: string) => void): () => void {
  const done = new Set<string>();
  const storeAs = (name: string): void => {
    if (done.has(name)) return;
    done.add(name);
    solver.watch(base, (obj) => store(obj, name));
  };
  solver.watch(key, (obj) => storeAs(readBy(obj) === BY_NUMBER ? BY_INDEX : '*'));
  return () => { if (solver.isEmpty(key)) storeAs('*'); };
}

/** Whether a key can mean a property of this name. */
export function mayMean(solver: Solver, key: NodeId, name: string): boolean {
  if (name === '*' || solver.isEmpty(key)) return true;
  return [...solver.values(key)].some((value) => {
    const by = readBy(value);
    return by === '*' || (by === BY_NUMBER ? isNumberName(name) : canBe(by, name));
  });
}
