// Tests that say when they end (`t.end()`, `t.plan(2)`): whether they still do when their callbacks are awaited.
import { spanKey, type Span } from '../core/source.ts';
import { functionAround } from './chains.ts';
import { NameUses } from './name-uses.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/**
 * A runner takes a promise that is fulfilled for the end of the test. So all that the test asserts has to come before, and
 * a path that forgets to end it must not pass for that.
 *
 * @param fn the function of the test, with one parameter
 * @param awaited its error-first calls
 */
export function endsItself(fn: Node, awaited: readonly Span[], program: Node): boolean {
  const [test] = fn['params'] as Node[];
  if (fn['params'].length !== 1 || test!.type !== 'Identifier' || fn['body'].type !== 'BlockStatement') return false;
  const binding = new NameUses(program).bindings.get(test!);
  if (!binding) return false;
  return new Test(fn, new Set(awaited.map(spanKey)), binding.uses.filter((use) => use !== test)).ends();
}

class Test {
  private readonly fn: Node;
  private readonly awaited: ReadonlySet<string>;
  private readonly uses: readonly Node[];
  private readonly functions: Set<Node>;

  constructor(fn: Node, awaited: ReadonlySet<string>, uses: readonly Node[]) {
    this.fn = fn;
    this.awaited = awaited;
    this.uses = uses;
    this.functions = new Set([fn]);
    walk(fn['body'] as Node, (node) => {
      const handler = this.handlerOf(node);
      if (handler) this.functions.add(handler);
    });
  }

  ends(): boolean {
    const runs = (use: Node): boolean => this.functions.has(functionAround(use)!);
    if (this.uses.some((use) => this.isCallOf(use, 'plan'))) return this.uses.every(runs);
    const ends = this.uses.filter((use) => this.isCallOf(use, 'end'));
    // the function may be handed on: `.then(t.end)`
    const others = this.uses.filter((use) => use['parent'].type === 'MemberExpression' && use['parent'].property.name === 'end' && !ends.includes(use));
    return ends.length > 0 && others.length === 0 && ends.every(runs) && this.list(this.fn['body'].body as Node[]);
  }

  private isCallOf(use: Node, name: string): boolean {
    const member = use['parent'] as Node;
    return member.type === 'MemberExpression' && member['object'] === use && !member['computed'] && member['property'].name === name && member['parent'].type === 'CallExpression' && member['parent'].callee === member;
  }

  /** The callback of an awaited call. */
  private handlerOf(node: Node): Node | undefined {
    if (node.type !== 'CallExpression' || !this.awaited.has(spanKey(node))) return undefined;
    const given = unwrap((node['arguments'] as Node[]).at(-1)!);
    return isFunction(given) ? given : undefined;
  }

  /** Whoever comes to the end of the statements has ended the test, and so has who leaves them before. */
  private list(statements: readonly Node[]): boolean {
    for (const [index, statement] of statements.entries()) {
      if (this.ended(statement)) return true;
      if (!this.leavesWell(statement, statements[index - 1])) return false;
    }
    return false;
  }

  /** After the statement the test has ended, or an error is on its way. */
  private ended(statement: Node): boolean {
    if (statement.type === 'ThrowStatement') return true;
    if (statement.type === 'BlockStatement') return this.list(statement['body'] as Node[]);
    if (statement.type === 'IfStatement') return statement['alternate'] !== null && statement['alternate'] !== undefined && this.ended(statement['consequent'] as Node) && this.ended(statement['alternate'] as Node);
    const expression = statement.type === 'ExpressionStatement' ? statement['expression'] : statement.type === 'ReturnStatement' ? statement['argument'] : undefined;
    const call = expression && unwrap(expression as Node);
    if (call?.type !== 'CallExpression') return false;
    const callee = call['callee'] as Node;
    if (callee.type === 'MemberExpression' && this.uses.includes(callee['object'] as Node) && /^(end|fail|bailout)$/.test(callee['property'].name)) return callee['property'].name !== 'fail' || statement.type === 'ReturnStatement';
    const handler = this.handlerOf(call);
    return handler !== undefined && (handler['body'].type === 'BlockStatement' ? this.list(handler['body'].body as Node[]) : this.ended({ type: 'ReturnStatement', argument: handler['body'], start: 0, end: 0 } as Node));
  }

  /** Every `return` in it comes after the end of the test. */
  private leavesWell(statement: Node, before: Node | undefined): boolean {
    let well = true;
    const visit = (node: Node, last: Node | undefined): void => {
      if (node.type === 'ReturnStatement' && !this.ended(node) && !(last && this.ended(last))) well = false;
      const list = node.type === 'BlockStatement' ? (node['body'] as Node[]) : undefined;
      if (list) return list.forEach((each, index) => visit(each, list[index - 1]));
      walk(node, (inner) => {
        if (inner === node) return true;
        if (isFunction(inner)) return false;
        if (/Statement$/.test(inner.type)) {
          visit(inner, undefined);
          return false;
        }
        return true;
      });
    };
    visit(statement, before);
    return well;
  }
}
