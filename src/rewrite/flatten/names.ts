// Names of handlers that are taken apart come to stand side by side: those that would clash get another name, no others.
import { functionAround } from '../../facts/chains.ts';
import type { Binding } from '../../facts/name-uses.ts';
import { patternNames } from '../../facts/scope.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { freshName, type Flattening, type Region } from './flattening.ts';
import { written } from './pieces.ts';

interface Placed {
  readonly name: string;
  readonly scope: Node;
  readonly path: string;
  readonly hoisted: boolean;
  readonly caught: boolean;
}

const within = (inner: Node, outer: Node): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** `a` and `b` are the same block, or one stands in the other. */
const related = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** New names for what would clash, by the regions that a first flattening found. `nearby`: they need not be new to the whole file. */
export function planNames(f: Flattening, nearby = false): Map<Binding, string> {
  const { regions, names } = f;
  const taken = new Set(regions.filter(({ declares }) => declares).map(({ node }) => node));
  const placed: Placed[] = [];
  const renamed = new Map<Binding, string>();
  const ownerOf = (scope: Node): Node => {
    let at = scope;
    while (at.type !== 'Program' && (!isFunction(at) || taken.has(at))) at = functionAround(at) ?? f.names.declaredIn(at)[0]?.scope ?? at;
    return at;
  };
  for (const region of regions.filter(({ declares }) => declares)) {
    for (const binding of names.declaredIn(region.node)) {
      if (region.without?.has(binding) || (region.caught && region.caught !== binding)) continue;
      const caught = region.caught !== undefined;
      if (region.node.id && binding.name === region.node.id.name && !binding.kinds.has('param')) continue;
      const hoisted = binding.kinds.has('var');
      const at = hoisted ? { ...region, scope: ownerOf(region.scope), path: '' } : region;
      const clashes = placed.some((other) => other.name === binding.name && (hoisted || other.hoisted ? true : other.scope === at.scope && (caught || other.caught ? other.path === at.path : related(other.path, at.path)))) || (!caught && isSeen(f, binding, at, region.node));
      const name = clashes ? freshName(f, binding.name, nearby ? ownerOf(region.scope) : undefined) : binding.name;
      if (clashes) renamed.set(binding, name);
      placed.push({ name, scope: at.scope, path: at.path, hoisted, caught });
    }
  }
  return renamed;
}

/** Code that will see the names of the region means something else by this one. */
function isSeen({ names, regions, targets }: Flattening, { name }: Binding, at: Pick<Region, 'scope' | 'path'>, handler: Node): boolean {
  if (targets.some(({ chain, target }) => within(handler, chain) && patternNames(target).includes(name))) return true;
  for (const [use, binding] of names.bindings) {
    if (use.name !== name || !within(use, at.scope) || within(use, handler)) continue;
    // parameters in the type of a function are names for the reader
    if (use === at.scope['id'] || use['parent'].type === 'TSFunctionType') continue;
    if (binding && binding.scope !== at.scope && within(binding.scope, at.scope)) continue;
    const around = regions.filter(({ node, scope }) => scope === at.scope && within(use, node)).sort((a, b) => b.node.start - a.node.start || a.node.end - b.node.end)[0];
    const path = around?.path ?? '';
    if (path === at.path || path.startsWith(`${at.path}/`)) return true;
  }
  return false;
}

/** Writes the new names wherever the old ones were meant. */
export function rename(f: Flattening, renamed: ReadonlyMap<Binding, string>): void {
  for (const [{ name, uses }, fresh] of renamed) {
    f.made.add(fresh);
    for (let at = uses[0] && functionAround(uses[0]); at; at = functionAround(at)) f.made.add(`${at.start} ${fresh}`);
    for (const use of uses) {
      const owner: Node = use.parent.type === 'AssignmentPattern' && use.parent.left === use ? use.parent.parent : use.parent;
      const shorthand = owner.type === 'ObjectProperty' && owner.shorthand === true;
      f.composer.replace(use.start, use.start + name.length, [written(shorthand ? `${name}: ${fresh}` : fresh)]);
    }
  }
}
