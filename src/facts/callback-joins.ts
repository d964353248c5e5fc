// `list.forEach(x => call(x, (err, v) => { …; if (--pending === 0) done() }))`: calls that run side by side, and what comes after all of them.
import { countStatement, countTest, declaratorOf, type CountTest } from './callback-counters.ts';
import { isCalm } from './callback-values.ts';
import { completes, functionAround, usesContext } from './chains.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** Calls that are started together, one for each element of a list. */
export interface JoinShape {
  /** `list.forEach(fn)` */
  readonly call: Node;
  readonly list: Node;
  /** What runs for each element. */
  readonly fn: Node;
  readonly counter: Binding;
  /** Where the counter is declared. */
  readonly declarator: Node;
  /** Uses of the counter before the calls, which ask whether there are any. */
  readonly asked: readonly Node[];
  /** Set once something has failed. */
  readonly flag: Binding | undefined;
}

const isBareReturn = (node: Node | undefined): boolean => node?.type === 'ReturnStatement' && !node.argument;
const only = (node: Node): Node | undefined => (node.type !== 'BlockStatement' ? node : node.body.length === 1 ? node.body[0] : undefined);

/** The function that `list.forEach` is given. */
function eachOf(call: Node): { readonly list: Node; readonly fn: Node } | undefined {
  const { callee, arguments: args } = call as { callee: Node; arguments: Node[] } & Node;
  const fn = args[0] && unwrap(args[0]);
  if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.computed || callee.property.name !== 'forEach' || !fn || !isFunction(fn) || args.length > 2) return undefined;
  return { list: callee.object, fn };
}

/** The counter that tells when all are done: what a test inside counts. */
function counterIn(fn: Node, owner: Node | undefined, names: NameUses): CountTest | undefined {
  let found: CountTest | undefined;
  walk(fn, (node) => {
    if (found || !/^(IfStatement|LogicalExpression)$/.test(node.type)) return !found;
    const test = countTest((node['test'] ?? node['left']) as Node, names);
    const isCounted = test && (test.counts !== undefined || test.counter.uses.some((use) => isAssigned(use) && countStatement(use.parent.parent, names)?.counter === test.counter));
    const declarator = test && declaratorOf(test.counter);
    if (test && isCounted && declarator && functionAround(declarator) === owner) found = test;
    return !found;
  });
  return found;
}

/**
 * What a statement `list.forEach(…)` starts, where a counter tells that all of it is done; undefined where none does.
 * @throws Unfit where it is a join that Promise.all would not be
 */
export function joinAt(statement: Node, expression: Node, before: readonly Node[], names: NameUses, text: (node: Node) => string): JoinShape | undefined {
  const each = expression.type === 'CallExpression' ? eachOf(expression) : undefined;
  const test = each && counterIn(each.fn, functionAround(statement), names);
  if (!each || !test) return undefined;
  const { fn, list } = each;
  const refuse = (to: string): never => { throw new Unfit('callback-join', statement, to); };
  const { counter } = test;
  const declarator = declaratorOf(counter)!;
  const declaration = before.find((other) => other.type === 'VariableDeclaration' && other.declarations.includes(declarator));
  if ([...names.bindings].some(([{ name }, binding]) => name === 'Promise' && binding)) return refuse('Promise is something else in this file');
  if (!declaration || counter.kinds.size !== 1) return refuse('their counter is declared elsewhere');
  if (fn.async || fn.generator || (fn.body.directives?.length ?? 0) > 0) return refuse('what runs for each is no plain function');
  if (/^(Array|Object|Function)Pattern$/.test(fn.params[1]?.type ?? '') || (fn.type !== 'ArrowFunctionExpression' && usesContext(fn) && expression['arguments'].length < 2)) return refuse('what runs for each has its own this');
  const between = before.slice(before.indexOf(declaration) + 1);
  const isLength = (node: Node | null | undefined): boolean => node?.type === 'MemberExpression' && !node.computed && node.property.name === 'length' && text(unwrap(node.object)) === text(unwrap(list));
  const isCount = (node: Node): boolean => {
    if (isLength(node)) return true;
    const total = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
    const given = total && declaratorOf(total);
    return given !== undefined && !total!.uses.some(isAssigned) && isLength(given?.['init'] as Node);
  };
  const isUp = test.bound !== undefined;
  if (isUp ? !(declarator['init']?.type === 'NumericLiteral' && declarator['init'].value === 0 && isCount(test.bound!)) : !isLength(declarator['init'] as Node | null)) return refuse('their counter does not start at how many there are');
  if (!isSteady(list, isUp ? undefined : { from: declarator.end, to: statement.start }, between, names)) return refuse('how many there are may change');
  const inside = (node: Node): boolean => node.start >= fn.start && node.end <= fn.end;
  const outer = counter.uses.filter((use) => !inside(use) && use.parent !== declarator);
  const guards = before.filter((other) => other.type === 'IfStatement' && !other.alternate && !completes(other.consequent));
  const asksForNone = (node: Node): boolean => {
    const asked = countTest(node, names);
    if (asked?.counter === counter && asked.counts === undefined && asked.bound === undefined && asked.when === 'done') return !isUp;
    const plain = unwrap(node);
    if (plain.type === 'UnaryExpression' && plain.operator === '!') return isCount(unwrap(plain.argument));
    return plain.type === 'BinaryExpression' && /^(===?|<=|<)$/.test(plain.operator) && isCount(unwrap(plain.left)) && plain.right.type === 'NumericLiteral' && plain.right.value === Number(plain.operator === '<');
  };
  if (!outer.every((use) => guards.some((guard) => asksForNone(guard.test) && use.start >= guard.test.start && use.end <= guard.test.end && between.includes(guard)))) return refuse('their counter is looked at elsewhere');
  if (!guards.some(({ test: asked }) => asksForNone(asked)) && !isFilled(list, names)) return refuse('nothing is called back when there are none of them');
  return { call: expression, list, fn, counter, declarator, asked: outer, flag: flagOf(fn, before, names) };
}

/** Nothing between the count and the calls changes the list; `within` undefined: nothing at all does. */
function isSteady(list: Node, within: { readonly from: number; readonly to: number } | undefined, between: readonly Node[], names: NameUses): boolean {
  const plain = unwrap(list);
  if (plain.type === 'ArrayExpression') return true;
  if (plain.type !== 'Identifier') return within !== undefined && between.every((each) => isCalm(each) || each.type === 'IfStatement');
  const binding = names.bindings.get(plain);
  if (!binding || binding.uses.some((use) => isAssigned(use) && use.start >= (within?.from ?? 0))) return false;
  return binding.uses.every((use) => {
    if (within && (use.start < within.from || use.start >= within.to)) return true;
    const { parent } = use;
    if (parent.type === 'VariableDeclarator' ? parent.id === use : isFunction(parent)) return true;
    if (parent.type !== 'MemberExpression' || parent.object !== use) return false;
    if (!parent.computed) return /^(length|forEach|map|filter|slice|join)$/.test(parent.property.name);
    return !isAssigned(parent) && parent.parent.type !== 'CallExpression';
  });
}

/** The list has elements: it is written down so, here or wherever the function is called. */
function isFilled(list: Node, names: NameUses): boolean {
  const hasElements = (node: Node | null | undefined): boolean => node?.type === 'ArrayExpression' && node.elements.length > 0 && node.elements.every((each: Node | null) => each && each.type !== 'SpreadElement');
  const plain = unwrap(list);
  if (hasElements(plain)) return true;
  const binding = plain.type === 'Identifier' ? names.bindings.get(plain) : undefined;
  if (!binding || binding.uses.some(isAssigned)) return false;
  const given = declaratorOf(binding);
  if (given) return hasElements(given['init'] as Node | null);
  const fn = binding.scope;
  const index = isFunction(fn) ? (fn['params'] as Node[]).findIndex(({ name }) => name === binding.name) : -1;
  const name = index >= 0 && fn.type === 'FunctionDeclaration' ? names.bindings.get(fn['id'] as Node) : undefined;
  const calls = name?.uses.filter((use) => use !== fn['id']) ?? [];
  return calls.length > 0 && calls.every((use) => use.parent.type === 'CallExpression' && use.parent.callee === use && hasElements(use.parent.arguments[index]));
}

/** `let failed = false`, asked by `if (failed) return` inside. */
function flagOf(fn: Node, before: readonly Node[], names: NameUses): Binding | undefined {
  let found: Binding | undefined;
  walk(fn, (node) => {
    const test = node.type === 'IfStatement' && !node['alternate'] ? unwrap(node['test'] as Node) : undefined;
    const name = test?.type === 'UnaryExpression' && test.operator === '!' ? unwrap(test.argument) : test;
    const binding = name?.type === 'Identifier' ? names.bindings.get(name) : undefined;
    const declarator = binding && declaratorOf(binding);
    const isUnset = declarator && (!declarator['init'] || /^(NullLiteral)$/.test(declarator['init'].type) || declarator['init'].value === false || declarator['init'].name === 'undefined');
    if (!found && isUnset && before.some((each) => each.type === 'VariableDeclaration' && each.declarations.includes(declarator)) && binding!.uses.every((use) => use.parent === declarator || (use.start >= fn.start && use.end <= fn.end))) found = binding;
  });
  return found;
}

/** `if (failed) return;` */
export function isFlagCheck(statement: Node, flag: Binding | undefined, names: NameUses): boolean {
  const test = statement.type === 'IfStatement' && !statement['alternate'] ? unwrap(statement['test'] as Node) : undefined;
  return flag !== undefined && test?.type === 'Identifier' && names.bindings.get(test) === flag && isBareReturn(only(statement['consequent'] as Node));
}

/** `if (!failed) { … }` */
export function isFirstOnly(statement: Node, flag: Binding | undefined, names: NameUses): boolean {
  const test = statement.type === 'IfStatement' && !statement['alternate'] ? unwrap(statement['test'] as Node) : undefined;
  return flag !== undefined && test?.type === 'UnaryExpression' && test.operator === '!' && names.bindings.get(unwrap(test.argument)) === flag;
}

/** Where the flag is set for `call`, if it was clear before it: calling back happens once then. */
export function setFor(call: Node, flag: Binding | undefined, names: NameUses): readonly Node[] {
  if (!flag) return [];
  const sets = (node: Node): boolean => node.type === 'AssignmentExpression' && node.operator === '=' && node.left.type === 'Identifier' && names.bindings.get(node.left) === flag && (node.right.value === true || node.right.type === 'Identifier' || node.right.type === 'NewExpression');
  let isClear = false;
  const found: Node[] = [];
  for (let at = call; !isFunction(at.parent); at = at.parent) {
    const list = at.parent.type === 'BlockStatement' ? (at.parent['body'] as Node[]) : [];
    for (const sibling of list.slice(0, Math.max(list.indexOf(at), 0))) {
      if (isFlagCheck(sibling, flag, names)) isClear = true;
      const set = sibling.type === 'ExpressionStatement' ? unwrap(sibling['expression'] as Node) : undefined;
      if (set && sets(set)) found.push(set['left'] as Node);
    }
    if (at.parent.type === 'IfStatement' && at.parent['consequent'] === at && isFirstOnly(at.parent, flag, names)) isClear = true;
  }
  return isClear ? found : [];
}

/** A statement that counts one element as done, with what runs after the last one. */
export interface Counting {
  readonly test: Node;
  /** The statements after the last one; an expression counts as one. */
  readonly final: { readonly start: number; readonly end: number; readonly list: readonly Node[]; readonly block: Node | undefined };
  readonly end: number;
  /** Statements of the list that belong to it. */
  readonly takes: number;
  /** Uses of the counter. */
  readonly uses: readonly Node[];
}

/** @param rest what comes after the statement in its list */
export function countingAt(statement: Node, rest: readonly Node[], counter: Binding, names: NameUses): Counting | undefined {
  const counted = countStatement(statement, names);
  const [asking, ...after] = counted?.counter === counter ? rest : [statement, ...rest];
  if (!asking) return undefined;
  const logical = asking.type === 'ExpressionStatement' ? unwrap(asking['expression'] as Node) : undefined;
  const isLogical = logical?.type === 'LogicalExpression' && logical['operator'] !== '??';
  const tested = isLogical ? (logical!['left'] as Node) : asking.type === 'IfStatement' && !asking['alternate'] ? (asking['test'] as Node) : undefined;
  const test = tested && countTest(tested, names);
  if (!test || test.counter !== counter || (test.counts !== undefined) === (counted !== undefined)) return undefined;
  const takes = counted ? 2 : 1;
  const uses = counter.uses.filter((use) => use.start >= statement.start && use.end <= tested!.end);
  if (isLogical) {
    if ((logical!['operator'] === '&&') !== (test.when === 'done')) return undefined;
    const value = logical!['right'] as Node;
    return { test: tested, takes, uses, end: asking.end, final: { start: value.start, end: value.end, block: undefined, list: [{ type: 'ExpressionStatement', expression: value, start: value.start, end: value.end, parent: asking.parent, bare: true }] } };
  }
  const consequent = asking['consequent'] as Node;
  if (test.when === 'done') {
    const block = consequent.type === 'BlockStatement';
    return { test: tested!, takes, uses, end: asking.end, final: { start: consequent.start + Number(block), end: consequent.end - Number(block), list: block ? consequent['body'] : [consequent], block: block ? consequent : undefined } };
  }
  const last = after.at(-1);
  if (!isBareReturn(only(consequent)) || !last) return undefined;
  return { test: tested!, takes: takes + after.length, uses, end: last.end, final: { start: asking.end, end: last.end, list: after, block: undefined } };
}
