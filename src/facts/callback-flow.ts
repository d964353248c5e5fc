// How control goes through a function with error-first calls: where it calls back, which calls are its last act, what runs after them.
import type { CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import { isOnlyAsked } from './asked-errors.ts';
import { callbackArgument } from './callback-argument.ts';
import { ControlFlow, isBareReturn } from './callback-control.ts';
import { callbackFunction, isSteadyName, isTakenApart } from './callback-handlers.ts';
import type { Branch, Flow, Frame, Item, PartKind, Place, Question, Settle, Step, Tail } from './callback-items.ts';
import { errorState, isCalm, isErrorLike, isPromiseValue, plainError, type Known } from './callback-values.ts';
import { functionAround } from './chains.ts';
import { branchesOf, statementsOf, type Part } from './error-branch.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** Reads calls that are awaited and calls of the function's own callback. */
export class FlowReader extends ControlFlow {
  protected steps: Step[] = [];
  protected settles: Settle[] = [];
  protected left: { call: Node; why: Unfit }[] = [];
  /** Functions whose code becomes part of the function. */
  protected functions: Node[];
  /** Of these, what loops and `Promise.all` are made of, and what calls back for it. */
  protected readonly made = new Map<Node, PartKind>();
  protected readonly continuations = new Map<Node, readonly Item[]>();
  protected tails: Tail[] = [];
  /** Code that goes, because it stands elsewhere already. */
  protected readonly twice: Span[] = [];

  constructor(asked: Question) {
    super(asked);
    this.functions = asked.statements ? [] : [asked.fn];
  }

  read(): Flow {
    const { fn, own, statements } = this.asked;
    const items: Item[] = [];
    const from = this.asked.from?.start ?? fn.start;
    const other = own?.uses.find((use) => use.start >= from && !(fn.params as Node[]).includes(use) && !this.isCall(use));
    if (other) throw new Unfit('callback-kept', other);
    const lists = statements?.map((statement) => [statement]) ?? [statementsOf(fn).filter(({ start }) => start >= from)];
    const open = lists.map((list) => this.list(list, { items, ends: true, last: true, breaks: false, guarded: false, known: new Map(), frame: undefined, around: undefined })).every(Boolean);
    this.readContinuations();
    this.leaveOthers();
    const known = new Set<Node>([...this.steps.flatMap(({ callback, call, shape }) => (callback ? [] : [unwrap(callbackArgument(call, shape))])), ...[...this.settles.map(({ call }) => call), ...this.unwrapped].map((call) => this.useIn(unwrap(call['callee'] as Node)))]);
    const stray = own?.uses.find((use) => use.start >= from && !(fn.params as Node[]).includes(use) && !known.has(use) && !this.isDropped(use));
    if (stray) throw new Unfit('callback-kept', stray);
    if (own && open) throw new Unfit('callback-not-called', fn);
    return { items, steps: this.steps, settles: this.settles, left: this.left, parts: this.made, continuations: this.continuations, tails: this.tails, ...this.several() };
  }

  /** Functions that the tails are calls of. */
  protected readContinuations(): void {
    // without frames there are none
  }

  /** The most values that the callback is given, and a call that it is handed to which gives it another number. */
  private several(): Pick<Flow, 'several' | 'mixed'> {
    if (this.asked.role !== 'delivers') return { several: 1, mixed: undefined };
    const handed = this.steps.filter(({ callback }) => !callback);
    const several = Math.max(1, ...this.settles.map(({ values }) => values.length), ...handed.map(({ shape }) => (shape.several ? shape.values! : 1)));
    return { several, mixed: several > 1 ? handed.find(({ shape }) => !shape.several)?.call : undefined };
  }

  /** What stands for the callback in a callee. */
  private useIn(callee: Node): Node {
    return this.isFailing(callee) ? (callee['object'] as Node) : callee;
  }

  /** The callback is called, or handed to what calls it. */
  private isCall(use: Node): boolean {
    const call = use['parent'] as Node;
    if (this.isFailing(call)) return call['parent'].type === 'CallExpression' && call['parent'].callee === call;
    const shape = call.type === 'CallExpression' && call['callee'] !== use ? this.asked.shapeOf(call) : undefined;
    return call['callee'] === use || (shape !== undefined && callbackArgument(call, shape) === use);
  }

  /** It hands an error on that passes by itself. */
  private isDropped(use: Node): boolean {
    const within = ({ start, end }: Span): boolean => use.start >= start && use.end <= end;
    return this.twice.some(({ start, end }) => use.start >= start && use.end <= end) || this.steps.some(({ callback }) => callback?.kind === 'passes' && within(callback.fn) && !callback.success.some(within));
  }

  protected act(statement: Node, expression: Node, at: Place, absorbed: Node | undefined): boolean {
    const returned = statement.type === 'ReturnStatement';
    if (expression.type === 'CallExpression' && this.isOwn(expression.callee)) {
      this.settle(statement, expression, at, absorbed);
      return false;
    }
    const shape = expression.type === 'CallExpression' ? this.asked.shapeOf({ start: expression.start, end: expression.end }) : undefined;
    if (shape && !(shape.aside && this.isAside(expression, shape, at))) {
      const done = this.attempted(expression, at, () => this.step(statement, expression, shape, at, absorbed));
      if (done !== undefined) return done;
    }
    return returned ? this.without(statement, at) : true;
  }

  private settle(statement: Node, call: Node, at: Place, absorbed: Node | undefined): void {
    const { names, role } = this.asked;
    const [error, value, ...more] = call['arguments'] as Node[];
    if (at.guarded) throw new Unfit('callback-in-try', call);
    if (!at.ends && statement.type !== 'ReturnStatement') throw new Unfit('callback-code-after', call);
    if (at.frame?.kind === 'join') this.refuseInJoin(call, at);
    if ([error, value, ...more].some((each) => each?.type === 'SpreadElement')) throw new Unfit('spread-arguments', call);
    const fails = this.isFailing(unwrap(call['callee'] as Node));
    const state = fails ? 'error' : errorState(error, at.known, names);
    if (error && !fails && !isErrorLike(error, state, (binding) => this.errors.includes(binding), names)) throw new Unfit('callback-not-error-first', call);
    const values = value ? [value, ...more] : [];
    const promise = values.find((each) => isPromiseValue(each, names));
    if (promise && values.length === 1) throw new Unfit('callback-promise', promise);
    const last = at.frame?.kind !== 'loop' && (absorbed ? this.endsWith(at) : at.last);
    if (state === 'error' && !values.every(isCalm)) throw new Unfit('callback-several', call);
    const settled: Settle = { kind: 'settle', node: statement, end: absorbed?.end ?? statement.end, call, error: error && plainError(error), state, value: role === 'test' ? undefined : value, values: role === 'test' ? [] : values, last };
    this.settles.push(settled);
    at.items.push(settled);
  }

  /** Of calls side by side, one error counts, and no result. */
  protected refuseInJoin(call: Node, _at: Place): void {
    throw new Unfit('callback-kept', call);
  }

  /** @returns whether control goes on without having called back; undefined when the call stays as it is */
  protected attempted(call: Node, at: Place, make: () => boolean | undefined): boolean | undefined {
    const mark = { steps: this.steps.length, settles: this.settles.length, left: this.left.length, functions: this.functions.length, errors: this.errors.length, twice: this.twice.length, unwrapped: this.unwrapped.length, tails: this.tails.length };
    const items = at.items.length;
    const made = new Set(this.made.keys());
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      for (const key of ['steps', 'settles', 'left', 'functions', 'errors', 'twice', 'unwrapped', 'tails'] as const) this[key].length = mark[key];
      for (const fn of [...this.made.keys()]) if (!made.has(fn)) this.made.delete(fn);
      at.items.length = items;
      if (this.mentionsOwn(call)) throw error;
      if (this.asked.shapeOf({ start: call.start, end: call.end })) this.left.push({ call, why: error });
      return undefined;
    }
  }

  /** The statement that leaves after it was the end of the text of the function. */
  protected endsWith({ around }: Place): boolean {
    return around!.place.last && around!.rest.length === 1;
  }

  /** A timer that nothing waits for: what it calls does not call back. */
  private isAside(call: Node, shape: CallbackShape, { ends }: Place): boolean {
    return !ends || !this.mentionsOwn(callbackArgument(call, shape));
  }

  protected mentionsOwn(node: Node): boolean {
    return this.asked.own?.uses.some((use) => use.start >= node.start && use.end <= node.end) === true;
  }

  private step(statement: Node, call: Node, shape: CallbackShape, at: Place, absorbed: Node | undefined): boolean {
    const { names, own } = this.asked;
    if (at.guarded) throw new Unfit('callback-in-try', call);
    const after = at.ends ? [] : this.hoisted(call, at);
    if ((call['arguments'] as Node[]).some(({ type }) => type === 'SpreadElement')) throw new Unfit('spread-arguments', call);
    const argument = callbackArgument(call, shape);
    const textLast = after.length > 0 ? at.around!.place.last || isBareReturn(at.around!.rest.at(-1)) : absorbed ? this.endsWith(at) : at.last;
    const last = at.frame?.kind !== 'loop' && textLast;
    const made = { kind: 'step' as const, node: statement, end: absorbed?.end ?? statement.end, call, shape, last, after };
    if (own && this.isOwn(argument)) {
      if (shape.existence || (shape.bare && shape.values !== 0)) throw new Unfit('callback-not-error-first', call);
      if (at.frame?.kind === 'join') throw new Unfit('callback-kept', call);
      if (after.length > 0) throw new Unfit('callback-code-after', call);
      if (shape.more || ((shape.values ?? 1) > 1 && !shape.several)) throw new Unfit('callback-several', call);
      const step: Step = { ...made, callback: undefined };
      this.steps.push(step);
      at.items.push(step);
      return false;
    }
    if (own === undefined && isSteadyName(argument, names) && !isTakenApart(argument, names, statement)) {
      if (!shape.plain || after.length > 0 || at.frame || this.asked.fn.type === 'Program') throw new Unfit('callback-reference', argument);
      const step: Step = { ...made, callback: undefined, handed: unwrap(argument) };
      this.steps.push(step);
      at.items.push(step);
      return false;
    }
    const callback = callbackFunction(argument, shape, names, statement);
    if (callback.declaration && after.length > 0) throw new Unfit('callback-reference', argument);
    this.functions.push(callback.fn);
    if (callback.error) this.errors.push(callback.error);
    // of calls side by side, only the first error is handed on
    const oneOfMany = own !== undefined && at.frame?.kind === 'join';
    const branches = branchesOf(callback.fn, callback.error, {
      names, strict: shape.noError === undefined, passesOn: (list, error) => !oneOfMany && this.passesOn(list, error),
      isHandedOn: (use) => !oneOfMany && use.parent.type === 'CallExpression' && use.parent.arguments[0] === use && this.isOwn(use.parent.callee),
    });
    // what it gets where there is no error is not known
    if (branches.kind === 'both' && shape.noError === 'any' && !(callback.error && isOnlyAsked(callback.error, callback.fn))) throw new Unfit('callback-form', callback.fn, 'a function that uses an error that may be none');
    if (branches.kind !== 'passes' && callback.values.some(({ type }) => type !== 'Identifier')) throw new Unfit('callback-form', callback.fn, 'a function that takes its value apart');
    const index = this.steps.length;
    const known = (state: 'error' | 'none'): Known => (callback.error ? new Map([...at.known, [callback.error, state]]) : at.known);
    const unknown = at.known;
    const isSplit = branches.kind === 'passes' || branches.kind === 'caught';
    const failure = this.parts(branches.failure, !branches.falls, textLast && branches.success.every(({ list }) => list.length === 0), isSplit ? known('error') : unknown, at.frame);
    const success = this.parts(branches.success, true, textLast, branches.falls || !isSplit ? unknown : known('none'), at.frame);
    const step: Step = { ...made, callback: { ...callback, kind: branches.kind, falls: branches.falls, failure, success } };
    this.steps.splice(index, 0, step);
    at.items.push(step);
    const open = (parts: readonly Branch[]): boolean => parts.every((part) => part.open);
    if (this.mustSettle(at)) {
      const silent = branches.falls ? open(success) : (isSplit && branches.kind !== 'passes' && open(failure)) || open(success);
      if (silent) throw new Unfit('callback-not-called', callback.fn);
    }
    return false;
  }

  protected parts(parts: readonly Part[], ends: boolean, last: boolean, known: Known, frame: Frame | undefined): Branch[] {
    return parts.map((part, index) => {
      const items: Item[] = [];
      const end = index === parts.length - 1;
      const open = this.list(part.list, { items, ends: ends && end, last: last && end, breaks: false, guarded: false, known, frame, around: undefined });
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
