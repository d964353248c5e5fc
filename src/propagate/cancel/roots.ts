// The functions that cancellation begins at: named by the user, or by a directive above them.
import { cancelRootOf, type RootKind } from '../../core/cancellation.ts';
import type { Fn, Linked } from '../../resolve/linker.ts';

export interface Root {
  readonly fn: Fn;
  readonly kind: RootKind;
  /** What named it, for people. */
  readonly said: string;
}

/** A name that leads to no function. */
export class UnknownRoot extends Error {
  constructor(given: string, why: string) {
    super(`--cancel ${given}: ${why}`);
    this.name = 'UnknownRoot';
  }
}

/** @throws UnknownRoot */
export function rootsOf(linked: Linked, given: readonly string[]): Root[] {
  const roots = new Map<Fn, Root>();
  for (const each of given) {
    const root = cancelRootOf(each);
    if (!root) throw new UnknownRoot(each, 'it is <file>:<function>');
    if (root.kind === 'requests') continue;
    const fn = functionAt(linked, each, root);
    roots.set(fn, { fn, kind: root.kind, said: `--cancel ${each}` });
  }
  for (const fn of linked.fns) {
    const { directive } = fn.fact;
    if (directive?.kind === 'cancel' && !roots.has(fn)) roots.set(fn, { fn, kind: 'callers', said: `// unblock: ${directive.text}` });
  }
  return [...roots.values()].sort((a, b) => a.fn.id - b.fn.id);
}

function functionAt(linked: Linked, given: string, { file, name }: { readonly file: string; readonly name: string }): Fn {
  const index = linked.files.findIndex((each) => each.file === file);
  if (index < 0) throw new UnknownRoot(given, `there is no source file ${file}`);
  const found = linked.fns.filter((fn) => fn.file === index && fn.fact.name === name && fn.fact.kind !== 'module' && fn.fact.kind !== 'constructor');
  if (found.length !== 1) throw new UnknownRoot(given, found.length === 0 ? `there is no function ${name} in it` : `there are ${found.length} functions ${name} in it; put // unblock: cancel above the one that is meant`);
  return found[0]!;
}
