// Lexical scopes of one file while it is being read: name -> value node.
import type { ValueNode } from '../core/facts.ts';
import { eachChild, isFunction, type Node } from '../syntax/node.ts';

export class Scope {
  readonly parent: Scope | undefined;
  private readonly names = new Map<string, ValueNode>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  /** Declares `name`, once: a second `var` or an overload shares the node. */
  declare(name: string, fresh: () => ValueNode): ValueNode {
    let node = this.names.get(name);
    if (node === undefined) this.names.set(name, (node = fresh()));
    return node;
  }

  /** Makes `name` another name of `node`. */
  alias(name: string, node: ValueNode): void {
    this.names.set(name, node);
  }

  /** The names of this very scope, with their nodes. */
  own(): Record<string, ValueNode> {
    return Object.fromEntries(this.names);
  }

  find(name: string): ValueNode | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const node = scope.names.get(name);
      if (node !== undefined) return node;
    }
    return undefined;
  }
}

/** Every identifier that a binding pattern declares. */
export function patternNames(pattern: Node | null | undefined, out: string[] = []): string[] {
  if (!pattern) return out;
  switch (pattern.type) {
    case 'Identifier': out.push(pattern.name); break;
    case 'ObjectPattern':
      for (const property of pattern.properties) patternNames(property.type === 'RestElement' ? property.argument : property.value, out);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) patternNames(element, out);
      break;
    case 'AssignmentPattern': patternNames(pattern.left, out); break;
    case 'RestElement': patternNames(pattern.argument, out); break;
    case 'TSParameterProperty': patternNames(pattern.parameter, out); break;
  }
  return out;
}

/** Names that `var` and (in blocks of the function) function declarations hoist to the function's scope. */
export function hoistedNames(body: Node): string[] {
  const names: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'VariableDeclaration' && node.kind === 'var') for (const d of node.declarations) patternNames(d.id, names);
    if (node.type === 'FunctionDeclaration' && node.id) names.push(node.id.name);
    if (isFunction(node) || node.type === 'ClassBody') return;
    eachChild(node, visit);
  };
  eachChild(body, visit);
  return names;
}

/** Names that the statements of one block declare for that block: let, const, class, function, import, enum, namespace. */
export function blockNames(statements: readonly Node[]): string[] {
  const names: string[] = [];
  for (const statement of statements) {
    const declaration = (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') && statement.declaration ? statement.declaration : statement;
    switch (declaration.type) {
      case 'VariableDeclaration':
        if (declaration.kind !== 'var') for (const d of declaration.declarations) patternNames(d.id, names);
        break;
      case 'FunctionDeclaration': case 'ClassDeclaration': case 'TSDeclareFunction': case 'TSEnumDeclaration':
        if (declaration.id) names.push(declaration.id.name);
        break;
      case 'TSModuleDeclaration':
        if (declaration.id.type === 'Identifier' && !declaration.declare) names.push(declaration.id.name);
        break;
      case 'TSImportEqualsDeclaration': names.push(declaration.id.name); break;
      case 'ImportDeclaration':
        for (const specifier of declaration.specifiers) names.push(specifier.local.name);
        break;
    }
  }
  return names;
}
