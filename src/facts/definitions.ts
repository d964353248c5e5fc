// Where functions are defined in a form that can be written a second time beside the first, under another name.
import type { DefinitionFact, ValueNode } from '../core/facts.ts';
import type { Node } from '../syntax/node.ts';
import { visitValue } from './expressions.ts';
import type { Extraction } from './extract.ts';

const isFunctionExpression = (node: Node | null | undefined): boolean => node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';

/** Whether a further statement may follow `statement` where it stands. */
export const isInList = (statement: Node): boolean => /^(Program|BlockStatement)$/.test(statement.parent?.type ?? '');

const span = ({ start, end }: Node): { start: number; end: number } => ({ start, end });

function note(x: Extraction, fn: number, node: Node, fact: Partial<DefinitionFact> & Pick<DefinitionFact, 'form' | 'span' | 'name' | 'names'>): void {
  if (hasOverloads(node, fact.name)) return;
  const own = x.ownNames.get(fn);
  const names = own === undefined || fact.names.some(({ start }) => start === node.id?.start) ? fact.names : [...fact.names, span(node.id)];
  x.definitions.push({
    fn, variable: -1, base: -1, isExported: false, usesThis: /\bthis\b/.test(x.text.slice(node.start, node.end)), ...fact,
    names, self: own ?? -1, selfUses: own === undefined ? 0 : mentions(x.text.slice(node.id.end, node.end), node.id.name),
  });
}

/** How often `text` says `name`, comments and strings included, members not. */
const mentions = (text: string, name: string): number => (text.match(/(?<![\w$.])[\w$]+/g) ?? []).filter((word) => word === name).length;

/** TypeScript signatures without a body, which a second function would need as well. */
function hasOverloads(node: Node, name: string): boolean {
  const owner: Node | undefined = /^Export/.test(node.parent?.type ?? '') ? node.parent?.parent : node.parent;
  const siblings: Node[] = Array.isArray(owner?.body) ? owner.body : [];
  return siblings.map((s) => s.declaration ?? s).some((s: Node) => /^TSDeclare(Function|Method)$/.test(s.type) && (s.id ?? s.key)?.name === name);
}

/** `function f() {}`, alone or exported by name. */
export function defineDeclaration(x: Extraction, node: Node, fn: number, variable: ValueNode): void {
  const isExported = node.parent?.type === 'ExportNamedDeclaration';
  const statement: Node = isExported ? node.parent : node;
  if (node.id && isInList(statement)) note(x, fn, node, { form: 'statement', span: span(statement), name: node.id.name, names: [span(node.id)], variable, isExported });
}

/** `const f = () => …`: the only variable of its statement. `fn` is the function that was read for it. */
export function defineVariable(x: Extraction, declaration: Node, fn: number): void {
  const [{ id, init }] = declaration.declarations;
  const isExported = declaration.parent?.type === 'ExportNamedDeclaration';
  const statement: Node = isExported ? declaration.parent : declaration;
  if (declaration.declarations.length !== 1 || id.type !== 'Identifier' || id.typeAnnotation || !isFunctionExpression(init) || !isInList(statement)) return;
  note(x, fn, init, { form: 'statement', span: span(statement), name: id.name, names: [{ start: id.start, end: id.start + id.name.length }], variable: x.scope.find(id.name)!, isExported });
}

/** A method of a class, without decorators. */
export function defineMember(x: Extraction, member: Node, fn: number, base: ValueNode): void {
  if (member.type !== 'ClassMethod' || member.kind !== 'method' || member.computed || member.key.type !== 'Identifier' || (member.decorators ?? []).length > 0) return;
  note(x, fn, member, { form: 'member', span: span(member), name: member.key.name, names: [span(member.key)], base });
}

/** A method of an object literal, or a property whose value is a function expression. */
export function defineProperty(x: Extraction, property: Node, fn: number, base: ValueNode): void {
  if (property.computed || property.key.type !== 'Identifier' || (property.type === 'ObjectMethod' ? property.kind !== 'method' : !isFunctionExpression(property.value))) return;
  note(x, fn, property.type === 'ObjectMethod' ? property : property.value, { form: 'property', span: span(property), name: property.key.name, names: [span(property.key)], base });
}

/** `X.f = function () {}`, and `module.exports = function f() {}`. */
export function defineAssigned(x: Extraction, assignment: Node, fn: number): void {
  const { left, right, parent: statement } = assignment;
  if (!isFunctionExpression(right) || statement.type !== 'ExpressionStatement' || !isInList(statement) || left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return;
  if (isModuleExports(x, left)) {
    if (right.id) note(x, fn, right, { form: 'statement', span: span(statement), name: right.id.name, names: [span(right.id)], ofValue: left.end });
    return;
  }
  const base = simpleObject(x, left.object);
  if (base !== undefined) note(x, fn, right, { form: 'statement', span: span(statement), name: left.property.name, names: [span(left.property)], base });
}

/** `module.exports`, where `module` is Node's. */
export const isModuleExports = (x: Extraction, node: Node): boolean =>
  node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && node.object.name === 'module' && x.scope.find('module') === undefined && node.property.name === 'exports';

/** The value of an expression that does nothing and can be written again: `exports`, `lib`, `Foo.prototype`, `module.exports`. */
export function simpleObject(x: Extraction, node: Node): ValueNode | undefined {
  if (node.type === 'Identifier') return visitValue(x, node);
  const isPrototype = node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && node.property.name === 'prototype';
  return isPrototype || isModuleExports(x, node) ? visitValue(x, node) : undefined;
}
