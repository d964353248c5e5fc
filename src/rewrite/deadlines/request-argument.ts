// Whether the first argument of fetch may be a Request: a signal in the second one would take the place of its own.
import { valueOf } from '../../facts/operations.ts';
import type { NameUses } from '../../facts/name-uses.ts';
import { unwrap, type Node } from '../../syntax/node.ts';

/** What only a Request, and no address, is asked for. */
const OF_REQUEST = /^(?:signal|headers|method|body|clone|json|text|arrayBuffer)$/;

/**
 * An address for certain, or a variable of which nothing in the file says that it is a Request: nothing there is called
 * so, and nobody asks it for what only a Request has.
 */
export function isFirstArgumentSafe(argument: Node | undefined, names: NameUses, text: string): boolean {
  if (!argument) return false;
  const value = valueOf(argument, names) ?? unwrap(argument);
  if (/^(?:StringLiteral|TemplateLiteral|BinaryExpression)$/.test(value.type)) return true;
  if (value.type === 'NewExpression') return value['callee'].name === 'URL';
  if (/\bRequest(?:Info|Init)?\b/.test(text)) return false;
  const name: string = value.type === 'Identifier' ? value['name'] : value.type === 'MemberExpression' && !value['computed'] ? value['property'].name : '';
  if (/^(?:req|request|input)$/i.test(name)) return false;
  const uses = value.type === 'Identifier' ? (names.bindings.get(value)?.uses ?? []) : [];
  return !uses.some(({ parent }) => parent.type === 'MemberExpression' && OF_REQUEST.test(parent.property.name ?? ''));
}
