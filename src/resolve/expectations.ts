// What the types around a function expect it to return: base classes, interfaces, annotations, parameters it is passed to.
import type { LoadedProgram, ts } from './program.ts';
import type { NameIndex } from './name-index.ts';
import { nameText } from './name-index.ts';
import { acceptsPromise } from './promise-types.ts';
import { functionOf, functionOfExpression, isFunctionNode, symbolOf, type FunctionNode } from './type-nodes.ts';

export class Expectations {
  private readonly program: LoadedProgram;
  private readonly names: NameIndex;
  private readonly known = new Map<FunctionNode, readonly ts.Signature[]>();
  private readonly users = new Map<ts.SourceFile, ReadonlyMap<ts.Node, ReadonlySet<FunctionNode>>>();

  constructor(program: LoadedProgram, names: NameIndex) {
    this.program = program;
    this.names = names;
  }

  /** Signatures that other types demand of a function; those of its own declaration are left out. */
  of(fn: FunctionNode): readonly ts.Signature[] {
    let all = this.known.get(fn);
    if (!all) {
      const { ts } = this.program;
      const found = new Set<ts.Signature>();
      const add = (signatures: readonly ts.Signature[]): void => {
        for (const signature of signatures) if (!signature.declaration || functionOf(ts, signature.declaration) !== fn) found.add(signature);
      };
      if (ts.isFunctionExpression(fn) || ts.isArrowFunction(fn)) add(this.atSlot(fn));
      const member = this.memberHolding(fn);
      if (member) add(this.ofMember(member));
      for (const use of this.valueUses(fn)) add(this.atSlot(use));
      this.known.set(fn, (all = [...found]));
    }
    return all;
  }

  /** Signatures that base types of `member`'s class or interface, or the type that its object literal is used as, give to it. */
  ofMember(member: ts.Node): readonly ts.Signature[] {
    const { ts, checker } = this.program;
    const { parent } = member;
    const name = 'name' in member && member.name ? nameText(ts, member.name as ts.Node) : undefined;
    if (!parent || name === undefined) return [];
    if (ts.isObjectLiteralExpression(parent)) {
      const expected = checker.getContextualType(parent);
      return expected ? this.unlessOneFits(this.constituents(expected).map((type) => this.propertySignatures(type, name, parent))) : [];
    }
    if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) return [];
    const isStatic = ts.canHaveModifiers(member) && (ts.getModifiers(member) ?? []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
    const signatures: ts.Signature[] = [];
    for (const clause of parent.heritageClauses ?? []) {
      if (isStatic && clause.token !== ts.SyntaxKind.ExtendsKeyword) continue;
      for (const base of clause.types) signatures.push(...this.propertySignatures(checker.getTypeAtLocation(isStatic ? base.expression : base), name, parent));
    }
    return signatures;
  }

  /** Functions that stand in `file` where a signature with this declaration is expected. */
  usersIn(file: ts.SourceFile, declaration: ts.Node): ReadonlySet<FunctionNode> {
    let map = this.users.get(file);
    if (!map) this.users.set(file, (map = this.readUsers(file)));
    return map.get(declaration) ?? new Set();
  }

  /** Call signatures of each function in a type, `undefined` and the like left out. */
  signaturesOf(type: ts.Type): readonly ts.Signature[] {
    return this.unlessOneFits(this.constituents(type).map((one) => one.getCallSignatures()));
  }

  /** Of alternatives, one that takes an async function as it is makes the others irrelevant. */
  private unlessOneFits(alternatives: readonly (readonly ts.Signature[])[]): readonly ts.Signature[] {
    const callable = alternatives.filter((signatures) => signatures.length > 0);
    if (callable.length > 1 && callable.some((signatures) => signatures.every((signature) => acceptsPromise(this.program, signature)))) return [];
    return callable.flat();
  }

  /** The class member, object property or variable that holds a function under a name. */
  private memberHolding(fn: FunctionNode): ts.Node | undefined {
    const { ts } = this.program;
    if (ts.isMethodDeclaration(fn)) return fn;
    let holder: ts.Node = fn.parent;
    while (holder && (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isSatisfiesExpression(holder))) holder = holder.parent;
    return holder && ts.isPropertyDeclaration(holder) ? holder : undefined;
  }

  private atSlot(slot: ts.Expression): readonly ts.Signature[] {
    const { checker } = this.program;
    const expected = checker.getContextualType(slot);
    return expected ? this.signaturesOf(expected) : [];
  }

  private constituents(type: ts.Type): ts.Type[] {
    const { ts, checker } = this.program;
    const whole = checker.getNonNullableType(type);
    const parts = whole.isUnion() ? whole.types : [whole];
    return parts.map((part) => (part.flags & ts.TypeFlags.TypeParameter ? (checker.getBaseConstraintOfType(part) ?? part) : part));
  }

  private propertySignatures(type: ts.Type, name: string, at: ts.Node): readonly ts.Signature[] {
    const { checker } = this.program;
    const property = checker.getPropertyOfType(type, name);
    if (property) return this.signaturesOf(checker.getTypeOfSymbolAtLocation(property, at));
    return checker.getIndexInfosOfType(type).flatMap((info) => this.signaturesOf(info.type));
  }

  /** Expressions that mention the function without calling it. */
  private *valueUses(fn: FunctionNode): Iterable<ts.Expression> {
    const { ts, checker } = this.program;
    for (const name of this.namesOf(fn)) {
      for (const identifier of this.names.identifiers(name)) {
        const expression = valueExpression(ts, identifier);
        if (!expression) continue;
        const declarations = symbolOf(ts, checker, identifier)?.declarations ?? [];
        if (declarations.some((declaration) => functionOf(ts, declaration) === fn)) yield expression;
      }
    }
  }

  private namesOf(fn: FunctionNode): ReadonlySet<string> {
    const { ts } = this.program;
    const names = new Set(this.names.aliases(fn));
    const holder = fn.name && !ts.isFunctionExpression(fn) ? fn : fn.parent;
    const name = 'name' in holder && holder.name ? nameText(ts, holder.name as ts.Node) : undefined;
    if (name !== undefined) names.add(name);
    return names;
  }

  private readUsers(file: ts.SourceFile): ReadonlyMap<ts.Node, ReadonlySet<FunctionNode>> {
    const { ts, checker } = this.program;
    const map = new Map<ts.Node, Set<FunctionNode>>();
    const add = (fn: FunctionNode, signatures: readonly ts.Signature[]): void => {
      for (const { declaration } of signatures) if (declaration) map.set(declaration, (map.get(declaration) ?? new Set()).add(fn));
    };
    const visit = (node: ts.Node): void => {
      if (isFunctionNode(ts, node)) {
        if (!ts.isFunctionDeclaration(node)) add(node, this.of(node));
      } else if (ts.isIdentifier(node)) {
        const expression = valueExpression(ts, node);
        const fn = expression && functionOfExpression(ts, checker, expression);
        if (fn) add(fn, this.atSlot(expression));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return map;
  }
}

/** The expression that passes on what `identifier` names; undefined where it is declared, called, or part of a type. */
function valueExpression(ts: LoadedProgram['ts'], identifier: ts.Identifier): ts.Expression | undefined {
  const { parent } = identifier;
  const expression = ts.isPropertyAccessExpression(parent) && parent.name === identifier ? parent : identifier;
  const around = expression.parent;
  if (ts.isShorthandPropertyAssignment(around)) return around.objectAssignmentInitializer === expression ? undefined : expression;
  if (ts.isCallExpression(around) || ts.isNewExpression(around)) return around.expression === expression ? undefined : expression;
  if (ts.isPropertyAssignment(around) || ts.isVariableDeclaration(around) || ts.isPropertyDeclaration(around) || ts.isParameter(around)) return around.initializer === expression ? expression : undefined;
  if (ts.isBinaryExpression(around)) return around.right === expression ? expression : undefined;
  if (ts.isConditionalExpression(around)) return around.condition === expression ? undefined : expression;
  return ts.isReturnStatement(around) || ts.isArrayLiteralExpression(around) || ts.isArrowFunction(around) || ts.isParenthesizedExpression(around) || ts.isAsExpression(around) || ts.isSatisfiesExpression(around) || ts.isJsxExpression(around)
    ? expression : undefined;
}
