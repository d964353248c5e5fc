// What a function holds while it waits, and gives back only when all goes well: something that was opened and is closed without `finally`.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { cleanupAround, functionAround } from './waited-for.ts';

const GIVES_BACK = /^(?:close|end|release|destroy|dispose|unlock|rollback|commit|disconnect|quit|stop|terminate|kill|cleanup|remove|rm|rmdir|unlink|rimraf|del|unsubscribe|removeListener|off|abort|clear\w*|finish|detach|removeCallback)$/i;

/** The variable at `node` that would never be given back if the function ended there. */
export function heldAt(node: Node, names: NameUses): string | undefined {
  const fn = functionAround(node);
  if (isProtected(node)) return undefined;
  const found = new Map<string, 'later' | 'finally'>();
  walk(fn, (inner) => {
    if (isFunction(inner) && inner !== fn) return false;
    if (inner.type !== 'CallExpression') return true;
    const held = givenBack(inner, names);
    if (!held || held.declared.start > node.start || isInside(node, held.declared)) return true;
    const isCleaned = cleanupAround(inner) !== undefined;
    if (isCleaned) found.set(held.name, 'finally');
    else if (inner.start > node.end && !found.has(held.name)) found.set(held.name, 'later');
    return true;
  });
  return [...found].find(([, how]) => how === 'later')?.[0];
}

const isInside = (node: Node, { start, end }: Node): boolean => node.start >= start && node.end <= end;

/** A `try` with `finally` around it: whoever wrote that has thought of what may end early. */
function isProtected(node: Node): boolean {
  for (let at = node; at['parent'] && !isFunction(at); at = at['parent']) {
    const parent = at['parent'] as Node;
    if (parent.type === 'TryStatement' && parent['block'] === at && parent['finalizer']) return true;
  }
  return false;
}

/** `file.close()`, `release()`, `rm(folder)`: the local variable that is given back, and its declaration. */
function givenBack(call: Node, names: NameUses): { readonly name: string; readonly declared: Node } | undefined {
  const callee = unwrap(call['callee']);
  const isMember = callee.type === 'MemberExpression' && !callee['computed'];
  const name: string = isMember ? callee['property'].name : callee.type === 'Identifier' ? callee['name'] : '';
  if (!GIVES_BACK.test(name)) return undefined;
  const [first] = call['arguments'] as Node[];
  for (const candidate of [isMember ? unwrap(callee['object']) : callee, first && unwrap(first)]) {
    const binding = candidate?.type === 'Identifier' ? names.bindings.get(candidate) : undefined;
    const declared = binding?.uses.map(({ parent }) => parent as Node).find((parent) => parent.type === 'VariableDeclarator' && (parent['init']?.type === 'AwaitExpression' || parent['init']?.type === 'CallExpression' || parent['init']?.type === 'NewExpression'));
    if (declared && functionAround(declared) === functionAround(call)) return { name: candidate!['name'], declared };
  }
  return undefined;
}
