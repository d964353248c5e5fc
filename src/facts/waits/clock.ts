// Expressions that tell the time in milliseconds, or nanoseconds as a bigint, and those that stay the same while a loop runs.
import { NOW } from '../../apis/sleeps.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';

/** A reading of the clock. */
export interface Clock {
  /** The call (or `new`) that reads it. */
  readonly call: Node;
  /** The same reading, as text that is a number in every dialect. */
  readonly text: string;
  /** In nanoseconds, as a bigint. */
  readonly isBig?: true;
}

const isGlobal = (node: Node, name: string, names: NameUses): boolean => node.type === 'Identifier' && node.name === name && names.bindings.get(node) === undefined;

const isMember = (node: Node, property: string): boolean => node.type === 'MemberExpression' && !node.computed && node.property.name === property;

const isNewDate = (node: Node, names: NameUses): boolean => node.type === 'NewExpression' && node.arguments.length === 0 && isGlobal(node.callee, 'Date', names);

/** `performance` is Node's own, or that of perf_hooks, which is the same. */
function isPerformance(node: Node, names: NameUses, text: string): boolean {
  if (isGlobal(node, 'performance', names)) return true;
  const binding = node.type === 'Identifier' && node.name === 'performance' ? names.bindings.get(node) : undefined;
  const declared = binding?.uses[0]?.parent as Node | undefined;
  if (!binding || binding.uses.some(isAssigned) || !declared) return false;
  for (let at: Node | undefined = declared; at; at = at.parent) {
    if (at.type === 'VariableDeclaration' || at.type === 'ImportDeclaration') return /['"](?:node:)?perf_hooks['"]/.test(text.slice(at.start, at.end));
  }
  return false;
}

/** The reading that `node` is; undefined for anything else. */
export function clockOf(node: Node, names: NameUses, text: string): Clock | undefined {
  const plain = unwrap(node);
  if (isNewDate(plain, names)) return { call: plain, text: NOW };
  if (plain.type === 'UnaryExpression' && plain.operator === '+' && isNewDate(unwrap(plain.argument), names)) return { call: unwrap(plain.argument), text: NOW };
  if (plain.type !== 'CallExpression' || plain.arguments.length > 0) return undefined;
  const callee = unwrap(plain.callee);
  if (isMember(callee, 'now') && isGlobal(callee.object, 'Date', names)) return { call: plain, text: NOW };
  if (isMember(callee, 'now') && isPerformance(callee.object, names, text)) return { call: plain, text: text.slice(plain.start, plain.end) };
  if ((isMember(callee, 'getTime') || isMember(callee, 'valueOf')) && isNewDate(unwrap(callee.object), names)) return { call: plain, text: NOW };
  if (isMember(callee, 'bigint') && isMember(callee.object, 'hrtime') && isGlobal(callee.object.object, 'process', names)) return { call: plain, text: text.slice(plain.start, plain.end), isBig: true };
  return undefined;
}

const functionAround = (node: Node): Node | undefined => {
  let at: Node | undefined = node.parent;
  while (at && !isFunction(at)) at = at.parent;
  return at;
};

/** Whether what others run while a loop waits cannot give `node` another value: numbers, and names that only the function around the loop sets. */
export function isSteady(node: Node, loop: Node, names: NameUses): boolean {
  const plain = unwrap(node);
  if (plain.type === 'NumericLiteral' || plain.type === 'BigIntLiteral') return true;
  if (plain.type === 'UnaryExpression') return /^[-+]$/.test(plain.operator) && isSteady(plain.argument, loop, names);
  if (plain.type === 'BinaryExpression') return /^[-+*/]$/.test(plain.operator) && isSteady(plain.left, loop, names) && isSteady(plain.right, loop, names);
  const binding = plain.type === 'Identifier' ? names.bindings.get(plain) : undefined;
  if (!binding) return false;
  const around = functionAround(loop);
  const sets = binding.uses.filter(isAssigned);
  if (sets.length === 0) return true;
  const isInLoop = (use: Node): boolean => use.start >= loop.start && use.end <= loop.end;
  const isOwn = binding.scope === around || (functionAround(binding.scope) === around && around !== undefined);
  return isOwn && sets.every((use) => functionAround(use) === around && !isInLoop(use));
}

const LOOSE = /^(?:ConditionalExpression|LogicalExpression|AssignmentExpression|ArrowFunctionExpression|SequenceExpression|YieldExpression|AwaitExpression)$/;

/** The text of `node` as the operand of a plus or minus. */
export function operand(node: Node, text: string): string {
  const plain = unwrap(node);
  const own = text.slice(node.start, node.end);
  const isLoose = LOOSE.test(plain.type) || (plain.type === 'BinaryExpression' && !/^[-+*/%]$|^\*\*$/.test(plain.operator));
  return isLoose || node !== plain ? `(${own})` : own;
}
