// Every use of a name in one file with the declaration it resolves to: what may be renamed, and what a name would capture.
import { eachChild, isFunction, type Node } from '../syntax/node.ts';
import { blockNames, hoistedNames, patternNames } from './scope.ts';

/** One declared name. `scope` is the node whose text it is visible in: a program, function, block, loop, class or catch. */
export interface Binding {
  readonly name: string;
  readonly scope: Node;
  readonly kinds: Set<'param' | 'var' | 'lexical'>;
  /** Identifiers that mean it, declarations included. */
  readonly uses: Node[];
}

interface Level {
  readonly parent: Level | undefined;
  readonly names: Map<string, Binding>;
}

export class NameUses {
  /** Identifiers in source order of the walk; undefined for a name that the file does not declare. */
  readonly bindings = new Map<Node, Binding | undefined>();
  readonly words = new Set<string>();
  private byScope: Map<Node, Binding[]> | undefined;

  constructor(program: Node) {
    this.visit(program, undefined);
  }

  /** Bindings that `scope` itself declares. */
  declaredIn(scope: Node): Binding[] {
    if (!this.byScope) {
      this.byScope = new Map();
      for (const binding of new Set(this.bindings.values())) if (binding) this.byScope.set(binding.scope, [...(this.byScope.get(binding.scope) ?? []), binding]);
    }
    return this.byScope.get(scope) ?? [];
  }

  private visit(node: Node, level: Level | undefined): void {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') this.use(node, level);
    const inner = this.levelOf(node, level);
    eachChild(node, (child, key) => {
      if (!isName(child, key, node)) this.visit(child, inner);
    });
  }

  private use(node: Node, level: Level | undefined): void {
    this.words.add(node.name);
    let at = level;
    while (at && !at.names.has(node.name)) at = at.parent;
    const binding = at?.names.get(node.name);
    binding?.uses.push(node);
    this.bindings.set(node, binding);
  }

  private levelOf(node: Node, parent: Level | undefined): Level | undefined {
    const names = new Map<string, Binding>();
    const declare = (list: readonly string[], kind: 'param' | 'var' | 'lexical'): void => {
      for (const name of list) {
        const known = names.get(name);
        if (known) known.kinds.add(kind);
        else names.set(name, { name, scope: node, kinds: new Set([kind]), uses: [] });
      }
    };
    if (node.type === 'Program') {
      declare(hoistedNames(node), 'var');
      declare(blockNames(node.body), 'lexical');
    } else if (isFunction(node)) {
      for (const parameter of node.params as Node[]) declare(patternNames(parameter), 'param');
      declare(hoistedNames(node.body), 'var');
      if (node.body.type === 'BlockStatement') declare(blockNames(node.body.body), 'lexical');
      if (node.type === 'FunctionExpression' && node.id) declare([node.id.name], 'lexical');
    } else if ((node.type === 'BlockStatement' && !(node.parent && isFunction(node.parent))) || node.type === 'StaticBlock') declare(blockNames(node.body), 'lexical');
    else if (node.type === 'SwitchStatement') declare(blockNames((node.cases as Node[]).flatMap(({ consequent }) => consequent as Node[])), 'lexical');
    else if (/^For(In|Of)?Statement$/.test(node.type)) declare(blockNames([node.init ?? node.left].filter(Boolean)), 'lexical');
    else if (node.type === 'CatchClause') declare(patternNames(node.param), 'param');
    else if (/^Class(Declaration|Expression)$/.test(node.type) && node.id) declare([node.id.name], 'lexical');
    return names.size > 0 ? { parent, names } : parent;
  }
}

/** A name that is no variable: of a property, a label, an attribute. */
function isName(child: Node, key: string, parent: Node): boolean {
  if (child.type !== 'Identifier' && child.type !== 'JSXIdentifier') return false;
  if (key === 'property') return parent.computed !== true;
  if (key === 'key') return parent.computed !== true;
  if (key === 'label' || key === 'imported' || key === 'exported' || key === 'meta') return true;
  if (/^(JSXAttribute|JSXMemberExpression|TSEnumMember|MetaProperty)$/.test(parent.type)) return key !== 'object';
  return parent.type === 'JSXOpeningElement' || parent.type === 'JSXClosingElement' ? /^[a-z]/.test(child.name) : false;
}

/** Whether the variable at `use` is given another value there. */
export function isAssigned(use: Node): boolean {
  let node = use;
  for (let parent = use.parent as Node | undefined; parent; node = parent, parent = parent.parent) {
    if (parent.type === 'UpdateExpression') return true;
    if (parent.type === 'AssignmentExpression') return parent.left === node;
    if (/^For(In|Of)Statement$/.test(parent.type)) return parent.left === node;
    if (!/^(ObjectProperty|ObjectPattern|ArrayPattern|AssignmentPattern|RestElement|TSNonNullExpression|TSAsExpression)$/.test(parent.type)) return false;
    if (parent.type === 'AssignmentPattern' && parent.right === node) return false;
  }
  return false;
}
