// How control goes through a function with error-first calls: where it calls back, which calls are its last act, what runs after them.
import type { CallbackRole, CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import { branchesOf, errorTest, statementsOf, type Branches, type Part } from './error-branch.ts';
import { callbackFunction, type CallbackFunction } from './callback-handlers.ts';
import { errorState, isCalm, isErrorLike, isPromiseText, plainError, type ErrorState, type Known } from './callback-values.ts';
import { completes, functionAround } from './chains.ts';
import type { Binding, NameUses } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** The function's own callback is called: with an error, or a value. */
export interface Settle {
  readonly kind: 'settle';
  /** The statement, or an arrow's expression. */
  readonly node: Node;
  /** With a bare `return` after it. */
  readonly end: number;
  readonly call: Node;
  readonly error: Node | undefined;
  readonly state: ErrorState;
  readonly value: Node | undefined;
  /** The function ends where the statement ends. */
  readonly last: boolean;
}

/** A part of a callback with what is to be rewritten in it. */
export interface Branch extends Part {
  readonly items: readonly Item[];
  /** Control may reach its end; what then? The function ends. */
  readonly open: boolean;
}

/** A call whose result is awaited: its callback, or the function's own one that it is handed. */
export interface Step {
  readonly kind: 'step';
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly shape: CallbackShape;
  readonly last: boolean;
  /** Statements that run before there is a result. */
  readonly after: readonly Node[];
  readonly callback: (CallbackFunction & Pick<Branches, 'kind' | 'falls'> & { readonly failure: readonly Branch[]; readonly success: readonly Branch[] }) | undefined;
}

/** A try that only hands its error to the callback: an exception goes there by itself. */
export interface Unwrapped {
  readonly kind: 'unwrapped';
  /** The try statement. */
  readonly node: Node;
  readonly end: number;
  readonly call: Node;
  readonly last: boolean;
}

export type Item = Settle | Step | Unwrapped;

export interface Flow {
  readonly items: readonly Item[];
  /** All of them, outer before inner. */
  readonly steps: readonly Step[];
  readonly settles: readonly Settle[];
  /** Calls that keep their callback. */
  readonly left: readonly { readonly call: Node; readonly why: Unfit }[];
}

/** Where a list of statements stands. */
interface Place {
  readonly items: Item[];
  /** After the list nothing of the function runs. */
  readonly ends: boolean;
  /** The function ends where the text of the list ends. */
  readonly last: boolean;
  /** A `break` ends the list, and with it the function. */
  readonly breaks: boolean;
  /** In a try that would see what is awaited. */
  readonly guarded: boolean;
  readonly known: Known;
  /** Of a statement: where its list stands, and what comes after it there. */
  readonly around: { readonly place: Place; readonly rest: readonly Node[] } | undefined;
}

const isBareReturn = (node: Node | undefined): boolean => node?.type === 'ReturnStatement' && !node.argument;
const isInert = ({ type }: Node): boolean => type === 'FunctionDeclaration' || type === 'EmptyStatement';

export interface Question {
  readonly fn: Node;
  readonly role: CallbackRole;
  /** The callback parameter. */
  readonly own: Binding | undefined;
  readonly names: NameUses;
  readonly shapeOf: (call: Span) => CallbackShape | undefined;
}

/** @throws Unfit when the function cannot become async */
export function readFlow(question: Question): Flow {
  return new FlowReader(question).read();
}

class FlowReader {
  private readonly asked: Question;
  private steps: Step[] = [];
  private settles: Settle[] = [];
  private left: { call: Node; why: Unfit }[] = [];
  private functions: Node[];
  private errors: Binding[] = [];
  private readonly unwrapped: Node[] = [];

  constructor(asked: Question) {
    this.asked = asked;
    this.functions = [asked.fn];
  }

  read(): Flow {
    const { fn, own } = this.asked;
    const items: Item[] = [];
    const other = own?.uses.find((use) => !(fn.params as Node[]).includes(use) && !this.isCall(use));
    if (other) throw new Unfit('callback-kept', other);
    const open = this.list(statementsOf(fn), { items, ends: true, last: true, breaks: false, guarded: false, known: new Map(), around: undefined });
    this.leaveOthers();
    const known = new Set<Node>([...this.steps.flatMap(({ callback, call }) => (callback ? [] : [unwrap(call['arguments'].at(-1) as Node)])), ...[...this.settles.map(({ call }) => call), ...this.unwrapped].map((call) => unwrap(call['callee'] as Node))]);
    const stray = own?.uses.find((use) => !(fn.params as Node[]).includes(use) && !known.has(use) && !this.isDropped(use));
    if (stray) throw new Unfit('callback-kept', stray);
    if (own && open) throw new Unfit('callback-not-called', fn);
    return { items, steps: this.steps, settles: this.settles, left: this.left };
  }

  /** The callback is called, or handed to what calls it. */
  private isCall(use: Node): boolean {
    const call = use['parent'] as Node;
    return call.type === 'CallExpression' && (call['callee'] === use || (call['arguments'].at(-1) === use && this.asked.shapeOf(call) !== undefined));
  }

  /** It hands an error on that passes by itself. */
  private isDropped(use: Node): boolean {
    const within = ({ start, end }: Span): boolean => use.start >= start && use.end <= end;
    return this.steps.some(({ callback }) => callback?.kind === 'passes' && within(callback.fn) && !callback.success.some(within));
  }

  /** @returns whether control may reach the end of the list without having called back */
  private list(all: readonly Node[], place: Place): boolean {
    const list = all.filter((each) => !isInert(each));
    let { known } = place;
    for (let index = 0; index < list.length; index++) {
      const statement = list[index]!;
      const rest = list.slice(index + 1);
      const leaves = isBareReturn(rest[0]) || (place.breaks && rest[0]?.type === 'BreakStatement' && !rest[0].label);
      const at: Place = { ...place, known, ends: leaves || (place.ends && rest.length === 0), last: isBareReturn(rest[0]) || (place.last && rest.length === 0), around: { place, rest } };
      const open = this.statement(statement, at, leaves ? rest[0] : undefined);
      if (!open) return false;
      known = this.after(statement, known);
    }
    return true;
  }

  /** What is known after an `if` that ends where there is an error. */
  private after(statement: Node, known: Known): Known {
    if (statement.type !== 'IfStatement' || statement.alternate || completes(statement.consequent)) return known;
    const more = new Map(known);
    for (const error of this.errors) if (errorTest(statement.test, error, this.asked.names, false)?.kind === 'error') more.set(error, 'none');
    return more;
  }

  private statement(statement: Node, at: Place, absorbed: Node | undefined): boolean {
    switch (statement.type) {
      case 'ExpressionStatement': return this.act(statement, unwrap(statement.expression), at, absorbed);
      case 'ReturnStatement': {
        if (!statement.argument) return this.without(statement);
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
        if (at.breaks && !statement.label && this.asked.own) throw new Unfit('callback-not-called', statement);
        return true;
      default: return true;
    }
  }

  /** Control leaves without having called back. */
  private without(statement: Node): boolean {
    if (this.asked.own) throw new Unfit('callback-not-called', statement);
    return false;
  }

  private branches(statement: Node, at: Place): boolean {
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

  private cases(statement: Node, at: Place): boolean {
    const cases = statement.cases as Node[];
    let open = !cases.some(({ test }) => test === null);
    for (const [index, { consequent }] of cases.entries()) {
      const end = index === cases.length - 1;
      const reached = this.list(consequent, { ...at, ends: at.ends && end, last: at.last && end, breaks: at.ends });
      if (reached && (end || (consequent as Node[]).some(({ type }) => type === 'BreakStatement'))) open = true;
    }
    return open;
  }

  private attempt(statement: Node, at: Place): boolean {
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
  private handsOn(param: Node | null, body: Node): Node | undefined {
    const error = param?.type === 'Identifier' ? this.asked.names.bindings.get(param) : undefined;
    if (!error || !completes({ ...body, body: [] }) || completes(body) || !this.passesOn(body['body'], error)) return undefined;
    const [{ argument, expression }] = body['body'] as [Node];
    const call = unwrap((argument ?? expression) as Node);
    return call.type === 'CallExpression' ? call : undefined;
  }

  /** An expression as a statement, or what is returned. */
  private act(statement: Node, expression: Node, at: Place, absorbed: Node | undefined): boolean {
    const returned = statement.type === 'ReturnStatement';
    if (expression.type === 'CallExpression' && this.isOwn(expression.callee)) {
      this.settle(statement, expression, at, absorbed);
      return false;
    }
    const shape = expression.type === 'CallExpression' ? this.asked.shapeOf({ start: expression.start, end: expression.end }) : undefined;
    if (shape) {
      const done = this.attemptStep(statement, expression, shape, at, absorbed);
      if (done !== undefined) return done;
    }
    return returned ? this.without(statement) : true;
  }

  private isOwn(node: Node): boolean {
    const { own, names } = this.asked;
    const callee = unwrap(node);
    return own !== undefined && callee.type === 'Identifier' && names.bindings.get(callee) === own;
  }

  private settle(statement: Node, call: Node, at: Place, absorbed: Node | undefined): void {
    const { names, role } = this.asked;
    const [error, value, ...more] = call['arguments'] as Node[];
    if (at.guarded) throw new Unfit('callback-in-try', call);
    if (!at.ends && statement.type !== 'ReturnStatement') throw new Unfit('callback-code-after', call);
    if (more.length > 0) throw new Unfit('callback-several', call);
    if ([error, value].some((each) => each?.type === 'SpreadElement')) throw new Unfit('spread-arguments', call);
    const state = errorState(error, at.known, names);
    if (error && !isErrorLike(error, state, (binding) => this.errors.includes(binding), names)) throw new Unfit('callback-not-error-first', call);
    if (value && isPromiseText(value)) throw new Unfit('callback-promise', value);
    const last = absorbed ? this.endsWith(at) : at.last;
    if (state === 'error' && value && !isCalm(value)) throw new Unfit('callback-several', call);
    const settled: Settle = { kind: 'settle', node: statement, end: absorbed?.end ?? statement.end, call, error: error && plainError(error), state, value: role === 'test' ? undefined : value, last };
    this.settles.push(settled);
    at.items.push(settled);
  }

  /** @returns whether control goes on without having called back; undefined when the call keeps its callback */
  private attemptStep(statement: Node, call: Node, shape: CallbackShape, at: Place, absorbed: Node | undefined): boolean | undefined {
    const mark = { steps: this.steps.length, settles: this.settles.length, left: this.left.length, functions: this.functions.length, errors: this.errors.length, items: at.items.length };
    try {
      return this.step(statement, call, shape, at, absorbed);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      for (const key of ['steps', 'settles', 'left', 'functions', 'errors'] as const) this[key].length = mark[key];
      at.items.length = mark.items;
      if (this.mentionsOwn(call)) throw error;
      this.left.push({ call, why: error });
      return undefined;
    }
  }

  /** The statement that leaves after it was the end of the text of the function. */
  private endsWith({ around }: Place): boolean {
    return around!.place.last && around!.rest.length === 1;
  }

  private mentionsOwn(node: Node): boolean {
    return this.asked.own?.uses.some((use) => use.start >= node.start && use.end <= node.end) === true;
  }

  private step(statement: Node, call: Node, shape: CallbackShape, at: Place, absorbed: Node | undefined): boolean {
    const { names, own } = this.asked;
    if (at.guarded) throw new Unfit('callback-in-try', call);
    const after = at.ends ? [] : this.hoisted(call, at);
    if ((call['arguments'] as Node[]).some(({ type }) => type === 'SpreadElement')) throw new Unfit('spread-arguments', call);
    const argument = call['arguments'].at(-1) as Node;
    const last = after.length > 0 ? at.around!.place.last || isBareReturn(at.around!.rest.at(-1)) : absorbed ? this.endsWith(at) : at.last;
    const made = { kind: 'step' as const, node: statement, end: absorbed?.end ?? statement.end, call, shape, last, after };
    if (own && this.isOwn(argument)) {
      if (shape.existence) throw new Unfit('callback-not-error-first', call);
      if (after.length > 0) throw new Unfit('callback-code-after', call);
      if ((shape.values ?? 1) > 1) throw new Unfit('callback-several', call);
      const step: Step = { ...made, callback: undefined };
      this.steps.push(step);
      at.items.push(step);
      return false;
    }
    const callback = callbackFunction(argument, shape, names, []);
    this.functions.push(callback.fn);
    if (callback.error) this.errors.push(callback.error);
    const branches = branchesOf(callback.fn, callback.error, {
      names, strict: shape.noError === undefined, passesOn: (list, error) => this.passesOn(list, error),
      isHandedOn: (use) => use.parent.type === 'CallExpression' && use.parent.arguments[0] === use && this.isOwn(use.parent.callee),
    });
    if (branches.kind !== 'passes' && callback.values.some(({ type }) => type !== 'Identifier')) throw new Unfit('callback-form', callback.fn, 'a function that takes its value apart');
    const index = this.steps.length;
    const known = (state: 'error' | 'none'): Known => (callback.error ? new Map([...at.known, [callback.error, state]]) : at.known);
    const unknown = at.known;
    const isSplit = branches.kind === 'passes' || branches.kind === 'caught';
    const failure = this.parts(branches.failure, !branches.falls, last && branches.success.every(({ list }) => list.length === 0), isSplit ? known('error') : unknown);
    const success = this.parts(branches.success, true, last, branches.falls || !isSplit ? unknown : known('none'));
    const step: Step = { ...made, callback: { ...callback, kind: branches.kind, falls: branches.falls, failure, success } };
    this.steps.splice(index, 0, step);
    at.items.push(step);
    const open = (parts: readonly Branch[]): boolean => parts.every((part) => part.open);
    if (own) {
      const silent = branches.falls ? open(success) : (isSplit && branches.kind !== 'passes' && open(failure)) || open(success);
      if (silent) throw new Unfit('callback-not-called', callback.fn);
    }
    return false;
  }

  private parts(parts: readonly Part[], ends: boolean, last: boolean, known: Known): Branch[] {
    return parts.map((part, index) => {
      const items: Item[] = [];
      const end = index === parts.length - 1;
      const open = this.list(part.list, { items, ends: ends && end, last: last && end, breaks: false, guarded: false, known, around: undefined });
      return { ...part, items, open };
    });
  }

  /** Code after the call, which runs before its result: only what can neither fail nor leave. */
  private hoisted(call: Node, { around }: Place): Node[] {
    const { place, rest } = around!;
    if (this.isLooped(call, functionAround(call)!)) throw new Unfit('callback-in-loop', call);
    const leaves = isBareReturn(rest.at(-1));
    const after = leaves ? rest.slice(0, -1) : [...rest];
    if (!(place.ends || leaves) || !after.every(isCalm) || after.some((each) => this.mentionsOwn(each))) throw new Unfit('callback-code-after', call);
    return after;
  }

  /** Statements that do no more than hand the error on, or throw it where that is the same. */
  private passesOn(list: readonly Node[], error: Binding): boolean {
    const { names, role, own } = this.asked;
    const is = (node: Node | undefined): boolean => node !== undefined && node.type === 'Identifier' && names.bindings.get(node) === error;
    const [first, second, ...more] = list.filter((each) => !isInert(each));
    if (!first || more.length > 0 || (second && !isBareReturn(second))) return false;
    if (first.type === 'ThrowStatement') return role !== 'delivers' && is(unwrap(first.argument));
    const value: Node | undefined = first.type === 'ReturnStatement' ? (first.argument ?? undefined) : first.type === 'ExpressionStatement' ? first.expression : undefined;
    const call = value && unwrap(value);
    return own !== undefined && call?.type === 'CallExpression' && call.arguments.length === 1 && is(plainError(call.arguments[0])) && this.isOwn(call.callee);
  }

  /** The other error-first calls of the functions that are taken apart: they keep their callback. */
  private leaveOthers(): void {
    const taken = new Set([...this.steps.map(({ call }) => call), ...this.left.map(({ call }) => call)]);
    for (const fn of this.functions) {
      walk(fn.body, (node) => {
        if (node.type !== 'CallExpression' || taken.has(node) || functionAround(node) !== fn || !this.asked.shapeOf({ start: node.start, end: node.end })) return;
        const why = new Unfit(this.isLooped(node, fn) ? 'callback-in-loop' : 'callback-in-expression', node);
        if (this.mentionsOwn(node)) throw why;
        this.left.push({ call: node, why });
      });
    }
  }

  private isLooped(node: Node, fn: Node): boolean {
    for (let at = node; at !== fn; at = at['parent'] as Node) if (/^(For(In|Of)?|While|DoWhile)Statement$/.test(at.type)) return true;
    return false;
  }
}

/** Functions of a tree, outer before inner. */
export function functionsIn(root: Node): Node[] {
  const found: Node[] = [];
  walk(root, (node) => { if (isFunction(node)) found.push(node); });
  return found;
}
