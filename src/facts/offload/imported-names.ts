// Names that a module imports: which name of which module each stands for, and whether a file only reads what another one exports.
import { keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';

/** `name` is undefined for all that the module exports. */
export interface ImportedName {
  readonly specifier: string;
  readonly name: string | undefined;
}

const specifierOf = (call: Node): string | undefined => (call.arguments[0]?.type === 'StringLiteral' ? (call.arguments[0].value as string) : undefined);
export const isRequire = (node: Node): boolean => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';

/** What an imported name stands for where it is declared; undefined where that is made of what was imported. */
export function importedAs(name: Node): ImportedName | undefined {
  const parent = name.parent as Node;
  switch (parent.type) {
    case 'ImportSpecifier': return { specifier: parent.parent.source.value, name: keyName(parent.imported, false) };
    case 'ImportDefaultSpecifier': return { specifier: parent.parent.source.value, name: 'default' };
    case 'ImportNamespaceSpecifier': return { specifier: parent.parent.source.value, name: undefined };
    case 'TSImportEqualsDeclaration': return parent.moduleReference.type === 'TSExternalModuleReference' ? { specifier: parent.moduleReference.expression.value, name: undefined } : undefined;
  }
  const isProperty = parent.type === 'ObjectProperty' && parent.parent.parent.type === 'VariableDeclarator';
  const declarator = parent.type === 'VariableDeclarator' ? parent : isProperty ? (parent.parent.parent as Node) : undefined;
  if (!declarator) return undefined;
  const key = isProperty ? keyName(parent.key, parent.computed) : undefined;
  const init = unwrap(declarator['init']);
  const module = isMember(init) ? unwrap(init.object) : init;
  const specifier = isRequire(module) ? specifierOf(module) : undefined;
  const member = isMember(init) ? keyName(init.property, init.computed) : undefined;
  if (specifier === undefined || (isProperty && key === undefined) || (isMember(init) && (isProperty || member === undefined))) return undefined;
  return { specifier, name: key ?? member };
}

export const isMember = (node: Node): boolean => /^(?:Optional)?MemberExpression$/.test(node.type);

/** Methods that leave what they are called on as it was. */
const READS = new Set(['get', 'has', 'includes', 'indexOf', 'lastIndexOf', 'slice', 'map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'reduce', 'reduceRight', 'join', 'concat', 'keys', 'values', 'entries', 'at', 'flatMap', 'test', 'exec', 'encode', 'decode', 'format', 'hasOwnProperty']);

/** Whether a mention of an object of plain values leaves it as it is, and hands it to nobody. */
export function isRead(use: Node): boolean {
  const parent = use.parent as Node;
  if (parent.type === 'SpreadElement' || (/^For(In|Of)Statement$/.test(parent.type) && parent.right === use) || (parent.type === 'BinaryExpression' && parent.operator === 'in')) return true;
  if (!isMember(parent) || parent.object !== use) return false;
  const outer = parent.parent as Node;
  if (/^(?:Optional)?CallExpression$/.test(outer.type) && outer.callee === parent) return parent.computed || READS.has(parent.property.name);
  return !(outer.type === 'AssignmentExpression' && outer.left === parent) && outer.type !== 'UpdateExpression' && !(outer.type === 'UnaryExpression' && outer.operator === 'delete') && !/Pattern$|^RestElement$/.test(outer.type) && !(outer.type === 'ObjectProperty' && outer.parent.type === 'ObjectPattern') && !(/^For(In|Of)Statement$/.test(outer.type) && outer.left === parent);
}

/**
 * Whether a file only reads what another one exports under `name`.
 * @param leadsThere whether a specifier in this file is that of the other one
 */
export function onlyReads(program: Node, names: NameUses, name: string, leadsThere: (specifier: string) => boolean): boolean {
  const isFine = (mention: Node): boolean => {
    const parent = mention.parent as Node;
    if (!isMember(parent) || parent.object !== mention) return false;
    const key = keyName(parent.property, parent.computed);
    return key !== undefined && (key === name ? isRead(parent) : true);
  };
  let fine = true;
  walk(program, (node) => {
    if (/^Export(?:Named|All)Declaration$/.test(node.type) && node.source && leadsThere(node.source.value)) fine = false;
    if (node.type === 'CallExpression' && node.callee.type === 'Import') fine &&= !(specifierOf(node) === undefined || leadsThere(specifierOf(node)!));
    if (isRequire(node) && leadsThere(specifierOf(node) ?? '') && !isDeclared(node)) fine &&= node.parent.type === 'ExpressionStatement' || isFine(node);
    if (node.type !== 'Identifier' || !names.bindings.get(node) || !isImportOf(node)) return;
    const imported = importedAs(node);
    if (imported ? !leadsThere(imported.specifier) : !mentions(node, leadsThere)) return;
    const uses = names.bindings.get(node)!.uses.filter((use) => use !== node && !/^ExportSpecifier$/.test(use.parent.type));
    if (!imported) fine = false;
    else if (imported.name === undefined) fine &&= uses.every(isFine);
    else if (imported.name === name) fine &&= uses.every(isRead) && names.bindings.get(node)!.uses.every((use) => use.parent.type !== 'ExportSpecifier');
  });
  return fine;
}

/** It is what a declaration takes its names from. */
const isDeclared = (node: Node): boolean => node.parent.type === 'VariableDeclarator' || (isMember(node.parent) && node.parent.parent.type === 'VariableDeclarator');

const isImportOf = (name: Node): boolean => {
  if (/^Import(Default|Namespace)?Specifier$/.test(name.parent.type)) return name.parent.local === name;
  return name.parent.type === 'TSImportEqualsDeclaration' || declaratorOf(name) !== undefined;
};

/** The declarator that a name is declared by. */
function declaratorOf(name: Node): Node | undefined {
  for (let node = name; node.parent; node = node.parent) {
    if (node.parent.type === 'VariableDeclarator') return node.parent.id === node ? node.parent : undefined;
    if (!/Pattern$|^ObjectProperty$|^RestElement$/.test(node.parent.type)) return undefined;
  }
  return undefined;
}

const mentions = (name: Node, leadsThere: (specifier: string) => boolean): boolean => {
  let found = false;
  const init = declaratorOf(name)?.['init'] as Node | null | undefined;
  if (init) walk(init, (node) => { found ||= isRequire(node) && leadsThere(specifierOf(node) ?? ''); });
  return found;
};
