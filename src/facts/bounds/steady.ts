// What means the same whether it is evaluated now or after an await: literals, names that keep their value, and paths that are made of them.
import { unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { givesTexts } from './own-lists.ts';

/** It gives the same value before and after an await: literals, names that keep their value, and paths that are made of them. */
export function isSteady(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': return true;
    case 'TemplateLiteral': return (node['expressions'] as Node[]).every((each) => isSteady(each, names) && isText(each, names));
    case 'ObjectExpression': return (node['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && isSteady(each['value'], names) && unwrap(each['value']).type !== 'Identifier');
    case 'Identifier': {
      const binding = names.bindings.get(node);
      return binding ? !binding.uses.some(isAssigned) && isText(node, names) : /^__(?:dirname|filename)$/.test(node['name']);
    }
    // what is no string throws there, whenever it is called
    case 'CallExpression': return isPath(node, names) && (node['arguments'] as Node[]).every((each) => isKept(each, names) || isSteady(each, names));
    default: return false;
  }
}

const isKept = (node: Node, names: NameUses): boolean => node.type === 'Identifier' && names.bindings.get(node)?.uses.some(isAssigned) === false;

/** A path that is put together. */
export const isPath = (call: Node, names: NameUses): boolean => {
  const origin = originOf(call['callee'], names);
  return origin !== undefined && /^(?:node:)?path$/.test(origin.specifier) && /^(?:(?:posix|win32)\.)?(?:join|resolve|dirname|basename|normalize)$/.test(origin.path);
};

/** A string for certain, that names a file and no device. */
export function isText(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  if (node.type === 'StringLiteral') return !/^\/(?:dev|proc)\b/.test(node['value']);
  if (node.type === 'TemplateLiteral') return !/^\/(?:dev|proc)\b/.test(node['quasis'][0].value.raw);
  if (node.type === 'CallExpression') return isPath(node, names);
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding) return node.type === 'Identifier' && /^__(?:dirname|filename)$/.test(node['name']);
  if (binding.uses.some(isAssigned)) return false;
  return binding.uses.some((use) => {
    const parent: Node = use['parent'];
    if (parent.type === 'VariableDeclarator' && parent['id'] === use && isLoopVariable(parent)) return parent['parent'].parent.body.start <= node.start && givesTexts(parent['parent'].parent.right, names);
    if (parent.type === 'VariableDeclarator' && parent['id'] === use && parent['parent'].kind === 'const') return parent['init'] !== null && parent.end <= node.start && isText(parent['init'], names);
    return use['typeAnnotation']?.typeAnnotation?.type === 'TSStringKeyword';
  });
}

/** `const x` of `for (const x of list)`; `for await` waits for its elements. */
const isLoopVariable = (declarator: Node): boolean => {
  const loop: Node = declarator['parent'].parent;
  return loop.type === 'ForOfStatement' && loop['left'] === declarator['parent'] && !loop['await'];
};
