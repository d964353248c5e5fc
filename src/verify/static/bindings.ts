// Names of one file and what they stand for: every variable with its values, its uses and the function it may be a parameter of.
import { blockNames, hoistedNames, patternNames } from '../../facts/scope.ts';
import { eachChild, isFunction, type Node } from '../../syntax/node.ts';

/** One variable, parameter, function, class or import of a file. */
export interface Binding {
  readonly name: string;
  /** Expressions assigned to it as a whole. */
  readonly values: Node[];
  /** Expressions whose elements it takes on, one after another (`for…of`). */
  readonly collections: Node[];
  /** Expressions added to it with push or unshift. */
  readonly pushed: Node[];
  /** Identifiers that read it. */
  readonly uses: Node[];
  /** The function declaration it names. */
  declaration: Node | undefined;
  /** The function it is a plain parameter of, and at which position. */
  parameter: { readonly of: Node; readonly index: number } | undefined;
}

export interface Bindings {
  /** The binding that an identifier reads or writes; undefined for a global. */
  of(identifier: Node): Binding | undefined;
  readonly all: readonly Binding[];
}

class Scope {
  readonly parent: Scope | undefined;
  readonly names = new Map<string, Binding>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  find(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return undefined;
  }
}

/** Resolves the names of a parsed file; needs parents to be linked. */
export function bindingsOf(program: Node): Bindings {
  const resolver = new Resolver();
  resolver.program(program);
  return { of: (identifier) => resolver.resolved.get(identifier), all: resolver.all };
}

class Resolver {
  readonly resolved = new Map<Node, Binding>();
  readonly all: Binding[] = [];
  private scope = new Scope(undefined);

  program(program: Node): void {
    this.declare([...hoistedNames(program), ...blockNames(program.body)]);
    eachChild(program, (child) => this.visit(child));
  }

  private declare(names: readonly string[]): void {
    for (const name of names) {
      if (this.scope.names.has(name)) continue;
      const binding: Binding = { name, values: [], collections: [], pushed: [], uses: [], declaration: undefined, parameter: undefined };
      this.scope.names.set(name, binding);
      this.all.push(binding);
    }
  }

  private inside(body: () => void): void {
    const outer = this.scope;
    this.scope = new Scope(outer);
    body();
    this.scope = outer;
  }

  private visit(node: Node): void {
    if (isFunction(node)) return this.functionLike(node);
    switch (node.type) {
      case 'Identifier': case 'JSXIdentifier': return this.identifier(node);
      case 'BlockStatement': case 'StaticBlock': return this.inside(() => this.block(node, node.body));
      case 'SwitchStatement': return this.inside(() => this.block(node, node.cases.flatMap((one: Node) => one.consequent)));
      case 'CatchClause': return this.inside(() => {
        this.declare(patternNames(node.param));
        eachChild(node, (child) => this.visit(child));
      });
      case 'ForStatement': case 'ForInStatement': case 'ForOfStatement': return this.inside(() => this.loop(node));
      case 'ClassExpression': return this.inside(() => {
        if (node.id) this.declare([node.id.name]);
        eachChild(node, (child) => this.visit(child));
      });
      case 'VariableDeclarator':
        if (node.init) this.assigned(node.id, node.init);
        return eachChild(node, (child) => this.visit(child));
      case 'AssignmentExpression':
        if (['=', '||=', '&&=', '??='].includes(node.operator)) this.assigned(node.left, node.right);
        return eachChild(node, (child) => this.visit(child));
      case 'CallExpression': this.pushes(node); break;
    }
    eachChild(node, (child) => this.visit(child));
  }

  private block(node: Node, statements: readonly Node[]): void {
    this.declare(blockNames(statements));
    eachChild(node, (child) => this.visit(child));
  }

  private loop(node: Node): void {
    const declaration = node.type === 'ForStatement' ? node.init : node.left;
    if (declaration?.type === 'VariableDeclaration') this.declare(declaration.declarations.flatMap((one: Node) => patternNames(one.id)));
    if (node.type === 'ForOfStatement' && !node.await) {
      const target = declaration.type === 'VariableDeclaration' ? declaration.declarations[0].id : declaration;
      if (target.type === 'Identifier') this.scope.find(target.name)?.collections.push(node.right);
    }
    eachChild(node, (child) => this.visit(child));
  }

  private functionLike(node: Node): void {
    if (node.type === 'FunctionDeclaration' && node.id) {
      const own = this.scope.find(node.id.name);
      if (own) own.declaration ??= node;
    }
    if (node.key && node.computed) this.visit(node.key);
    this.inside(() => {
      if (node.type === 'FunctionExpression' && node.id) {
        this.declare([node.id.name]);
        this.scope.names.get(node.id.name)!.declaration = node;
      }
      node.params.forEach((param: Node, index: number) => {
        this.declare(patternNames(param));
        const plain = param.type === 'AssignmentPattern' ? param.left : param;
        if (plain.type === 'Identifier') this.scope.names.get(plain.name)!.parameter = { of: node, index };
      });
      this.declare(hoistedNames(node));
      for (const param of node.params) this.visit(param);
      this.visit(node.body);
    });
  }

  private assigned(target: Node, value: Node): void {
    if (target.type === 'Identifier') this.scope.find(target.name)?.values.push(value);
  }

  private pushes({ callee, arguments: args }: Node): void {
    const isPush = callee.type === 'MemberExpression' && !callee.computed && /^(?:push|unshift)$/.test(callee.property.name) && callee.object.type === 'Identifier';
    if (isPush) this.scope.find(callee.object.name)?.pushed.push(...args.filter(({ type }: Node) => type !== 'SpreadElement'));
  }

  private identifier(node: Node): void {
    const parent = node.parent as Node;
    if (isNameOnly(node, parent)) return;
    const binding = this.scope.find(node.name);
    if (!binding) return;
    this.resolved.set(node, binding);
    if (!isWritten(node, parent)) binding.uses.push(node);
  }
}

/** A property name, a label, an import or the outer name of an export: nothing that is looked up. */
function isNameOnly(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression': case 'OptionalMemberExpression': return parent.property === node && !parent.computed;
    case 'ObjectProperty': case 'ClassProperty': case 'ClassPrivateProperty': case 'ClassAccessorProperty': case 'ObjectMethod': case 'ClassMethod':
      return parent.key === node && !parent.computed && !(parent.shorthand === true && parent.value === node);
    case 'ImportSpecifier': case 'ImportDefaultSpecifier': case 'ImportNamespaceSpecifier': return true;
    case 'ExportSpecifier': return parent.exported === node && parent.local !== node;
    case 'LabeledStatement': case 'BreakStatement': case 'ContinueStatement': case 'MetaProperty': return true;
    case 'FunctionDeclaration': case 'FunctionExpression': case 'ClassDeclaration': case 'ClassExpression': return parent.id === node;
    case 'JSXAttribute': return parent.name === node;
    default: return false;
  }
}

/** The target of a declaration or an assignment. */
function isWritten(node: Node, parent: Node): boolean {
  if (parent.type === 'VariableDeclarator') return parent.id === node;
  if (parent.type === 'AssignmentExpression') return parent.left === node && parent.operator === '=';
  if (isFunction(parent)) return parent.params.includes(node);
  if (parent.type === 'AssignmentPattern') return parent.left === node;
  if (parent.type === 'RestElement' || parent.type === 'ArrayPattern') return true;
  if (parent.type === 'CatchClause') return parent.param === node;
  return parent.type === 'ObjectProperty' && parent.parent?.type === 'ObjectPattern' && parent.value === node;
}
