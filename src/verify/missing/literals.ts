// Values that are written out, which nobody compares a promise with.
import type { Node } from '../../syntax/node.ts';

export const isNothing = (node: Node): boolean => node.type === 'NullLiteral' || (node.type === 'Identifier' && node.name === 'undefined');

export const isLiteral = (node: Node): boolean =>
  /^(?:String|Numeric|Boolean|Null|BigInt)Literal$/.test(node.type) || node.type === 'TemplateLiteral' || isNothing(node) || (node.type === 'UnaryExpression' && isLiteral(node.argument));
