// Whether a use of a name hands it to those who load the module: `module.exports = name`, `exports.x = name`, in a literal too.
import type { Node } from '../syntax/node.ts';

/** `parent` is what stands around `use`. */
export function isMemberExports(parent: Node, use: Node): boolean {
  if (parent.type === 'AssignmentExpression') return parent.right === use && isExports(parent.left);
  if (parent.type !== 'ObjectProperty' || parent.value !== use) return false;
  const owner = parent.parent?.parent as Node | undefined;
  return owner?.type === 'ExportDefaultDeclaration' || (owner?.type === 'AssignmentExpression' && isExports(owner.left));
}

function isExports(left: Node): boolean {
  if (left.type === 'Identifier') return left.name === 'exports';
  if (left.type !== 'MemberExpression') return false;
  return left.object.type === 'Identifier' ? left.object.name === 'exports' || (left.object.name === 'module' && left.property.name === 'exports') : isExports(left.object);
}
