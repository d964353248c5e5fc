// The places where a function may be done without giving a value.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { completes } from '../chains.ts';
import { isReassigned } from './handler-body.ts';

export interface EmptyEnds {
  /** `return;` */
  readonly returns: readonly Node[];
  /** Control may come to the end of the body. */
  readonly end: boolean;
  /** What it returns elsewhere. */
  readonly values: readonly Node[];
}

/** How `fn` may be done. */
export function emptyEnds(fn: Node): EmptyEnds {
  if (fn.body.type !== 'BlockStatement') return { returns: [], end: false, values: [fn.body] };
  const all: Node[] = [];
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement') all.push(node);
    return undefined;
  });
  return { returns: all.filter(({ argument }) => !argument), end: completes(fn.body), values: all.flatMap(({ argument }) => argument ?? []) };
}

/** The name of a parameter that keeps its value; undefined when it has none. */
export function parameterName(fn: Node, index: number): string | undefined {
  const own = (fn.params as Node[])[index];
  return own?.type === 'Identifier' && !isReassigned(fn, own.name) ? own.name : undefined;
}

/** What a chain of calls begins with, and the methods that it calls: `reply.code(1).send()` -> `reply`, code, send. */
export function chainOf(expression: Node): { readonly root: Node; readonly methods: readonly string[] } {
  const methods: string[] = [];
  let node = unwrap(expression);
  while (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') break;
    methods.unshift(callee.property.name);
    node = unwrap(callee.object);
  }
  return { root: node, methods };
}
