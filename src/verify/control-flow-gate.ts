// What of a file is there for a library that runs functions: calls of it, what they are handed, where it is loaded.
import { isControlFlow } from '../apis/error-first/index.ts';
import type { Binding, NameUses } from '../facts/name-uses.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

export class ControlFlowUses {
  /** Calls of the library, and those that load it. */
  readonly calls = new Set<Node>();
  /** Functions in the lists and objects that it is handed. */
  readonly tasks = new Set<Node>();
  /** Where its name is written as a string. */
  readonly specifiers: string[] = [];

  constructor(ast: Node, text: string, { bindings }: NameUses) {
    const loaded = new Set<Binding>();
    walk(ast['program'] as Node, (node) => {
      if (node.type !== 'StringLiteral' || !isControlFlow(node['value'] as string)) return;
      const load = node['parent'] as Node;
      if (load.type === 'ImportDeclaration') for (const { local } of load['specifiers'] as Node[]) note(local as Node);
      else if (load.type === 'CallExpression' && load['callee'].name === 'require') {
        this.calls.add(load);
        walk(load['parent'].type === 'VariableDeclarator' ? (load['parent'].id as Node) : load, (each) => { if (each.type === 'Identifier') note(each); });
      } else return;
      this.specifiers.push(text.slice(node.start, node.end));
    });
    function note(name: Node): void {
      const binding = bindings.get(name);
      if (binding) loaded.add(binding);
    }
    walk(ast['program'] as Node, (node) => {
      if (node.type !== 'CallExpression') return;
      const callee = unwrap(node['callee'] as Node);
      const root = callee.type === 'MemberExpression' ? unwrap(callee['object'] as Node) : callee;
      const binding = root.type === 'Identifier' ? bindings.get(root) : undefined;
      if (!(binding && loaded.has(binding)) && !this.calls.has(root)) return;
      this.calls.add(node);
      for (const given of node['arguments'] as Node[]) if (!isFunction(given)) this.listed(unwrap(given));
    });
  }

  private listed(node: Node | null): void {
    if (!node) return;
    if (isFunction(node)) this.tasks.add(node);
    else if (node.type === 'ArrayExpression') for (const each of node['elements'] as (Node | null)[]) this.listed(each && unwrap(each));
    else if (node.type === 'ObjectExpression') for (const each of node['properties'] as Node[]) if (each.type === 'ObjectProperty') this.listed(unwrap(each['value'] as Node));
  }
}
