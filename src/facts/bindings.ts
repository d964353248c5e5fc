// Which declaration a name means, found by walking up from where it is used: for questions about a few names of a file.
import { isFunction, unwrap, type Node } from '../syntax/node.ts';
import { blockNames, hoistedNames, patternNames } from './scope.ts';

/** The block, function or program that declares the name an identifier uses; undefined for a global. */
export function bindingScope(identifier: Node): Node | undefined {
  for (let node: Node | undefined = identifier.parent; node; node = node.parent) {
    if (declares(node, identifier.name)) return node;
  }
  return undefined;
}

function declares(node: Node, name: string): boolean {
  if (node.type === 'Program') return blockNames(node.body).includes(name) || hoistedNames(node).includes(name);
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock') return blockNames(node.body).includes(name);
  if (node.type === 'ForStatement' || node.type === 'ForInStatement' || node.type === 'ForOfStatement') {
    const head = node.init ?? node.left;
    return head?.type === 'VariableDeclaration' && blockNames([head]).includes(name);
  }
  if (node.type === 'SwitchStatement') return blockNames(node.cases.flatMap((each: Node) => each.consequent)).includes(name);
  if (node.type === 'CatchClause') return patternNames(node.param).includes(name);
  if (isFunction(node)) return node.params.some((param: Node) => patternNames(param).includes(name)) || (node.id?.name === name && node.type === 'FunctionExpression') || hoistedNames(node).includes(name);
  return false;
}

/** Identifiers that read or write a variable: not property names, keys or labels. */
export function isReference(identifier: Node): boolean {
  const parent = identifier.parent as Node;
  if (parent.property === identifier && !parent.computed && parent.type.endsWith('MemberExpression')) return false;
  if (parent.key === identifier && !parent.computed && !parent.shorthand) return false;
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|Import\w*Specifier)$/.test(parent.type) && !parent.type.startsWith('TS');
}

/** What a node stands in when casts and parentheses around it are passed over: the outermost such node. */
export function outermost(node: Node): Node {
  let outer = node;
  while (outer.parent && outer.parent !== outer && unwrap(outer.parent) !== outer.parent && outer.parent.expression === outer) outer = outer.parent;
  return outer;
}
