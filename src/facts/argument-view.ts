// One argument of a call as plain data: what adapters need to know without the AST.
import type { ArgumentView } from '../core/rewrite.ts';
import { keyName, unwrap, type Node } from '../syntax/node.ts';

/** `text` is the whole file. `fd` is left at 'no': value flow knows better and fills it in. */
export function viewArgument(argument: Node, text: string): ArgumentView {
  const base = { span: { start: argument.start, end: argument.end }, text: text.slice(argument.start, argument.end), fd: 'no' as const };
  const node = argument.type === 'SpreadElement' ? argument : unwrap(argument);
  switch (node.type) {
    case 'SpreadElement': return { ...base, kind: 'spread' };
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': return { ...base, kind: 'literal', literal: node.value };
    case 'NullLiteral': return { ...base, kind: 'literal', literal: null };
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? { ...base, kind: 'literal', literal: node.quasis[0].value.cooked } : { ...base, kind: 'other' };
    case 'FunctionExpression': case 'ArrowFunctionExpression': return { ...base, kind: 'function' };
    case 'ArrayExpression': return { ...base, kind: 'array' };
    case 'ObjectExpression': {
      const properties: Record<string, ArgumentView> = {};
      for (const property of node.properties as Node[]) {
        const key = property.type === 'SpreadElement' ? undefined : keyName(property.key, property.computed === true);
        if (key === undefined) return { ...base, kind: 'object' };
        properties[key] = property.type === 'ObjectMethod' ? { ...base, kind: 'function' } : viewArgument(property.value, text);
      }
      return { ...base, kind: 'object', properties };
    }
    default: return { ...base, kind: 'other' };
  }
}
