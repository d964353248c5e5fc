// What stands around a call: who takes its value, whether it runs again, what comes after it.
import type { SiteUse } from '../core/facts.ts';
import { isFunction, keyName, type Node } from '../syntax/node.ts';

/** How the value of a call is used at once, from its parent. */
export function useOf(call: Node): SiteUse {
  let node = call;
  let parent: Node | undefined = call.parent;
  while (parent && (parent.type.startsWith('TS') || parent.type === 'ParenthesizedExpression')) { node = parent; parent = parent.parent; }
  switch (parent?.type) {
    case 'AwaitExpression': return 'awaited';
    case 'ExpressionStatement': return 'discarded';
    case 'ReturnStatement': return 'returned';
    case 'ArrowFunctionExpression': return parent.body === node ? 'returned' : 'value';
    case 'UnaryExpression': return parent.operator === 'void' ? 'discarded' : 'value';
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = keyName(parent.property, parent.computed);
      const called = parent.parent?.type.endsWith('CallExpression') && parent.parent.callee === parent;
      return parent.object === node && called && (name === 'then' || name === 'catch' || name === 'finally') ? 'then' : 'value';
    }
    default: return 'value';
  }
}

/** `await f().then(g)`: whether `f` throws or rejects, the same await gets it, and the caller goes on only afterwards. */
export function awaitedChain(call: Node): boolean {
  for (let node = call; ; ) {
    const { parent } = node;
    if (!parent) return false;
    if (parent.type === 'AwaitExpression') return true;
    if (parent.type === 'ParenthesizedExpression' || parent.type.startsWith('TS')) { node = parent; continue; }
    const outer = parent.parent;
    if (parent.type !== 'MemberExpression' || parent.object !== node || outer?.type !== 'CallExpression' || outer.callee !== parent) return false;
    if (keyName(parent.property, parent.computed) !== 'then' || outer.arguments.length !== 1) return false;
    node = outer;
  }
}

/** Offset of the outermost loop statement around `call` in its function. */
export function outerLoop(call: Node): number | undefined {
  let start: number | undefined;
  for (let node: Node | undefined = call.parent; node && !isFunction(node); node = node.parent) {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) start = node.start;
  }
  return start;
}

/** Nothing of the top level runs after the statement that `call` belongs to. */
export function endsProgram(call: Node): boolean {
  let statement = call;
  while (statement.parent && !statement.type.endsWith('Statement')) statement = statement.parent;
  for (; statement.parent; statement = statement.parent) {
    const { parent } = statement;
    if (parent.type === 'BlockStatement' && parent.body.at(-1) !== statement) return false;
    if (parent.type === 'Program') return parent.body.slice(parent.body.indexOf(statement) + 1).every((s: Node) => /^(Function|Class)Declaration$|^EmptyStatement$/.test(s.type));
    if (parent.type !== 'BlockStatement' && parent.type !== 'IfStatement') return false;
  }
  return false;
}

/** `a?.f().b`: an await around the call would cut the chain, which ends as a whole when `a` is missing. */
export function goesOnInChain(node: Node): boolean {
  const { parent } = node;
  return node.type === 'OptionalCallExpression' && parent !== undefined && /^Optional(Member|Call)Expression$/.test(parent.type) && (parent.object === node || parent.callee === node) && !parent.optional;
}

/** Member names that follow a call: `expect(f).not.to.throw(E)` gives not, to, throw. */
export function chainOf(call: Node): string[] {
  const names: string[] = [];
  let node = call;
  while (node.parent?.type.endsWith('MemberExpression') && node.parent.object === node) {
    names.push(keyName(node.parent.property, node.parent.computed) ?? '*');
    node = node.parent;
  }
  return names;
}
