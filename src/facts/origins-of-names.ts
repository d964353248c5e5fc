// Which member of which package an expression is, as far as the imports and requires of its own file say.
import { unwrap, type Node } from '../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from './name-uses.ts';

export interface Origin {
  readonly specifier: string;
  /** Members on the way, joined by dots; '' for the package itself. */
  readonly path: string;
}

/** `x.y` of a package; undefined for everything else, and for variables that are given another value. */
export function originOf(expression: Node, names: NameUses): Origin | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression' && !node.computed) return member(originOf(node.object, names), node.property.name);
  if (node.type === 'CallExpression') return required(node, names);
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  return binding && bound(binding, names);
}

const member = (origin: Origin | undefined, name: string): Origin | undefined => origin && { ...origin, path: origin.path === '' ? name : `${origin.path}.${name}` };

function required({ callee, arguments: args }: Node, names: NameUses): Origin | undefined {
  const isRequire = callee.type === 'Identifier' && callee.name === 'require' && names.bindings.get(callee) === undefined;
  return isRequire && args.length === 1 && args[0].type === 'StringLiteral' ? { specifier: args[0].value, path: '' } : undefined;
}

function bound({ uses }: Binding, names: NameUses): Origin | undefined {
  if (uses.some(isAssigned)) return undefined;
  for (const use of uses) {
    const parent = use.parent as Node;
    switch (parent.type) {
      case 'ImportDefaultSpecifier': case 'ImportNamespaceSpecifier': return { specifier: parent.parent.source.value, path: '' };
      case 'ImportSpecifier': return { specifier: parent.parent.source.value, path: parent.imported.name === 'default' ? '' : parent.imported.name };
      case 'VariableDeclarator':
        if (parent.id === use) return parent.init ? originOf(parent.init, names) : undefined;
        break;
      case 'ObjectProperty':
        if (parent.value === use && parent.parent.type === 'ObjectPattern' && parent.parent.parent?.type === 'VariableDeclarator' && !parent.computed && parent.parent.parent.init) return member(originOf(parent.parent.parent.init, names), parent.key.name);
        break;
    }
  }
  return undefined;
}
