// Shared state by name: which variable, field or file an expression of a function is, where another call can see it, too.
import { isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';

/** One place that several calls share. Two cells are the same state when `key` and `part` agree, or one has no part: it is the whole. */
export interface Cell {
  readonly root: Binding | Node | 'file';
  /** The first property on the way, `[]` for what is in a collection; the path of a file. */
  readonly part: string | undefined;
  /** In words: `stock`, `this.items`, the file CONFIG. */
  readonly text: string;
}

/** A variable, and not a class or a file. */
export const isBinding = (root: Cell['root']): root is Binding => typeof root !== 'string' && 'uses' in root && 'kinds' in root;

export const sameState = (a: Cell, b: Cell): boolean => a.root === b.root && (a.part === b.part || a.part === undefined || b.part === undefined);

const COLLECTION = /^(?:Map|Set|WeakMap|WeakSet|Array)$/;
const BUFFER = /^(?:Buffer|\w*(?:Int|Uint|Float)\d+(?:Clamped)?Array)$/;

export type CollectionKind = 'collection' | 'buffer' | 'object';

/** What a value is, by the expression that makes it. */
function kindOf(made: Node | null | undefined): CollectionKind | undefined {
  if (!made) return undefined;
  const node = unwrap(made);
  if (node.type === 'ArrayExpression') return 'collection';
  if (node.type === 'ObjectExpression') return 'object';
  const callee = node.type === 'NewExpression' || node.type === 'CallExpression' ? unwrap(node['callee']) : undefined;
  const name: string | undefined = callee?.type === 'Identifier' ? callee['name'] : callee?.type === 'MemberExpression' && callee['object'].type === 'Identifier' ? callee['object'].name : undefined;
  if (name === undefined) return undefined;
  if (node.type === 'NewExpression' && COLLECTION.test(name)) return 'collection';
  if (BUFFER.test(name)) return 'buffer';
  return name === 'Object' && callee!.type === 'MemberExpression' ? 'object' : undefined;
}

export class Cells {
  private readonly names: NameUses;
  private readonly text: string;
  private readonly kinds = new Map<Binding, CollectionKind | undefined>();
  private readonly fields = new Map<Node, Map<string, CollectionKind>>();

  constructor(names: NameUses, text: string) {
    this.names = names;
    this.text = text;
  }

  /** The variable that `expression` is, when it is declared outside of `fn`. */
  outer(expression: Node, fn: Node): Binding | undefined {
    const binding = expression.type === 'Identifier' ? this.names.bindings.get(expression) : undefined;
    if (!binding || (binding.scope.start >= fn.start && binding.scope.end <= fn.end)) return undefined;
    return binding;
  }

  /** Whether a variable is given another value after it was declared. */
  isReassigned = ({ uses }: Binding): boolean => uses.some(isAssigned);

  /** The state that a member expression, or a variable, reaches from `fn`. */
  of(expression: Node, fn: Node): Cell | undefined {
    const node = unwrap(expression);
    if (node.type === 'Identifier') {
      const root = this.outer(node, fn);
      return root && { root, part: undefined, text: root.name };
    }
    const path: Node[] = [];
    let base = node;
    for (; /^(Optional)?MemberExpression$/.test(base.type); base = unwrap(base['object'])) path.unshift(base);
    const [first] = path;
    if (!first) return undefined;
    const part = first['computed'] && keyName(first['property'], true) === undefined ? '[]' : keyName(first['property'], first['computed']);
    if (part === undefined) return undefined;
    const shown = part === '[]' ? '[…]' : `.${part}`;
    if (base.type === 'ThisExpression') {
      const root = this.classOf(base);
      return root && { root, part, text: `this${shown}` };
    }
    const root = base.type === 'Identifier' ? this.outer(base, fn) : undefined;
    if (!root || originOf(base, this.names)) return undefined;
    const isContent = this.kindOfBinding(root) === 'collection' || this.kindOfBinding(root) === 'buffer';
    return { root, part: isContent ? '[]' : part, text: isContent ? root.name : `${root.name}${shown}` };
  }

  /** What is in the collection that `expression` is; undefined when it is not known to be one. */
  contentOf(expression: Node, fn: Node): (Cell & { readonly kind: CollectionKind }) | undefined {
    const node = unwrap(expression);
    if (node.type === 'Identifier') {
      const root = this.outer(node, fn);
      const kind = root && this.kindOfBinding(root);
      return kind && { root, part: '[]', text: root.name, kind };
    }
    const cell = this.of(node, fn);
    if (!cell || cell.part === undefined || cell.part === '[]') return undefined;
    // `this.items`, `state.items`: what is further down has no kind of its own
    if (/MemberExpression$/.test(unwrap(node['object']).type)) return undefined;
    const kind = isBinding(cell.root) ? this.propertyKind(cell.root, cell.part) : typeof cell.root === 'string' ? undefined : this.fieldKind(cell.root, cell.part);
    return kind && { ...cell, kind };
  }

  /** Whether a variable or field never holds anything but collections: a generator would give its values one by one. */
  isSurelyCollection({ root, part }: Cell): boolean {
    const isOne = (made: Node): boolean => kindOf(made) === 'collection';
    if (isBinding(root) && part === '[]') return root.uses.every((use) => {
      const parent: Node = use['parent'];
      if (parent.type === 'VariableDeclarator' && parent['id'] === use) return parent['init'] && isOne(parent['init']);
      return isAssigned(use) ? parent.type === 'AssignmentExpression' && parent['left'] === use && parent['operator'] === '=' && isOne(parent['right']) : true;
    });
    const [scope, name] = isBinding(root) ? [root.scope, part] : [root as Node, part];
    let isSure = typeof scope !== 'string';
    if (isSure) walk(scope, (node) => {
      const isTarget = node.type === 'AssignmentExpression' && /MemberExpression$/.test(node['left'].type) && keyName(node['left'].property, node['left'].computed) === name;
      const isField = /^(?:Class(?:Private)?Property|ObjectProperty)$/.test(node.type) && keyName(node['key'], node['computed'] === true) === name && node['parent'].type !== 'ObjectPattern';
      if ((isTarget && (node['operator'] !== '=' || !isOne(node['right']))) || (isField && node['value'] && !isOne(node['value']))) isSure = false;
    });
    return isSure;
  }

  private kindOfBinding(binding: Binding): CollectionKind | undefined {
    if (!this.kinds.has(binding)) {
      const made = binding.uses.flatMap((use): Node[] => {
        const parent: Node = use['parent'];
        if (parent.type === 'VariableDeclarator' && parent['id'] === use) return parent['init'] ? [parent['init']] : [];
        return parent.type === 'AssignmentExpression' && parent['left'] === use ? [parent['right']] : [];
      });
      const kinds = new Set(made.map(kindOf).filter((kind) => kind !== undefined));
      this.kinds.set(binding, kinds.size === 1 ? [...kinds][0] : undefined);
    }
    return this.kinds.get(binding);
  }

  private propertyKind(binding: Binding, part: string): CollectionKind | undefined {
    for (const use of binding.uses) {
      const parent: Node = use['parent'];
      const init = parent.type === 'VariableDeclarator' && parent['id'] === use && parent['init'] ? unwrap(parent['init']) : undefined;
      const property = init?.type === 'ObjectExpression' ? (init['properties'] as Node[]).find((each) => each.type === 'ObjectProperty' && keyName(each['key'], each['computed']) === part) : undefined;
      if (property) return kindOf(property['value']);
    }
    return undefined;
  }

  private fieldKind(owner: Node, part: string): CollectionKind | undefined {
    let known = this.fields.get(owner);
    if (!known) {
      this.fields.set(owner, (known = new Map()));
      const made = known;
      walk(owner, (node) => {
        if (/^Class(Private)?Property$/.test(node.type) || node.type === 'ObjectProperty') {
          const kind = kindOf(node['value']);
          const name = keyName(node['key'], node['computed'] === true);
          if (kind && name !== undefined && node['parent'] === owner) made.set(name, kind);
        }
        if (node.type === 'AssignmentExpression' && node['left'].type === 'MemberExpression' && node['left'].object.type === 'ThisExpression') {
          const kind = kindOf(node['right']);
          const name = keyName(node['left'].property, node['left'].computed);
          if (kind && name !== undefined) made.set(name, kind);
        }
      });
    }
    return known.get(part);
  }

  /** The class or object literal whose methods share the `this` of a place. */
  classOf(place: Node): Node | undefined {
    let at: Node | undefined = place['parent'];
    while (at && !(isFunction(at) && at.type !== 'ArrowFunctionExpression') && !/^Class(Private)?Property$|^StaticBlock$/.test(at.type)) at = at['parent'];
    if (!at || at['static'] === true) return undefined;
    const owner: Node | undefined = at['parent'];
    if (/Class(Private)?(Method|Property)$/.test(at.type)) return owner;
    if (at.type === 'ObjectMethod') return owner;
    return owner?.type === 'ObjectProperty' ? owner['parent'] : undefined;
  }

  /** The file that a path names: by its text, where every name in it is declared outside of all functions. */
  file(argument: Node | undefined, fn: Node): Cell | undefined {
    if (!argument || argument.type === 'SpreadElement') return undefined;
    let isFixed = true;
    walk(argument, (node) => {
      if (isFunction(node) || node.type === 'ThisExpression' || node.type === 'AwaitExpression') isFixed = false;
      if (node.type !== 'Identifier' || !this.names.bindings.has(node)) return;
      const binding = this.names.bindings.get(node);
      if (binding && (binding.scope.type !== 'Program' || this.isReassigned(binding))) isFixed = false;
    });
    const path = this.text.slice(argument.start, argument.end).replace(/\s+/g, ' ');
    return { root: 'file', part: isFixed ? path : `${path} of ${fn.start}`, text: `the file ${path}` };
  }
}

/** Whether the path of a file is the same in every call. */
export const isFixedFile = ({ root, part }: Cell): boolean => root === 'file' && !/ of \d+$/.test(part!);
