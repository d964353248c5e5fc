// Whether a function may wait for something that only another call brings about: a promise made by hand, an event, what it was handed.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';

/** In words; undefined when all that the text of `fn` waits for is begun by itself. @param fn a function with its parents linked */
export function waitsForOthers(fn: Node, names: NameUses): string | undefined {
  let found: string | undefined;
  const isInside = (binding: Binding | undefined): boolean => binding !== undefined && binding.scope.start >= fn.start && binding.scope.end <= fn.end;
  const isOwnWork = (expression: Node): boolean => {
    const node = unwrap(expression);
    if (/CallExpression$|Literal$|^(?:ImportExpression|TemplateLiteral|NewExpression|AwaitExpression|UnaryExpression|BinaryExpression|ObjectExpression|ArrayExpression)$/.test(node.type)) return true;
    if (node.type === 'ConditionalExpression') return isOwnWork(node['consequent']) && isOwnWork(node['alternate']);
    if (node.type === 'LogicalExpression') return isOwnWork(node['left']) && isOwnWork(node['right']);
    if (node.type !== 'Identifier') return false;
    const binding = names.bindings.get(node);
    if (!binding || !isInside(binding) || binding.uses.some(isAssigned)) return node['name'] === 'undefined';
    const declared = binding.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
    return declared?.['init'] != null && isOwnWork(declared['init']);
  };
  walk(fn, (node) => {
    if (found !== undefined) return false;
    if (node.type === 'AwaitExpression' && !isOwnWork(node['argument'])) found = 'it waits for a promise that something else made';
    if (node.type === 'ForOfStatement' && node['await'] && !isOwnWork(node['right'])) found = 'it waits for what comes out of a stream or queue';
    if (isMember(node) && /^(?:then|catch|finally)$/.test(node['property'].name) && !isOwnWork(node['object'])) found = 'it waits for a promise that something else made';
    if (node.type === 'NewExpression' && isPromise(node['callee'], names) && !isSettledByItself(node, fn, names)) found = 'it makes a promise that something else settles';
    if (node.type === 'Identifier' && isMadeByHand(names.bindings.get(node))) found = `${node['name']} is a promise that something else settles`;
    return undefined;
  });
  return found;
}

const isMember = (node: Node): boolean => /^(?:Optional)?MemberExpression$/.test(node.type) && !node['computed'];

const isPromise = (callee: Node, names: NameUses): boolean => callee.type === 'Identifier' && callee['name'] === 'Promise' && !names.bindings.get(callee);

/** `const gate = new Promise(…)`, `let { promise } = Promise.withResolvers()` outside of the function. */
function isMadeByHand(binding: Binding | undefined): boolean {
  return binding !== undefined && binding.uses.some((use) => {
    const parent: Node = use['parent'];
    const made: Node | undefined = parent.type === 'VariableDeclarator' && parent['id'] === use ? parent['init'] : parent.type === 'AssignmentExpression' && parent['left'] === use ? parent['right'] : undefined;
    const value = made && unwrap(made);
    const declared = parent.type === 'ObjectProperty' && parent['parent'].type === 'ObjectPattern' && parent['parent'].parent.type === 'VariableDeclarator' ? unwrap(parent['parent'].parent.init ?? parent) : value;
    const isResolvers = declared?.type === 'CallExpression' && isMember(declared['callee']) && /^(?:withResolvers|defer|pending)$/.test(declared['callee'].property.name);
    return isResolvers || (value?.type === 'NewExpression' && value['callee'].name === 'Promise' && !isTopExecutor(value));
  });
}

/** What stands outside of the function may be settled by anybody, unless its executor keeps what settles it to a timer or one call of a module. */
const isTopExecutor = (made: Node): boolean => {
  const [executor] = made['arguments'] as Node[];
  return executor !== undefined && isFunction(executor) && executor['params'].length === 0;
};

/** Whether what the executor begins settles its promise: resolve and reject are handed to nobody else. */
function isSettledByItself(made: Node, fn: Node, names: NameUses): boolean {
  const [executor] = made['arguments'] as Node[];
  if (!executor || !isFunction(executor)) return false;
  const settlers = (executor['params'] as Node[]).map((parameter) => (parameter.type === 'Identifier' ? names.bindings.get(parameter) : undefined));
  return settlers.every((binding) => binding !== undefined && binding.uses.every((use) => {
    if (use['parent'] === executor) return true;
    const parent: Node = use['parent'];
    const isCalled = parent.type === 'CallExpression' && parent['callee'] === use;
    const isHanded = parent.type === 'CallExpression' && parent['arguments'].includes(use);
    if (!isCalled && !isHanded) return false;
    if (isHanded && !isOwnSource(parent, fn, names)) return false;
    // the functions around it are handed to what the executor itself begins
    for (let at = parent; at !== executor; at = at['parent']) {
      if (!isFunction(at)) continue;
      const call: Node = at['parent'];
      if (call.type !== 'CallExpression' || !call['arguments'].includes(at) || !isOwnSource(call, fn, names)) return false;
    }
    return true;
  }));
}

/** A call of a function of a module or a timer, or of a method of something that the function itself made. */
function isOwnSource({ callee }: Node, fn: Node, names: NameUses): boolean {
  if (originOf(callee, names)) return true;
  let root = unwrap(callee);
  if (root.type === 'Identifier') return !names.bindings.get(root) && /^(?:setTimeout|setImmediate|queueMicrotask)$/.test(root['name']);
  while (isMember(root) || root.type === 'CallExpression') root = unwrap(root.type === 'CallExpression' ? root['callee'] : root['object']);
  if (root.type === 'Identifier' && originOf(root, names)) return true;
  const binding = root.type === 'Identifier' ? names.bindings.get(root) : undefined;
  if (!binding || binding.scope.start < fn.start || binding.scope.end > fn.end || binding.kinds.has('param')) return false;
  const declared = binding.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
  return declared?.['init'] != null && /^(?:NewExpression|CallExpression|AwaitExpression)$/.test(unwrap(declared['init']).type);
}
