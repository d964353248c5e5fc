// Reads what `jest.mock('fs-extra', () => ({ … }))` puts in the place of a module, when the object is written out there.
import { eachChild, isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';

export interface MockedModule {
  readonly module: string;
  /** Members of the object that takes the place of the module. */
  readonly members: readonly MockedMember[];
}

export interface MockedMember {
  readonly name: string;
  /** Its key and value, where the key can be renamed. */
  readonly plain?: { readonly key: Node; readonly value: Node };
}

/** The object that a call puts in the place of a module; undefined for other calls, and where it is not written out. */
export function mockedModule(call: Node): MockedModule | undefined {
  if (call.type !== 'CallExpression' || call.arguments.length !== 2) return undefined;
  const callee = unwrap(call.callee);
  const [specifier, factory] = call.arguments as [Node, Node];
  if (callee.type !== 'MemberExpression' || !/^(mock|doMock)$/.test(callee.property.name ?? '') || !/^(jest|vi)$/.test(callee.object.name ?? '')) return undefined;
  if (specifier.type !== 'StringLiteral' || !isFunction(factory) || factory.async || factory.generator || factory.params.length > 0) return undefined;
  const object = resultOf(factory);
  if (object?.type !== 'ObjectExpression') return undefined;
  const members = (object.properties as Node[]).flatMap((property): MockedMember[] => {
    const name = property.type === 'SpreadElement' ? undefined : keyName(property.key, property.computed === true);
    // a shorthand or a method has no key of its own that could be renamed
    const isPlain = property.type === 'ObjectProperty' && !property.shorthand && !property.computed && property.key?.type === 'Identifier';
    return name === undefined ? [] : [{ name, ...(isPlain ? { plain: { key: property.key, value: unwrap(property.value) } } : {}) }];
  });
  const isWhole = members.length === object.properties.length && members.every(({ name }) => name !== '__esModule' && name !== 'default');
  return isWhole ? { module: specifier.value.replace(/^node:/, ''), members } : undefined;
}

/** What a function returns, when it does so in one place, at its end. */
function resultOf(fn: Node): Node | undefined {
  if (fn.body.type !== 'BlockStatement') return unwrap(fn.body);
  let returns = 0;
  const visit = (node: Node): void => {
    if (isFunction(node)) return;
    if (node.type === 'ReturnStatement') returns++;
    eachChild(node, visit);
  };
  visit(fn.body);
  const last = fn.body.body.at(-1);
  return returns === 1 && last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined;
}
