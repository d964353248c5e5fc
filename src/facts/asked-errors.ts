// Errors of callbacks that are only asked whether they are there: what stands for none makes no difference to them.
import type { Binding } from './name-uses.ts';
import type { Node } from '../syntax/node.ts';

/** Every use of the error is a condition, or stands where there is one for certain. */
export const isOnlyAsked = (error: Binding, fn: Node): boolean => error.uses.every((use) => (fn['params'] as Node[]).includes(use) || isCondition(use) || isGuarded(use, error));

/** `if (err)`, `if (!err)`, `err ? a : b` */
function isCondition(use: Node): boolean {
  const parent = use['parent'] as Node;
  const test = parent.type === 'UnaryExpression' && parent['operator'] === '!' ? parent : use;
  const around = test['parent'] as Node;
  return /^(If|Conditional)(Statement|Expression)$/.test(around.type) && around['test'] === test;
}

/** It stands in the branch for errors of an `if (err)`. */
function isGuarded(use: Node, error: Binding): boolean {
  for (let at = use; at['parent']; at = at['parent'] as Node) {
    const { type, test, consequent } = at['parent'] as Node & { test?: Node; consequent?: Node };
    if (/^(If|Conditional)(Statement|Expression)$/.test(type) && consequent === at && error.uses.includes(test!)) return true;
  }
  return false;
}
