// How control goes through a function with error-first calls: where it calls back, which calls are its last act, what runs after them.
import type { CallbackShape } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import { isOnlyAsked } from './asked-errors.ts';
import { callbackArgument } from './callback-argument.ts';
import { ControlFlow, isBareReturn } from './callback-control.ts';
import { callbackFunction } from './callback-handlers.ts';
import type { Branch, Flow, Item, Place, Question, Settle, Step } from './callback-items.ts';
import { errorState, isCalm, isErrorLike, isPromiseText, plainError, type Known } from './callback-values.ts';
import { functionAround } from './chains.ts';
import { branchesOf, statementsOf, type Part } from './error-branch.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** @throws Unfit when the function cannot become async */
export function readFlow(question: Question): Flow {
  return new FlowReader(question).read();
}

class FlowReader extends ControlFlow {
  private steps: Step[] = [];
  private settles: Settle[] = [];
  private left: { call: Node; why: Unfit }[] = [];
  private functions: Node[];

  constructor(asked: Question) {
    super(asked);
    this.functions = asked.statements ? [] : [asked.fn];
  }

  read(): Flow {
    const { fn, own, statements } = this.asked;
    const items: Item[] = [];
    const other = own?.uses.find((use) => !(fn.params as Node[]).includes(use) && !this.isCall(use));
    if (other) throw new Unfit('callback-kept', other);
    const lists = statements?.map((statement) => [statement]) ?? [statementsOf(fn)];
    const open = lists.map((list) => this.list(list, { items, ends: true, last: true, breaks: false, guarded: false, known: new Map(), around: undefined })).every(Boolean);
    this.leaveOthers();
    const known = new Set<Node>([...this.steps.flatMap(({ callback, call, shape }) => (callback ? [] : [unwrap(callbackArgument(call, shape))])), ...[...this.settles.map(({ call }) => call), ...this.unwrapped].map((call) => unwrap(call['callee'] as Node))]);
    const stray = own?.uses.find((use) => !(fn.params as Node[]).includes(use) && !known.has(use) && !this.isDropped(use));
    if (stray) throw new Unfit('callback-kept', stray);
    if (own && open) throw new Unfit('callback-not-called', fn);
    return { items, steps: this.steps, settles: this.settles, left: this.left };
  }

  /** The callback is called, or handed to what calls it. */
  private isCall(use: Node): boolean {
    const call = use['parent'] as Node;
    const shape = call.type === 'CallExpression' && call['callee'] !== use ? this.asked.shapeOf(call) : undefined;
    return call['callee'] === use || (shape !== undefined && callbackArgument(call, shape) === use);
  }

  /** It hands an error on that passes by itself. */
  private isDropped(use: Node): boolean {
    const within = ({ start, end }: Span): boolean => use.start >= start && use.end <= end;
    return this.steps.some(({ callback }) => callback?.kind === 'passes' && within(callback.fn) && !callback.success.some(within));
  }

  protected act(statement: Node, expression: Node, at: Place, absorbed: Node | undefined): boolean {
    const returned = statement.type === 'ReturnStatement';
    if (expression.type === 'CallExpression' && this.isOwn(expression.callee)) {
      this.settle(statement, expression, at, absorbed);
      return false;
    }
    const shape = expression.type === 'CallExpression' ? this.asked.shapeOf({ start: expression.start, end: expression.end }) : undefined;
    if (shape && !(shape.aside && this.isAside(expression, shape, at))) {
      const done = this.attemptStep(statement, expression, shape, at, absorbed);
      if (done !== undefined) return done;
    }
    return returned ? this.without(statement) : true;
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

  /** A timer that nothing waits for: what it calls does not call back. */
  private isAside(call: Node, shape: CallbackShape, { ends }: Place): boolean {
    return !ends || !this.mentionsOwn(callbackArgument(call, shape));
  }

  private mentionsOwn(node: Node): boolean {
    return this.asked.own?.uses.some((use) => use.start >= node.start && use.end <= node.end) === true;
  }

  private step(statement: Node, call: Node, shape: CallbackShape, at: Place, absorbed: Node | undefined): boolean {
    const { names, own } = this.asked;
    if (at.guarded) throw new Unfit('callback-in-try', call);
    const after = at.ends ? [] : this.hoisted(call, at);
    if ((call['arguments'] as Node[]).some(({ type }) => type === 'SpreadElement')) throw new Unfit('spread-arguments', call);
    const argument = callbackArgument(call, shape);
    const last = after.length > 0 ? at.around!.place.last || isBareReturn(at.around!.rest.at(-1)) : absorbed ? this.endsWith(at) : at.last;
    const made = { kind: 'step' as const, node: statement, end: absorbed?.end ?? statement.end, call, shape, last, after };
    if (own && this.isOwn(argument)) {
      if (shape.existence || (shape.bare && shape.values !== 0)) throw new Unfit('callback-not-error-first', call);
      if (after.length > 0) throw new Unfit('callback-code-after', call);
      if (shape.more || (shape.values ?? 1) > 1) throw new Unfit('callback-several', call);
      const step: Step = { ...made, callback: undefined };
      this.steps.push(step);
      at.items.push(step);
      return false;
    }
    const callback = callbackFunction(argument, shape, names, statement);
    if (callback.declaration && after.length > 0) throw new Unfit('callback-reference', argument);
    this.functions.push(callback.fn);
    if (callback.error) this.errors.push(callback.error);
    const branches = branchesOf(callback.fn, callback.error, {
      names, strict: shape.noError === undefined, passesOn: (list, error) => this.passesOn(list, error),
      isHandedOn: (use) => use.parent.type === 'CallExpression' && use.parent.arguments[0] === use && this.isOwn(use.parent.callee),
    });
    // what it gets where there is no error is not known
    if (branches.kind === 'both' && shape.noError === 'any' && !(callback.error && isOnlyAsked(callback.error, callback.fn))) throw new Unfit('callback-form', callback.fn, 'a function that uses an error that may be none');
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
