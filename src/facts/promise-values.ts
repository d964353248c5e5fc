// Which expressions of a file are promises whatever happens, and which are arrays: what a coroutine may yield.
import { givesPromise, promisifies, promisifiesAll } from '../apis/promises.ts';
import { runnerAt } from '../apis/coroutines.ts';
import { isFunction, unwrap, type Node } from '../syntax/node.ts';
import { completes, isLink, returnsIn } from './chains.ts';
import { isAssigned, type NameUses } from './name-uses.ts';
import { originOf } from './origins-of-names.ts';

const STATIC = /^(?:resolve|reject|all|allSettled|race|any|try)$/;
const KEEPS_ARRAYS = /^(?:map|filter|slice|concat|sort|reverse|flat|flatMap|split|keys|values|entries)$/;

export class PromiseValues {
  private readonly names: NameUses;
  /** Whether a function that another file exports by this name gives a promise. */
  private readonly imported: (specifier: string, path: string) => boolean;
  private readonly asked = new Set<Node>();

  constructor(names: NameUses, imported: (specifier: string, path: string) => boolean = () => false) {
    this.names = names;
    this.imported = imported;
  }

  isPromise(expression: Node): boolean {
    const node = unwrap(expression);
    switch (node.type) {
      case 'ConditionalExpression': return this.isPromise(node.consequent) && this.isPromise(node.alternate);
      case 'LogicalExpression': return node.operator === '||' && this.isPromise(node.left) && this.isPromise(node.right);
      case 'ImportExpression': return true;
      case 'NewExpression': return this.isPromiseClass(node.callee);
      case 'CallExpression': return isLink(node) || unwrap(node.callee).type === 'Import' || this.givesPromise(node.callee);
      case 'Identifier': {
        const init = this.valueOf(node);
        return init !== undefined && !isFunction(init) && this.guarded(init, () => this.isPromise(init));
      }
      default: return false;
    }
  }

  /** An array for certain. */
  isArray(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type === 'ArrayExpression') return true;
    if (node.type === 'Identifier') {
      const init = this.valueOf(node);
      return init !== undefined && this.guarded(init, () => this.isArray(init));
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed) return false;
    const { object, property } = node.callee;
    if (object.type === 'Identifier' && object.name === 'Object' && !this.names.bindings.get(object)) return /^(?:keys|values|entries)$/.test(property.name);
    if (object.type === 'Identifier' && object.name === 'Array' && !this.names.bindings.get(object)) return /^(?:from|of)$/.test(property.name);
    return property.name === 'split' ? /^(?:StringLiteral|TemplateLiteral)$/.test(object.type) : KEEPS_ARRAYS.test(property.name) && this.isArray(object);
  }

  /** An array whose elements are promises for certain: made by `map` with a function that gives one. */
  isArrayOfPromises(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type === 'Identifier') {
      const init = this.valueOf(node);
      return init !== undefined && this.guarded(init, () => this.isArrayOfPromises(init));
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.name !== 'map') return false;
    return this.isArray(node.callee.object) && node.arguments.length > 0 && this.givesPromise(node.arguments[0]);
  }

  /** The value that a name has for good. */
  private valueOf(node: Node): Node | undefined {
    const binding = this.names.bindings.get(node);
    if (!binding || binding.uses.some(isAssigned)) return undefined;
    const declared = binding.uses.find(({ parent }) => parent?.type === 'FunctionDeclaration' || parent?.type === 'VariableDeclarator');
    if (!declared || declared.parent.id !== declared) return undefined;
    if (declared.parent.type === 'FunctionDeclaration') return declared.parent;
    return declared.parent.init ? unwrap(declared.parent.init) : undefined;
  }

  /** What `callee` names gives a promise when it is called. */
  private givesPromise(expression: Node): boolean {
    const callee = unwrap(expression);
    if (isFunction(callee)) return this.functionGives(callee);
    if (callee.type === 'CallExpression') return this.makesGiver(callee);
    const origin = originOf(callee, this.names);
    if (origin) return givesPromise(origin.specifier, origin.path) || this.imported(origin.specifier, origin.path);
    if (callee.type === 'Identifier') {
      const binding = this.names.bindings.get(callee);
      if (!binding) return callee.name === 'fetch';
      const value = this.valueOf(callee);
      return value !== undefined && this.guarded(value, () => this.givesPromise(value));
    }
    if (callee.type !== 'MemberExpression' || callee.computed) return false;
    const { object, property } = callee;
    if (object.type === 'Identifier' && object.name === 'Promise' && !this.names.bindings.get(object)) return STATIC.test(property.name);
    // co.call(this, function* …)
    const run = property.name === 'call' ? originOf(object, this.names) : undefined;
    if (run) return runnerAt(run.specifier, run.path)?.kind === 'run';
    const value = object.type === 'Identifier' ? this.valueOf(object) : undefined;
    const from = value?.type === 'CallExpression' ? originOf(value.callee, this.names) : undefined;
    return from !== undefined && promisifiesAll(from.specifier, from.path) && property.name.endsWith('Async');
  }

  /** A call whose result gives a promise when it is called: `promisify(f)`, `co.wrap(…)`. */
  private makesGiver({ callee }: Node): boolean {
    const origin = originOf(callee, this.names);
    return origin !== undefined && (promisifies(origin.specifier, origin.path) || runnerAt(origin.specifier, origin.path)?.kind === 'wrap');
  }

  private functionGives(fn: Node): boolean {
    if (fn.generator) return false;
    if (fn.async) return true;
    if (fn.body.type !== 'BlockStatement') return this.guarded(fn.body, () => this.isPromise(fn.body));
    return !completes(fn.body) && this.guarded(fn, () => returnsIn(fn.body).every(({ argument }) => argument && this.isPromise(argument)));
  }

  private isPromiseClass(callee: Node): boolean {
    if (callee.type !== 'Identifier') return false;
    const origin = originOf(callee, this.names);
    return origin ? origin.specifier === 'bluebird' && origin.path === '' : callee.name === 'Promise' && !this.names.bindings.get(callee);
  }

  /** A question that leads to itself has no answer. */
  private guarded(node: Node, ask: () => boolean): boolean {
    if (this.asked.has(node)) return false;
    this.asked.add(node);
    try {
      return ask();
    } finally {
      this.asked.delete(node);
    }
  }

  /** Names of `module.exports` and `exports` by what they give, for those who import the file; '' is the module itself. */
  exportsPromise(program: Node, path: string): boolean {
    const values: Node[] = [];
    for (const statement of program['body'] as Node[]) {
      const declared: Node | undefined = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
      if (declared?.type === 'FunctionDeclaration' && declared.id.name === path) values.push(declared);
      for (const each of declared?.type === 'VariableDeclaration' ? (declared.declarations as Node[]) : []) if (each.id.name === path && each.init) values.push(each.init);
      const assigned = statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && statement.expression.operator === '=' ? statement.expression : undefined;
      if (!assigned || assigned.left.type !== 'MemberExpression') continue;
      const name = exportName(assigned.left);
      if (name === path) values.push(assigned.right);
      else if (name === '' && assigned.right.type === 'ObjectExpression') {
        for (const property of assigned.right.properties as Node[]) if (property.type !== 'SpreadElement' && !property.computed && (property.key.name ?? property.key.value) === path) values.push(property.type === 'ObjectMethod' ? property : property.value);
      }
    }
    return values.length === 1 && this.givesPromise(values[0]!);
  }
}

/** `exports.load` -> load, `module.exports` -> ''. */
function exportName({ object, property, computed }: Node): string | undefined {
  if (computed) return undefined;
  if (object.type === 'Identifier') return object.name === 'exports' ? property.name : object.name === 'module' && property.name === 'exports' ? '' : undefined;
  return object.type === 'MemberExpression' && exportName(object) === '' ? property.name : undefined;
}
