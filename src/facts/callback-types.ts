// The types that TypeScript gives a function with a callback parameter: whether they can follow where it gives a promise.
import type { Flow } from './callback-items.ts';
import { unwrap, type Node } from '../syntax/node.ts';

/** What stands in place of `void` after a function that is awaited; `undefined` where no type is written there. */
export type AwaitedType = { readonly text: string } | undefined;

const typeOf = (node: Node | null | undefined): Node | undefined => (node?.type === 'TSTypeAnnotation' ? (node['typeAnnotation'] as Node) : undefined);

/**
 * Its callback is `(err: …, value: T) => void`, it returns nothing, and no other declaration says its type as well.
 * Whether all that follows fits is the type checker's to say.
 */
export function canRetype(fn: Node): boolean {
  const owner = fn['parent'] as Node;
  const stands = fn.type === 'FunctionDeclaration' ? !isOverloaded(fn) : (fn.type === 'ArrowFunctionExpression' || fn.type === 'FunctionExpression') && owner.type === 'VariableDeclarator' && !owner['id'].typeAnnotation;
  const returned = typeOf(fn['returnType'] as Node | null);
  if (!stands || (fn['returnType'] && returned?.type !== 'TSVoidKeyword')) return false;
  const callback = callbackType(fn);
  if (!callback) return true;
  const params = paramsOf(callback);
  const result = typeOf((callback['typeAnnotation'] ?? callback['returnType']) as Node | null);
  return callback.type === 'TSFunctionType' && params.length >= 1 && params.length <= 2 && params.every(({ type }) => type === 'Identifier') && /^TS(Void|Any|Unknown|Undefined)Keyword$/.test(result?.type ?? '');
}

const callbackType = (fn: Node): Node | undefined => typeOf((fn['params'] as Node[]).at(-1)?.['typeAnnotation'] as Node | null);

const paramsOf = (type: Node): Node[] => (type['parameters'] ?? type['params'] ?? []) as Node[];

/** Signatures without a body that declare the same function. */
function isOverloaded(fn: Node): boolean {
  const holder = fn['parent'].type === 'Program' || fn['parent'].type === 'BlockStatement' ? (fn['parent'] as Node) : (fn['parent'].parent as Node | undefined);
  const siblings = (Array.isArray(holder?.['body']) ? holder['body'] : []) as Node[];
  return siblings.some((each) => [each, each['declaration'] as Node | undefined].some((one) => one?.type === 'TSDeclareFunction' && one['id']?.name === fn['id']?.name));
}

/** What `void` becomes: a promise of what the callback gets. */
export function awaitedType(fn: Node, { settles, steps }: Pick<Flow, 'settles' | 'steps'>, text: string): AwaitedType {
  if (!fn['returnType']) return undefined;
  const callback = callbackType(fn);
  const [, value] = callback ? paramsOf(callback) : [];
  const gives = settles.some((settle) => settle.value !== undefined) || steps.some(({ callback: own, shape }) => !own && shape.values !== 0);
  if (!callback) return { text: gives ? 'Promise<any>' : 'Promise<void>' };
  const type = typeOf(value?.['typeAnnotation'] as Node | null);
  if (!gives || !value) return { text: 'Promise<void>' };
  const given = type ? text.slice(type.start, type.end) : 'any';
  // a value that may be left out, and is on some path
  const missing = value['optional'] === true && settles.some((settle) => settle.state !== 'error' && (!settle.value || unwrap(settle.value)['name'] === 'undefined'));
  return { text: `Promise<${missing ? `${given} | undefined` : given}>` };
}
