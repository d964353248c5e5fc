// Finds the compiler's nodes for our spans, and the function that an expression stands for.
import type { Span } from '../core/source.ts';
import type { Compiler, ts } from './program.ts';

/** Functions with a body, as facts know them. */
export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

export const isFunctionNode = (ts: Compiler, node: ts.Node): node is FunctionNode =>
  (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node)) && node.body !== undefined;

/**
 * The function at `span`. Parsers agree on where functions end, save for parentheses around an arrow's body, but not on
 * where they start: modifiers (`export`, decorators) belong to it or not.
 */
export function functionAt(ts: Compiler, file: ts.SourceFile, span: Span): FunctionNode | undefined {
  let best: FunctionNode | undefined;
  let distance = Number.POSITIVE_INFINITY;
  const visit = (node: ts.Node): void => {
    if (node.end < span.end - 2 || node.pos > span.start) return;
    if (isFunctionNode(ts, node)) {
      const off = Math.abs(node.getStart(file) - span.start) + 100 * Math.abs(node.end - span.end);
      if (off < distance) {
        distance = off;
        best = node;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return best && Math.abs(best.end - span.end) <= 2 && best.getStart(file) <= span.start ? best : undefined;
}

/** The call, `new` or tagged template at `span`. */
export function callAt(ts: Compiler, file: ts.SourceFile, span: Span): ts.CallLikeExpression | undefined {
  let found: ts.CallLikeExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found || node.end < span.end || node.pos > span.start) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) && node.end === span.end && node.getStart(file) === span.start) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Strips parentheses, casts and `!`. */
export function bare(ts: Compiler, expression: ts.Expression): ts.Expression {
  let node = expression;
  while (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) node = node.expression;
  return node;
}

/** The function of which `declaration` is the signature, the name or the holder; undefined when it has no body here. */
export function functionOf(ts: Compiler, declaration: ts.Node): FunctionNode | undefined {
  if (isFunctionNode(ts, declaration)) return declaration;
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) return implementation(ts, declaration);
  if ((ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration)) && declaration.initializer) {
    const value = bare(ts, declaration.initializer);
    return isFunctionNode(ts, value) ? value : undefined;
  }
  // JavaScript: exports.f = function () {}, Foo.prototype.f = function () {}
  const { parent } = declaration;
  if (parent && ts.isBinaryExpression(parent) && parent.left === declaration) {
    const value = bare(ts, parent.right);
    return isFunctionNode(ts, value) ? value : undefined;
  }
  if (ts.isBinaryExpression(declaration)) {
    const value = bare(ts, declaration.right);
    return isFunctionNode(ts, value) ? value : undefined;
  }
  return undefined;
}

/** The overload with a body, for one without. */
function implementation(ts: Compiler, overload: ts.FunctionDeclaration | ts.MethodDeclaration): FunctionNode | undefined {
  const siblings: readonly ts.Node[] = ts.isMethodDeclaration(overload) ? (overload.parent as ts.ClassLikeDeclaration).members ?? [] : (overload.parent as ts.SourceFile | ts.ModuleBlock).statements ?? [];
  const name = overload.name?.getText();
  return siblings.find((node): node is FunctionNode => node.kind === overload.kind && isFunctionNode(ts, node) && node.name?.getText() === name);
}

/** The return type that a signature is written with; in JSDoc it stands in a tag. */
export function returnTypeOf(ts: Compiler, declaration: ts.SignatureDeclaration | ts.JSDocSignature): ts.TypeNode | undefined {
  const { type } = declaration;
  return type && ts.isJSDocReturnTag(type) ? type.typeExpression?.type : (type as ts.TypeNode | undefined);
}

/** What an identifier or property access stands for, through imports and shorthands. */
export function symbolOf(ts: Compiler, checker: ts.TypeChecker, expression: ts.Node): ts.Symbol | undefined {
  const { parent } = expression;
  let symbol = parent && ts.isShorthandPropertyAssignment(parent) && parent.name === expression ? checker.getShorthandAssignmentValueSymbol(parent) : checker.getSymbolAtLocation(expression);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return symbol;
}

/** The function of the repository that an expression evaluates to, when it names one. */
export function functionOfExpression(ts: Compiler, checker: ts.TypeChecker, expression: ts.Expression): FunctionNode | undefined {
  const value = bare(ts, expression);
  if (isFunctionNode(ts, value)) return value;
  if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return undefined;
  for (const declaration of symbolOf(ts, checker, ts.isPropertyAccessExpression(value) ? value.name : value)?.declarations ?? []) {
    const found = functionOf(ts, declaration);
    if (found) return found;
  }
  return undefined;
}
