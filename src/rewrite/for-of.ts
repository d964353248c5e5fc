// `list.forEach(function (x) { … })` as a statement -> `for (const x of list) { … }`, where the two do the same.
import type { Edit } from '../core/edit.ts';
import { patternNames } from '../facts/scope.ts';
import { eachChild, isFunction, keyName, unwrap, walk, type Node } from '../syntax/node.ts';
import { prefixOrder } from './await-text.ts';

/** What the loop needs to know of its file. */
interface File {
  readonly text: string;
  readonly program: Node;
  readonly comments: readonly Node[];
}

/** Array methods that look only: nobody gets hold of the array by one of them. */
const LOOKS = new Set(['forEach', 'map', 'filter', 'some', 'every', 'find', 'findIndex', 'indexOf', 'includes', 'join', 'slice', 'length', 'reduce']);

const isMember = (node: Node | undefined): node is Node => node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';

/** An expression that makes an array without holes which nobody else knows. */
function isFresh(node: Node): boolean {
  const value = unwrap(node);
  if (value.type === 'ArrayExpression') return value.elements.every((element: Node | null) => element !== null);
  if (value.type !== 'CallExpression') return false;
  const callee = unwrap(value.callee);
  if (callee.type === 'Identifier') return callee.name === 'readdirSync';
  if (!isMember(callee)) return false;
  const method = keyName(callee.property, callee.computed) ?? '';
  if (/^(keys|values|entries)$/.test(method)) return callee.object.type === 'Identifier' && callee.object.name === 'Object';
  if (/^(split|filter|flat|flatMap|readdirSync)$/.test(method)) return true;
  // these keep the holes of what they are called on
  return /^(map|slice)$/.test(method) && isFresh(callee.object);
}

/** References to `name` in `root`, the declaration included; property names and keys are none. */
function mentions(root: Node, name: string): Node[] {
  const found: Node[] = [];
  walk(root, (node, parent) => {
    if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || node.name !== name) return;
    const isName = (isMember(parent) && parent.property === node && !parent.computed) || (parent?.key === node && !parent.computed && !parent.shorthand && parent.value !== node);
    if (!isName) found.push(node);
  });
  return found;
}

/** A variable that holds one fresh array from its declaration on, of which nothing but looks is ever taken. */
function isPrivateArray(identifier: Node, callback: Node, program: Node): boolean {
  const all = mentions(program, identifier.name);
  const declared = all.filter((node) => node.parent?.type === 'VariableDeclarator' && node.parent.id === node);
  if (declared.length !== 1 || !declared[0]!.parent.init || !isFresh(declared[0]!.parent.init)) return false;
  return all.every((node) => {
    if (node === declared[0]) return true;
    if (node.start >= callback.start && node.end <= callback.end) return false;
    const member = node.parent;
    if (!isMember(member) || member.object !== node || member.computed || !LOOKS.has(member.property.name)) return false;
    if (member.parent?.type === 'AssignmentExpression' && member.parent.left === member) return false;
    // the third parameter of a callback is the array itself
    const call = member.parent;
    return member.property.name === 'length' || (call?.type === 'CallExpression' && call.callee === member && call.arguments.every((argument: Node) => !isFunction(argument) || argument.params.length < 3));
  });
}

/** `return` without a value, where `continue` means the same; undefined when the body holds another kind of return. */
function returns(body: Node): Node[] | undefined {
  const found: Node[] = [];
  let exact = true;
  const visit = (node: Node, looped: boolean): void => {
    if (isFunction(node) || node.type === 'ClassBody') return;
    if (node.type === 'ReturnStatement') {
      if (node.argument || looped) exact = false;
      else found.push(node);
    }
    eachChild(node, (child) => visit(child, looped || /^(For\w*|While|DoWhile)Statement$/.test(node.type)));
  };
  visit(body, false);
  return exact ? found : undefined;
}

/** Something in the function means another thing outside of it: `this`, `arguments`, `new.target`. */
function usesOwnContext(callback: Node): boolean {
  if (callback.type === 'ArrowFunctionExpression') return false;
  let found = false;
  const visit = (node: Node): void => {
    if (node.type === 'ThisExpression' || node.type === 'MetaProperty' || (node.type === 'Identifier' && node.name === 'arguments')) found = true;
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression') return;
    eachChild(node, visit);
  };
  eachChild(callback.body, visit);
  return found;
}

/** Declarations whose scope would change so that it is seen: of functions, and of `var`s that outlive a turn. */
function leaks(callback: Node, call: Node): boolean {
  const { body } = callback;
  let owner = call;
  while (owner.parent && !isFunction(owner)) owner = owner.parent;
  let leaky = false;
  const closures: Node[] = [];
  walk(body, (node) => {
    if (node.type === 'FunctionDeclaration' && node.parent === body) leaky = true;
    if (isFunction(node)) closures.push(node);
    return !isFunction(node);
  });
  const visit = (node: Node): void => {
    if (isFunction(node) || node.type === 'ClassBody') return;
    if (node.type === 'FunctionDeclaration') leaky = true;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      for (const declarator of node.declarations) {
        if (node.parent !== body || !declarator.init || declarator.id.type !== 'Identifier') { leaky = true; continue; }
        const all = mentions(owner, declarator.id.name);
        const inside = all.every((each) => each.start >= declarator.start && each.end <= body.end);
        if (!inside || closures.some((closure) => mentions(closure, declarator.id.name).length > 0)) leaky = true;
      }
    }
    eachChild(node, visit);
  };
  visit(body);
  return leaky;
}

const isAssigned = (name: string, body: Node): boolean =>
  mentions(body, name).some(({ parent, ...node }) => (parent?.type === 'AssignmentExpression' && parent.left.start === node.start) || parent?.type === 'UpdateExpression' || /^For(In|Of)Statement$/.test(parent?.type ?? ''));

/** The function whose body becomes the body of the loop. */
export const loopBody = (call: Node): Node => unwrap(call.arguments[0]);

/**
 * The edits that turn the statement of `call`, a `forEach`, into a loop. `of`: the receiver is an array, one that a library has
 * just made, or a Map or Set, whose iterator sees what is added meanwhile just as `forEach` does. Undefined when a loop could do
 * something else: the array may grow meanwhile or has holes, the function uses `this`, returns out of an inner loop,
 * declares what would be seen outside.
 */
export function forOf(call: Node, of: 'array' | 'fresh' | 'collection', { text, program, comments }: File): Edit[] | undefined {
  const statement: Node = call.parent;
  if (statement?.type !== 'ExpressionStatement' || call.type !== 'CallExpression' || call.arguments.length !== 1) return undefined;
  const callback = loopBody(call);
  const callee = unwrap(call.callee);
  if (!isFunction(callback) || callback !== call.arguments[0] || callback.id || callback.async || callback.generator || callback.extra?.parenthesized) return undefined;
  const [param, second] = callback.params;
  if (second || !/^(Identifier|ObjectPattern|ArrayPattern)$/.test(param?.type ?? '') || param.typeAnnotation || param.optional) return undefined;
  const receiver: Node = callee.object;
  if (receiver.extra?.parenthesized || call.extra?.parenthesized || receiver !== unwrap(receiver)) return undefined;
  if (of === 'array' && !isFresh(receiver) && !(receiver.type === 'Identifier' && isPrivateArray(receiver, callback, program))) return undefined;
  const names = patternNames(param);
  if (names.some((name) => mentions(receiver, name).length > 0)) return undefined;
  const { body } = callback;
  const isBlock = body.type === 'BlockStatement';
  if (isBlock && (body.directives?.length > 0 || leaks(callback, call))) return undefined;
  if (!isBlock && (body.extra?.parenthesized || /^(ObjectExpression|FunctionExpression|ClassExpression|SequenceExpression)$/.test(body.type))) return undefined;
  if (usesOwnContext(callback)) return undefined;
  const exits = isBlock ? returns(body) : [];
  if (!exits) return undefined;
  const gaps = [[receiver.end, param.start], [param.end, body.start], [body.end, statement.end]] as const;
  if (comments.some((comment) => gaps.some(([start, end]) => comment.start >= start && comment.end <= end))) return undefined;
  const keyword = names.some((name) => isAssigned(name, body)) ? 'let' : 'const';
  const pattern = text.slice(param.start, param.end);
  return [
    { span: { start: call.start, end: call.start }, text: `for (${keyword} ${pattern} of `, order: prefixOrder(call) - 1 },
    { span: { start: receiver.end, end: body.start }, text: of === 'collection' ? '.values()) ' : ') ' },
    { span: { start: body.end, end: statement.end }, text: isBlock ? '' : ';' },
    ...exits.map((exit) => ({ span: { start: exit.start, end: exit.start + 'return'.length }, text: 'continue' })),
  ];
}
