// Where the code of a promise executor settles its promise: `resolve(x)` is to become `return x`, so nothing may run after it.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { Binding, NameUses } from '../name-uses.ts';
import { Unfit } from '../unfit.ts';

/** A statement, or the expression that an arrow function consists of, which settles the promise. */
export interface Ending {
  readonly kind: 'return' | 'throw';
  readonly value: Node | undefined;
  /** Statements between it and the return, which nothing depends on: they go before it. */
  readonly ahead: readonly Node[];
  readonly start: number;
  readonly end: number;
}

/** The two functions that an executor is given. */
export interface Settlers {
  readonly resolve: Binding | undefined;
  readonly reject: Binding | undefined;
}

export class SettlePaths {
  readonly endings: Ending[] = [];
  /** Identifiers of calls that settle. */
  readonly used = new Set<Node>();
  private readonly names: NameUses;
  private readonly settlers: Settlers;

  constructor(names: NameUses, settlers: Settlers) {
    this.names = names;
    this.settlers = settlers;
  }

  kindOf(identifier: Node): Ending['kind'] | undefined {
    const binding = identifier.type === 'Identifier' ? this.names.bindings.get(identifier) : undefined;
    if (binding === undefined) return undefined;
    if (binding === this.settlers.resolve) return 'return';
    return binding === this.settlers.reject ? 'throw' : undefined;
  }

  /** Reads code of which every path has to settle. @throws Unfit */
  ends(list: readonly Node[], at: Node): void {
    if (!this.read(list, false, true)) throw new Unfit('http-never-settles', at);
  }

  /** Reads code that may settle and leave, or go on. @throws Unfit */
  passes(list: readonly Node[]): void {
    this.read(list, false, false);
  }

  /** @returns whether all paths settle. @param isLast nothing comes after the list */
  private read(list: readonly Node[], caught: boolean, isLast: boolean): boolean {
    for (const [index, statement] of list.entries()) {
      const after = list.slice(index + 1);
      const ahead = this.isEnding(statement) ? after.filter(isResume) : [];
      const rest = after.filter((each) => !ahead.includes(each));
      const returned = rest.length === 1 && rest[0]!.type === 'ReturnStatement' && rest[0]!.argument === null ? rest[0] : undefined;
      const ends = rest.length === 0 || returned !== undefined;
      if (this.isEnding(statement)) {
        const leaves = statement.type === 'ReturnStatement' || returned !== undefined;
        if (!ends || !(leaves || isLast) || (ahead.length > 0 && statement.type === 'ReturnStatement')) throw new Unfit('http-after-settling', statement);
        this.end(statement, caught, returned ?? ahead.at(-1), ahead);
        return true;
      }
      if (!this.mentions(statement)) {
        if (statement.type === 'ThrowStatement') return true;
        if (leavesSilently(statement)) throw new Unfit('http-never-settles', statement);
        continue;
      }
      if (this.branch(statement, caught, isLast && ends)) return true;
    }
    return false;
  }

  /** A statement of which parts settle. */
  private branch(statement: Node, caught: boolean, isLast: boolean): boolean {
    const part = (node: Node | null, inTry = caught): boolean => {
      if (!node) return false;
      const list = node.type === 'BlockStatement' ? (node.body as Node[]) : [node];
      const all = this.read(list, inTry, isLast);
      // a part that settles on some paths, and goes on from there, was refused as it was read
      if (!all && isLast) throw new Unfit('http-never-settles', node);
      return all;
    };
    switch (statement.type) {
      case 'BlockStatement': return part(statement);
      case 'IfStatement': {
        if (this.mentions(statement.test)) break;
        const [then, otherwise] = [part(statement.consequent), part(statement.alternate)];
        if (isLast && !statement.alternate) throw new Unfit('http-never-settles', statement);
        return then && otherwise;
      }
      case 'TryStatement': {
        if (statement.finalizer && (this.mentions(statement.finalizer) || leavesSilently(statement.finalizer))) break;
        const tried = part(statement.block, caught || statement.handler !== null);
        const handled = statement.handler ? part(statement.handler.body) : true;
        return tried && handled;
      }
    }
    throw new Unfit('http-settled-elsewhere', statement);
  }

  private callOf(statement: Node): Node | undefined {
    const expression: Node | null = /^(ExpressionStatement)$/.test(statement.type) ? statement.expression : statement.type === 'ReturnStatement' ? statement.argument : statement;
    let call = expression && unwrap(expression);
    if (call?.type === 'UnaryExpression' && call.operator === 'void') call = unwrap(call.argument);
    return call?.type === 'CallExpression' && this.kindOf(call.callee) !== undefined ? call : undefined;
  }

  private isEnding(statement: Node): boolean {
    return this.callOf(statement) !== undefined;
  }

  private end(statement: Node, caught: boolean, last: Node | undefined, ahead: readonly Node[]): void {
    const call = this.callOf(statement)!;
    const [value, more] = call.arguments as Node[];
    if (more || value?.type === 'SpreadElement' || (value && this.mentions(value))) throw new Unfit('http-settled-elsewhere', call);
    const kind = this.kindOf(call.callee)!;
    if (kind === 'throw' && caught) throw new Unfit('http-reject-in-try', call);
    this.used.add(call.callee);
    this.endings.push({ kind, value, ahead, start: statement.start, end: (last ?? statement).end });
  }

  private mentions(node: Node): boolean {
    let found = false;
    walk(node, (each) => {
      if (each.type === 'Identifier' && this.kindOf(each) !== undefined) found = true;
      return !found;
    });
    return found;
  }
}

/** Whether a statement may leave its function, or the loop around it, with the promise not settled. */
function leavesSilently(statement: Node): boolean {
  let found = false;
  walk(statement, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement') found = true;
    return !found;
  });
  return found;
}

/** `res.resume();` */
const isResume = ({ type, expression }: Node): boolean =>
  type === 'ExpressionStatement' && expression.type === 'CallExpression' && expression.arguments.length === 0 && expression.callee.type === 'MemberExpression' && expression.callee.object.type === 'Identifier' && expression.callee.property.name === 'resume';
