// Who waits for the promise of a call: whether somebody does, what ends the wait already, and who hides its error.
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

const isMember = (node: Node): boolean => (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') && !node['computed'];

/** `Promise.all`, when `call` is one. */
export function combinator(call: Node | undefined): string | undefined {
  if (call?.type !== 'CallExpression' || !isMember(call['callee'])) return undefined;
  const { object, property } = call['callee'];
  return object.type === 'Identifier' && object.name === 'Promise' ? property.name : undefined;
}

/** How the promise of `node` is used: `waits` is what waits for it; `raced` that its wait ends by something else. */
export function waiterOf(node: Node): { readonly waits?: Node; readonly raced?: string } {
  let at = node;
  for (;;) {
    const parent = at['parent'] as Node;
    if (parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement') return { waits: parent };
    if (parent.type === 'ArrowFunctionExpression' && parent['body'] === at) {
      const ends = endOf(parent['parent'], parent);
      return ends === undefined ? { waits: parent } : { raced: ends };
    }
    if (isMember(parent) && parent['object'] === at && /^(?:then|catch|finally)$/.test(parent['property'].name) && parent['parent'].type === 'CallExpression' && parent['parent'].callee === parent) at = parent['parent'];
    else if (parent.type === 'ArrayExpression') {
      const name = combinator(parent['parent']);
      if (name === 'race' || name === 'any') return { raced: `Promise.${name}` };
      if (name !== 'all' && name !== 'allSettled') return {};
      at = parent['parent'];
    } else if (unwrap(parent) !== parent || (parent.type === 'ConditionalExpression' && parent['test'] !== at) || (parent.type === 'LogicalExpression' && parent['right'] === at)) at = parent;
    else {
      const ends = endOf(parent, at);
      return ends === undefined ? {} : { raced: ends };
    }
  }
}

/** The function that ends the wait of what it is handed, by its name. */
export function endOf(call: Node, argument: Node): string | undefined {
  if ((call.type !== 'CallExpression' && call.type !== 'NewExpression') || !call['arguments'].includes(argument)) return undefined;
  const name = nameOf(call['callee']);
  return /time-?out|deadline|^withSignal\d*$/i.test(name) ? name : undefined;
}

const nameOf = (callee: Node): string => (callee.type === 'Identifier' ? callee['name'] : isMember(callee) ? callee['property'].name : '');

/** A `catch` around the call, or behind it, after which nobody knows that it failed. */
export function swallowedBy(node: Node): Node | undefined {
  for (let at = node; at['parent'] && !isFunction(at); at = at['parent']) {
    const parent = at['parent'] as Node;
    if (parent.type === 'TryStatement' && parent['block'] === at && parent['handler']) return hides(parent['handler'].body, parent['handler'].param) ? parent['handler'] : undefined;
    const isLink = isMember(parent) && parent['object'] === at && /^(?:then|catch)$/.test(parent['property'].name) && parent['parent'].type === 'CallExpression' && parent['parent'].callee === parent;
    if (!isLink) continue;
    const handler = parent['parent'].arguments[parent['property'].name === 'catch' ? 0 : 1] as Node | undefined;
    if (!handler && parent['property'].name === 'then') continue;
    if (!handler || !isFunction(handler)) return undefined;
    return hides(handler['body'], handler['params'][0]) ? handler : undefined;
  }
  return undefined;
}

/** The handler neither throws nor hands the error to anything but a log. */
function hides(body: Node, parameter: Node | undefined): boolean {
  if (parameter && parameter.type !== 'Identifier') return false;
  let tells = false;
  walk(body, (node) => {
    if (node.type === 'ThrowStatement') tells = true;
    if (isMember(node) && /^(?:exit|exitCode|abort|reject)$/.test(node['property'].name)) tells = true;
    if (parameter && node.type === 'Identifier' && node['name'] === parameter['name'] && !isPropertyName(node) && !isLogged(node)) tells = true;
  });
  return !tells;
}

const isPropertyName = (node: Node): boolean => (isMember(node['parent']) && node['parent'].property === node) || (node['parent'].type === 'ObjectProperty' && node['parent'].key === node && node['parent'].value !== node);

/** Part of an argument of `console.*`, or of a method of what is called a log. */
function isLogged(use: Node): boolean {
  for (let at = use; at['parent']; at = at['parent']) {
    const parent = at['parent'] as Node;
    if (parent.type === 'CallExpression' && parent['arguments'].includes(at)) return /(?:^|\W)(?:console|log|logger|debug|warn)\b/i.test(textOf(parent['callee']));
    if (!/^(?:MemberExpression|OptionalMemberExpression|TemplateLiteral|BinaryExpression|LogicalExpression|ConditionalExpression|TSAsExpression)$/.test(parent.type)) return false;
  }
  return false;
}

const textOf = (callee: Node): string => (callee.type === 'Identifier' ? callee['name'] : isMember(callee) ? `${textOf(callee['object'])}.${callee['property'].name}` : '');
