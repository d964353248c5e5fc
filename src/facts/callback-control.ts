// The walk over the statements of a function with callbacks: what ends it, what is known there of errors.
import type { Place, Question } from './callback-items.ts';
import { isFailure } from './callback-tests.ts';
import { plainError, type Known } from './callback-values.ts';
import { completes } from './chains.ts';
import { errorTest } from './error-branch.ts';
import type { Binding } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { unwrap, type Node } from '../syntax/node.ts';

export const isBareReturn = (node: Node | undefined): boolean => node?.type === 'ReturnStatement' && !node.argument;
const isInert = ({ type }: Node): boolean => type === 'FunctionDeclaration' || type === 'EmptyStatement';

/** What acts of a function mean is left to who extends it. */
export abstract class ControlFlow {
  protected readonly asked: Question;
  /** Parameters for errors of the callbacks around. */
  protected errors: Binding[] = [];
  /** Calls of the callback that go with a try. */
  protected readonly unwrapped: Node[] = [];

  constructor(asked: Question) {
    this.asked = asked;
  }

  /** An expression as a statement, or what is returned. @returns whether control goes on without having called back */
  protected abstract act(statement: Node, expression: Node, at: Place, absorbed: Node | undefined): boolean;

  /** @returns whether control may reach the end of the list without having called back */
  protected list(all: readonly Node[], place: Place): boolean {
    const list = all.filter((each) => !isInert(each));
    let { known } = place;
    for (let index = 0; index < list.length; index++) {
      const statement = list[index]!;
      const rest = list.slice(index + 1);
      const leaves = isBareReturn(rest[0]) || (place.breaks && rest[0]?.type === 'BreakStatement' && !rest[0].label);
      const at: Place = { ...place, known, ends: leaves || (place.ends && rest.length === 0), last: isBareReturn(rest[0]) || (place.last && rest.length === 0), around: { place, rest, before: list.slice(0, index) } };
      // functions between the two stay where they are
      const next = all[all.indexOf(statement) + 1];
      const open = this.statement(statement, at, leaves && next === rest[0] ? next : undefined);
      if (!open) return false;
      known = this.after(statement, known);
    }
    return true;
  }

  /** What is known after an `if` that ends where there is an error. */
  protected after(statement: Node, known: Known): Known {
    if (statement.type !== 'IfStatement' || statement.alternate || completes(statement.consequent)) return known;
    const more = new Map(known);
    for (const error of this.errors) if (errorTest(statement.test, error, this.asked.names, false)?.kind === 'error') more.set(error, 'none');
    return more;
  }

  protected statement(statement: Node, at: Place, absorbed: Node | undefined): boolean {
    switch (statement.type) {
      case 'ExpressionStatement': return this.act(statement, unwrap(statement.expression), at, absorbed);
      case 'ReturnStatement': {
        if (!statement.argument) return this.without(statement, at);
        const value = unwrap(statement.argument);
        const inner = value.type === 'UnaryExpression' && value.operator === 'void' ? unwrap(value.argument) : value;
        return this.act(statement, inner, { ...at, ends: true }, undefined);
      }
      case 'ThrowStatement':
        if (this.asked.role === 'delivers' && !at.guarded) throw new Unfit('callback-throws', statement);
        return false;
      case 'BlockStatement': return this.list(statement.body, at);
      case 'IfStatement': return this.branches(statement, at);
      case 'LabeledStatement': case 'ForStatement': case 'ForInStatement': case 'ForOfStatement': case 'WhileStatement': case 'DoWhileStatement':
        this.list([statement.body], { ...at, ends: false, last: false, breaks: false });
        return true;
      case 'SwitchStatement': return this.cases(statement, at);
      case 'TryStatement': return this.attempt(statement, at);
      case 'BreakStatement':
        if (at.breaks && !statement.label && this.mustSettle(at)) throw new Unfit('callback-not-called', statement);
        return true;
      default: return true;
    }
  }

  /** Control leaves without having called back. */
  protected without(statement: Node, at: Place): boolean {
    if (this.mustSettle(at)) throw new Unfit('callback-not-called', statement);
    return false;
  }

  /** Somebody waits until it is called back, or until all are counted. */
  protected mustSettle({ frame }: Pick<Place, 'frame'>): boolean {
    return this.asked.own !== undefined || frame?.kind === 'join';
  }

  protected branches(statement: Node, at: Place): boolean {
    const known = (positive: boolean): Known => {
      const more = new Map(at.known);
      for (const error of this.errors) {
        const test = errorTest(statement.test, error, this.asked.names, false);
        if (test?.kind === 'and' ? positive : test) more.set(error, (test!.kind === 'none') === positive ? 'none' : 'error');
      }
      return more;
    };
    const consequent = this.list([statement.consequent], { ...at, known: known(true) });
    const alternate = statement.alternate ? this.list([statement.alternate], { ...at, known: known(false) }) : true;
    return consequent || alternate;
  }

  protected cases(statement: Node, at: Place): boolean {
    const cases = statement.cases as Node[];
    let open = !cases.some(({ test }) => test === null);
    for (const [index, { consequent }] of cases.entries()) {
      const end = index === cases.length - 1;
      const reached = this.list(consequent, { ...at, ends: at.ends && end, last: at.last && end, breaks: at.ends });
      if (reached && (end || (consequent as Node[]).some(({ type }) => type === 'BreakStatement'))) open = true;
    }
    return open;
  }

  protected attempt(statement: Node, at: Place): boolean {
    const guarded = true;
    const tried = this.list(statement.block.body, { ...at, guarded, ends: false, last: false, breaks: false });
    let open = tried;
    if (statement.handler) {
      const { param, body } = statement.handler as Node;
      const call = statement.finalizer || at.guarded ? undefined : this.handsOn(param, body);
      if (call) {
        at.items.push({ kind: 'unwrapped', node: statement, end: statement.end, call, last: at.last });
        this.unwrapped.push(call);
        return tried;
      }
      const known = new Map(at.known);
      const caught = param?.type === 'Identifier' ? this.asked.names.bindings.get(param) : undefined;
      if (caught) known.set(caught, 'error');
      const reached = this.list(body.body, { ...at, known, ...(statement.finalizer ? { guarded, ends: false, last: false, breaks: false } : {}) });
      open = tried || reached;
    }
    if (statement.finalizer) open = this.list(statement.finalizer.body, { ...at, guarded, ends: false, last: false, breaks: false }) && open;
    return open;
  }

  /** The call of the callback that is all a catch clause does. */
  protected handsOn(param: Node | null, body: Node): Node | undefined {
    const error = param?.type === 'Identifier' ? this.asked.names.bindings.get(param) : undefined;
    if (!error || !completes({ ...body, body: [] }) || completes(body) || !this.passesOn(body['body'], error)) return undefined;
    const [{ argument, expression }] = body['body'] as [Node];
    const call = unwrap((argument ?? expression) as Node);
    return call.type === 'CallExpression' ? call : undefined;
  }

  protected isOwn(node: Node): boolean {
    const { own } = this.asked;
    const callee = unwrap(node);
    return own !== undefined && (own.uses.includes(callee) || this.isFailing(callee));
  }

  /** `done.fail` of a test. */
  protected isFailing(callee: Node): boolean {
    const { own, role } = this.asked;
    return own !== undefined && role === 'test' && isFailure(callee, own);
  }

  /** Statements that do no more than hand the error on, or throw it where that is the same. */
  protected passesOn(list: readonly Node[], error: Binding): boolean {
    const { names, role, own } = this.asked;
    const is = (node: Node | undefined): boolean => node !== undefined && node.type === 'Identifier' && names.bindings.get(node) === error;
    const [first, second, ...more] = list.filter((each) => !isInert(each));
    if (!first || more.length > 0 || (second && !isBareReturn(second))) return false;
    if (first.type === 'ThrowStatement') return role !== 'delivers' && is(unwrap(first.argument));
    const value: Node | undefined = first.type === 'ReturnStatement' ? (first.argument ?? undefined) : first.type === 'ExpressionStatement' ? first.expression : undefined;
    const call = value && unwrap(value);
    return own !== undefined && call?.type === 'CallExpression' && call.arguments.length === 1 && is(plainError(call.arguments[0])) && this.isOwn(call.callee);
  }
}
