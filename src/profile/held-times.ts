// A profile's samples -> how long each function of the program held the thread.
import type { Held } from '../core/cpu-profile.ts';
import type { CpuProfile, ProfileNode } from './read-profile.ts';

type Counting = { -readonly [K in keyof Held]: Held[K] } & { inNode: Record<string, number> };

/** @param ownerOf the function of the program that a node stands for; undefined for code of others */
export function heldTimes<F>({ nodes, samples }: CpuProfile, ownerOf: (node: ProfileNode) => F | undefined): Map<F, Held> {
  const stacks = stacksOf(nodes, ownerOf);
  const held = new Map<F, Counting>();
  const open = new Map<F, number>();
  const of = (owner: F): Counting => {
    const known = held.get(owner) ?? { selfMs: 0, textMs: 0, totalMs: 0, longestMs: 0, stretches: 0, inNode: {} };
    held.set(owner, known);
    return known;
  };
  const close = (owner: F): void => {
    const known = of(owner);
    known.longestMs = Math.max(known.longestMs, open.get(owner)!);
    open.delete(owner);
  };
  for (const { node, ms } of samples) {
    const { owners, nearest, isText, builtin, isCollecting } = stacks.get(node)!;
    // collecting garbage interrupts no call
    if (isCollecting) {
      for (const owner of open.keys()) open.set(owner, open.get(owner)! + ms);
      continue;
    }
    for (const owner of [...open.keys()]) if (!owners.has(owner)) close(owner);
    for (const owner of owners) {
      const known = of(owner);
      if (!open.has(owner)) known.stretches++;
      open.set(owner, (open.get(owner) ?? 0) + ms);
      known.totalMs += ms;
    }
    if (nearest === undefined) continue;
    const known = of(nearest);
    known.selfMs += ms;
    if (isText) known.textMs += ms;
    if (builtin !== undefined) known.inNode[builtin] = (known.inNode[builtin] ?? 0) + ms;
  }
  for (const owner of [...open.keys()]) close(owner);
  return held;
}

/** What is on the stack when a node is the innermost one. */
interface Stack<F> {
  readonly owners: ReadonlySet<F>;
  /** The innermost function of the program. */
  readonly nearest: F | undefined;
  /** It is innermost of all. */
  readonly isText: boolean;
  /** The module of Node that it called. */
  readonly builtin: string | undefined;
  readonly isCollecting: boolean;
}

function stacksOf<F>(nodes: CpuProfile['nodes'], ownerOf: (node: ProfileNode) => F | undefined): Map<number, Stack<F>> {
  const stacks = new Map<number, Stack<F>>();
  for (const start of nodes.values()) {
    const todo: ProfileNode[] = [];
    for (let node: ProfileNode | undefined = start; node && !stacks.has(node.id); node = node.parent === undefined ? undefined : nodes.get(node.parent)) todo.push(node);
    for (const node of todo.reverse()) {
      const above = node.parent === undefined ? undefined : stacks.get(node.parent);
      const owner = ownerOf(node);
      const owners = owner === undefined || above?.owners.has(owner) ? (above?.owners ?? new Set<F>()) : new Set([...(above?.owners ?? []), owner]);
      const module = /^node:(?:internal\/)?([\w]+)/.exec(node.frame.url)?.[1];
      stacks.set(node.id, {
        owners, nearest: owner ?? above?.nearest, isText: owner !== undefined,
        builtin: owner === undefined && (owners.size > 0) ? (above?.builtin ?? module) : undefined,
        isCollecting: node.frame.name === '(garbage collector)' && node.frame.url === '',
      });
    }
  }
  return stacks;
}
