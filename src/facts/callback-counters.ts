// Counters of calls that run side by side: where one is declared, asked and counted, so that a join can be told from other counting.
import type { Binding, NameUses } from './name-uses.ts';
import { unwrap, type Node } from '../syntax/node.ts';

/** A test of a counter. */
export interface CountTest {
  readonly counter: Binding;
  /** All are done where it is true, or where it is false. */
  readonly when: 'done' | 'open';
  /** The test counts as well: `--n === 0`. */
  readonly counts: 'down' | 'up' | undefined;
  /** What it is compared with when it counts up. */
  readonly bound: Node | undefined;
}

const isNumber = (node: Node, value: number): boolean => node.type === 'NumericLiteral' && node.value === value;

/** `n`, `--n`, `++n` */
function counted(node: Node, names: NameUses): { readonly counter: Binding; readonly counts: 'down' | 'up' | undefined } | undefined {
  const plain = unwrap(node);
  const name = plain.type === 'UpdateExpression' && plain.prefix ? unwrap(plain.argument) : plain;
  const counter = name.type === 'Identifier' ? names.bindings.get(name) : undefined;
  return counter && { counter, counts: plain.type === 'UpdateExpression' ? (plain.operator === '--' ? 'down' : 'up') : undefined };
}

/** What a test asks of a counter; undefined when it is about something else. */
export function countTest(test: Node, names: NameUses): CountTest | undefined {
  const node = unwrap(test);
  const bare = counted(node, names);
  if (bare && bare.counts !== 'up') return { ...bare, when: 'open', bound: undefined };
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = counted(node.argument, names);
    return inner && inner.counts !== 'up' ? { ...inner, when: 'done', bound: undefined } : undefined;
  }
  if (node.type !== 'BinaryExpression') return undefined;
  const left = counted(node.left, names);
  if (!left) return undefined;
  const right = unwrap(node.right);
  if (left.counts !== 'up') {
    if ((/^(===?|<=)$/.test(node.operator) && isNumber(right, 0)) || (node.operator === '<' && isNumber(right, 1))) return { ...left, when: 'done', bound: undefined };
    if (/^(!==?|>)$/.test(node.operator) && isNumber(right, 0)) return { ...left, when: 'open', bound: undefined };
  }
  const isBound = right.type === 'Identifier' || (right.type === 'MemberExpression' && !right.computed && right.property.name === 'length');
  if (left.counts === 'down' || !isBound) return undefined;
  if (/^(===?|>=)$/.test(node.operator)) return { ...left, when: 'done', bound: right };
  return /^(!==?|<)$/.test(node.operator) ? { ...left, when: 'open', bound: right } : undefined;
}

/** `n--;`, `n -= 1;`, `++n;` as a statement. */
export function countStatement(statement: Node, names: NameUses): { readonly counter: Binding; readonly counts: 'down' | 'up' } | undefined {
  const node = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
  if (node?.type === 'UpdateExpression') {
    const counter = node.argument.type === 'Identifier' ? names.bindings.get(node.argument) : undefined;
    return counter && { counter, counts: node.operator === '--' ? 'down' : 'up' };
  }
  if (node?.type !== 'AssignmentExpression' || !/^[-+]=$/.test(node.operator) || !isNumber(node.right, 1) || node.left.type !== 'Identifier') return undefined;
  const counter = names.bindings.get(node.left);
  return counter && { counter, counts: node.operator === '-=' ? 'down' : 'up' };
}

/** The declarator that gives a variable its only first value. */
export function declaratorOf(binding: Binding): Node | undefined {
  const [first, ...more] = binding.uses.filter(({ parent }) => parent.type === 'VariableDeclarator' && binding.uses.includes(parent.id));
  return first && more.length === 0 && first.parent.id === first ? (first.parent as Node) : undefined;
}
