// What goes where callbacks become `Promise.all` or a loop: counting, asking whether all are done, functions that call themselves.
import { countStatement, countTest, declaratorOf } from '../facts/callback-counters.ts';
import { isAssigned, type Binding, type NameUses } from '../facts/name-uses.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** Nodes that need not be there afterwards. */
export function scaffold(ast: Node, names: NameUses): Set<Node> {
  const found = new Set<Node>();
  const numbersIn = (node: Node): void => walk(node, (inner) => { if (/^(NumericLiteral|UpdateExpression)$/.test(inner.type)) found.add(inner); });
  walk(ast['program'] as Node, (node) => {
    const asked = node.type === 'IfStatement' ? (node['test'] as Node) : node.type === 'LogicalExpression' ? (node['left'] as Node) : undefined;
    const test = asked && countTest(asked, names);
    if (test && isCounter(test.counter)) {
      found.add(node);
      numbersIn(asked);
    }
    const counted = node.type === 'ExpressionStatement' ? countStatement(node, names) : undefined;
    if (counted && isCounter(counted.counter)) {
      found.add(unwrap(node['expression'] as Node));
      numbersIn(node);
    }
    if (node.type === 'VariableDeclarator' && node['init']?.type === 'NumericLiteral') {
      const counter = names.bindings.get(node['id'] as Node);
      if (counter && isCounter(counter)) found.add(node['init'] as Node);
    }
    const calls = isFunction(node) ? callsOfLoop(node, names) : undefined;
    if (calls) found.add(node);
    for (const call of calls ?? []) {
      found.add(call);
      if (call.start >= node.start && call.end <= node.end) numbersIn(call);
    }
  });
  return found;
}

/** It is counted by one, from one declaration. */
const isCounter = (binding: Binding): boolean => declaratorOf(binding) !== undefined && binding.uses.some((use) => isAssigned(use) && (use.parent.type === 'UpdateExpression' || /^[-+]=$/.test(use.parent.operator ?? '')));

/** All calls of a function that is called once, and then only by itself; undefined for others. */
function callsOfLoop(fn: Node, names: NameUses): Node[] | undefined {
  const name: Node | undefined = fn['id'] ?? (fn.parent?.type === 'VariableDeclarator' ? fn.parent.id : undefined);
  const binding = name && names.bindings.get(name);
  const uses = binding?.uses.filter((use) => use !== name) ?? [];
  const inside = uses.filter((use) => use.start >= fn.start && use.end <= fn.end);
  const inPlace = fn.parent?.type === 'CallExpression' && unwrap(fn.parent.callee) === fn ? [fn.parent as Node] : [];
  if (inside.length === 0 || uses.length - inside.length + inPlace.length !== 1 || !uses.every((use) => use.parent.type === 'CallExpression' && use.parent.callee === use)) return undefined;
  return [...uses.map((use) => use.parent as Node), ...inPlace];
}
