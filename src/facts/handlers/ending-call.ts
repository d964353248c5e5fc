// Handlers that say that they are done by calling a parameter: whether that is the last thing they do, and nothing else.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';

/** The statement `done();` that ends `fn`, where it has no other end and does not mention its last parameter `done` elsewhere. */
export function endingCall(fn: Node, done: string): Node | undefined {
  if (fn.body.type !== 'BlockStatement') return undefined;
  const last = (fn.body.body as Node[]).at(-1);
  const param = (fn.params as Node[]).at(-1);
  const call = last?.type === 'ExpressionStatement' ? unwrap(last.expression) : undefined;
  if (call?.type !== 'CallExpression' || call.arguments.length > 0 || call.callee.type !== 'Identifier' || call.callee.name !== done || param?.type !== 'Identifier' || param.name !== done) return undefined;
  let isOther = false;
  walk(fn, (node) => {
    if (node.type === 'Identifier' && (node.name === 'arguments' || (node.name === done && node !== param && node !== call.callee))) isOther = true;
  });
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement') isOther = true;
    return undefined;
  });
  return isOther ? undefined : last;
}
