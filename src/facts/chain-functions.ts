// Whether a function that returns promise chains may become async: what it returns, what it throws at once, who calls it.
import { isMemberExports } from './exported-names.ts';
import { chainOf, completes, functionAround, isFreeOfThis, isLink, returnsIn } from './chains.ts';
import type { NameUses } from './name-uses.ts';
import { isFunction, keyName, unwrap, walk, type Node } from '../syntax/node.ts';

/** What stands in the way: a reason code, the place, what to say about it. */
export interface Obstacle {
  readonly code: string;
  readonly at: Node;
  readonly to?: string;
}

/** How a function is known to the rest of the program. */
interface Known {
  /** Calls of it that are seen. */
  readonly calls: readonly Node[];
  /** Callers that are not: `public` ones load the module, others got the function handed. */
  readonly unseen: 'public' | 'handed' | undefined;
}

const OTHER_LIBRARIES = /\b(?:require\(|from\s*)\s*['"](?:bluebird|q|when|rsvp|es6-promise|kew|vow)(?:\/[\w/.-]*)?['"]/;

/** @param publicIsGone callers outside of the repository do not count (`--public-api break`) */
export function asyncObstacle(fn: Node, program: Node, names: NameUses, text: string, publicIsGone: boolean): Obstacle | undefined {
  if (fn.generator) return { code: 'generator', at: fn };
  if (fn.kind === 'constructor') return { code: 'constructor', at: fn };
  if (fn.kind === 'get' || fn.kind === 'set') return { code: 'accessor', at: fn };
  let awaitName = false;
  walk(fn, (node) => { if (node.type === 'Identifier' && node.name === 'await') awaitName = true; });
  if (awaitName) return { code: 'await-identifier', at: fn };
  const type: Node | undefined = fn.returnType?.typeAnnotation;
  if (type && !/^Promise\b/.test(text.slice(type.start, type.end))) return { code: 'typed-contract', at: fn, to: 'its return type' };
  const plain = fn.body.type === 'BlockStatement' ? plainReturn(fn, type !== undefined, names) : undefined;
  if (plain) return { code: 'returns-promise', at: plain };
  const known = knownUses(fn, program, names);
  const made = known.calls.find((call) => call.type === 'NewExpression');
  if (made) return { code: 'constructor', at: made };
  const isGone = known.unseen === 'public' && publicIsGone;
  const library = OTHER_LIBRARIES.test(text);
  if (library && known.unseen && !isGone) return { code: 'library-promise', at: fn };
  const special = library ? known.calls.find(usesExtras) : undefined;
  if (special) return { code: 'library-promise', at: special };
  const throwing = fn.params.some((each: Node) => each.type !== 'Identifier') ? fn : firstThrow(fn, names);
  if (!throwing) return undefined;
  if (known.unseen && !isGone) return { code: 'works-at-once', at: fn, to: 'a caller that is not seen' };
  const isSeen = (unseen: Known['unseen']): boolean => unseen === undefined || (unseen === 'public' && publicIsGone);
  const late = known.calls.find((call) => !isWaitedFor(call, (owner) => knownUses(owner, program, names), isSeen, new Set([fn])));
  return late ? { code: 'works-at-once', at: late, to: text.slice(late.start, late.end).replace(/\s+/g, ' ').slice(0, 60) } : undefined;
}

/** The place where the function gives back something else than a promise. */
function plainReturn(fn: Node, typed: boolean, names: NameUses): Node | undefined {
  const plain = returnsIn(fn.body).find(({ argument }) => !argument || (!typed && !isPromise(argument, names)));
  return plain ?? (completes(fn.body) ? fn.body : undefined);
}

/** An expression that is a promise whatever happens. */
function isPromise(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  if (chainOf(node)) return true;
  switch (node.type) {
    case 'ConditionalExpression': return isPromise(node.consequent, names) && isPromise(node.alternate, names);
    case 'ImportExpression': return true;
    case 'NewExpression': return node.callee.type === 'Identifier' && node.callee.name === 'Promise';
    case 'CallExpression': return isPromiseCall(node, names);
    case 'Identifier': {
      const binding = names.bindings.get(node);
      const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator');
      return declared !== undefined && declared.parent.parent.kind === 'const' && declared.parent.id === declared && declared.parent.init !== null && isPromise(declared.parent.init, names);
    }
    default: return false;
  }
}

/** A call that gives a promise and never throws by itself. */
function isPromiseCall(call: Node, names: NameUses): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Import') return true;
  if (callee.type === 'Identifier') {
    const binding = names.bindings.get(callee);
    if (!binding) return callee.name === 'fetch';
    const declared = binding.uses.find(({ parent }) => parent?.type === 'FunctionDeclaration' || parent?.type === 'VariableDeclarator');
    const fn: Node | undefined = declared?.parent.type === 'FunctionDeclaration' ? declared.parent : declared?.parent.parent.kind === 'const' ? unwrap(declared.parent.init ?? callee) : undefined;
    return fn !== undefined && isFunction(fn) && fn.async === true && !fn.generator;
  }
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  const { object, property } = callee;
  if (object.type === 'Identifier' && object.name === 'Promise' && !names.bindings.get(object)) return /^(resolve|reject|all|allSettled|race|any)$/.test(property.name);
  return object.type === 'MemberExpression' && object.object.type === 'Identifier' && object.object.name === 'fs' && object.property.name === 'promises' && property.name !== 'watch';
}

/** Something the function does before it returns that may throw; what handlers do comes later. */
function firstThrow(fn: Node, names: NameUses): Node | undefined {
  let found: Node | undefined;
  walk(fn.body, (node, parent) => {
    if (found) return false;
    if (isFunction(node)) return false;
    if (node.type === 'ThrowStatement') found = node;
    if (node.type === 'CallExpression' && isLink(node)) return true;
    if (node.type === 'CallExpression' && !isPromiseCall(node, names) && !isConsole(node)) found = node;
    if (/^(NewExpression|TaggedTemplateExpression|OptionalCallExpression|UpdateExpression|ClassBody|ObjectPattern|ArrayPattern|SpreadElement|ForOfStatement|AssignmentExpression)$/.test(node.type) && !(node.type === 'NewExpression' && node.callee.name === 'Promise' && node.arguments[0] && isFunction(node.arguments[0]))) found = node;
    if (node.type === 'MemberExpression' && !isStatic(node, parent, names)) found = node;
    if (node.type === 'BinaryExpression' && /^(in|instanceof)$/.test(node.operator)) found = node;
    return true;
  });
  return found;
}

const isConsole = ({ callee }: Node): boolean => isFreeOfThis(unwrap(callee)) && callee.object.name === 'console';

/** The members of calls that were looked at as calls, of `this`, and of modules. */
function isStatic(node: Node, parent: Node | undefined, names: NameUses): boolean {
  if (parent?.type === 'CallExpression' && parent.callee === node && (isLink(parent) || isPromiseCall(parent, names) || isConsole(parent))) return true;
  if (node.computed) return false;
  const object = node.object as Node;
  if (object.type === 'ThisExpression') return true;
  const binding = object.type === 'Identifier' ? names.bindings.get(object) : undefined;
  if (object.type === 'Identifier' && !binding) return /^(process|console|Math|JSON|Object|Promise|fs)$/.test(object.name);
  return binding?.uses.some(({ parent: at }) => /^Import/.test(at?.type ?? '') || (at?.type === 'VariableDeclarator' && at.init?.type === 'CallExpression' && at.init.callee.name === 'require')) === true;
}

/** `.spread(…)` and whatever else only a library's promise has, called on what the call gives. */
function usesExtras(call: Node): boolean {
  const parent = call.parent as Node;
  return parent.type === 'MemberExpression' && parent.object === call && !/^(then|catch|finally)$/.test(parent.property.name ?? '');
}

/** The caller awaits or chains the promise at once, or returns it to one that does. */
function isWaitedFor(call: Node, usesOf: (fn: Node) => Known, isSeen: (unseen: Known['unseen']) => boolean, asked: Set<Node>): boolean {
  const parent = call.parent as Node;
  if (parent.type === 'AwaitExpression') return true;
  if (parent.type === 'MemberExpression' && parent.object === call && parent.parent?.type === 'CallExpression' && isLink(parent.parent)) return true;
  const owner = functionAround(call);
  if (!owner || !(parent.type === 'ReturnStatement' || (parent === owner && owner.body === call))) return false;
  if (owner.async === true || isHandler(owner) || asked.has(owner)) return true;
  asked.add(owner);
  // it passes the promise on: its callers see what is thrown, too
  const { calls, unseen } = usesOf(owner);
  return isSeen(unseen) && calls.every((each) => isWaitedFor(each, usesOf, isSeen, asked));
}

/** The function is a handler of a promise chain, or of a test runner that takes promises and errors alike. */
function isHandler(fn: Node): boolean {
  const parent = fn.parent as Node;
  if (parent?.type !== 'CallExpression' || !parent.arguments.includes(fn)) return false;
  return isLink(parent) || (parent.callee.type === 'Identifier' && /^(it|test|before|after|beforeEach|afterEach|beforeAll|afterAll)$/.test(parent.callee.name) && fn.params.length === 0);
}

function knownUses(fn: Node, program: Node, names: NameUses): Known {
  const parent = fn.parent as Node;
  if (isHandler(fn)) return { calls: [], unseen: undefined };
  if (parent.type === 'CallExpression' && parent.callee === fn) return { calls: [parent], unseen: undefined };
  const declared = fn.type === 'FunctionDeclaration' ? fn.id : parent.type === 'VariableDeclarator' && parent.init === fn && parent.id.type === 'Identifier' ? parent.id : undefined;
  if (declared) return usesOfName(declared, fn, names);
  if (fn.type === 'FunctionDeclaration') return { calls: [], unseen: 'public' };
  if (/Method$/.test(fn.type) || (/^(ObjectProperty|ClassProperty)$/.test(parent.type) && parent.value === fn)) {
    const owner = /Method$/.test(fn.type) ? fn : parent;
    return { calls: callsByName(program, keyName(owner.key, owner.computed === true)), unseen: 'public' };
  }
  if (parent.type === 'AssignmentExpression' && parent.right === fn && parent.left.type === 'MemberExpression') {
    return { calls: callsByName(program, keyName(parent.left.property, parent.left.computed)), unseen: 'public' };
  }
  if (parent.type === 'ExportDefaultDeclaration') return { calls: [], unseen: 'public' };
  // an expression of which nothing is made cannot be called
  return { calls: [], unseen: parent.type === 'ExpressionStatement' || (parent.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern') ? undefined : 'handed' };
}

function usesOfName(declared: Node, fn: Node, names: NameUses): Known {
  const calls: Node[] = [];
  let unseen: Known['unseen'];
  const exported = (at: Node): boolean => /^Export/.test((at.type === 'VariableDeclarator' ? at.parent : at).parent?.type ?? '');
  if (exported(fn.type === 'FunctionDeclaration' ? fn : fn.parent)) unseen = 'public';
  for (const use of names.bindings.get(declared)?.uses ?? []) {
    if (use === declared) continue;
    const parent = use.parent as Node;
    if (/^(CallExpression|NewExpression|OptionalCallExpression)$/.test(parent.type) && parent.callee === use) calls.push(parent);
    else if (/^Export/.test(parent.type) || isMemberExports(parent, use)) unseen ??= 'public';
    // the chain itself calls a handler, and takes what it throws for a rejection
    else if (parent.type === 'CallExpression' && isLink(parent)) continue;
    else unseen = 'handed';
  }
  return { calls, unseen };
}

function callsByName(program: Node, name: string | undefined): Node[] {
  const found: Node[] = [];
  walk(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && keyName(node.callee.property, node.callee.computed) === name) found.push(node);
  });
  return found;
}
