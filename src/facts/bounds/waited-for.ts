// Whether the function around a call may wait for what the call gives.
import { unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';

/** What is handed to these may be waited for with others. */
const COLLECTS = /^(?:push|unshift|add|set|concat|fill|of|resolve|all|allSettled|race|any)$/;

/** False where the value of `call` is plainly no promise that this function waits for. Functions that it is handed to are looked at themselves. */
export function isWaitedFor(call: Node, names: NameUses): boolean {
  let at = call;
  for (;;) {
    const parent: Node = at['parent'];
    if (unwrap(parent) !== parent || /^(?:LogicalExpression|SpreadElement)$/.test(parent.type) || (parent.type === 'ConditionalExpression' && parent['test'] !== at)) {
      at = parent;
      continue;
    }
    switch (parent.type) {
      case 'ExpressionStatement': case 'BinaryExpression': case 'TemplateLiteral': case 'ThrowStatement': case 'ForInStatement': case 'IfStatement': case 'WhileStatement': case 'ConditionalExpression': case 'ObjectProperty': case 'SwitchStatement': case 'NewExpression':
        return false;
      case 'UnaryExpression':
        return parent['operator'] === 'void';
      case 'ForOfStatement':
        return parent['await'] === true;
      case 'MemberExpression': case 'OptionalMemberExpression':
        return !parent['computed'] && /^(?:then|catch|finally)$/.test(parent['property'].name);
      case 'CallExpression': case 'OptionalCallExpression': {
        const callee = unwrap(parent['callee']);
        return parent['callee'] === at || COLLECTS.test(callee.type === 'MemberExpression' && !callee['computed'] ? callee['property'].name : '');
      }
      case 'VariableDeclarator': {
        const binding = parent['id'].type === 'Identifier' ? names.bindings.get(parent['id']) : undefined;
        // a pattern takes a value apart, which a promise is not
        return binding ? binding.uses.some((use) => use !== parent['id'] && mayWait(use)) : parent['id'].type === 'Identifier';
      }
      default:
        return true;
    }
  }
}

/** Whether a mention of a variable can be a wait for what it holds. */
function mayWait(use: Node): boolean {
  const parent: Node = use['parent'];
  if (/^(?:AwaitExpression|ReturnStatement|ArrowFunctionExpression|ArrayExpression|YieldExpression|AssignmentExpression|LogicalExpression|ConditionalExpression|SpreadElement|VariableDeclarator)$/.test(parent.type)) return parent.type !== 'ConditionalExpression' || parent['test'] !== use;
  if (/^(?:Optional)?MemberExpression$/.test(parent.type)) return parent['object'] === use && !parent['computed'] && /^(?:then|catch|finally)$/.test(parent['property'].name);
  const callee = /^(?:Optional)?CallExpression$/.test(parent.type) ? unwrap(parent['callee']) : undefined;
  return callee?.type === 'MemberExpression' && !callee['computed'] && COLLECTS.test(callee['property'].name);
}
