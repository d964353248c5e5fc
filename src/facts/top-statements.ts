// What the order of a file's top-level statements says: whether they fit into a function, and what the last one loads.
import { unwrap, type Node } from '../syntax/node.ts';

/** Linkage runs before everything else, wherever it stands. */
const isLinkage = (s: Node): boolean => /^Import|^Export|^TSImportEquals|^TSExportAssignment|^TSNamespaceExport/.test(s.type);
/** Statements that may stand nowhere but at the top level. */
const isTopOnly = (s: Node): boolean => isLinkage(s) || s.type === 'TSModuleDeclaration' || s.declare === true;
const isErased = (s: Node): boolean => /^TS(Interface|TypeAlias)Declaration$|^TypeAlias$|^EmptyStatement$/.test(s.type);

/** The top-level statements that may stand in a function too: from the first of them to the last. */
export function movableStatements(body: readonly Node[]): readonly Node[] {
  const first = body.findIndex((s) => !isTopOnly(s));
  return first < 0 ? [] : body.slice(first, body.findLastIndex((s) => !isLinkage(s)) + 1);
}

/** Imports and exports do not stand between the statements that run, and no namespace is among these. */
export function fitsInFunction(body: readonly Node[]): boolean {
  if (body.some((s) => s.type === 'TSModuleDeclaration' && !s.declare && s.kind !== 'global')) return false;
  const ran = body.findIndex((s) => !isTopOnly(s) && !isErased(s));
  return ran < 0 || movableStatements(body.slice(ran)).every((s) => !isTopOnly(s));
}

/** Specifier of a module that is loaded by the last statement, for its effects alone. */
export function lastLoaded(body: readonly Node[]): string | undefined {
  const last = body.findLast((s) => s.type !== 'EmptyStatement');
  if (last?.type === 'ImportDeclaration') return last.specifiers.length === 0 && body.every((s) => isLinkage(s)) ? last.source.value : undefined;
  const call: Node | undefined = last?.type === 'ExpressionStatement' ? unwrap(last.expression) : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'require' || call.arguments.length !== 1) return undefined;
  return call.arguments[0].type === 'StringLiteral' ? call.arguments[0].value : undefined;
}

/** Specifier of the module that is evaluated last before this one; Node's own modules are there already. */
export function lastImported(body: readonly Node[]): string | undefined {
  const sources = body.flatMap((s) => (s.source && s.importKind !== 'type' && s.exportKind !== 'type' ? [s.source.value as string] : []));
  return [...new Set(sources)].findLast((specifier) => !specifier.startsWith('node:'));
}
