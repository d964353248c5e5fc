// Error-first calls at the top level of a module: statements that start something, while the module goes on.
import type { CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import { callbackArgument } from './callback-argument.ts';
import { functionAround } from './chains.ts';
import { unwrap, walk, type Node } from '../syntax/node.ts';

/** Statements that let control through as it is. */
const AROUND = /^(Program|BlockStatement|IfStatement|ExpressionStatement|LabeledStatement|SwitchStatement|SwitchCase|For(In|Of)?Statement|(Do)?WhileStatement)$/;

/** Functions that take what is at hand, and throw nothing then. */
const PLAIN = /^(path\.(join|resolve|dirname|basename|extname)|String|require\.resolve)$/;

/** The statements of a module's top level that are such a call, each with what it is alone. */
export function moduleStatements(program: Node, shapeOf: (call: Span) => CallbackShape | undefined, text: string): Node[] {
  const found: Node[] = [];
  walk(program, (node) => {
    if (node.type !== 'ExpressionStatement') return;
    const call = unwrap(node.expression);
    const shape = call.type === 'CallExpression' && functionAround(node) === undefined ? shapeOf(call) : undefined;
    if (shape && !shape.aside && standsFree(node) && (isLastStatement(node, program) || startsSafely(call, callbackArgument(call, shape), text))) found.push(node);
  });
  return found;
}

/** Nothing of the module comes after it. */
export const isLastStatement = (statement: Node, program: Node): boolean => (program['body'] as Node[]).at(-1) === statement;

function standsFree(statement: Node): boolean {
  for (let at: Node | undefined = statement; at; at = at['parent'] as Node | undefined) {
    if (at.type === 'Program') return true;
    if (!AROUND.test(at.type)) return false;
  }
  return false;
}

/** What it is given is there already: were something thrown, the rest of the module would run all the same. */
function startsSafely(call: Node, callback: Node, text: string): boolean {
  let safe = true;
  for (const argument of call['arguments'] as Node[]) {
    if (argument === callback) continue;
    walk(argument, (node) => {
      const callee = node['callee'] as Node | undefined;
      if (/^(New|TaggedTemplate|Await|Yield)Expression$/.test(node.type) || (callee && !PLAIN.test(text.slice(callee.start, callee.end)))) safe = false;
      return !/Function/.test(node.type);
    });
  }
  return safe;
}
