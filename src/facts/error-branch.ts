// The body of an error-first callback, parted: what runs when there was an error, what runs when there was none.
import { completes } from './chains.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { unwrap, type Node } from '../syntax/node.ts';

/** A run of statements that moves as one. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly list: readonly Node[];
  /** The braces that go: names declared between them come along. */
  readonly block: Node | undefined;
  /** `err && ` of tests, which is always true where the part comes to stand. */
  readonly strips: readonly { readonly start: number; readonly end: number }[];
}

/**
 * - `passes`: the error goes where an exception goes, so the check for it is dropped
 * - `caught`: code of its own deals with the error
 * - `ignored`: nothing looks at the error
 * - `both`: the same code runs with and without an error, and looks at it
 */
export interface Branches {
  readonly kind: 'passes' | 'caught' | 'ignored' | 'both';
  readonly failure: readonly Part[];
  readonly success: readonly Part[];
  /** After the code for the error the other code runs as well. */
  readonly falls: boolean;
}

/** What is known where a test is true: `error`: exactly that there is one, `none`: exactly that there is none, `and`: that there is one and more. */
export type ErrorTest = { readonly kind: 'error' | 'none' } | { readonly kind: 'and'; readonly strip?: readonly { readonly start: number; readonly end: number }[] };

const isNull = (node: Node): boolean => node.type === 'NullLiteral';

/** How `test` asks for the error; undefined when it asks for something else. @param strict success gives `null`, exactly */
export function errorTest(test: Node, error: Binding, names: NameUses, strict: boolean): ErrorTest | undefined {
  const is = (node: Node): boolean => node.type === 'Identifier' && names.bindings.get(node) === error;
  const node = unwrap(test);
  if (is(node)) return { kind: 'error' };
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const inner = errorTest(node.argument, error, names, strict);
    return inner && inner.kind !== 'and' ? { kind: inner.kind === 'error' ? 'none' : 'error' } : undefined;
  }
  if (node.type === 'BinaryExpression' && is(unwrap(node.left)) && isNull(node.right)) {
    if (node.operator === '!=' || (strict && node.operator === '!==')) return { kind: 'error' };
    if (node.operator === '==' || (strict && node.operator === '===')) return { kind: 'none' };
  }
  if (node.type === 'BinaryExpression' && /^===?$/.test(node.operator) && node.left.type === 'OptionalMemberExpression' && is(node.left.object) && /^(String|Numeric)Literal$/.test(node.right.type)) return { kind: 'and' };
  if (node.type !== 'LogicalExpression' || node.operator !== '&&') return undefined;
  let first = node;
  while (first.left.type === 'LogicalExpression' && first.left.operator === '&&' && !first.left.extra?.parenthesized) first = first.left;
  const found = errorTest(first.left, error, names, strict);
  if (!found || found.kind === 'none') return undefined;
  if (found.kind === 'and') return found;
  const start: number = first.left.extra?.parenStart ?? first.left.start;
  // parentheses around all that is left go as well
  const whole = first === node && first.right.extra?.parenthesized === true;
  const strip = whole ? [{ start, end: first.right.start as number }, { start: first.right.end as number, end: node.end }] : [{ start, end: (first.right.extra?.parenStart ?? first.right.start) as number }];
  return { kind: 'and', strip };
}

/** The statements of a body; an expression counts as one. */
export function statementsOf(fn: Node): Node[] {
  if (fn.body.type === 'BlockStatement') return fn.body.body;
  return [{ type: 'ExpressionStatement', expression: fn.body, start: fn.body.start, end: fn.body.end, parent: fn, bare: true }];
}

/** The statements of a branch, without its braces. */
function inside(node: Node): Part {
  const block = node.type === 'BlockStatement';
  return { start: node.start + Number(block), end: node.end - Number(block), list: block ? node.body : [node], block: block ? node : undefined, strips: [] };
}

/** One side of `test ? a : b` as a statement. */
function asStatement(node: Node, { parent }: Node): Part {
  const expression = unwrap(node);
  const { start, end } = expression;
  return { start, end, list: [{ type: 'ExpressionStatement', expression, start, end, parent, bare: true }], block: undefined, strips: [] };
}

const NOTHING: readonly Part[] = [];
const isBareReturn = (node: Node | undefined): boolean => node?.type === 'ReturnStatement' && !node.argument;

export interface Asked {
  readonly names: NameUses;
  readonly strict: boolean;
  /** Statements that hand the error on, or throw it. */
  readonly passesOn: (list: readonly Node[], error: Binding) => boolean;
  /** A use of the error as what a callback is called with. */
  readonly isHandedOn: (use: Node) => boolean;
}

/** @param error the parameter for the error; undefined when there is none */
export function branchesOf(fn: Node, error: Binding | undefined, { names, strict, passesOn, isHandedOn }: Asked): Branches {
  const list = statementsOf(fn);
  const block = fn.body.type === 'BlockStatement';
  const end: number = block ? fn.body.end - 1 : fn.body.end;
  const rest = (from: number, count: number): Part => ({ start: from, end, list: list.slice(count), block: undefined, strips: [] });
  const whole = [rest(block ? fn.body.start + 1 : fn.body.start, 0)];
  const uses = error?.uses.filter((use) => !(fn.params as Node[]).includes(use)) ?? [];
  if (!error || uses.length === 0) return { kind: 'ignored', failure: NOTHING, success: whole, falls: false };
  const both: Branches = { kind: 'both', failure: NOTHING, success: whole, falls: false };
  if (uses.some(isAssigned)) return both;
  const usedIn = (parts: readonly Part[], alsoHandedOn: boolean): boolean =>
    parts.some((part) => uses.some((use) => use.start >= part.start && use.end <= part.end && (alsoHandedOn || !isHandedOn(use))));
  const made = (failure: readonly Part[], success: readonly Part[], falls: boolean): Branches => {
    if (usedIn(success, falls)) return both;
    const statements = failure.flatMap((part) => part.list);
    return !falls && passesOn(statements, error) ? { kind: 'passes', failure: NOTHING, success, falls } : { kind: 'caught', failure, success, falls };
  };

  const run: { readonly statement: Node; readonly test: ErrorTest }[] = [];
  let closed = false;
  for (const statement of list) {
    const test = statement.type === 'IfStatement' && !statement.alternate ? errorTest(statement.test, error, names, strict) : undefined;
    if (!test || test.kind === 'none') break;
    run.push({ statement, test });
    closed = test.kind === 'error' && !completes(statement.consequent);
    if (closed) break;
  }
  const last = run.at(-1);
  if (last) {
    const tail = list.slice(run.length);
    const whole = last.test.kind === 'error' ? run.slice(0, -1) : run;
    const strips = whole.flatMap(({ test }) => (test.kind === 'and' ? (test.strip ?? []) : []));
    const failure: Part[] = whole.length === 0 ? [] : [{ start: whole[0]!.statement.start, end: whole.at(-1)!.statement.end, list: whole.map(({ statement }) => statement), block: undefined, strips }];
    if (last.test.kind === 'error') failure.push(inside(last.statement['consequent'] as Node));
    return made(failure, [rest(last.statement.end, run.length)], !closed && tail.some((each) => !isBareReturn(each)));
  }
  const [first, ...others] = list;
  const test = first?.type === 'IfStatement' ? errorTest(first.test, error, names, strict) : undefined;
  if (first && test && test.kind !== 'and') {
    const failing: Node | null = test.kind === 'error' ? first.consequent : first.alternate;
    const succeeding: Node | null = test.kind === 'error' ? first.alternate : first.consequent;
    const failure = failing ? [inside(failing)] : [];
    const success = succeeding ? [inside(succeeding)] : [];
    const after = [rest(first.end, 1)];
    if (others.every(isBareReturn)) return made(failure, success, false);
    if (failing && !completes(failing)) return made(failure, [...success, ...after], false);
    if (succeeding && !failing && !completes(succeeding)) return made(after, success, false);
  }
  const value: Node | null = first?.type === 'ReturnStatement' ? first.argument : first?.type === 'ExpressionStatement' ? first.expression : null;
  const choice = value && unwrap(value);
  const asked = choice?.type === 'ConditionalExpression' && others.every(isBareReturn) ? errorTest(choice.test, error, names, strict) : undefined;
  if (choice && asked && asked.kind !== 'and') {
    const [failing, succeeding] = asked.kind === 'error' ? [choice.consequent, choice.alternate] : [choice.alternate, choice.consequent];
    return made([asStatement(failing as Node, first!)], [asStatement(succeeding as Node, first!)], false);
  }
  // a single call that hands on what there is
  if (list.length === 1 && list[0]!.type !== 'IfStatement' && uses.length === 1 && isHandedOn(uses[0]!) && isCallOf(list[0]!, uses[0]!, fn)) return { kind: 'passes', failure: NOTHING, success: whole, falls: false };
  return both;
}

/** The statement is nothing but the call that `use` is the first argument of; where there was an error its other arguments do nothing. */
function isCallOf(statement: Node, use: Node, fn: Node): boolean {
  const call = unwrap(statement.type === 'ReturnStatement' ? statement.argument : statement.expression);
  return call.type === 'CallExpression' && call.arguments[0] === use && (call.arguments as Node[]).slice(1).every((each) => isQuiet(each, fn));
}

/** Reading it does nothing and cannot fail, where the values of the callback are undefined. */
function isQuiet(node: Node, fn: Node): boolean {
  const value = unwrap(node);
  const isAbsent = (test: Node): boolean => test.type === 'Identifier' && (fn.params as Node[]).slice(1).some(({ name }) => name === test.name);
  if (value.type === 'LogicalExpression' && value.operator === '&&') return isAbsent(value.left);
  if (value.type === 'ConditionalExpression') return isAbsent(value.test) && isQuiet(value.alternate, fn);
  return /^(Identifier|ThisExpression|(String|Numeric|Boolean|Null)Literal)$/.test(value.type);
}
