// Calls that can be written down twice, and calls that stand where a comparison says what their callee is not.
import { eachChild, isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';

/** Arguments longer than this are not worth repeating. */
const LONGEST = 200;

/** Names of the properties read by a chain that begins with a name or `this`; undefined for anything that may do more than read. */
function chainNames(node: Node): string[] | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier' || inner.type === 'ThisExpression') return [];
  const name = inner.type === 'MemberExpression' ? keyName(inner.property, inner.computed) : undefined;
  const before = name === undefined ? undefined : chainNames(inner.object);
  return before && [...before, name!];
}

/** Evaluating it leaves variables as they are and defines nothing. Calls are looked at by whoever knows what they call. */
function isPlain(node: Node): boolean {
  if (isFunction(node) || /^(AssignmentExpression|UpdateExpression|YieldExpression|ClassExpression|TaggedTemplateExpression|AwaitExpression)$|^JSX/.test(node.type)) return false;
  if (node.type === 'UnaryExpression' && node.operator === 'delete') return false;
  let plain = true;
  eachChild(node, (child) => { plain &&= isPlain(child); });
  return plain;
}

/** Names of the properties that the callee of `call` reads, when the call may be written down twice. */
export function rereadsOf(call: Node): readonly string[] | undefined {
  const args: Node[] = call.arguments ?? [];
  if (call.type !== 'CallExpression' || call.end - call.callee.end > LONGEST || !args.every(isPlain)) return undefined;
  return chainNames(call.callee);
}

/** `test` compares something with what `text` says. */
const compares = (test: Node, texts: readonly string[], source: string): boolean =>
  test.type === 'BinaryExpression' && test.operator === '===' && texts.includes(source.slice(test.left.start, test.left.end));

/** `call` is what happens when the callee, or the object it is read off, is not the same as something else. */
export function isOtherwise(call: Node, source: string): boolean {
  let node = call;
  while (node.parent && /^(ParenthesizedExpression|AwaitExpression|ExpressionStatement|TS\w+Expression)$/.test(node.parent.type)) node = node.parent;
  const { parent } = node;
  if (!parent || !/^(ConditionalExpression|IfStatement)$/.test(parent.type) || parent.alternate !== node) return false;
  const callee = unwrap(call.callee);
  const texts = [callee, callee.object as Node | undefined].flatMap((part) => (part ? [source.slice(part.start, part.end)] : []));
  return compares(parent.test, texts, source);
}
