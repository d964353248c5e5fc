// Which files of a program a change can reach: those that changed, and those that import them, however indirectly.
import type { FileId } from '../core/source.ts';
import type { LoadedProgram, ts } from '../resolve/program.ts';

/** With more importers than this, only those that mention a changed name are looked at. */
const MANY = 400;

/**
 * Files whose types may differ after `changed` did.
 * @param names names of functions and types that changed
 */
export function affectedFiles(loaded: LoadedProgram, program: ts.Program, changed: Iterable<FileId>, names: ReadonlySet<string>): ts.SourceFile[] {
  const importers = importersOf(loaded, program);
  const reached = new Set<ts.SourceFile>();
  const queue: ts.SourceFile[] = [];
  const reach = (file: ts.SourceFile): void => {
    if (reached.has(file)) return;
    reached.add(file);
    queue.push(file);
  };
  const first = new Set<ts.SourceFile>();
  for (const id of changed) {
    const file = loaded.sourceFile(id, program);
    if (file) { first.add(file); reach(file); }
  }
  for (let file = queue.shift(); file; file = queue.shift()) for (const importer of importers.get(file) ?? []) reach(importer);
  const all = [...reached];
  if (all.length <= MANY || names.size === 0) return all;
  const mentions = new RegExp(`\\b(?:${[...names].map((name) => name.replace(/\W/g, '\\$&')).join('|')})\\b`);
  return all.filter((file) => first.has(file) || mentions.test(file.text));
}

/** Own files by the file they import. */
function importersOf(loaded: LoadedProgram, program: ts.Program): Map<ts.SourceFile, ts.SourceFile[]> {
  const { ts } = loaded;
  const checker = program.getTypeChecker();
  const map = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of loaded.ownFiles(program)) {
    const note = (specifier: ts.Node | undefined): void => {
      if (!specifier || !ts.isStringLiteralLike(specifier)) return;
      const target = checker.getSymbolAtLocation(specifier)?.declarations?.find((declaration) => ts.isSourceFile(declaration));
      if (target) map.set(target as ts.SourceFile, [...(map.get(target as ts.SourceFile) ?? []), file]);
    };
    const isDeep = /\b(?:import|require)\s*\(/.test(file.text);
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier);
      else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) note(node.moduleReference.expression);
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal);
      else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require'))) note(node.arguments[0]);
      if (isDeep || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isModuleDeclaration(node)) ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return map;
}
