// Forms of asynchronous code that work and that linters who know types call a smell; of interest where a migration brought them.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { PromiseKinds } from './promise-kinds.ts';
import { returnedBy } from './promise-kinds.ts';
import type { Sighting } from './promises.ts';
import { isCall, memberName, pathOf, type FileView, type Tree } from './tree.ts';

/** Every smell in the files that `kinds` looks at. */
export function smells(tree: Tree, kinds: PromiseKinds): Sighting[] {
  const found: Sighting[] = [];
  for (const file of kinds.files) {
    for (const node of file.nodes) {
      if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Promise' && !file.bindings.of(node.callee)) {
        const smell = constructedPromise(node, file, kinds);
        if (smell) found.push({ ...smell, level: 'review', file, node });
      }
      if (node.type === 'AwaitExpression' && isPlainCall(node.argument, file, tree, kinds)) {
        found.push({ code: 'needless-await', level: 'review', file, node: unwrap(node.argument), message: `${pathOf(unwrap(node.argument).callee).replace(/\?/g, '…')}() is awaited and returns no promise` });
      }
    }
  }
  return found;
}

/** `new Promise(…)` around what is a promise already, or has a twin that gives one. */
function constructedPromise({ arguments: [executor] }: Node, file: FileView, kinds: PromiseKinds): Pick<Sighting, 'code' | 'message'> | undefined {
  if (!executor || !isFunction(executor)) return undefined;
  const [resolve, reject] = (executor.params as Node[]).map((param) => (param.type === 'Identifier' ? (param.name as string) : undefined));
  if (resolve === undefined) return undefined;
  const isCallOf = (node: Node, name: string | undefined): boolean => isCall(node) && node.callee.type === 'Identifier' && node.callee.name === name;
  let smell: Pick<Sighting, 'code' | 'message'> | undefined;
  walk(executor.body, (node) => {
    if (!isCall(node)) return;
    if (memberName(node.callee) === 'then' && node.arguments.some((one: Node) => one.type === 'Identifier' && one.name === resolve)) smell ??= { code: 'promise-constructor', message: 'a promise is made around another one' };
    if (isCallOf(node, resolve) && node.arguments[0] && kinds.of(node.arguments[0], file) !== 0) smell ??= { code: 'promise-constructor', message: 'a promise is made around another one' };
    const callback = node.arguments.at(-1);
    if (callback && isFunction(callback) && reject !== undefined && settlesOnly(callback, (one) => isCallOf(one, resolve), (one) => isCallOf(one, reject))) smell ??= { code: 'hand-made-promisify', message: `a promise is made around ${pathOf(node.callee).replace(/\?/g, '…')}(), which util.promisify or its own twin does` };
  });
  const only = executor.body.type === 'BlockStatement' && executor.body.body.length === 1 ? executor.body.body[0].expression : executor.body;
  if (!smell && only && isCallOf(only, resolve)) return { code: 'promise-constructor', message: 'a promise is made of a value that is there: Promise.resolve does that' };
  return smell;
}

/** `(error, data) => error ? reject(error) : resolve(data)`, in whatever form: nothing but settling happens. */
function settlesOnly(callback: Node, isResolve: (node: Node) => boolean, isReject: (node: Node) => boolean): boolean {
  const [error, value] = callback.params as Node[];
  if (error?.type !== 'Identifier' || callback.params.length > 2) return false;
  let rejects = false;
  let resolves = false;
  let others = false;
  walk(callback.body, (node) => {
    if (isFunction(node)) others = true;
    if (!isCall(node)) return;
    if (isReject(node) && node.arguments[0]?.name === error.name) rejects = true;
    else if (isResolve(node) && (node.arguments.length === 0 || (value !== undefined && node.arguments[0].name === value.name))) resolves = true;
    else others = true;
  });
  return rejects && resolves && !others;
}

/** A call of functions of the program that are not async and answer what is certainly no promise. */
function isPlainCall(awaited: Node, file: FileView, tree: Tree, kinds: PromiseKinds): boolean {
  const node = unwrap(awaited);
  if (!isCall(node) || kinds.of(node, file) !== 0) return false;
  const site = file.siteAt(node);
  if (!site || site.targets.size === 0 || site.externals.size > 0) return false;
  return [...site.targets].every((id) => {
    const found = tree.nodeOf(tree.linked.fns[id]!);
    return found !== undefined && !found.node.async && !found.node.generator && returnedBy(found.node).every((value) => isPlain(value));
  });
}

/** An expression that is no promise whatever happens. */
function isPlain(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'ConditionalExpression') return isPlain(node.consequent) && isPlain(node.alternate);
  return /^(?:\w*Literal|ObjectExpression|ArrayExpression|BinaryExpression|UnaryExpression|UpdateExpression|ArrowFunctionExpression|FunctionExpression|ClassExpression)$/.test(node.type);
}
