// Functions that a string which is evaluated may call: whether such a call could tell that they have become async.
import { isFunction, walk, type Node } from '../syntax/node.ts';

/** No path of it returns a value. */
function returnsNothing(fn: Node): boolean {
  if (fn.type === 'Program' || fn.body.type !== 'BlockStatement') return false;
  let nothing = true;
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement' && node['argument']) nothing = false;
    return true;
  });
  return nothing;
}

/**
 * Code that is a string may call it by its name, and that is all: it returns nothing that such code could use, and the
 * string does not see the variables of it. In a `with` its name may mean something else.
 */
export function isOnlyRunByEval(fn: Node, program: Node): boolean {
  if (!returnsNothing(fn)) return false;
  let other = false;
  walk(program, (node) => {
    if (node.type === 'WithStatement') other = true;
    if (node.type === 'CallExpression' && node['callee'].type === 'Identifier' && node['callee'].name === 'eval' && node.start >= fn.start && node.end <= fn.end) other = true;
    // what such code throws is caught
    if (node.type === 'TryStatement' && holdsEval(node['block'] as Node)) other = true;
    return !other;
  });
  return !other;
}

function holdsEval(block: Node): boolean {
  let found = false;
  walk(block, (node) => { if (node.type === 'CallExpression' && node['callee'].type === 'Identifier' && node['callee'].name === 'eval') found = true; });
  return found;
}
