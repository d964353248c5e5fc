// Whether a call is the last thing that the function around it does.
import { isFunction, type Node } from '../../syntax/node.ts';

const isIdle = (statement: Node): boolean => /^(EmptyStatement|FunctionDeclaration)$/.test(statement.type);

/** `return;`, `return 1;`, `return x;`: nothing is called. */
const isPlainReturn = (statement: Node): boolean => statement.type === 'ReturnStatement' && (!statement.argument || /^(Identifier|\w+Literal|ThisExpression)$/.test(statement.argument.type) && statement.argument.type !== 'TemplateLiteral');

/** Nothing of its function runs after the statement. */
function isLast(statement: Node): boolean {
  for (let node = statement; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'BlockStatement' || parent.type === 'Program') {
      const next = (parent.body as Node[]).slice((parent.body as Node[]).indexOf(node) + 1).find((each) => !isIdle(each));
      if (next) return isPlainReturn(next) && !isTried(next);
      if (parent.type === 'Program' || (parent.parent && isFunction(parent.parent))) return true;
    } else if (parent.type === 'TryStatement') {
      if (parent.finalizer) return false;
    } else if (parent.type !== 'IfStatement' && parent.type !== 'CatchClause') return false;
  }
  return false;
}

/** A `finally` of its function runs after the statement. */
function isTried(statement: Node): boolean {
  for (let node = statement; node.parent && !isFunction(node); node = node.parent) {
    if (node.parent.type === 'TryStatement' && node.parent.finalizer && node.parent.finalizer !== node) return true;
  }
  return false;
}

/** Nothing of its function runs after `call` has returned. */
export function endsFunction(call: Node): boolean {
  for (let node = call; node.parent; node = node.parent) {
    const { parent } = node;
    switch (parent.type) {
      case 'ReturnStatement': return !isTried(parent);
      case 'ArrowFunctionExpression': return parent.body === node;
      case 'ExpressionStatement': return isLast(parent);
      case 'AwaitExpression': case 'ParenthesizedExpression': break;
      case 'UnaryExpression': if (parent.operator !== 'void') return false; break;
      case 'ConditionalExpression': if (parent.test === node) return false; break;
      case 'LogicalExpression': if (parent.left === node) return false; break;
      case 'SequenceExpression': if (parent.expressions.at(-1) !== node) return false; break;
      default: return false;
    }
  }
  return false;
}
