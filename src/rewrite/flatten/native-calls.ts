// A call that runs functions together, without the library: `Promise.all` of what they give.
import type { NativeForm } from '../../core/api.ts';
import type { Awaited } from '../../core/callbacks.ts';
import { callbackArgument } from '../../facts/callback-argument.ts';
import type { Flow, Step } from '../../facts/callback-items.ts';
import { isCalm } from '../../facts/callback-values.ts';
import { tasksOf } from '../../facts/task-functions.ts';
import type { Node } from '../../syntax/node.ts';
import { awaitedCall } from './callback-results.ts';
import type { Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';

export type NativeAwaited = Awaited & { readonly kind: 'native' };

/** It becomes statements, and no expression. */
export const isInTurn = (form: NativeForm): boolean => form === 'loop' || form === 'sequence' || form === 'waterfall';

/** The expression that takes the place of the call. Its functions are async already. */
export function togetherCall(f: Flattening, call: Node, { form }: NativeAwaited, flows: ReadonlyMap<Node, Flow>, awaited: (call: Node) => Awaited, indent: string): Piece[] {
  const { composer } = f;
  const [list, iteratee] = call['arguments'] as [Node, Node];
  const from = composer.indentAt(call.start);
  if (form === 'map') return composer.reindent([written('Promise.all('), ...composer.emit(list.start, list.end), written('.map('), ...composer.emit(iteratee.start, iteratee.end), written('))')], from, indent);
  const pieces: Piece[] = [];
  let at = list.start;
  for (const fn of tasksOf(call, { at: 0, how: 'together' }).fns) {
    const own = onlyCall(f, fn, flows.get(fn)!);
    const how = own && awaited(own.call);
    pieces.push(...composer.emit(at, fn.start), ...(own && how && how.kind !== 'native' ? awaitedCall(f, own.call, callbackArgument(own.call, own.shape), how, composer.indentAt(fn.start)) : [written('('), ...composer.emit(fn.start, fn.end), written(')()')]));
    at = fn.end;
  }
  return composer.reindent([written('Promise.all('), ...pieces, ...composer.emit(at, list.end), written(')')], from, indent);
}

/** The call that is all a task does, where making its arguments can neither fail nor do anything. */
function onlyCall(f: Flattening, fn: Node, { items }: Flow): Step | undefined {
  const [item] = items;
  if (items.length !== 1 || item?.kind !== 'step' || item.callback || (fn.body.type === 'BlockStatement' && (fn.body.body.length !== 1 || fn.body.body[0] !== item.node))) return undefined;
  const { call } = item;
  const given = callbackArgument(call, item.shape);
  const args = (call['arguments'] as Node[]).filter((each) => each !== given);
  const callee = call['callee'] as Node;
  const isPlain = callee.type === 'Identifier' || (callee.type === 'MemberExpression' && callee['computed'] !== true && callee['object'].type === 'Identifier');
  return isPlain && args.every(isCalm) && args.every(({ type }) => !/^(Assignment|Update)Expression$/.test(type)) && !f.comments.some((each) => each.start >= fn.start && each.end <= fn.end) ? item : undefined;
}
