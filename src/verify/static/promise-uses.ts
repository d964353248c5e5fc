// What becomes of a promise where it stands: awaited, handed on, or taken for the value that it will only hold later.
import type { CheckCode, FindingLevel } from '../../core/finding.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { PROMISE, PROMISES } from './promise-kinds.ts';
import { isCall, isMember, memberName, ownerOf, pathOf, type FileView } from './tree.ts';

/** What is wrong with a use. */
export interface Misuse {
  readonly code: CheckCode;
  readonly level: FindingLevel;
  readonly message: string;
}

/** Calls that take promises for what they are. */
const WAITS = /^(?:Promise\.\w+|(?:\w+\.)?(?:rejects|doesNotReject|resolves|throwsAsync|notThrowsAsync|isPromise|callbackify|waitUntil|settled)|expect|expectAsync|chai\.expect|should|assert\.(?:isFulfilled|isRejected|eventually\.\w+))$/;
const GATHERS = /^Promise\.(?:all|allSettled|any|race)$/;
const ARRAY_OWN = new Set(['length', 'push', 'unshift', 'concat', 'slice', 'pop', 'shift', 'at', 'reverse', 'flat', 'fill', 'entries', 'values', 'keys', 'filter']);

const fault = (code: CheckCode, message: string): Misuse => ({ code, level: 'fault', message });
const review = (code: CheckCode, message: string): Misuse => ({ code, level: 'review', message });

/** Judges one expression whose value is of `kinds` (never 0); undefined when nothing is wrong. */
export function misuseOf(expression: Node, kinds: number, file: FileView): Misuse | undefined {
  let at = expression;
  for (;;) {
    const parent = at.parent as Node;
    if (isTransparent(parent, at)) at = parent;
    else if (parent.type === 'SequenceExpression' && parent.expressions.at(-1) !== at) return floating(expression, kinds, file);
    else return kinds & PROMISE ? ofPromise(at, parent, expression, kinds, file) : ofPromises(at, parent, expression, file);
  }
}

/** Wrappers whose value is that of `inner`. */
export function isTransparent(node: Node, inner: Node): boolean {
  switch (node.type) {
    case 'ParenthesizedExpression': case 'TSAsExpression': case 'TSTypeAssertion': case 'TSNonNullExpression': case 'TSSatisfiesExpression': case 'TypeCastExpression': return true;
    case 'ConditionalExpression': return node.test !== inner;
    case 'LogicalExpression': return node.right === inner;
    case 'SequenceExpression': return node.expressions.at(-1) === inner;
    default: return false;
  }
}

const OPERATORS = /^(?:BinaryExpression|UnaryExpression|UpdateExpression|TemplateLiteral|ThrowStatement|SwitchStatement|SwitchCase|JSXExpressionContainer|ForInStatement)$/;
const TESTS = /^(?:IfStatement|WhileStatement|DoWhileStatement|ForStatement|ConditionalExpression|LogicalExpression)$/;

function ofPromise(at: Node, parent: Node, expression: Node, kinds: number, file: FileView): Misuse | undefined {
  switch (parent.type) {
    case 'AwaitExpression': return undefined;
    case 'ExpressionStatement': return floating(expression, kinds, file);
    case 'ReturnStatement': case 'ArrowFunctionExpression': return isFunction(parent) && parent.body !== at ? stored(parent) : returned(parent);
    case 'VariableDeclarator': return declared(parent, file);
    case 'AssignmentExpression': return assigned(at, parent, file);
    case 'SpreadElement': return fault('promise-as-value', 'a promise is spread');
    case 'ForOfStatement': return parent.await || parent.right !== at ? undefined : fault('promise-as-value', 'a loop goes over a promise');
    case 'ArrayExpression': return undefined;
    case 'ExportDefaultDeclaration': return fault('exported-promise', 'the module exports a promise');
    case 'UnaryExpression': if (parent.operator === 'void') return floating(expression, kinds, file); break;
    case 'BinaryExpression': if (parent.operator === 'instanceof') return undefined; break;
  }
  if (isMember(parent)) return ofMember(at, parent);
  if (isCall(parent) || parent.type === 'NewExpression' || parent.type === 'TaggedTemplateExpression') return argument(at, parent, file);
  if (TESTS.test(parent.type)) return fault('promise-as-value', 'a promise is taken for a condition: it is always true');
  if (OPERATORS.test(parent.type)) return fault('promise-as-value', parent.type === 'TemplateLiteral' ? 'a promise is put into a text' : 'an operator is applied to a promise');
  return stored(parent);
}

function ofMember(at: Node, parent: Node): Misuse | undefined {
  if (parent.object !== at) return fault('promise-as-value', 'a promise is used as the name of a property');
  const name = memberName(parent);
  if (name === 'then' || name === 'catch' || name === 'finally') return undefined;
  return fault('promise-as-value', `.${name ?? '[…]'} is read from a promise`);
}

function ofPromises(at: Node, parent: Node, expression: Node, file: FileView): Misuse | undefined {
  const bad = (what: string): Misuse => fault('promises-not-gathered', `${what}: Promise.all is missing`);
  switch (parent.type) {
    case 'AwaitExpression': return bad('an array of promises is awaited, which waits for none of them');
    case 'ExpressionStatement': return floating(expression, PROMISES, file);
    case 'ForOfStatement': case 'ArrayExpression': return undefined;
    case 'SpreadElement': return parent.parent?.type === 'ArrayExpression' || (isCall(parent.parent) && ARRAY_OWN.has(memberName(parent.parent.callee) ?? '')) ? undefined : bad('an array of promises is spread');
    case 'VariableDeclarator': return declared(parent, file);
    case 'AssignmentExpression': return parent.right === at ? assigned(at, parent, file) : undefined;
    case 'ReturnStatement': return ownerOf(at)?.async ? bad('an async function returns an array of promises') : undefined;
    case 'ArrowFunctionExpression': return parent.body === at && parent.async ? bad('an async function returns an array of promises') : undefined;
    case 'ExportDefaultDeclaration': return fault('exported-promise', 'the module exports promises');
  }
  if (isMember(parent)) return parent.object !== at || parent.computed || ARRAY_OWN.has(memberName(parent) ?? '') ? undefined : bad(`.${memberName(parent) ?? '[…]'} of an array of promises is used`);
  if (isCall(parent) || parent.type === 'NewExpression') {
    if (GATHERS.test(pathOf(parent.callee)) || hasOwnTarget(parent, file)) return undefined;
    return bad('an array of promises is handed on');
  }
  return bad('an array of promises is used as a value');
}

/** Nobody waits for it: neither its result nor its failure reaches anyone. */
function floating(expression: Node, kinds: number, file: FileView): Misuse | undefined {
  const name = isCall(expression) ? memberName(expression.callee) : undefined;
  if (isCall(expression) && (name === 'catch' || (name === 'then' && expression.arguments.length > 1))) return undefined;
  if (expression.type === 'Identifier' || expression.type === 'AssignmentExpression') return undefined;
  const what = isCall(expression) ? `${pathOf(expression.callee).replace(/\?/g, '…')}()` : 'a promise';
  return fault('floating-promise', kinds & PROMISE ? `nobody waits for ${what}` : `nobody waits for the promises of ${what}, and file ${file.source.id} goes on`);
}

/** A function answers a promise. In an async one that is the same as awaiting it, but not inside of try. */
function returned(parent: Node): Misuse | undefined {
  if (parent.type !== 'ReturnStatement') return undefined;
  const owner = ownerOf(parent);
  if (!owner?.async) return undefined;
  for (let at = parent; at.parent && at.parent !== owner; at = at.parent) {
    const outer = at.parent as Node;
    if (outer.type === 'TryStatement' && ((outer.block === at && (outer.handler || outer.finalizer)) || (outer.handler === at && outer.finalizer))) {
      return fault('promise-in-try', 'a promise is returned out of a try block without await: catch and finally do not see how it ends');
    }
  }
  return undefined;
}

function declared(parent: Node, file: FileView): Misuse | undefined {
  if (parent.id.type === 'ObjectPattern') return fault('promise-as-value', 'properties are taken out of a promise');
  if (parent.id.type === 'ArrayPattern') return fault('promise-as-value', 'elements are taken out of a promise');
  if (parent.parent?.parent?.type === 'ExportNamedDeclaration') return fault('exported-promise', `the module exports a promise as ${parent.id.name}`);
  return unread(parent.id, file);
}

function unread(identifier: Node, file: FileView): Misuse | undefined {
  const binding = file.bindings.of(identifier);
  return binding && binding.uses.length === 0 ? fault('floating-promise', `nobody waits for the promise in ${identifier.name}`) : undefined;
}

function assigned(at: Node, parent: Node, file: FileView): Misuse | undefined {
  const { left, operator } = parent;
  if (parent.right !== at) return fault('promise-as-value', 'a promise is part of an assignment with an operator');
  if (!['=', '||=', '&&=', '??='].includes(operator)) return fault('promise-as-value', 'an operator is applied to a promise');
  if (/Pattern$/.test(left.type)) return fault('promise-as-value', 'properties are taken out of a promise');
  if (left.type === 'Identifier' && left.name !== 'exports') return file.bindings.of(left) ? unread(left, file) : stored(parent);
  if (/^(?:module\.)?exports(?:\.|$)/.test(pathOf(left))) return fault('exported-promise', `the module exports a promise as ${pathOf(left)}`);
  return stored(parent);
}

const stored = (parent: Node): Misuse => {
  if (parent.type === 'AssignmentExpression') return fault('promise-stored', `a promise is stored in ${pathOf(parent.left)}`);
  if (parent.type === 'ObjectProperty') return fault('promise-stored', 'a promise becomes a property of an object');
  if (parent.type === 'ClassProperty' || parent.type === 'ClassPrivateProperty') return fault('promise-stored', 'a promise becomes a field of a class');
  if (parent.type === 'AssignmentPattern') return fault('promise-stored', 'a promise is the default of a parameter');
  return review('promise-stored', `a promise is used in a way that is not understood (${parent.type})`);
};

function argument(at: Node, call: Node, file: FileView): Misuse | undefined {
  if (call.callee === at || call.tag === at) return fault('promise-as-value', 'a promise is called');
  if (WAITS.test(pathOf(call.callee)) || isSettler(call.callee, file)) return undefined;
  const name = memberName(call.callee);
  if (name === 'push' || name === 'unshift' || name === 'add' || name === 'set') {
    return call.callee.object.type === 'Identifier' && name !== 'add' && name !== 'set' ? undefined : review('promise-stored', `a promise is kept in ${pathOf(call.callee.object)}`);
  }
  if (hasOwnTarget(call, file)) return undefined;
  return fault('promise-as-argument', `a promise is handed to ${pathOf(call.callee).replace(/\?/g, '…')}() in place of a value`);
}

/** What the promise does there is seen inside the function that is called. */
const hasOwnTarget = (call: Node, file: FileView): boolean => (file.siteAt(call)?.targets.size ?? 0) > 0;

/** `resolve` of `new Promise((resolve, reject) => …)` */
function isSettler(callee: Node, file: FileView): boolean {
  if (callee.type !== 'Identifier') return false;
  const parameter = file.bindings.of(callee)?.parameter;
  const executor = parameter?.of;
  return executor?.parent?.type === 'NewExpression' && executor.parent.callee.name === 'Promise' && parameter!.index === 0;
}
