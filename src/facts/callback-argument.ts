// Which argument of an error-first call is its callback: the last one, or the first one of a timer.
import type { CallbackShape } from '../core/callbacks.ts';
import type { Node } from '../syntax/node.ts';

/** The callback of a call. */
export const callbackArgument = (call: Node, { leads }: CallbackShape): Node => (call['arguments'] as Node[]).at(leads ? 0 : -1)!;

/** It is handed to a timer, or to whatever calls it in the next turn. */
export function isTimerArgument(use: Node): boolean {
  const call = use['parent'] as Node;
  if (call.type !== 'CallExpression' || call['arguments'][0] !== use) return false;
  const { callee } = call as { callee?: Node };
  return callee?.type === 'Identifier' ? /^set(Timeout|Immediate)$/.test(callee['name'] as string) : callee?.type === 'MemberExpression' && callee['object'].name === 'process' && callee['property'].name === 'nextTick';
}
