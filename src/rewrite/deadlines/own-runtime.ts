// Which functions of a file are runtime functions that unblock put there.
import type { Style } from '../../core/style.ts';
import type { Node } from '../../syntax/node.ts';
import { findRuntime } from '../imports/existing-code.ts';
import { runtimeFunction } from '../runtime/index.ts';

const NAMES = ['execAsync', 'execFileAsync', 'spawnAsync'];

/** The runtime function that a name of the file stands for. */
export function ownRuntime(text: string, program: Node, style: Style, lang: 'js' | 'ts'): (local: string) => string | undefined {
  const known = new Map(NAMES.flatMap((name) => {
    const local = text.includes(name) ? findRuntime(text, program, runtimeFunction(name), style, lang) : undefined;
    return local === undefined ? [] : [[local, name] as const];
  }));
  return (local) => known.get(local);
}
