// Which default values of parameters can move into the body, where an await may stand, without anything happening in another order.
import { walk, type Node } from '../syntax/node.ts';
import { blockNames, hoistedNames, patternNames } from './scope.ts';

/** A parameter that is (partly) evaluated in the body instead: a name with a default value, or a pattern. */
export interface MovedParameter {
  readonly node: Node;
  /** Its name or pattern, without the default value. */
  readonly target: Node;
  /** The default value; of a pattern only if it must move too. */
  readonly value?: Node;
}

const PROCESS = /^(stdout|stderr|stdin|argv|env|platform|pid)$/;

/** Evaluating it has no effect and gives the same at any time. */
export function isInert(node: Node): boolean {
  switch (node.type) {
    case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'BigIntLiteral': case 'RegExpLiteral':
    case 'FunctionExpression': case 'ArrowFunctionExpression': return true;
    case 'Identifier': return node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity';
    case 'TemplateLiteral': return node.expressions.length === 0;
    case 'UnaryExpression': return node.operator !== 'delete' && isInert(node.argument);
    case 'MemberExpression': return !node.computed && node.object.type === 'Identifier' && node.object.name === 'process' && PROCESS.test(node.property.name);
    case 'ArrayExpression': return node.elements.every((e: Node | null) => e === null || (e.type !== 'SpreadElement' && isInert(e)));
    case 'ObjectExpression': return node.properties.every((p: Node) => p.type === 'ObjectProperty' && !p.computed && isInert(p.value));
    case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': return isInert(node.expression);
    default: return false;
  }
}

/** Names of variables that `nodes` mention; a name that something inside declares for itself counts too. */
function mentioned(nodes: readonly Node[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    walk(node, (inner, parent) => {
      const isKey = parent !== undefined && !parent.computed && ((parent.property === inner && parent.object !== inner) || (parent.key === inner && parent.value !== inner && !parent.shorthand));
      if (inner.type === 'Identifier' && !isKey) names.add(inner.name);
    });
  }
  return names;
}

/** Where a default value begins: behind `=`. Undefined when something else stands between. */
export function valueStart(parameter: Node, text: string): number | undefined {
  const equals = /^\s*=\s*/.exec(text.slice(parameter.left.end, parameter.end));
  return equals ? (parameter.left.end as number) + equals[0].length : undefined;
}

function moved(parameter: Node): MovedParameter | undefined {
  if (parameter.type === 'RestElement') return undefined;
  const target: Node = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const value: Node | undefined = parameter.type === 'AssignmentPattern' && !isInert(parameter.right) ? parameter.right : undefined;
  if (target.type === 'Identifier' && value === undefined) return undefined;
  return { node: parameter, target, ...(value ? { value } : {}) };
}

/** What moves when the parameter at `index` must: itself, and all behind it that would be evaluated too early now. */
export const movedFrom = (fn: Node, index: number): MovedParameter[] => (fn.params as Node[]).slice(index).flatMap((parameter) => moved(parameter) ?? []);

/**
 * Whether an await can be had in the default values of the parameter at `index`.
 * @param typed the language has type annotations
 */
export function canMove(fn: Node, index: number, text: string, typed: boolean): boolean {
  if (fn.generator || fn.kind === 'get' || fn.kind === 'set' || fn.kind === 'constructor') return false;
  const parameters: Node[] = fn.params;
  const moves = movedFrom(fn, index);
  if (moves.length === 0 || moves[0]!.node !== parameters[index]) return false;
  const own = new Set<string>(fn.body.type === 'BlockStatement' ? [...hoistedNames(fn.body), ...blockNames(fn.body.body)] : []);
  for (const { node, target, value } of moves) {
    const isPattern = target.type === 'ObjectPattern' || target.type === 'ArrayPattern';
    if ((!isPattern && target.type !== 'Identifier') || (node.decorators ?? []).length > 0 || (target.decorators ?? []).length > 0) return false;
    // without its default value nothing says what type it has, and Flow has no way to leave it out
    if (typed !== (target.typeAnnotation !== undefined && target.typeAnnotation !== null)) return false;
    if (node.type === 'AssignmentPattern' && valueStart(node, text) === undefined) return false;
    const names = mentioned([...(value ? [value] : []), ...(isPattern ? [target] : [])]);
    // the body's own names hide those that it meant
    if ([...names].some((name) => own.has(name))) return false;
    // its own name or a later one: that was an error
    const later = parameters.slice(parameters.indexOf(node)).flatMap((parameter) => patternNames(parameter));
    if (value && [...mentioned([value])].some((name) => later.includes(name))) return false;
    if (isPattern) {
      const bound = new Set(patternNames(target));
      const staying = parameters.filter((parameter) => !moves.some((move) => move.node === parameter));
      const inert = parameters.flatMap((parameter) => (parameter.type === 'AssignmentPattern' && isInert(parameter.right) ? [parameter.right as Node] : []));
      // a closure among the parameters would not see them any more
      if ([...mentioned([...staying, ...inert])].some((name) => bound.has(name))) return false;
    }
  }
  return parameters.slice(index).every((parameter) => parameter.type !== 'RestElement' || parameter.argument.type === 'Identifier');
}
