// `(function next(i) { if (i === n) return cb(); call(i, () => next(i + 1)) })(0)`: a function that is a loop, because it calls itself as its last act.
import { declaratorOf } from './callback-counters.ts';
import { functionAround, usesContext } from './chains.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** A function that is called once, and then only by itself. */
export interface LoopShape {
  readonly fn: Node;
  readonly binding: Binding;
  /** The call that begins it. */
  readonly call: Node;
  /** The statement that declares it, where that is another one. */
  readonly declaration: Node | undefined;
  /** Calls inside of it. */
  readonly again: readonly Node[];
}

/** What `expression`, a call as a statement, begins; undefined when that is no loop. @throws Unfit where a loop would not be the same */
export function loopAt(statement: Node, expression: Node, names: NameUses): LoopShape | undefined {
  if (expression.type !== 'CallExpression') return undefined;
  const callee = unwrap(expression.callee);
  const found = isFunction(callee) ? inPlace(callee, names) : callee.type === 'Identifier' ? declared(callee, statement, names) : undefined;
  if (!found) return undefined;
  const { fn, binding, declaration } = found;
  const inside = (node: Node): boolean => node.start >= fn.body.start && node.end <= fn.body.end;
  const uses = binding.uses.filter((use) => use !== fn['id'] && use.parent.id !== use);
  const again = uses.filter(inside);
  const outer = uses.filter((use) => !inside(use));
  if (again.length === 0 || outer.some((use) => use !== callee)) return undefined;
  const calls = again.map((use) => use.parent as Node);
  const refuse = (at: Node, to: string): never => { throw new Unfit('callback-recursion', at, to); };
  if (again.some((use) => use.parent.type !== 'CallExpression' || use.parent.callee !== use)) return refuse(fn, 'is handed on as a function');
  if (fn.async || fn.generator || fn.body.type !== 'BlockStatement' || fn.body.directives?.length > 0) return refuse(fn, 'is no plain function');
  if (fn.type !== 'ArrowFunctionExpression' && usesContext(fn)) return refuse(fn, 'has its own this or arguments');
  const params = fn['params'] as Node[];
  if (params.some(({ type }) => type !== 'Identifier')) return refuse(fn, 'has a default, rest or destructured parameter');
  for (const call of [expression, ...calls]) if (call['arguments'].length !== params.length || call['arguments'].some(({ type }: Node) => type === 'SpreadElement')) return refuse(call, 'is called with another number of arguments');
  refuseVariables(fn, names, refuse);
  return { fn, binding, call: expression, declaration, again: calls };
}

type Found = Pick<LoopShape, 'fn' | 'binding' | 'declaration'>;

function inPlace(fn: Node, names: NameUses): Found | undefined {
  const binding = fn['id'] && names.bindings.get(fn['id'] as Node);
  return binding && !binding.kinds.has('param') && !binding.kinds.has('var') ? { fn, binding, declaration: undefined } : undefined;
}

function declared(name: Node, statement: Node, names: NameUses): Found | undefined {
  const binding = names.bindings.get(name);
  const list = statement['parent']?.type === 'BlockStatement' ? (statement['parent'].body as Node[]) : [];
  const declaration = binding && list.find((each) => each.type === 'FunctionDeclaration' && binding.uses.includes(each['id'] as Node));
  if (binding && declaration) return { fn: declaration, binding, declaration };
  const declarator = binding && declaratorOf(binding);
  const fn = declarator?.['init'] as Node | undefined;
  const owner = declarator?.['parent'] as Node | undefined;
  if (!binding || !fn || !owner || !isFunction(fn) || !list.includes(owner) || owner['declarations'].length !== 1 || binding.uses.some(isAssigned) || fn['id']) return undefined;
  return { fn, binding, declaration: owner };
}

/** In a loop, what `var` declares is one variable for all rounds, and a function made in a round sees later ones. */
function refuseVariables(fn: Node, names: NameUses, refuse: (at: Node, to: string) => never): void {
  walk(fn.body, (node) => {
    if (node.type === 'FunctionDeclaration') return;
    if (node.type !== 'VariableDeclaration' || node['kind'] !== 'var') return;
    const isTop = isFunction((node['parent'] as Node).parent);
    for (const { id, init } of node['declarations'] as Node[]) {
      const binding = id.type === 'Identifier' ? names.bindings.get(id) : undefined;
      if (!isTop || !init || !binding) refuse(node, 'has a variable that would keep its value');
    }
  });
}

/** A variable that a function which lasts sees. */
export function isCaptured(binding: Binding, taken: ReadonlySet<Node>): boolean {
  return binding.uses.some((use) => {
    for (let at = functionAround(use); at && at !== binding.scope; at = functionAround(at)) if (!taken.has(at)) return true;
    return false;
  });
}

/** How the parameters change from round to round. */
export interface Rounds {
  /** One expression for all of them can stand in the head of the loop. */
  readonly inHead: boolean;
  /** Of each call: arguments that are no parameters as they are. */
  readonly changes: (call: Node) => readonly { readonly name: Node; readonly value: Node }[];
}

/** @throws Unfit where variables could not follow. @param taken functions that are taken apart */
export function roundsOf({ fn, again }: LoopShape, taken: ReadonlySet<Node>, names: NameUses, text: (node: Node) => string): Rounds {
  const params = fn['params'] as Node[];
  const bindings = params.map((param) => names.bindings.get(param)!);
  const changes = (call: Node): { name: Node; value: Node }[] => (call['arguments'] as Node[]).flatMap((value, index) => (value.type === 'Identifier' && names.bindings.get(value) === bindings[index] ? [] : [{ name: params[index]!, value }]));
  const reads = (node: Node): Set<Binding> => {
    const found = new Set<Binding>();
    for (const [use, binding] of names.bindings) if (binding && use.start >= node.start && use.end <= node.end) found.add(binding);
    return found;
  };
  for (const call of again) {
    const list = changes(call);
    for (const [index, { name }] of list.entries()) for (const { value } of list.slice(index + 1)) if (reads(value).has(names.bindings.get(name)!)) throw new Unfit('callback-recursion', call, 'has parameters that depend on one another');
  }
  const [first] = again;
  // what the head reads is there in every round, and is evaluated after everything else of it
  const isOuter = (node: Node): boolean => [...reads(node)].every((binding) => binding.scope === fn ? binding.kinds.has('param') && binding.kinds.size === 1 : binding.scope.start < fn.start || binding.scope.end > fn.end);
  const inHead = params.length > 0 && again.every((call) => text(call) === text(first!)) && changes(first!).every(({ value }) => isOuter(value) && /^(Binary|Update|Member|Numeric|Identifier)/.test(value.type));
  const isFunctionName = ({ uses }: Binding): boolean => uses.some((use) => use.parent.type === 'FunctionDeclaration' && use.parent.id === use);
  for (const binding of new Set(names.bindings.values())) {
    if (!binding || binding.scope.start < fn.start || binding.scope.end > fn.end) continue;
    const isChanged = bindings.includes(binding) && !inHead && again.some((call) => changes(call).some(({ name }) => names.bindings.get(name) === binding));
    const isShared = binding.kinds.has('var') && !isFunctionName(binding);
    if ((isShared || isChanged) && isCaptured(binding, taken)) throw new Unfit('callback-recursion', fn, 'makes functions that see one round of it');
  }
  return { inHead, changes };
}
