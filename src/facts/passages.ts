// Names that values get one by one, so that a second function can be handed on beside the first: exports, imports, destructuring.
import type { PassageFact } from '../core/facts.ts';
import type { Node } from '../syntax/node.ts';
import { isInList, isModuleExports, simpleObject } from './definitions.ts';
import type { Extraction } from './extract.ts';

const span = ({ start, end }: Node): { start: number; end: number } => ({ start, end });
const isName = (node: Node | null | undefined): boolean => node?.type === 'Identifier' && !node.typeAnnotation;

/** The specifier of `require('…')`. */
function requiredModule(x: Extraction, node: Node): string | undefined {
  const isRequire = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require' && x.scope.find('require') === undefined;
  return isRequire && node.arguments.length === 1 && node.arguments[0].type === 'StringLiteral' ? node.arguments[0].value : undefined;
}

/** Where `value` comes from: a variable, or a named member of a module or of a simple object. `names` gets the places of the names. */
function sourceOf(x: Extraction, value: Node, names: Node[]): PassageFact['from'] | undefined {
  if (isName(value)) {
    const node = x.scope.find(value.name);
    names.push(value);
    return node === undefined ? undefined : { node };
  }
  if (value.type !== 'MemberExpression' || value.computed || value.property.type !== 'Identifier') return undefined;
  names.push(value.property);
  const key: string = value.property.name;
  const module = requiredModule(x, value.object);
  if (module !== undefined) return { module, key };
  const base = simpleObject(x, value.object);
  return base === undefined ? undefined : { base, key };
}

/** `{ f }` and `{ f: lib.f }` in an object literal. */
export function passProperty(x: Extraction, property: Node, base: number): void {
  if (property.type !== 'ObjectProperty' || property.computed || property.key.type !== 'Identifier') return;
  const names: Node[] = [];
  const from = sourceOf(x, property.value, names);
  if (!property.shorthand) names.push(property.key);
  if (from) x.passages.push({ form: 'element', span: span(property), names: names.map(span), from, to: { base, key: property.key.name } });
}

/** `X.f = f`, `X.f = lib.f`, `module.exports = f`; also as `exports = module.exports = f`. */
export function passAssigned(x: Extraction, assignment: Node): void {
  const statement: Node = assignment.parent;
  if (statement.type !== 'ExpressionStatement' || !isInList(statement)) return;
  let value = assignment.right;
  const targets: Node[] = [assignment.left];
  for (; value.type === 'AssignmentExpression'; value = value.right) targets.push(value.left);
  const exported = targets.find((target) => isModuleExports(x, target));
  if (exported && isName(value)) {
    const node = x.scope.find(value.name);
    if (node !== undefined) x.passages.push({ form: 'value', span: span(statement), names: [exported, value].map(span), from: { node } });
    return;
  }
  const { left } = assignment;
  if (targets.length !== 1 || left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return;
  const names: Node[] = [left.property];
  const from = sourceOf(x, value, names);
  const base = from && simpleObject(x, left.object);
  if (base !== undefined) x.passages.push({ form: 'statement', span: span(statement), names: names.map(span), from: from!, to: { base, key: left.property.name } });
}

/** `const { f } = lib`, `const f = lib.f`. `base` is what the initial value is. */
export function passVariable(x: Extraction, declaration: Node, base: number): void {
  const [{ id, init }] = declaration.declarations;
  if (declaration.declarations.length !== 1 || !isInList(declaration)) return;
  if (id.type === 'ObjectPattern' && !id.typeAnnotation) {
    for (const property of id.properties as Node[]) {
      if (property.type !== 'ObjectProperty' || property.computed || property.key.type !== 'Identifier' || !isName(property.value)) continue;
      const names = property.shorthand ? [property.value] : [property.key, property.value];
      x.passages.push({ form: 'element', span: span(property), names: names.map(span), from: { base, key: property.key.name }, to: { node: x.scope.find(property.value.name)! } });
    }
  } else if (isName(id) && init.type === 'MemberExpression') {
    const names: Node[] = [id];
    const from = sourceOf(x, init, names);
    if (from) x.passages.push({ form: 'statement', span: span(declaration), names: names.map(span), from, to: { node: x.scope.find(id.name)! } });
  }
}

/** `import { f } from './lib'`. */
export function passImported(x: Extraction, specifier: Node, module: string): void {
  if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') return;
  const names = specifier.imported.start === specifier.local.start ? [specifier.local] : [specifier.imported, specifier.local];
  x.passages.push({ form: 'element', span: span(specifier), names: names.map(span), from: { module, key: specifier.imported.name }, to: { node: x.scope.find(specifier.local.name)! } });
}

/** `export { f }` and `export { f } from './lib'`. */
export function passExported(x: Extraction, specifier: Node, module: string | undefined): void {
  if (specifier.type !== 'ExportSpecifier' || specifier.local.type !== 'Identifier' || specifier.exported.type !== 'Identifier') return;
  const names = specifier.exported.start === specifier.local.start ? [specifier.local] : [specifier.local, specifier.exported];
  const node = x.scope.find(specifier.local.name);
  const from = module !== undefined ? { module, key: specifier.local.name as string } : node === undefined ? undefined : { node };
  if (from) x.passages.push({ form: 'element', span: span(specifier), names: names.map(span), from, to: { exported: specifier.exported.name } });
}
