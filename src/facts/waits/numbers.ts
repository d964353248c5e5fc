// Which expressions are numbers for certain, and the number that one is.
import { unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';

/** The initial value of a name that never gets another one. */
function constantOf(node: Node, names: NameUses): Node | undefined {
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  if (!binding || binding.uses.some(isAssigned)) return undefined;
  const declared = binding.uses.map((use) => use.parent as Node).filter((parent, index) => parent.type === 'VariableDeclarator' && parent.id === binding.uses[index]);
  return declared.length === 1 && declared[0]!.parent?.kind === 'const' ? (declared[0]!.init ?? undefined) : undefined;
}

/** The number that `node` is, where it is written in the file. */
export function numberOf(node: Node, names: NameUses): number | undefined {
  const plain = unwrap(node);
  if (plain.type === 'NumericLiteral') return plain.value as number;
  if (plain.type === 'UnaryExpression' && plain.operator === '-') {
    const value = numberOf(plain.argument, names);
    return value === undefined ? undefined : -value;
  }
  if (plain.type === 'BinaryExpression' && plain.operator === '*') {
    const [left, right] = [numberOf(plain.left, names), numberOf(plain.right, names)];
    return left === undefined || right === undefined ? undefined : left * right;
  }
  const constant = constantOf(plain, names);
  return constant && numberOf(constant, names);
}

const GLOBAL = /^(?:Number|parseInt|parseFloat)$/;

/** Whether `node` is a number whatever happens. */
export function isNumber(node: Node, names: NameUses): boolean {
  const plain = unwrap(node);
  switch (plain.type) {
    case 'NumericLiteral': return true;
    case 'UnaryExpression': return plain.operator === '+' || (plain.operator === '-' && isNumber(plain.argument, names));
    // with one number the other is one too, or it fails
    case 'BinaryExpression': return /^(?:[-*/%]|\*\*)$/.test(plain.operator) ? isNumber(plain.left, names) || isNumber(plain.right, names) : plain.operator === '+' && isNumber(plain.left, names) && isNumber(plain.right, names);
    case 'ConditionalExpression': return isNumber(plain.consequent, names) && isNumber(plain.alternate, names);
    case 'CallExpression': {
      const { callee } = plain;
      if (callee.type === 'Identifier') return GLOBAL.test(callee.name) && names.bindings.get(callee) === undefined;
      return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && names.bindings.get(callee.object) === undefined && (callee.object.name === 'Math' || (callee.object.name === 'Date' && callee.property.name === 'now'));
    }
    case 'Identifier': {
      const constant = constantOf(plain, names);
      if (constant) return isNumber(constant, names);
      // `ms: number`
      const declared = names.bindings.get(plain)?.uses[0];
      return declared?.typeAnnotation?.typeAnnotation?.type === 'TSNumberKeyword';
    }
    default: return false;
  }
}
