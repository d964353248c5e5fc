// Checks on functions that are async: who constructs them, which callers use their result at once, what the language calls itself.
import { isBounding } from '../../apis/limiters.ts';
import { isControlFlow } from '../../apis/error-first/index.ts';
import { isFunction, keyName, unwrap, type Node } from '../../syntax/node.ts';
import type { Fn } from '../../resolve/linked.ts';
import type { PromiseKinds } from './promise-kinds.ts';
import { PROMISE } from './promise-kinds.ts';
import type { Misuse } from './promise-uses.ts';
import type { Sighting } from './promises.ts';
import { isCall, memberName, pathOf, type FileView, type Tree } from './tree.ts';

/** Methods that use what their callback returns at once, or drop it. */
const AT_ONCE = new Set(['forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'sort', 'toSorted', 'reduce', 'reduceRight', 'replace', 'replaceAll']);
/** Methods that the language calls. */
const IMPLICIT = /^(?:toString|valueOf|toJSON|Symbol\.(?:iterator|toPrimitive|hasInstance))$/;

/** Sightings about async functions and functions that return promises, in the files that `kinds` looks at. */
export function misusedFunctions(tree: Tree, kinds: PromiseKinds): Sighting[] {
  const found: Sighting[] = [];
  for (const file of kinds.files) {
    const say = (node: Node, misuse: Misuse | undefined): void => {
      if (misuse) found.push({ ...misuse, file, node });
    };
    for (const node of file.nodes) {
      if (node.type === 'NewExpression') say(node, constructed(node, file, tree, kinds));
      if (isCall(node) || node.type === 'NewExpression') for (const [index, argument] of node.arguments.entries()) say(argument, callback(node, argument, index, file, kinds));
      if (node.type === 'AssignmentExpression') say(node, prototypeOf(node, file, kinds));
      if ((node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node.superClass && isAsyncName(node.superClass, file, kinds)) say(node, { code: 'async-constructor', level: 'fault', message: 'a class extends an async function' });
      if (isFunction(node) && node.async && !node.generator) say(node, implicit(node));
      if (node.type === 'Identifier' && node.name === 'await' && isCall(node.parent) && node.parent.callee === node && !file.bindings.of(node)) {
        say(node.parent, { code: 'stray-await', level: 'fault', message: 'await stands in a function that is not async: it is the name of a function that does not exist' });
      }
    }
  }
  return found;
}

function constructed(node: Node, file: FileView, tree: Tree, kinds: PromiseKinds): Misuse | undefined {
  const targets = [...(file.siteAt(node)?.targets ?? [])].map((id) => tree.linked.fns[id]!);
  return targets.some((fn) => isAsync(fn, kinds)) ? { code: 'async-constructor', level: 'fault', message: `${pathOf(node.callee)} is async and is called with new, which throws` } : undefined;
}

const isAsyncName = (node: Node, file: FileView, kinds: PromiseKinds): boolean => kinds.functionsIn(node, file).some((fn) => isAsync(fn, kinds));

/** Async, and not one of those that `kinds` is to know nothing of. */
const isAsync = (fn: Fn, kinds: PromiseKinds): boolean => fn.fact.isAsync && (kinds.ofResult(fn) & PROMISE) !== 0;

/** `Store.prototype.load = …` of an async function, which has no prototype. */
function prototypeOf({ left }: Node, file: FileView, kinds: PromiseKinds): Misuse | undefined {
  const object = left.type === 'MemberExpression' ? left.object : undefined;
  const owner = object && memberName(object) === 'prototype' ? object.object : memberName(left) === 'prototype' ? object : undefined;
  return owner && isAsyncName(owner, file, kinds) ? { code: 'async-constructor', level: 'fault', message: `${pathOf(owner)} is async: it has no prototype` } : undefined;
}

function implicit(node: Node): Misuse | undefined {
  const key = node.key ?? (node.parent?.type === 'ObjectProperty' && node.parent.value === node ? node.parent.key : undefined);
  const computed = node.key ? node.computed : node.parent?.computed;
  const name = key && (keyName(key, computed === true) ?? pathOf(key));
  return name && IMPLICIT.test(name) ? { code: 'implicit-call', level: 'fault', message: `${name} is async, and the language uses its result at once` } : undefined;
}

function callback(call: Node, argument: Node, index: number, file: FileView, kinds: PromiseKinds): Misuse | undefined {
  const functions = kinds.functionsIn(argument, file);
  const isAsync = functions.some((fn) => (kinds.ofResult(fn) & PROMISE) !== 0);
  if (!isAsync) return undefined;
  const path = pathOf(call.callee);
  const name = memberName(call.callee);
  const site = file.siteAt(call);
  const fault = (message: string): Misuse => ({ code: 'async-callback', level: 'fault', message });
  if (call.type === 'NewExpression' && path === 'Promise') return fault('the executor of a promise is async: when it fails, nobody learns of it');
  if (site && (site.targets.size > 0 || [...site.externals].some((external) => isControlFlow(external) || isBounding(external)))) return undefined;
  const hosts = (site?.hosts ?? []).filter((host) => host.argument === index);
  if (name !== undefined && AT_ONCE.has(name) && path !== 'Promise.all' && isCallbackPlace(name, index)) return fault(`.${name}() does not wait for its callback`);
  for (const { host } of hosts) {
    if (host === 'suite') return fault('a test runner does not wait for the body of a suite');
    if (host === 'throws' && !/(?:rejects|doesNotReject|Async)$/i.test(path)) return fault(`${path}() does not see a rejection`);
    if (host === 'expect' && isThrown(call)) return fault('toThrow does not see a rejection');
    if (host === 'sort' || host === 'replace') return fault(`${path}() uses the result of its callback at once`);
  }
  if (/^process\.(?:on|once|addListener)$/.test(path) && call.arguments[0]?.value === 'exit') return fault("nothing asynchronous runs after 'exit'");
  if (hosts.length > 0 || WAITING.test(path) || name === 'then' || name === 'catch' || name === 'finally' || name === 'map' || name === 'flatMap' || name === 'from') return undefined;
  return { code: 'async-callback', level: 'review', message: `an async function is handed to ${path.replace(/\?/g, '…')}(), which may not wait for it` };
}

/** Callees that wait, or that never look at what comes back. */
const WAITING = /^(?:(?:\w+(?:\(\))?\.)*(?:it|test|skip|only|before|after|beforeEach|afterEach|beforeAll|afterAll|teardown|setup|rejects|doesNotReject|throwsAsync|action|command|callFake|callsFake|mockImplementation(?:Once)?)|(?:jest|vi)\.fn|(?:\w+\.)*mock\.(?:method|fn)|(?:sinon|sandbox)\.(?:fake|replace|spy)|setTimeout|setImmediate|settled|callbackify|(?:util\.)?callbackify)$/;

const isCallbackPlace = (name: string, index: number): boolean => (name.startsWith('replace') ? index === 1 : index === 0);

/** `expect(f).to.throw()`, unless it is told to wait. */
function isThrown(call: Node): boolean {
  const names: string[] = [];
  let at: Node | undefined = call.parent;
  for (; at && (at.type === 'MemberExpression' || isCall(at)); at = at.parent) if (at.type === 'MemberExpression' && !at.computed) names.push(unwrap(at.property).name);
  return names.some((name) => /^(?:throws?|toThrow\w*)$/.test(name)) && !names.some((name) => /^(?:rejects|resolves|eventually)$/.test(name));
}
