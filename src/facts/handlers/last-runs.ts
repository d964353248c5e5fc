// Where a program of yargs runs its commands (`.argv`, `parse()`), and whether that is the last thing that the file does.
import { isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';

export interface ProgramRun {
  readonly at: Node;
  readonly isLast: boolean;
}

/** Nothing of the file runs after the statement that `node` is. */
function endsFile(node: Node): boolean {
  let at = node;
  while (at.parent && /^(AwaitExpression|ParenthesizedExpression)$/.test(at.parent.type)) at = at.parent;
  const statement = at.parent as Node | undefined;
  if (statement?.type !== 'ExpressionStatement' || statement.parent?.type !== 'Program') return false;
  const all = statement.parent.body as Node[];
  return all.slice(all.indexOf(statement) + 1).every(({ type }) => type === 'FunctionDeclaration' || type === 'EmptyStatement');
}

/** Every `.argv` that is not the process's, and every call of a method `parse` of a chain that begins with `names`. */
export function programRuns(program: Node): ProgramRun[] {
  const found: ProgramRun[] = [];
  walk(program, (node) => {
    if (!/^(Optional)?MemberExpression$/.test(node.type)) return;
    const object = unwrap(node.object);
    if (keyName(node.property, node.computed) !== 'argv' || (object.type === 'Identifier' && object.name === 'process')) return;
    // `nconf.argv()` is a call of something else
    if (node.parent?.type === 'CallExpression' && node.parent.callee === node) return;
    found.push({ at: node, isLast: endsFile(node) });
  });
  return found;
}

/** The call is the last thing that its file does, and takes no callback. */
export const isLastCall = (call: Node): boolean => call.arguments.length < 2 && !(call.arguments as Node[]).some(isFunction) && endsFile(call);
