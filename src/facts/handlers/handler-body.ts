// How the errors of a handler find their way once it is async: which parameter takes them, and what it is called.
import type { HandlerBody, HandlerRole } from '../../core/handlers.ts';
import { walk, type Node } from '../../syntax/node.ts';
import { hoistedNames, patternNames } from '../scope.ts';

/** Names that a parameter of a role may get, the best one first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  request: ['req', '_req', 'request'],
  response: ['res', '_res', 'response'],
  next: ['next', 'forward', 'nextHandler'],
};

/** A name is given another value in `fn`. */
export function isReassigned(fn: Node, name: string): boolean {
  let found = hoistedNames(fn.body).includes(name);
  walk(fn, (node) => {
    const target: Node | undefined = node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : /^For(In|Of)Statement$/.test(node.type) ? node.left : undefined;
    if (target && target.type !== 'VariableDeclaration' && patternNames(target).includes(name)) found = true;
  });
  return found;
}

/** The function at `fn` as a handler that hands what it throws to its `next`; undefined where that parameter cannot be named. */
export function bodyWithNext(fn: Node, roles: readonly HandlerRole[]): HandlerBody | undefined {
  const params = fn.params as Node[];
  const at = roles.indexOf('next');
  if (at < 0 || params.some((each) => each.type === 'RestElement' || (each.type === 'Identifier' && each.name === 'this'))) return undefined;
  const own: Node | undefined = params[at];
  if (own) {
    const name = own.type === 'AssignmentPattern' ? own.left : own;
    return name.type === 'Identifier' && !isReassigned(fn, name.name) ? { next: name.name, adds: [] } : undefined;
  }
  const words = new Set<string>();
  walk(fn, (node) => { if (node.type === 'Identifier' || node.type === 'JSXIdentifier') words.add(node.name); });
  const adds: string[] = [];
  for (const role of roles.slice(params.length, at + 1)) {
    const name = NAMES[role]?.find((each) => !words.has(each));
    if (name === undefined) return undefined;
    words.add(name);
    adds.push(name);
  }
  return { next: adds.at(-1)!, adds };
}
