// Which files of a program a change can reach: those that changed, and those that import them and mention what changed.
import type { FileId } from '../core/source.ts';
import type { LoadedProgram, ts } from '../resolve/program.ts';

/** With fewer importers than this, what they mention makes no difference: all are looked at. */
const FEW = 60;

/** Who imports whom, and what each file mentions; for one version of a program. */
export class Importers {
  private readonly loaded: LoadedProgram;
  private readonly program: ts.Program;
  private readonly importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  private readonly words = new Map<ts.SourceFile, ReadonlySet<string>>();

  constructor(loaded: LoadedProgram, program: ts.Program) {
    this.loaded = loaded;
    this.program = program;
    for (const file of loaded.ownFiles(program)) this.read(file);
  }

  /**
   * Files whose types may differ.
   * @param changed names of functions and types that changed, by file
   */
  affected(changed: ReadonlyMap<FileId, ReadonlySet<string>>): Set<ts.SourceFile> {
    const found = new Set<ts.SourceFile>();
    for (const [id, names] of changed) {
      const file = this.loaded.sourceFile(id, this.program);
      if (!file) continue;
      found.add(file);
      const reached = this.reachedFrom(file);
      for (const other of reached) {
        if (reached.size > FEW && !this.mentions(other, names) && !(names.has('default') && this.importers.get(file)?.includes(other))) continue;
        found.add(other);
        // a type made of what changed goes on under another name
        if (reached.size > FEW && !changed.has(this.loaded.idOf(other)!) && /\btypeof\b|\bReturnType\b/.test(other.text)) for (const next of this.importers.get(other) ?? []) found.add(next);
      }
    }
    return found;
  }

  private mentions(file: ts.SourceFile, names: ReadonlySet<string>): boolean {
    let words = this.words.get(file);
    if (!words) this.words.set(file, (words = new Set(file.text.match(/[\w$]+/g))));
    for (const name of names) if (words.has(name)) return true;
    return false;
  }

  private reachedFrom(file: ts.SourceFile): Set<ts.SourceFile> {
    const reached = new Set<ts.SourceFile>();
    const queue = [file];
    for (let at = queue.pop(); at; at = queue.pop()) {
      for (const importer of this.importers.get(at) ?? []) {
        if (reached.has(importer)) continue;
        reached.add(importer);
        queue.push(importer);
      }
    }
    return reached;
  }

  private read(file: ts.SourceFile): void {
    const { ts } = this.loaded;
    const checker = this.program.getTypeChecker();
    const note = (specifier: ts.Node | undefined): void => {
      if (!specifier || !ts.isStringLiteralLike(specifier)) return;
      const target = checker.getSymbolAtLocation(specifier)?.declarations?.find((declaration) => ts.isSourceFile(declaration)) as ts.SourceFile | undefined;
      if (target) this.importers.set(target, [...(this.importers.get(target) ?? []), file]);
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
}
