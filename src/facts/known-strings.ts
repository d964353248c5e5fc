// What is known of a string without running anything: all of it, or how it begins or ends.
import type { ValueNode } from '../core/facts.ts';
import { unwrap, type Node } from '../syntax/node.ts';
import type { Extraction } from './extract.ts';

/** The string, when it is written out. */
export const literalOf = (node: Node): string | null =>
  node.type === 'StringLiteral' ? node.value : node.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0].value.cooked : null;

/** Literal text that a dynamic specifier starts with: `'./lib/' + name` gives `./lib/`. */
export function literalPrefix(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral') return inner.quasis[0].value.cooked ?? '';
  if (inner.type === 'BinaryExpression' && inner.operator === '+') return literalPrefix(inner.left);
  return '';
}

/** A node for a string with text at its beginning or end which could be part of a property's name: `'visit' + type`, `type + 'Sync'`. */
export function partlyKnown(x: Extraction, node: Node): ValueNode | undefined {
  const prefix = literalPrefix(node);
  const suffix = literalSuffix(node);
  const fact = /^[A-Za-z_$][\w$]*$/.test(prefix) ? (['prefix', prefix] as const) : /^[\w$]*[A-Za-z_$]$/.test(suffix) ? (['suffix', suffix] as const) : undefined;
  if (!fact) return undefined;
  const value = x.fresh();
  x.emit([fact[0], value, fact[1]]);
  return value;
}

/** The text that a string surely ends with. */
function literalSuffix(node: Node): string {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.at(-1)!.value.cooked ?? '';
  return node.type === 'BinaryExpression' && node.operator === '+' ? literalSuffix(unwrap(node.right)) : '';
}
