// What is done with a promise that a constant holds: taken for its value, waited for, or handed on.
import { isFunction, type Node } from '../../syntax/node.ts';
import type { Binding } from '../static/bindings.ts';
import { misuseOf } from '../static/promise-uses.ts';
import { PROMISE } from '../static/promise-kinds.ts';
import { isCall, isMember, memberName, ownerOf, type FileView, type Tree } from '../static/tree.ts';
import { isChanged, isValueUse, outermost, type UseContext } from './value-uses.ts';

/** The variable that a call alone gives its value to: `const user = load()`. */
export function boundBy(call: Node, file: FileView): Binding | undefined {
  const at = outermost(call);
  const declarator = at?.parent as Node | undefined;
  if (at !== call || declarator?.type !== 'VariableDeclarator' || declarator.init !== at || declarator.id.type !== 'Identifier') return undefined;
  const binding = file.bindings.of(declarator.id);
  const isOneValue = binding !== undefined && binding.values.length === 1 && binding.collections.length === 0 && !binding.parameter && !binding.declaration;
  return isOneValue && declarator.parent?.parent?.type !== 'ExportNamedDeclaration' ? binding : undefined;
}

export interface BoundUse {
  /** Uses that only the value explains. */
  readonly asValue: readonly Node[];
  /** Somebody waits for it, gives it a member, or hands it to who may. */
  readonly asPromise: boolean;
}

export function usesOf(binding: Binding, context: UseContext, tree: Tree): BoundUse {
  const asValue = binding.uses.filter((use) => isValueUse(use, context));
  const rest = binding.uses.filter((use) => !asValue.includes(use));
  return { asValue, asPromise: rest.some((use) => isPromiseUse(use, context.file, tree)) };
}

function isPromiseUse(use: Node, file: FileView, tree: Tree): boolean {
  const at = outermost(use);
  if (!at) return true;
  const parent = at.parent as Node;
  if (parent.type === 'AwaitExpression' || parent.type === 'ArrayExpression' || parent.type === 'YieldExpression' || parent.type.startsWith('Export')) return true;
  if (isMember(parent)) return isChanged(parent) || /^(?:then|catch|finally)$/.test(memberName(parent) ?? '');
  if (parent.type === 'ReturnStatement' || (isFunction(parent) && parent.body === at)) return ownerOf(at)?.async !== true;
  if (parent.type === 'BinaryExpression' && parent.operator === 'instanceof') return true;
  if (!isCall(parent) || parent.callee === at) return false;
  const index = parent.arguments.indexOf(at);
  const targets = file.siteAt(parent)?.targets ?? new Set<number>();
  // what waits for promises says so by name, or by what it does with its parameter
  if (targets.size === 0) return misuseOf(use, PROMISE, file) === undefined;
  return [...targets].some((id) => {
    const found = tree.nodeOf(tree.linked.fns[id]!);
    const parameter = found?.node.params[index];
    const bound = parameter?.type === 'Identifier' ? found!.file.bindings.of(parameter) : undefined;
    return !bound || bound.uses.some((inner) => isWaited(inner));
  });
}

function isWaited(use: Node): boolean {
  const parent = use.parent as Node;
  return parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement' || (isMember(parent) && /^(?:then|catch|finally)$/.test(memberName(parent) ?? ''));
}
