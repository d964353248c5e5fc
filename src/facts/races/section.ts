// The part of a function that has to be one step: from its first wait or use of the state to its last use of it.
import { isFunction, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import type { Accesses } from './accesses.ts';
import { sameState, type Cell } from './cells.ts';

export interface Section {
  readonly start: number;
  readonly end: number;
  /** `return`: what the statements return is the function's result; `await`: others follow; `expression`: an arrow function without braces. */
  readonly shape: 'return' | 'await' | 'expression';
  /** The nodes it is made of. */
  readonly nodes: readonly Node[];
}

/** @returns why there is none, as a string */
export function sectionOf(fn: Node, cells: readonly Cell[], accesses: Accesses, names: NameUses): Section | string {
  const { body } = fn as Node & { body: Node };
  const uses = accesses.of(fn).filter(({ kind, cell }) => kind === 'await' || cells.some((each) => sameState(each, cell!)));
  const inParameter = (fn['params'] as Node[]).some((each) => each.type !== 'Identifier' && touches(each, cells, names));
  if (inParameter) return 'a default value of a parameter reads it';
  if (body.type !== 'BlockStatement') return { start: body.start, end: body.end, shape: 'expression', nodes: [body] };
  const statements = body['body'] as Node[];
  const indexOf = (node: Node): number => statements.findIndex(({ start, end }) => start <= node.start && node.end <= end);
  const from = Math.min(...uses.map(({ node }) => indexOf(node)));
  const until = Math.max(...uses.filter(({ kind }) => kind !== 'await').map(({ node }) => indexOf(node)));
  if (!(from >= 0) || !(until >= from)) return 'its part of the function cannot be told';
  const part = statements.slice(from, until + 1);
  const names_ = declaredIn(part);
  const parameters = declaredBy(fn['params']);
  // a var that repeats a parameter begins with its value
  if ([...names_].some((name) => parameters.has(name) || name === 'arguments')) return 'it declares a parameter once more';
  const isUsed = (others: readonly Node[]): boolean => others.some((other) => mentionsAny(other, names_));
  if (isUsed(statements.slice(0, from))) return 'what it declares is used before it';
  if (part.some((each) => each.type === 'FunctionDeclaration')) return 'a function is declared in it';
  const returns = part.some((each) => holdsReturn(each)) || until === statements.length - 1 || isUsed(statements.slice(until + 1));
  const nodes = returns ? statements.slice(from) : part;
  if (returns && [...declaredIn(nodes)].some((name) => parameters.has(name) || mentionsAny({ type: 'Before', start: 0, end: 0, body: statements.slice(0, from) }, new Set([name])))) return 'what it declares is used before it';
  if (returns && (statements.slice(until + 1).some((each) => each.type === 'FunctionDeclaration'))) return 'a function is declared behind it';
  return { start: nodes[0]!.start, end: nodes.at(-1)!.end, shape: returns ? 'return' : 'await', nodes };
}

function touches(node: Node, cells: readonly Cell[], names: NameUses): boolean {
  let found = false;
  walk(node, (inner) => {
    const binding = inner.type === 'Identifier' ? names.bindings.get(inner) : undefined;
    if (binding && cells.some(({ root }) => root === (binding as unknown))) found = true;
    if (inner.type === 'ThisExpression') found = true;
  });
  return found;
}

function declaredIn(statements: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements) walk(statement, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'VariableDeclarator') walk(node['id'], (inner) => { if (inner.type === 'Identifier') found.add(inner['name']); });
    if (node.type === 'ClassDeclaration' && node['id']) found.add(node['id'].name);
    return undefined;
  });
  return found;
}

function declaredBy(patterns: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const each of patterns) walk(each, (inner) => { if (inner.type === 'Identifier') found.add(inner['name']); });
  return found;
}

function mentionsAny(node: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' && names.has(inner['name'])) found = true;
    return !found;
  });
  return found;
}

function holdsReturn(node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (isFunction(inner)) return false;
    if (inner.type === 'ReturnStatement' || inner.type === 'YieldExpression') found = true;
    return !found;
  });
  return found;
}
