// Whether one turn of a loop could bring about anything that a read of a later turn sees: it may only reckon with what was read, and keep it.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { isPath, isText } from './steady.ts';

/** In words; undefined where a turn is known to do nothing of the kind. @param wait the read of the turn */
export function disturbance(body: Node, wait: Node, names: NameUses): string | undefined {
  return new Turn(body, wait, names).disturbance();
}

class Turn {
  private readonly body: Node;
  private readonly wait: Node;
  private readonly names: NameUses;

  constructor(body: Node, wait: Node, names: NameUses) {
    this.body = body;
    this.wait = wait;
    this.names = names;
  }

  disturbance(): string | undefined {
    let found: string | undefined;
    walk(this.body, (node) => {
      if (found !== undefined || node === this.wait) return false;
      found = this.of(node);
      return undefined;
    });
    return found;
  }

  private of(node: Node): string | undefined {
    switch (node.type) {
      case 'AwaitExpression': return 'it waits for something else, too';
      case 'YieldExpression': return 'it hands a value out';
      case 'ImportExpression': case 'TaggedTemplateExpression': case 'ClassDeclaration': case 'ClassExpression': case 'JSXElement': case 'JSXFragment': return 'it runs code that is not known';
      case 'NewExpression': return /^(?:Error|TypeError|RangeError|Map|Set|Date)$/.test(node['callee'].name ?? '') && !this.names.bindings.get(node['callee']) ? undefined : 'it makes an object of a class that is not known';
      case 'CallExpression': case 'OptionalCallExpression': return this.isHarmless(node) ? undefined : `it calls ${wordsOf(node['callee'])}`;
      case 'AssignmentExpression': return this.isOwnTarget(unwrap(node['left'])) ? undefined : 'it sets something that is not its own';
      case 'UpdateExpression': return this.isOwnTarget(unwrap(node['argument'])) ? undefined : 'it sets something that is not its own';
      case 'UnaryExpression': return node['operator'] === 'delete' ? 'it deletes a property' : undefined;
      case 'ForOfStatement': return !node['await'] && this.isValue(node['right']) ? undefined : 'it goes through a list that is not known';
      case 'SpreadElement': return node['parent'].type === 'ObjectExpression' || this.isValue(node['argument']) ? undefined : 'it goes through a list that is not known';
      case 'ArrayPattern': return node['parent'].type !== 'VariableDeclarator' || !node['parent'].init || this.isValue(node['parent'].init) ? undefined : 'it goes through a list that is not known';
      case 'VariableDeclaration': return /using$/.test(node['kind']) ? 'it ends what it uses' : undefined;
      default: return undefined;
    }
  }

  /** A variable, or a property of an object that is written out and has no setters. */
  private isOwnTarget(target: Node): boolean {
    if (target.type === 'Identifier') return this.names.bindings.get(target) !== undefined;
    return target.type === 'MemberExpression' && /^(?:ObjectExpression|ArrayExpression)$/.test(this.ownOf(target['object'])?.type ?? '');
  }

  /** What a constant was made with, where that is a collection of the program's own. */
  private ownOf(node: Node): Node | undefined {
    const binding = node.type === 'Identifier' ? this.names.bindings.get(node) : undefined;
    const declared = binding?.uses.map((use) => use['parent'] as Node).find((parent, i) => parent.type === 'VariableDeclarator' && parent['id'] === binding.uses[i]);
    if (!declared?.['init'] || declared['parent'].kind !== 'const') return undefined;
    const made = unwrap(declared['init']);
    if (made.type === 'ArrayExpression') return made;
    if (made.type === 'ObjectExpression') return (made['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && each['key'].name !== '__proto__' && each['key'].value !== '__proto__') ? made : undefined;
    return made.type === 'NewExpression' && /^(?:Map|Set)$/.test(made['callee'].name ?? '') && !this.names.bindings.get(made['callee']) ? made : undefined;
  }

  private isHarmless(call: Node): boolean {
    const callee = unwrap(call['callee']);
    const args = call['arguments'] as Node[];
    if (callee.type === 'Identifier') return /^(?:Number|String|Boolean|parseInt|parseFloat)$/.test(callee['name']) && !this.names.bindings.get(callee) && args.every((each) => this.isValue(each));
    if (isPath(call, this.names)) return true;
    if (!/^(?:Optional)?MemberExpression$/.test(callee.type) || callee['computed']) return false;
    const { object, property } = callee;
    if (this.isValue(object)) return args.every((each) => isFunction(each) || /Literal$/.test(each.type) || this.isValue(each));
    if (object.type !== 'Identifier') return false;
    if (!this.names.bindings.get(object)) {
      if (object['name'] === 'Math') return args.every((each) => this.isValue(each));
      return ((object['name'] === 'JSON' && property.name === 'parse') || (object['name'] === 'Object' && /^(?:keys|values|entries)$/.test(property.name))) && args.length === 1 && this.isValue(args[0]!);
    }
    const own = this.ownOf(object);
    return own !== undefined && (own.type === 'ArrayExpression' ? /^(?:push|unshift)$/ : own.type === 'NewExpression' ? /^(?:set|add|has|get)$/ : /(?!)/).test(property.name);
  }

  /** What was read, what is made of it, and strings: values of Node and the language, whose methods call nothing of the program but callbacks. */
  private isValue(expression: Node): boolean {
    const node = unwrap(expression);
    if (node === this.wait || /Literal$/.test(node.type) || node.type === 'BinaryExpression') return true;
    if (/^(?:Optional)?MemberExpression$/.test(node.type)) return this.isValue(node['object']);
    if (/^(?:Optional)?CallExpression$/.test(node.type)) {
      const callee = unwrap(node['callee']);
      return this.isHarmless(node) && (isPath(node, this.names) || callee.type === 'Identifier' || this.isValue(callee['object']) || !this.names.bindings.get(callee['object']));
    }
    const binding = node.type === 'Identifier' ? this.names.bindings.get(node) : undefined;
    if (!binding) return false;
    if (isText(node, this.names)) return true;
    if (binding.scope.start < this.body.start || binding.scope.end > this.body.end) return false;
    return binding.uses.some((use) => {
      let pattern = use;
      while (/^(?:ObjectProperty|ObjectPattern|ArrayPattern)$/.test(pattern['parent'].type)) pattern = pattern['parent'];
      const parent: Node = pattern['parent'];
      if (parent.type === 'VariableDeclarator' && parent['id'] === pattern && parent['parent'].kind === 'const') {
        const loop: Node = parent['parent'].parent;
        return parent['init'] ? parent.end <= node.start && this.isValue(parent['init']) : loop.type === 'ForOfStatement' && loop['body'].start <= node.start && this.isValue(loop['right']);
      }
      // a callback of a method of a value
      return isFunction(parent) && parent['params'].includes(pattern) && parent['parent'].type === 'CallExpression' && parent['parent'].arguments.includes(parent) && parent['parent'].callee.type === 'MemberExpression' && this.isValue(parent['parent'].callee.object);
    });
  }
}

/** `this.log`, as a person knows it. */
function wordsOf(callee: Node): string {
  const node = unwrap(callee);
  if (node.type === 'Identifier') return `${node['name']}()`;
  if (node.type === 'ThisExpression') return 'this';
  return /^(?:Optional)?MemberExpression$/.test(node.type) && !node['computed'] ? `${wordsOf(node['object']).replace(/\(\)$/, '')}.${node['property'].name}()` : 'what is not known';
}
