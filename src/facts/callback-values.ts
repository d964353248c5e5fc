// What a callback is called with: an error, none, or something that may be either; a value that may be handed on.
import { declaratorOf } from './callback-counters.ts';
import { chainOf } from './chains.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { isFunction, unwrap, type Node } from '../syntax/node.ts';

/** What is known of variables for errors at some place. */
export type Known = ReadonlyMap<Binding, 'error' | 'none'>;

/** `none`: the call succeeds; `error`: it fails for certain; `maybe`: that shows when it runs. */
export type ErrorState = 'none' | 'error' | 'maybe';

/** `x || null`, `x || undefined`: x, where only an error counts. */
export function plainError(argument: Node): Node {
  const node = unwrap(argument);
  const isNothing = (each: Node): boolean => each.type === 'NullLiteral' || (each.type === 'Identifier' && each.name === 'undefined');
  return node.type === 'LogicalExpression' && /^(\|\||\?\?)$/.test(node.operator) && isNothing(node.right) ? plainError(node.left) : node;
}

/** What calling back with `argument` first means. */
export function errorState(argument: Node | undefined, known: Known, names: NameUses): ErrorState {
  if (!argument) return 'none';
  const node = plainError(argument);
  switch (node.type) {
    case 'NullLiteral': return 'none';
    case 'Identifier': {
      const binding = names.bindings.get(node);
      if (!binding) return node.name === 'undefined' ? 'none' : 'maybe';
      return known.get(binding) ?? (isMadeError(binding, node) ? 'error' : 'maybe');
    }
    case 'NewExpression': case 'ObjectExpression': case 'ArrayExpression': return 'error';
    case 'StringLiteral': return node.value === '' ? 'maybe' : 'error';
    case 'TemplateLiteral': return node.quasis.some(({ value }: Node) => value.raw !== '') ? 'error' : 'maybe';
    case 'BinaryExpression': return node.operator === '+' && [node.left, node.right].some((side: Node) => side.type === 'StringLiteral' && side.value !== '') ? 'error' : 'maybe';
    case 'CallExpression': return node.callee.type === 'Identifier' && /^\w*Error$/.test(node.callee.name) && !names.bindings.get(node.callee) ? 'error' : 'maybe';
    default: return 'maybe';
  }
}

/** `const error = new Error(…)` before `use`, in a block around it; nothing else is ever assigned. */
function isMadeError(binding: Binding, use: Node): boolean {
  const declarator = declaratorOf(binding);
  const block = declarator?.['parent'].parent as Node | undefined;
  const made = declarator?.['init'] ? unwrap(declarator['init'] as Node) : undefined;
  if (!block || !/^(BlockStatement|Program)$/.test(block.type) || binding.kinds.size !== 1 || binding.uses.some(isAssigned)) return false;
  return made?.type === 'NewExpression' && made.callee.type === 'Identifier' && /Error$/.test(made.callee.name) && declarator!.end <= use.start && block.start <= use.start && use.end <= block.end;
}

/** Something that a function which is no error-first callback may be called with: it does not read as an error. */
export function isErrorLike(argument: Node, state: ErrorState, isError: (binding: Binding) => boolean, names: NameUses): boolean {
  if (state !== 'maybe') return !/^(String|Template)Literal|ObjectExpression|ArrayExpression|BinaryExpression$/.test(plainError(argument).type);
  const node = plainError(argument);
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  return node.type === 'Identifier' && ((binding !== undefined && isError(binding)) || /^e$|^ex$|err/i.test(node.name));
}

/** A promise as it is written down: the callback would get it, an async function would wait for it. */
export function isPromiseText(node: Node): boolean {
  const value = unwrap(node);
  if (chainOf(value)) return true;
  return (value.type === 'NewExpression' && value.callee.name === 'Promise') || (value.type === 'CallExpression' && value.callee.type === 'MemberExpression' && value.callee.object.name === 'Promise');
}

/** An expression that may be such a promise, as far as the file shows: of a variable that was given one, of an async function of it. */
export function isPromiseValue(node: Node, names: NameUses, seen: ReadonlySet<Node> = new Set()): boolean {
  const value = unwrap(node);
  if (seen.has(value)) return false;
  const inner = (each: Node): boolean => isPromiseValue(each, names, new Set([...seen, value]));
  if (isPromiseText(value)) return true;
  switch (value.type) {
    case 'ConditionalExpression': return inner(value.consequent) || inner(value.alternate);
    case 'LogicalExpression': return inner(value.left) || inner(value.right);
    case 'AssignmentExpression': return inner(value.right);
    case 'SequenceExpression': return inner(value.expressions.at(-1));
    case 'Identifier': return givenTo(names.bindings.get(value)).some(inner);
    case 'CallExpression': {
      const callee = unwrap(value.callee);
      if (callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'MemberExpression' && callee.object.property.name === 'promises') return true;
      const fns = callee.type === 'Identifier' ? functionsOf(names.bindings.get(callee)) : [callee];
      return fns.some((fn) => isFunction(fn) && fn.async === true);
    }
    default: return false;
  }
}

/** What a variable is given where it is declared or assigned. */
function givenTo(binding: Binding | undefined): Node[] {
  return binding?.uses.flatMap(({ parent, ...use }): Node[] => {
    if (parent.type === 'VariableDeclarator' && parent.id.start === use['start'] && parent.id.type === 'Identifier') return parent.init ? [parent.init] : [];
    return parent.type === 'AssignmentExpression' && parent.left.start === use['start'] && parent.operator === '=' ? [parent.right] : [];
  }) ?? [];
}

/** The functions that a name stands for. */
function functionsOf(binding: Binding | undefined): Node[] {
  return [...givenTo(binding), ...(binding?.uses.flatMap(({ parent }) => (parent.type === 'FunctionDeclaration' && binding.uses.includes(parent.id) ? [parent as Node] : [])) ?? [])];
}

/** It neither does anything nor can it fail: names, literals, arithmetic with them, what is logged. */
export function isCalm(node: Node | null | undefined): boolean {
  if (!node) return true;
  switch (node.type) {
    case 'Identifier': case 'ThisExpression': case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'FunctionExpression': case 'ArrowFunctionExpression': case 'EmptyStatement': case 'FunctionDeclaration': return true;
    case 'MemberExpression': return !node.computed && node.object.type === 'ThisExpression';
    case 'TemplateLiteral': return node.expressions.every(isCalm);
    case 'ArrayExpression': return node.elements.every((each: Node | null) => each?.type !== 'SpreadElement' && isCalm(each));
    case 'ObjectExpression': return node.properties.every((each: Node) => each.type === 'ObjectProperty' && !each.computed && isCalm(each.value));
    case 'BinaryExpression': return !/^(in|instanceof)$/.test(node.operator) && isCalm(node.left) && isCalm(node.right);
    case 'LogicalExpression': return isCalm(node.left) && isCalm(node.right);
    case 'UnaryExpression': return isCalm(node.argument);
    case 'UpdateExpression': return node.argument.type === 'Identifier';
    case 'AssignmentExpression': return (node.left.type === 'Identifier' || isCalm(node.left)) && isCalm(node.right);
    case 'CallExpression': return node.callee.type === 'MemberExpression' && node.callee.object.name === 'console' && node.arguments.every(isCalm);
    case 'ExpressionStatement': return isCalm(node.expression);
    case 'VariableDeclaration': return node.declarations.every(({ id, init }: Node) => id.type === 'Identifier' && isCalm(init));
    default: return false;
  }
}
