// Whether a type leaves room for a promise where a function's result is expected.
import type { LoadedProgram, ts } from './program.ts';
import { returnTypeOf } from './type-nodes.ts';

/** True when a promise, or something like it, is one of the values of a type. */
export function isThenable({ checker }: LoadedProgram, type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => checker.getPropertyOfType(part, 'then') !== undefined);
}

/** True when an async function fits where a function of this signature is expected, whatever it returned before. */
export function acceptsPromise(program: LoadedProgram, signature: ts.Signature): boolean {
  const { ts, checker } = program;
  const type = checker.getReturnTypeOfSignature(signature);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void) || isThenable(program, type)) return true;
  const { declaration } = signature;
  const written = declaration && returnTypeOf(ts, declaration);
  return declaration !== undefined && written !== undefined && isInferred(program, written, declaration);
}

/** `<T>(run: () => T)`: T becomes whatever the function returns. */
function isInferred(program: LoadedProgram, node: ts.Node, declaration: ts.Node): boolean {
  const { ts, checker } = program;
  if (ts.isUnionTypeNode(node)) return node.types.some((part) => isInferred(program, part, declaration));
  if (!ts.isTypeReferenceNode(node)) return false;
  const parameter = checker.getSymbolAtLocation(node.typeName)?.declarations?.[0];
  return parameter !== undefined && ts.isTypeParameterDeclaration(parameter) && ts.isFunctionLike(parameter.parent) && parameter.parent !== declaration;
}

/** What a type that is a promise of the language, and nothing else, holds; undefined for any other type. */
export function promiseKind({ ts, checker, program }: LoadedProgram, type: ts.Type): 'value' | 'nothing' | undefined {
  const symbol = type.getSymbol();
  if (symbol?.name !== 'Promise' || !(type.flags & ts.TypeFlags.Object)) return undefined;
  const isOfLanguage = (symbol.declarations ?? []).some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile()));
  if (!isOfLanguage) return undefined;
  const [held] = checker.getTypeArguments(type as ts.TypeReference);
  const holdsNothing = !held || (held.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  return holdsNothing ? 'nothing' : 'value';
}
