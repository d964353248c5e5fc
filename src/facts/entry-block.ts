// The last statement of a module that only the program's entry runs: `if (require.main === module) { … }`.
import { walk, type Node } from '../syntax/node.ts';
import { hoistedNames } from './scope.ts';

const isModule = (node: Node): boolean => node.type === 'Identifier' && node.name === 'module';
const isMain = (node: Node): boolean =>
  node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && `${node.object.name}.${node.property.name}` === 'require.main';

/**
 * Its block can be wrapped in an async function: nothing runs after it, and what it declares is not known outside.
 * Whoever imports the module does not run it (https://nodejs.org/api/modules.html#accessing-the-main-module).
 */
export function entryBlock(body: readonly Node[]): Node | undefined {
  const last = body.findLast((s) => !/^(FunctionDeclaration|EmptyStatement|TS(Interface|TypeAlias)Declaration)$/.test(s.type));
  if (last?.type !== 'IfStatement' || last.alternate || last.consequent.type !== 'BlockStatement' || last.test.type !== 'BinaryExpression') return undefined;
  const { left, right, operator } = last.test;
  if (!/^===?$/.test(operator) || !((isMain(left) && isModule(right)) || (isModule(left) && isMain(right)))) return undefined;
  const names = new Set(hoistedNames(last.consequent));
  let isKnown = false;
  for (const statement of body) if (statement !== last && names.size > 0) walk(statement, (node) => { if (node.type === 'Identifier' && names.has(node.name)) isKnown = true; });
  return isKnown ? undefined : last.consequent;
}
