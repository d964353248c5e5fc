// Which asynchronous functions a promise comes from, where it is seen: what is to blame when it is misused.
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { returnedBy } from './promise-kinds.ts';
import { isCall, type FileView, type Tree } from './tree.ts';

/** A function, in the file that holds it. */
export interface Origin {
  readonly file: FileView;
  readonly node: Node;
}

/** The async functions that the value of `node` comes from, as far as calls and variables tell. */
export function originsOf(node: Node, file: FileView, tree: Tree): Origin[] {
  const found = new Map<Node, Origin>();
  const seen = new Set<Node>();
  const visit = (expression: Node | undefined, within: FileView): void => {
    if (!expression) return;
    const at = unwrap(expression);
    if (seen.has(at)) return;
    seen.add(at);
    if (isFunction(at)) return ofFunction(at, within);
    if (isCall(at) || at.type === 'NewExpression' || at.type === 'TaggedTemplateExpression') {
      for (const id of within.siteAt(at)?.targets ?? []) {
        const target = tree.nodeOf(tree.linked.fns[id]!);
        if (target) ofFunction(target.node, target.file);
      }
      if (at.callee?.type === 'MemberExpression') visit(at.callee.object, within);
      for (const argument of at.arguments ?? []) if (isFunction(unwrap(argument)) || unwrap(argument).type === 'Identifier') visit(argument, within);
      return;
    }
    switch (at.type) {
      case 'Identifier': {
        const binding = within.bindings.of(at);
        for (const value of [binding?.declaration, ...(binding?.values ?? []), ...(binding?.collections ?? []), ...(binding?.pushed ?? [])]) visit(value, within);
        break;
      }
      case 'ConditionalExpression': visit(at.consequent, within); visit(at.alternate, within); break;
      case 'LogicalExpression': visit(at.left, within); visit(at.right, within); break;
      case 'AssignmentExpression': visit(at.left, within); visit(at.right, within); break;
      case 'SequenceExpression': visit(at.expressions.at(-1), within); break;
      case 'SpreadElement': case 'AwaitExpression': visit(at.argument, within); break;
      case 'ArrayExpression': for (const element of at.elements) visit(element ?? undefined, within); break;
      case 'MemberExpression': visit(at.object, within); break;
      default:
    }
  };
  const ofFunction = (fn: Node, within: FileView): void => {
    if (fn.async) found.set(fn, { file: within, node: fn });
    else for (const value of returnedBy(fn)) visit(value, within);
  };
  visit(node, file);
  return [...found.values()];
}
