// The names of a module's top level as code in a worker would find them: functions, imports, values that never change.
import { CHANGING_GLOBALS, PURE_GLOBALS } from '../../apis/offload.ts';
import { eachChild, isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { importedAs, isMember, isRead, isRequire, type ImportedName } from './imported-names.ts';

/** What a top-level name stands for; `state` is what may be something else in another thread. */
export type ModuleName =
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'import'; readonly imported: ImportedName | undefined }
  | { readonly kind: 'value' }
  /** `exportedAs`: by what names other modules may get at it. */
  | { readonly kind: 'data'; readonly exportedAs: readonly string[] }
  | { readonly kind: 'state' };

const TYPED_ARRAYS = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/;

export class ModuleNames {
  private readonly program: Node;
  private readonly names: NameUses;
  private readonly known = new Map<Binding, ModuleName>();

  constructor(program: Node, names: NameUses) {
    this.program = program;
    this.names = names;
  }

  isModuleName(binding: Binding): boolean {
    return binding.scope === this.program;
  }

  of(binding: Binding): ModuleName {
    let known = this.known.get(binding);
    if (known) return known;
    // a value that is made of itself
    this.known.set(binding, { kind: 'state' });
    known = this.judge(binding);
    this.known.set(binding, known);
    return known;
  }

  /** What other modules get that import `name`; undefined when that cannot be said. */
  exported(name: string): ModuleName | undefined {
    const found: (ModuleName | undefined)[] = [];
    const add = (at: Node, value: Node): void => {
      const node = unwrap(value);
      const binding = node.type === 'Identifier' ? this.names.bindings.get(node) : undefined;
      const known: ModuleName | undefined = binding ? (this.isModuleName(binding) ? this.of(binding) : undefined) : this.isValue(node) ? { kind: 'value' } : undefined;
      found.push(enclosingFunction(at) ? undefined : known);
    };
    walk(this.program, (node) => {
      if (node.type === 'Identifier' && this.names.bindings.get(node)) {
        if (exportNames(node)?.includes(name)) add(node, node);
      } else if (node.type === 'ExportDefaultDeclaration' && name === 'default' && node.declaration.type !== 'Identifier') add(node, node.declaration);
      else if (node.type === 'AssignmentExpression') {
        const [path, made] = [plainPath(node.left), unwrap(node.right)];
        const property = path === 'module.exports' && made.type === 'ObjectExpression' ? (made.properties as Node[]).find((each) => each.type === 'ObjectProperty' && keyName(each['key'], each['computed']) === name) : undefined;
        const value = path === `exports.${name}` || path === `module.exports.${name}` ? made : property?.['value'] as Node | undefined;
        if (value && value.type !== 'Identifier') add(node, value);
      }
    });
    return found.length === 1 ? found[0] : undefined;
  }

  private judge(binding: Binding): ModuleName {
    if (binding.uses.some((use) => isAssigned(use))) return { kind: 'state' };
    const declared = binding.uses.flatMap((use): Node[] => (isDeclaration(use) ? [use] : []));
    // the name of a class is declared once more within it, and the identifier counts there
    const own = (this.program['body'] as Node[]).map((each) => (/^Export/.test(each.type) && each.declaration ? (each.declaration as Node) : each)).find(({ type, id }) => type === 'ClassDeclaration' && id?.name === binding.name);
    if (declared.length === 0 && own) return { kind: 'function', node: own };
    if (declared.length !== 1) return { kind: 'state' };
    const name = declared[0]!;
    const parent = name.parent as Node;
    if (/^Import(Default|Namespace)?Specifier$/.test(parent.type) || parent.type === 'TSImportEqualsDeclaration') return { kind: 'import', imported: importedAs(name) };
    if (/^(Function|Class)Declaration$/.test(parent.type)) return { kind: 'function', node: parent };
    let declarator: Node | undefined = parent;
    while (declarator && declarator.type !== 'VariableDeclarator') declarator = declarator.type === 'Program' ? undefined : declarator.parent;
    if (!declarator) return { kind: 'state' };
    if (!declarator.init) return declarator.id === name && parent.parent?.kind !== undefined ? { kind: 'value' } : { kind: 'state' };
    const init = unwrap(declarator.init);
    if (isRequire(rootOf(init))) return importOf(name, init);
    if (declarator.id !== name) return { kind: 'state' };
    if (isFunction(init) || init.type === 'ClassExpression') return { kind: 'function', node: init };
    if (this.isValue(init)) return { kind: 'value' };
    return this.isData(init) && this.isOnlyRead(binding) ? { kind: 'data', exportedAs: binding.uses.flatMap((use) => exportNames(use) ?? []) } : { kind: 'state' };
  }

  /** A primitive that is the same whenever it is computed. */
  private isValue(expression: Node): boolean {
    const node = unwrap(expression);
    switch (node.type) {
      case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'BigIntLiteral': return true;
      case 'RegExpLiteral': return !/[gy]/.test(node.flags);
      case 'TemplateLiteral': return node.expressions.every((each: Node) => this.isValue(each));
      case 'UnaryExpression': return node.operator !== 'delete' && this.isValue(node.argument);
      case 'BinaryExpression': return this.isValue(node.left) && this.isValue(node.right);
      case 'ConditionalExpression': return [node.test, node.consequent, node.alternate].every((each: Node) => this.isValue(each));
      case 'MemberExpression': return node.object.type === 'Identifier' && node.object.name === 'Math' && !node.computed && /^[A-Z\d_]+$/.test(node.property.name);
      case 'CallExpression': return /^(?:Math\.(?!random)\w+|BigInt|Number|String|parseInt|parseFloat|Symbol\.for)$/.test(plainPath(node.callee) ?? '') && node.arguments.every((each: Node) => this.isValue(each));
      case 'Identifier': {
        const binding = this.names.bindings.get(node);
        return binding ? this.isModuleName(binding) && this.of(binding).kind === 'value' : /^(?:undefined|NaN|Infinity)$/.test(node.name);
      }
      default: return false;
    }
  }

  /** An object of values, or of functions, that is filled while the module loads. */
  private isData(expression: Node, depth = 0): boolean {
    const node = unwrap(expression);
    const isItem = (each: Node | null): boolean => each === null || this.isValue(each) || isFunction(each);
    switch (node.type) {
      case 'ArrayExpression': return node.elements.every((each: Node | null) => isItem(each) || (depth > 0 && each !== null && this.isData(each, depth - 1)));
      case 'ObjectExpression': return node.properties.every((each: Node) => each.type === 'ObjectMethod' ? each.kind === 'method' : each.type === 'ObjectProperty' && !each.computed && isItem(each.value));
      case 'NewExpression': {
        const name = plainPath(node.callee) ?? '';
        const args = node.arguments as Node[];
        if (TYPED_ARRAYS.test(name) || name === 'ArrayBuffer' || name === 'Array' || /^Text(En|De)coder$/.test(name)) return args.every((each) => this.isValue(each) || this.isData(each));
        return (name === 'Set' && args.every((each) => this.isData(each))) || (name === 'Map' && args.every((each) => this.isData(each, 1)));
      }
      case 'CallExpression': {
        const name = plainPath(node.callee) ?? '';
        if (name === 'Object.freeze') return this.isData(node.arguments[0]);
        if (/^(?:Buffer|Array|[BUIF]\w+Array)\.(?:from|alloc|of)$/.test(name)) return node.arguments.every((each: Node) => this.isValue(each) || this.isData(each) || isFunction(each)) && !isChanging(node);
        // a table that a function makes at once
        const made = unwrap(node.callee);
        return isFunction(made) && node.arguments.length === 0 && this.isDeterministic(made);
      }
      default: return false;
    }
  }

  /** Functions only look at it; what fills it while the module loads gives the same everywhere. */
  private isOnlyRead(binding: Binding): boolean {
    return binding.uses.every((use) => {
      if (isDeclaration(use) || exportNames(use)) return true;
      const statement = topStatement(use);
      const isInFunction = enclosingFunction(use) !== undefined;
      if (isInFunction) return isRead(use);
      return isRead(use) || (!/^(?:Export|Import)/.test(statement.type) && /^(?:For|While|Block|ExpressionStatement)/.test(statement.type) && !mentionsExports(statement) && this.isDeterministic(statement));
    });
  }

  /** Nothing in it differs from one time to the next, or reaches outside. */
  private isDeterministic(node: Node): boolean {
    let fine = true;
    walk(node, (each) => {
      if (each.type === 'Identifier' && this.names.bindings.has(each)) {
        const binding = this.names.bindings.get(each);
        if (!binding) fine &&= PURE_GLOBALS.has(each.name) && !CHANGING_GLOBALS.has(each.name);
        else if (this.isModuleName(binding)) fine &&= !(binding.uses.some((use) => isDeclaration(use) && /^Import/.test(use.parent.type)));
      }
      if (each.type === 'MemberExpression' && each.property.name === 'random') fine = false;
      if (/^(?:AwaitExpression|YieldExpression|ThisExpression|Import)$/.test(each.type) || isRequire(each)) fine = false;
    });
    return fine;
  }
}

const isChanging = (node: Node): boolean => {
  let changes = false;
  walk(node, (each) => { if (each.type === 'MemberExpression' && each.property.name === 'random') changes = true; });
  return changes;
};

/** `Math.floor` for a callee written so. */
export function plainPath(node: Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type !== 'MemberExpression' || inner.computed) return undefined;
  const object = plainPath(inner.object);
  return object === undefined ? undefined : `${object}.${inner.property.name}`;
}

/** What a chain of members and calls begins with; a `require` is not gone through. */
export function rootOf(node: Node): Node {
  let at = unwrap(node);
  for (;;) {
    if (isRequire(at)) return at;
    const next: Node | undefined = /^(?:Optional)?MemberExpression$/.test(at.type) ? at.object : /^(?:Optional)?CallExpression$/.test(at.type) ? at.callee : undefined;
    if (!next) return at;
    at = unwrap(next);
  }
}

const isDeclaration = (use: Node): boolean => {
  const parent = use.parent as Node;
  if (/^Import(Default|Namespace)?Specifier$/.test(parent.type)) return parent.local === use;
  if (/^(Function|Class|TSImportEquals)Declaration$/.test(parent.type)) return parent.id === use;
  for (let node: Node = use; node.parent; node = node.parent) {
    if (node.parent.type === 'VariableDeclarator') return node.parent.id === node;
    if (!/Pattern$|^ObjectProperty$|^RestElement$/.test(node.parent.type) || (node.parent.type === 'AssignmentPattern' && node.parent.right === node)) return false;
  }
  return false;
};

/** What comes from a module; what is made of that by calling something is as changeable as any object. */
function importOf(name: Node, init: Node): ModuleName {
  let isMade = false;
  walk(init, (node) => {
    if (/^(?:Optional)?CallExpression$/.test(node.type) && !isRequire(node) && !/(?:^|\.)promisify$/.test(plainPath(node.callee) ?? keyOf(node.callee))) isMade = true;
  });
  return isMade ? { kind: 'state' } : { kind: 'import', imported: importedAs(name) };
}

const keyOf = (callee: Node): string => (isMember(callee) && !callee.computed ? (callee.property.name as string) : '');

/** The name under which a mention of a top-level name exports it: `export { a as b }`, `module.exports = { b: a }`, `exports.b = a`. */
function exportNames(use: Node): readonly string[] | undefined {
  const parent = use.parent as Node;
  if (parent.type === 'ExportSpecifier') return [parent.exported.name ?? parent.exported.value];
  if (parent.type === 'ExportDefaultDeclaration') return ['default'];
  if (isDeclaration(use) && parent.parent.parent?.type === 'ExportNamedDeclaration') return [use.name];
  const isItem = parent.type === 'ObjectProperty' && parent.value === use && !parent.computed && parent.parent.parent.type === 'AssignmentExpression' && plainPath(parent.parent.parent.left) === 'module.exports' && parent.parent.parent.right === parent.parent;
  if (isItem) return [keyName(parent.key, false) ?? ''];
  const path = parent.type === 'AssignmentExpression' && parent.right === use && parent.parent.type === 'ExpressionStatement' ? plainPath(parent.left) : undefined;
  const name = /^(?:module\.)?exports\.(\w+)$/.exec(path ?? '')?.[1];
  return name === undefined ? undefined : [name];
}

function topStatement(node: Node): Node {
  let at = node;
  while (at.parent && at.parent.type !== 'Program') at = at.parent;
  return at;
}

function enclosingFunction(node: Node): Node | undefined {
  for (let at: Node | undefined = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

function mentionsExports(statement: Node): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (node.type === 'Identifier' && (node.name === 'exports' || node.name === 'module')) found = true;
    eachChild(node, visit);
  };
  visit(statement);
  return found;
}
