// Finds what an earlier run, or the author, has already written: promisified constants and runtime functions.
import type { Style } from '../../core/style.ts';
import type { Node } from '../../syntax/node.ts';
import { runtimeFunction, type RuntimeFunction } from '../runtime/index.ts';

/** Name of a top-level variable that holds the promisified form of one of `targets` (expressions as written), unless `isUsable` says no. */
export function findPromisified(
  text: string,
  program: Node,
  targets: ReadonlySet<string>,
  promisify: string | undefined,
  isUsable: (name: string) => boolean,
): string | undefined {
  const textOf = (node: Node): string => text.slice(node.start, node.end);
  for (const statement of program['body'] as Node[]) {
    for (const { id, init } of (statement['declarations'] ?? []) as Node[]) {
      if (id.type !== 'Identifier' || init?.type !== 'CallExpression' || init.arguments.length !== 1) continue;
      const callee = textOf(init.callee);
      if (callee !== promisify && !/^require\((['"])(?:node:)?util\1\)\.promisify$/.test(callee)) continue;
      if (targets.has(textOf(init.arguments[0])) && isUsable(id.name)) return id.name;
    }
  }
  return undefined;
}

/** Name of a top-level function that has the text of `runtime`, whatever stands for the names that it needs; with parts, those that it calls have to be there with the same parts. */
export function findRuntime(text: string, program: Node, runtime: RuntimeFunction, style: Style, lang: 'js' | 'ts', parts?: ReadonlySet<string>): string | undefined {
  const isAlone = ({ name }: RuntimeFunction): boolean => (program['body'] as Node[]).filter(({ type, id }) => type === 'FunctionDeclaration' && new RegExp(`^${name}\\d*$`).test(id?.name)).length === 1;
  const isThere = (called: string): boolean => isAlone(runtimeFunction(called)) && findRuntime(text, program, runtimeFunction(called), style, lang, parts) !== undefined;
  if (runtime.hasParts && !runtime.callsWith(parts).every(isThere)) return undefined;
  const hole = '\u0000';
  const needed = [...runtime.requires.map(({ member }) => member), ...runtime.requiresRuntime, ...runtime.packages.map(({ local }) => local)];
  const refs = Object.fromEntries(needed.map((ref) => [ref, hole]));
  for (const { type, id, start, end } of program['body'] as Node[]) {
    if (type !== 'FunctionDeclaration' || !new RegExp(`^${runtime.name}\\d*$`).test(id?.name)) continue;
    const source = runtime.source({ lang, style, name: id.name, refs, parts });
    const pieces = source.slice(source.search(/^async function |^function\*? (?=.*\{\r?$)/m)).split(hole);
    let at: number = start;
    const isSame = pieces.every((piece, index) => {
      const found = index === 0 ? (text.startsWith(piece, at) ? at : -1) : text.indexOf(piece, at);
      at = found + piece.length;
      return found >= 0;
    });
    if (isSame && at === end) return id.name;
  }
  return undefined;
}
