// Reads which object a test puts in the place of a module's variable: `const fakeFs = { … }; rewired.__set__('fs', fakeFs)`.
import { eachChild, isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';
import { bindingScope, isReference } from './bindings.ts';

export interface StandIn {
  readonly call: Node;
  /** The variable that it takes the place of. */
  readonly variable: string;
  /** The constant that holds the object. */
  readonly name: string;
  readonly object: Node;
  readonly members: readonly { readonly name: string; readonly value: Node }[];
}

/** The variable that rewire assigns to: a label before it says nothing (`node:fs`). */
export const rewiredName = (target: string): string | undefined => /^(?:\w+:)?([A-Za-z_$][\w$]*)$/.exec(target)?.[1];

/** All objects that a file puts in the place of variables. Needs `parent` links. */
export function standIns(program: Node): StandIn[] {
  const calls: Node[] = [];
  const names = new Map<string, Node[]>();
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression' && isSet(node)) calls.push(node);
    if (node.type === 'Identifier') names.set(node.name, [...(names.get(node.name) ?? []), node]);
    eachChild(node, visit);
  };
  visit(program);
  return calls.flatMap((call): StandIn[] => {
    const [target, value] = call.arguments as [Node, Node];
    const variable = rewiredName(target.value as string);
    const object = value.type === 'Identifier' ? objectOf(value, names.get(value.name)!) : undefined;
    const members = object?.properties.flatMap((property: Node) => memberOf(property) ?? []);
    if (variable === undefined || !object || members.length === 0 || members.length !== object.properties.length || members.some((member: { name: string }) => /^(promises|__proto__)$/.test(member.name))) return [];
    return [{ call, variable, name: value.name as string, object, members }];
  });
}

function isSet(call: Node): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && keyName(callee.property, callee.computed) === '__set__' && call.arguments.length === 2 && call.arguments[0].type === 'StringLiteral';
}

/** The literal of a constant of which nothing is done but to read its members and to hand it to `__set__`. */
function objectOf(reference: Node, all: readonly Node[]): Node | undefined {
  const scope = bindingScope(reference);
  const same = all.filter((node) => bindingScope(node) === scope);
  const declared = same.filter((node) => node.parent?.type === 'VariableDeclarator' && node.parent.id === node);
  const declarator: Node | undefined = declared.length === 1 ? declared[0]!.parent : undefined;
  if (!scope || declarator?.parent.kind !== 'const' || declarator.init?.type !== 'ObjectExpression') return undefined;
  const isKnown = (node: Node): boolean => {
    const parent = node.parent as Node;
    if (node === declared[0] || !isReference(node)) return true;
    if (parent.type === 'MemberExpression' && parent.object === node) return !parent.computed && parent.property.name !== 'promises';
    return parent.type === 'CallExpression' && isSet(parent) && parent.arguments[1] === node;
  };
  return same.every(isKnown) ? declarator.init : undefined;
}

function memberOf(property: Node): { name: string; value: Node } | undefined {
  if (property.type === 'SpreadElement' || (property.type === 'ObjectMethod' && property.kind !== 'method')) return undefined;
  const name = keyName(property.key, property.computed === true);
  return name === undefined ? undefined : { name, value: property.type === 'ObjectMethod' ? property : unwrap(property.value) };
}

/** The member is a function that gives its result at once. */
export const isPlainFunction = (value: Node): boolean => isFunction(value) && value.async !== true && value.generator !== true;

/** A function in which nothing is thrown on purpose. */
export function isQuiet(value: Node): boolean {
  let throws = false;
  const visit = (node: Node): void => {
    if (node.type === 'ThrowStatement') throws = true;
    eachChild(node, visit);
  };
  visit(value.body);
  return !throws;
}
