// Functions whose body catches whatever it calls may throw.
import { unwrap, type Node } from '../syntax/node.ts';

const isConstant = (node: Node | null | undefined): boolean =>
  !node || (node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral') || /^(StringLiteral|NumericLiteral|BooleanLiteral|NullLiteral|Identifier)$/.test(unwrap(node).type) || (node.type === 'TemplateLiteral' && node.expressions.length === 0) ||
  (/^(ArrayExpression|ObjectExpression)$/.test(node.type) && (node.elements ?? node.properties).length === 0);

/** Names that assigning to cannot throw for: those that `let` or `var` declares in the function. */
function isCalm(statement: Node, names: Set<string>): boolean {
  switch (statement.type) {
    case 'EmptyStatement': return true;
    case 'ReturnStatement': return isConstant(statement.argument);
    case 'VariableDeclaration':
      return (statement.declarations as Node[]).every(({ id, init }) => {
        if (statement.kind !== 'const' && id.type === 'Identifier') names.add(id.name);
        return id.type === 'Identifier' && isConstant(init);
      });
    case 'ExpressionStatement': {
      const { expression } = statement;
      return expression.type === 'AssignmentExpression' && expression.operator === '=' && expression.left.type === 'Identifier' && names.has(expression.left.name) && isConstant(expression.right);
    }
    case 'TryStatement':
      return statement.handler !== null && (!statement.handler.param || statement.handler.param.type === 'Identifier') &&
        [...statement.handler.body.body, ...(statement.finalizer?.body ?? [])].every((each: Node) => isCalm(each, names));
    case 'BlockStatement': return statement.body.every((each: Node) => isCalm(each, names));
    default: return false;
  }
}

/** Whether calling the function at `node` never throws. */
export const neverThrows = (node: Node): boolean =>
  node.body.type === 'BlockStatement' && (node.params as Node[]).every((parameter) => parameter.type === 'Identifier') && isCalm(node.body, new Set());
