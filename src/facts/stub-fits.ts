// Whether a stub can take the place of an asynchronous twin: what it was told to do must have an equal that resolves or rejects.
import { eachChild, isFunction, unwrap, type Node } from '../syntax/node.ts';
import { INSTEAD, type Behaviour, type StubGroup } from './stub-shape.ts';

/** Values: an awaited plain value is the same value. */
export const GIVES_VALUE = /^(returns|returnValue|mockReturnValue|mockReturnValueOnce)$/;
export const GIVES_FAKE = new RegExp(`^(callsFake|callFake|mockImplementation|mockImplementationOnce|${INSTEAD})$`);
/** Errors that are thrown at once reject just as well, where the call is awaited. */
const STAYS = /^(throws|throwsException|throwError|callThrough|stub|returnValues)$/;

const isOnce = (name: string): boolean => name.endsWith('Once');

/** A function that is written out where it is used. */
export const literalFunction = (behaviour: Behaviour): Node | undefined => {
  const value = behaviour.value ? unwrap(behaviour.value) : undefined;
  return value && isFunction(value) ? value : undefined;
};

/** The twin resolves to what the replaced function returns. */
export const fitsValue = ({ behaviours }: StubGroup): boolean =>
  behaviours.every((each) => STAYS.test(each.name) || (GIVES_VALUE.test(each.name) && each.call.arguments.length <= 1) || (GIVES_FAKE.test(each.name) && literalFunction(each)?.generator !== true));

/** The twin resolves where the replaced function returns true, and rejects where it returns false. */
export const fitsExistence = (group: StubGroup): boolean =>
  group.behaviours.every((each) => each.name === 'callThrough' || isBoolean(each) || isPredicate(each)) && group.calls.every((call) => isComplete(group, call));

const isBoolean = (each: Behaviour): boolean => GIVES_VALUE.test(each.name) && each.call.arguments.length === 1 && each.value?.type === 'BooleanLiteral';

function isPredicate(each: Behaviour): boolean {
  if (!GIVES_FAKE.test(each.name)) return false;
  const fake = literalFunction(each);
  return fake !== undefined && !fake.async && !fake.generator && !isEntangled(fake);
}

/** The function is moved into another one, in which what it calls `this` is something else, and what it throws means "no". */
function isEntangled(fn: Node): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (node.type === 'ThisExpression' || node.type === 'ThrowStatement' || (node.type === 'Identifier' && node.name === 'arguments')) found = true;
    eachChild(node, visit);
  };
  visit(fn.body);
  return found;
}

/** What the stub does is said where it is made, or it calls the real function: it never gives undefined by itself. */
function isComplete({ style, behaviours }: StubGroup, call: Node): boolean {
  const callee = unwrap(call.callee);
  if (style === 'jest' || style === 'node' || callee.property?.name === 'spy' || callee.property?.name === 'replace') return true;
  const made = new Set(behaviours.filter(({ name }) => !isOnce(name)).map((each) => each.call));
  for (let node: Node = call; node.parent?.type === 'MemberExpression' || node.parent?.type === 'CallExpression'; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'MemberExpression' ? parent.object !== node : parent.callee !== node) return false;
    if (parent.type === 'MemberExpression' && /^(with|on)/.test(parent.property.name ?? '')) return false;
    if (made.has(parent)) return true;
  }
  return false;
}
