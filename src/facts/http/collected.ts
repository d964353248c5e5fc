// The body of a response as code collects it: a variable, the listener that fills it, and where it is read when all is there.
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { Unfit } from '../unfit.ts';

export interface Collected {
  readonly binding: Binding;
  /** The statement that declares it and nothing else. */
  readonly declaration: Node;
  /** A string that grows, or a list of chunks. */
  readonly kind: 'string' | 'chunks';
  /** Reads of it at the end: of a list, the calls that join it. */
  readonly reads: readonly Node[];
  /** What the reads give: text in this encoding, or a Buffer. */
  readonly encoding: string | undefined;
  readonly gives: 'text' | 'buffer';
  /** It is given another value at the end. */
  readonly changes: boolean;
}

/** Encodings in which decoding chunk by chunk gives what decoding the whole does. */
const ENCODINGS = /^(utf-?8|latin1|binary|ascii|hex)$/i;

const isUtf8 = (encoding: string | undefined): boolean => encoding === undefined || /^utf-?8$/i.test(encoding);

/** The argument of `setEncoding`. @throws Unfit */
export function encodingIn(call: Node): string {
  const [given] = call.arguments as Node[];
  if (given?.type !== 'StringLiteral' || !ENCODINGS.test(given.value)) throw new Unfit('http-collected', call, 'its encoding is not known');
  return given.value;
}

/**
 * What a listener to `data` does with each chunk; undefined when it does nothing.
 * @param encoding that of setEncoding
 * @param end the listener to `end`
 * @throws Unfit
 */
export function collectedBy(listener: Node, encoding: string | undefined, end: Node, names: NameUses): Collected | undefined {
  const unfit = (to: string, at = listener): Unfit => new Unfit('http-collected', at, to);
  if (!isFunction(listener) || listener.async || listener.generator) throw unfit('its listener is no function written in place');
  const body: readonly Node[] = listener.body.type === 'BlockStatement' ? listener.body.body : [listener.body];
  if (body.length === 0) return undefined;
  const [chunk] = listener.params as Node[];
  const [statement] = body;
  if (body.length > 1 || chunk?.type !== 'Identifier' || listener.params.length > 1) throw unfit('the listener does something else with each chunk');
  const step = unwrap(/^(ExpressionStatement)$/.test(statement!.type) ? statement!.expression : statement!.type === 'ReturnStatement' ? (statement!.argument ?? statement) : statement);
  const isChunk = (node: Node | undefined): boolean => node !== undefined && isChunkItself(unwrap(node), chunk, encoding, names);
  const target = stringTarget(step, isChunk) ?? listTarget(step, isChunk);
  if (!target) throw unfit('the listener does something else with each chunk');
  const binding = names.bindings.get(target.name);
  const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
  if (!binding || !declared || declared['parent'].id !== declared || declared.parent.parent.declarations.length !== 1) throw unfit('the variable is not declared in place', target.name);
  const { init } = declared.parent as Node;
  const isEmpty = target.kind === 'string' ? init.type === 'StringLiteral' && init.value === '' : init.type === 'ArrayExpression' && init.elements.length === 0;
  if (!isEmpty) throw unfit('the variable does not begin empty', declared);
  const inside = ({ start }: Node): boolean => start >= end.start && start < end.end;
  const others = binding.uses.filter((use) => use !== declared && !(use.start >= listener.start && use.start < listener.end));
  const stray = others.find((use) => !inside(use));
  if (stray) throw unfit('it is used before all is there', stray);
  const common = { binding, declaration: declared.parent.parent as Node, kind: target.kind, changes: others.some(isAssigned) };
  if (target.kind === 'string') return { ...common, reads: others, gives: 'text', encoding: isUtf8(encoding) ? undefined : encoding };
  const joins = others.map((use) => joinOf(use, encoding, names));
  const odd = others.find((_, index) => joins[index] === undefined);
  if (odd) throw unfit('the chunks are used one by one', odd);
  const gives = new Set(joins.map((join) => join!.gives));
  if (gives.size > 1) throw unfit('the chunks are joined in two ways');
  return { ...common, reads: joins.map((join) => join!.call), gives: [...gives][0] ?? 'buffer', encoding: isUtf8(encoding) ? undefined : encoding };
}

/** The chunk, as it is or as a string. */
function isChunkItself(node: Node, chunk: Node, encoding: string | undefined, names: NameUses): boolean {
  const binding = names.bindings.get(chunk);
  const isName = (each: Node): boolean => each.type === 'Identifier' && names.bindings.get(each) === binding;
  if (isName(node)) return true;
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const [first, more] = node.arguments as Node[];
  if (callee.type === 'MemberExpression' && !callee.computed && isName(unwrap(callee.object)) && callee.property.name === 'toString') {
    return !first || (encoding === undefined && !more && first.type === 'StringLiteral' && isUtf8(first.value));
  }
  return encoding === undefined && callee.type === 'MemberExpression' && callee.object.name === 'Buffer' && callee.property.name === 'from' && first !== undefined && !more && isName(first);
}

interface Target {
  readonly kind: Collected['kind'];
  readonly name: Node;
}

/** `body += chunk`, `body = body + chunk` */
function stringTarget(step: Node, isChunk: (node: Node | undefined) => boolean): Target | undefined {
  if (step.type !== 'AssignmentExpression' || step.left.type !== 'Identifier') return undefined;
  const sum = unwrap(step.right);
  const isSum = step.operator === '=' && sum.type === 'BinaryExpression' && sum.operator === '+' && sum.left.type === 'Identifier' && sum.left.name === step.left.name && isChunk(sum.right);
  return isSum || (step.operator === '+=' && isChunk(step.right)) ? { kind: 'string', name: step.left } : undefined;
}

/** `chunks.push(chunk)` */
function listTarget(step: Node, isChunk: (node: Node | undefined) => boolean): Target | undefined {
  const isPush = step.type === 'CallExpression' && step.callee.type === 'MemberExpression' && !step.callee.computed && step.callee.property.name === 'push' && step.callee.object.type === 'Identifier';
  return isPush && step.arguments.length === 1 && isChunk(step.arguments[0]) ? { kind: 'chunks', name: step.callee.object } : undefined;
}

/** `Buffer.concat(chunks)` or `chunks.join('')` around a use. */
function joinOf(use: Node, encoding: string | undefined, names: NameUses): { readonly call: Node; readonly gives: Collected['gives'] } | undefined {
  const parent = use['parent'] as Node;
  if (parent.type === 'MemberExpression' && parent.object === use && !parent.computed && parent.property.name === 'join') {
    const call = parent.parent as Node;
    const [separator] = call.type === 'CallExpression' && call.callee === parent ? (call.arguments as Node[]) : [];
    return separator?.type === 'StringLiteral' && separator.value === '' ? { call, gives: 'text' } : undefined;
  }
  if (encoding !== undefined || parent.type !== 'CallExpression' || parent.arguments[0] !== use || parent.arguments.length > 1) return undefined;
  const { callee } = parent;
  const isConcat = callee.type === 'MemberExpression' && isBuffer(callee.object, names) && callee.property.name === 'concat';
  return isConcat ? { call: parent, gives: 'buffer' } : undefined;
}

/** The global Buffer, or that of its module. */
function isBuffer(node: Node, names: NameUses): boolean {
  if (node.type !== 'Identifier') return false;
  const origin = originOf(node, names);
  return names.bindings.get(node) ? origin !== undefined && /^(node:)?buffer$/.test(origin.specifier) && origin.path === 'Buffer' : node.name === 'Buffer';
}
