// A request of a package that gives a promise: `await rp(options)`, `await promisify(request)(options)`.
import type { HttpClient } from '../../core/http-client.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { usesContext } from '../chains.ts';
import type { NameUses } from '../name-uses.ts';
import { Unfit } from '../unfit.ts';
import { clientCallOf } from './client-calls.ts';
import { checkResponse } from './client-exchange.ts';
import { checkClientOptions, isTrue, type ToldOptions } from './client-options.ts';

export interface ClientPromise {
  readonly call: Node;
  readonly client: HttpClient;
  readonly told: ToldOptions;
  readonly given: readonly Node[];
}

/** @throws Unfit */
export function clientPromiseOf(call: Node, names: NameUses, text: string): ClientPromise {
  const { client, by, verb } = clientCallOf(call, names)!;
  if (by === 'made') throw new Unfit('http-options', call, `those of ${client.specifiers[0]}.${client.factories[0]}()`);
  const given = call['arguments'] as Node[];
  const callback = given.find(isFunction);
  if (callback) throw new Unfit('http-callback-form', callback, 'its callback');
  const told = checkClientOptions({ client, verb, given, names, text, at: call });
  const kind = by === 'promisify' ? 'native' : client.promise!.kind;
  const isWhole = by === 'promisify' || isTrue(told.known.get(client.promise!.whole));
  const result = resultOf(call, kind === 'native');
  if (isWhole) checkWhole(result, new Set(client.members), names, text);
  return { call, client, told, given };
}

/** What becomes the value of the promise. @throws Unfit where more of it is used than a native one has for sure */
function resultOf(call: Node, maybeChained: boolean): Node {
  const parent = call['parent'] as Node;
  if (parent.type === 'AwaitExpression') return parent;
  const isReturned = parent.type === 'ReturnStatement' || (parent.type === 'ArrowFunctionExpression' && parent['body'] === call);
  if (isReturned && functionAround(call)?.['async']) return call;
  const isChained = parent.type === 'MemberExpression' && parent['object'] === call && !parent['computed'] && /^(then|catch)$/.test(parent['property'].name) && parent['parent'].type === 'CallExpression' && parent['parent'].callee === parent;
  if (isChained && maybeChained) return call;
  throw new Unfit('http-request-used', parent, 'it is neither awaited nor returned by an async function');
}

function functionAround(node: Node): Node | undefined {
  let at = node['parent'] as Node | undefined;
  while (at && !isFunction(at)) at = at['parent'];
  return at;
}

/** @throws Unfit where the response is used for more than its answer has */
function checkWhole(result: Node, members: ReadonlySet<string>, names: NameUses, text: string): void {
  const parent = result['parent'] as Node;
  const odd = (): Unfit => new Unfit('http-response-used', result, text.slice(parent.start, parent.end).replace(/\s+/g, ' ').slice(0, 60));
  // `.then((response) => …)`
  const handler = parent.type === 'MemberExpression' && parent['property'].name === 'then' ? (parent['parent'].arguments[0] as Node | undefined) : undefined;
  if (result.type === 'CallExpression' && handler && isFunction(handler) && !(handler.type !== 'ArrowFunctionExpression' && usesContext(handler)) && parent['parent'].arguments.length === 1 && (handler['params'] as Node[]).every(({ type }) => type === 'Identifier')) {
    const [param] = handler['params'] as Node[];
    return checkResponse(param && names.bindings.get(param), members, text);
  }
  if (result.type !== 'AwaitExpression') throw odd();
  if (parent.type === 'ExpressionStatement') return;
  if (parent.type === 'MemberExpression' && parent['object'] === result && !parent['computed'] && members.has(parent['property'].name)) return;
  if (parent.type !== 'VariableDeclarator') throw odd();
  const { id } = parent as Node;
  if (id.type === 'Identifier') return checkResponse(names.bindings.get(id), members, text);
  const isTaken = id.type === 'ObjectPattern' && (id.properties as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && members.has(each['key'].name));
  if (!isTaken) throw odd();
}
