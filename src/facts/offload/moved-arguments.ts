// Arguments of a call that nobody needs afterwards: what was made for it alone, or is in a variable whose last use it is.
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { isMember } from './imported-names.ts';

/** An argument, and the call that made what it is. */
export interface MovedArgument {
  readonly index: number;
  readonly maker: Node;
}

/** @returns the arguments of `call` that are the only way to what a call gave; whether that call makes something new is not asked here */
export function movedArguments(call: Node, names: NameUses): readonly MovedArgument[] {
  const args = call['arguments'] as Node[];
  if (args.some(({ type }) => type === 'SpreadElement')) return [];
  return args.flatMap((argument, index) => {
    const given = unwrap(argument);
    const maker = made(given) ?? (given.type === 'Identifier' ? lastOf(given, call, names) : undefined);
    return maker ? [{ index, maker }] : [];
  });
}

/** The call whose result, or what it promises, an expression is. */
function made(expression: Node): Node | undefined {
  const node = unwrap(expression);
  const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
  return call.type === 'CallExpression' ? call : undefined;
}

/** What a constant was made by that is mentioned here for the last time, and was only looked at before. */
function lastOf(use: Node, call: Node, names: NameUses): Node | undefined {
  const binding = names.bindings.get(use);
  const declared = binding?.uses.find((each) => each.parent.type === 'VariableDeclarator' && each.parent.id === each);
  if (!binding || !declared || declared.parent.parent.kind !== 'const' || !declared.parent.init) return undefined;
  if (!isInSameRun(call, declared.parent.parent.parent as Node)) return undefined;
  const others = binding.uses.filter((each) => each !== use && each !== declared);
  if (!others.every((each) => each.start < call.start && isLook(each))) return undefined;
  return made(declared.parent.init);
}

/** Once the block around a declaration is entered, the call is come to at most once. */
function isInSameRun(call: Node, block: Node): boolean {
  for (let at: Node | undefined = call.parent; at; at = at.parent) {
    if (at === block) return block.type !== 'Program';
    if (isFunction(at) || /^(?:For|While|DoWhile|ForIn|ForOf)\w*Statement$/.test(at.type)) return false;
  }
  return false;
}

/** `bytes.length`, `bytes[0]`: nobody gets hold of it. */
function isLook(use: Node): boolean {
  const parent = use.parent as Node;
  if (!isMember(parent) || parent.object !== use || /^(?:Optional)?CallExpression$/.test(parent.parent.type)) return false;
  return parent.computed ? /^(?:NumericLiteral)$/.test(parent.property.type) : /^(?:length|byteLength)$/.test(parent.property.name);
}
