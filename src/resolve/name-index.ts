// Where names occur in one program: identifiers by text, members by name, and the local names that imports give a function.
import type { Compiler, LoadedProgram, ts } from './program.ts';
import { functionOf, type FunctionNode } from './type-nodes.ts';

/** Something that gives an object or a type a member of a name. */
export type Member =
  | ts.MethodDeclaration | ts.MethodSignature | ts.PropertyDeclaration | ts.PropertySignature | ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

export class NameIndex {
  private readonly ts: Compiler;
  private readonly program: LoadedProgram;
  private readonly identifierMap = new Map<string, ts.Identifier[]>();
  private readonly memberMap = new Map<string, Member[]>();
  private readonly imports: ts.Identifier[] = [];
  readonly returnTypes: ts.TypeReferenceNode[] = [];
  private aliasMap: Map<FunctionNode, Set<string>> | undefined;

  constructor(program: LoadedProgram) {
    this.ts = program.ts;
    this.program = program;
    for (const file of program.ownFiles()) this.read(file);
  }

  identifiers(name: string): readonly ts.Identifier[] {
    return this.identifierMap.get(name) ?? [];
  }

  members(name: string): readonly Member[] {
    return this.memberMap.get(name) ?? [];
  }

  /** Files in which `name` occurs. */
  filesWith(name: string): Set<ts.SourceFile> {
    return new Set(this.identifiers(name).map((identifier) => identifier.getSourceFile()));
  }

  /** Names under which other files import a function: `import load from './read-all'`. */
  aliases(fn: FunctionNode): ReadonlySet<string> {
    if (!this.aliasMap) {
      this.aliasMap = new Map();
      const { ts, program } = this;
      for (const local of this.imports) {
        const symbol = program.checker.getSymbolAtLocation(local);
        if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) continue;
        for (const declaration of program.checker.getAliasedSymbol(symbol).declarations ?? []) {
          const target = functionOf(ts, declaration);
          if (target) this.aliasMap.set(target, (this.aliasMap.get(target) ?? new Set()).add(local.text));
        }
      }
    }
    return this.aliasMap.get(fn) ?? new Set();
  }

  private read(file: ts.SourceFile): void {
    const { ts } = this;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) append(this.identifierMap, node.text, node);
      else if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node) || ts.isPropertyDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
        const name = nameText(ts, node.name);
        if (name !== undefined) append(this.memberMap, name, node);
      } else if (ts.isImportClause(node) && node.name) this.imports.push(node.name);
      else if (ts.isImportSpecifier(node) && node.propertyName) this.imports.push(node.name);
      else if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === 'ReturnType') this.returnTypes.push(node);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The text of a name that is known before the program runs. */
export function nameText(ts: Compiler, name: ts.Node): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name) ? name.text : undefined;
}
