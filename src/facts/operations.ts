// The operations of a file that wait for something outside of the program: which call is of which API, by the imports of the file.
import { deadlineFunction } from '../apis/deadlines/index.ts';
import type { DeadlineFunction } from '../core/deadlines.ts';
import { eachChild, isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { originOf } from './origins-of-names.ts';

/** One call, or a promise around an http request, that waits for something outside. */
export interface Operation {
  readonly node: Node;
  /** In words a person knows: `fetch`, `fs.promises.readFile`. */
  readonly name: string;
  /** What its value is set by: a class, or `function:<name>`. */
  readonly key: string;
  readonly form: DeadlineFunction;
}

export interface OperationSources {
  readonly names: NameUses;
  /** Functions that the user named: `loadUser`, `db.load`. */
  readonly named: readonly string[];
  /** The runtime function of unblock that a function declaration of the file is. */
  readonly runtime: (local: string) => string | undefined;
  /** The function at a member path of a module; those of the deadlines when left out. */
  readonly functions?: (specifier: string, path: string) => DeadlineFunction | undefined;
}

const REQUEST = /^(?:get|request)$/;
const SOCKET = /^(?:connect|createConnection|Socket|TLSSocket)$/;

/** All of them, in source order. */
export function operationsOf(program: Node, sources: OperationSources): Operation[] {
  const found: Operation[] = [];
  walk(program, (node) => {
    // what unblock generated has its own ends
    if (node.type === 'FunctionDeclaration' && node['id'] && sources.runtime(node['id'].name) !== undefined) return false;
    const operation = node.type === 'CallExpression' ? ofCall(node, sources) : node.type === 'NewExpression' ? ofPromise(node, sources.names) : undefined;
    if (operation) found.push(operation);
    return true;
  });
  return found;
}

function ofCall(node: Node, { names, named, runtime, functions = deadlineFunction }: OperationSources): Operation | undefined {
  const callee = unwrap(node.callee);
  const path = pathOf(callee);
  const asked = path === undefined ? undefined : named.find((name) => path === name || path.endsWith(`.${name}`));
  if (asked !== undefined) return { node, name: path!, key: `function:${asked}`, form: { of: 'http', by: 'race' } };
  const is = (name: string, form: DeadlineFunction | undefined): Operation | undefined => form && { node, name, key: form.of, form };
  const own = callee.type === 'Identifier' ? runtime(callee.name) : undefined;
  if (own !== undefined) return is(own, functions('(generated)', own));
  const global = globalName(callee, names);
  if (global !== undefined) return is(global, functions('(global)', global));
  const origin = apiOf(callee, names);
  const form = origin && functions(origin.specifier, origin.path);
  if (!form) return undefined;
  const name = `${origin.specifier.replace(/^node:/, '')}.${origin.path}`;
  return form.of === 'events' && isSocket(node.arguments[0], names) ? { node, name, key: 'net', form } : is(name, form);
}

/** `new Promise((resolve, reject) => { https.get(…) })` */
function ofPromise(node: Node, names: NameUses): Operation | undefined {
  const [executor] = node['arguments'] as Node[];
  if (node['callee'].type !== 'Identifier' || node['callee'].name !== 'Promise' || names.bindings.get(node['callee']) || !executor || !isFunction(executor)) return undefined;
  let api: string | undefined;
  const visit = (inner: Node): void => {
    if (isFunction(inner) || api !== undefined) return;
    const origin = inner.type === 'CallExpression' ? originOf(inner['callee'], names) : undefined;
    if (origin && /^(?:node:)?https?$/.test(origin.specifier) && REQUEST.test(origin.path)) api = `${origin.specifier.replace('node:', '')}.${origin.path}`;
    eachChild(inner, visit);
  };
  visit(executor['body']);
  return api === undefined ? undefined : { node, name: api, key: 'http', form: { of: 'http', by: 'race' } };
}

/** A callee as a path of a package, `promisify` and constructors seen through. */
function apiOf(callee: Node, names: NameUses): { readonly specifier: string; readonly path: string } | undefined {
  const direct = originOf(callee, names);
  if (direct) return direct;
  const value = valueOf(callee, names);
  if (value?.type === 'CallExpression' && isPromisify(value['callee'], names) && value['arguments'].length === 1) {
    const of = originOf(value['arguments'][0], names);
    return of && { specifier: of.specifier, path: `promisify(${of.path})` };
  }
  if (callee.type !== 'MemberExpression' || callee['computed']) return undefined;
  const receiver = valueOf(callee['object'], names);
  const made = receiver?.type === 'AwaitExpression' ? unwrap(receiver['argument']) : receiver;
  if (made?.type !== 'NewExpression' && made?.type !== 'CallExpression') return undefined;
  const of = originOf(made['callee'], names);
  return of && { specifier: of.specifier, path: `${of.path}().${callee['property'].name}` };
}

function isPromisify(callee: Node, names: NameUses): boolean {
  const origin = originOf(callee, names);
  return origin !== undefined && /^(?:node:)?util$/.test(origin.specifier) && origin.path === 'promisify';
}

/** What an expression is, where a variable that is never given another value is what it was declared with. */
export function valueOf(expression: Node, names: NameUses): Node | undefined {
  const node = unwrap(expression);
  if (node.type !== 'Identifier') return node;
  const binding = names.bindings.get(node);
  const declared = binding && declarationOf(binding);
  return declared?.['init'] ? unwrap(declared['init']) : undefined;
}

/** The declaration of a variable that is never given another value. */
export function declarationOf({ uses }: Binding): Node | undefined {
  if (uses.some(isAssigned)) return undefined;
  return uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === uses[i]);
}

const isSocket = (expression: Node | undefined, names: NameUses): boolean => {
  const value = expression && valueOf(expression, names);
  const origin = value && (value.type === 'CallExpression' || value.type === 'NewExpression') ? originOf(value['callee'], names) : undefined;
  return origin !== undefined && /^(?:node:)?(?:net|tls)$/.test(origin.specifier) && SOCKET.test(origin.path);
};

/** `fetch`, `globalThis.fetch` */
function globalName(callee: Node, names: NameUses): string | undefined {
  if (callee.type === 'Identifier') return names.bindings.get(callee) ? undefined : callee['name'];
  const isGlobal = callee.type === 'MemberExpression' && !callee['computed'] && callee['object'].type === 'Identifier' && /^(?:globalThis|global)$/.test(callee['object'].name);
  return isGlobal && !names.bindings.get(callee['object']) ? callee['property'].name : undefined;
}

/** `db.load`, `this.load` */
function pathOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return node['name'];
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression' || node['computed']) return undefined;
  const object = pathOf(unwrap(node['object']));
  return `${object ?? '()'}.${node['property'].name}`;
}
