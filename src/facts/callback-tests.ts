// Tests that say that they are done: by a callback, by its method for failures, or by a method of their only parameter.
import { NameUses, type Binding } from './name-uses.ts';
import { unwrap, type Node } from '../syntax/node.ts';

/** `test.cb` of `test.cb('title', fn)`, the way of ava for tests that call back. */
export function callbackMode(fn: Node): Node | undefined {
  const call = fn['parent'] as Node | undefined;
  if (call?.type !== 'CallExpression' || call['arguments'].at(-1) !== fn) return undefined;
  for (let at = unwrap(call['callee'] as Node); at.type === 'MemberExpression'; at = unwrap(at['object'] as Node)) if (!at['computed'] && at['property'].name === 'cb') return at;
  return undefined;
}

/** What ends a test in that way, `t.end`, as if it were a name of its own; undefined where something else may be done with `t`. */
export function endMethod(fn: Node, names: NameUses): Binding | undefined {
  const [param] = fn['params'] as Node[];
  const binding = param?.type === 'Identifier' && fn['params'].length === 1 ? names.bindings.get(param) : undefined;
  if (!binding || !callbackMode(fn)) return undefined;
  const members = binding.uses.filter((use) => use !== param).map((use) => ({ use, member: use['parent'] as Node }));
  if (members.some(({ use, member }) => member.type !== 'MemberExpression' || member['object'] !== use || member['computed'])) return undefined;
  return { name: `${binding.name}.end`, scope: fn, kinds: new Set(['param']), uses: members.flatMap(({ member }) => (member['property'].name === 'end' ? [member] : [])) };
}

/** `done.fail` of jasmine and of jest before 27, which fails whatever it is given. */
export const isFailure = (callee: Node, done: Binding): boolean => callee.type === 'MemberExpression' && !callee['computed'] && callee['property'].name === 'fail' && done.uses.includes(callee['object'] as Node);

/** Some use of the callback says that something has failed, or may. */
export const mayFail = ({ uses }: Binding, fn: Node): boolean =>
  uses.some((use) => {
    if ((fn['params'] as Node[]).includes(use)) return false;
    const { parent } = use as unknown as { readonly parent: Node };
    if (parent.type !== 'CallExpression' || parent['callee'] !== use) return true;
    const [given] = parent['arguments'] as Node[];
    return given !== undefined && given.type !== 'NullLiteral' && given['name'] !== 'undefined';
  });
