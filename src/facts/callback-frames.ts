// Callbacks that are a loop or a join, and functions that call back for another one: functions that call themselves as their last act, calls side by side that a counter joins.
import type { Again, Branch, Done, Flow, Item, JoinFrame, LoopFrame, Place, Question, Tail } from './callback-items.ts';
import { FlowReader } from './callback-flow.ts';
import { continuationOf, type Continuation } from './callback-continuations.ts';
import { countingAt, isFirstOnly, isFlagCheck, joinAt, setFor, type Counting } from './callback-joins.ts';
import { loopAt, roundsOf, type LoopShape } from './callback-loops.ts';
import { errorState } from './callback-values.ts';
import { functionAround, usesContext } from './chains.ts';
import { statementsOf } from './error-branch.ts';
import { isAssigned } from './name-uses.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

/** @throws Unfit when the function cannot become async */
export function readFlow(question: Question): Flow {
  return new FrameReader(question).read();
}

class FrameReader extends FlowReader {
  private readonly text = (node: Node): string => this.asked.text.slice(node.start, node.end).replace(/\s+/g, ' ');

  protected override statement(statement: Node, at: Place, absorbed: Node | undefined): boolean {
    const { frame } = at;
    const { names } = this.asked;
    if (frame?.kind !== 'join') return super.statement(statement, at, absorbed);
    const { counter, flag } = frame.shape;
    const counting = countingAt(statement, at.around!.rest, counter, names);
    if (counting) return this.counted(statement, counting, frame, at, absorbed);
    // once something has failed, nobody waits
    if (this.asked.own && isFlagCheck(statement, flag, names)) return true;
    if (this.asked.own && isFirstOnly(statement, flag, names)) return this.list([statement['consequent'] as Node], at);
    return super.statement(statement, at, absorbed);
  }

  protected override act(statement: Node, expression: Node, at: Place, absorbed: Node | undefined): boolean {
    const { names } = this.asked;
    const { frame } = at;
    if (frame?.kind === 'loop' && frame.shape.again.includes(expression)) return this.again(statement, expression, frame, at, absorbed);
    if (frame?.kind !== 'join' && !this.asked.shapeOf({ start: expression.start, end: expression.end }) && this.hasSteps(expression)) {
      const done = this.attempted(expression, at, () => {
        const loop = frame ? undefined : loopAt(statement, expression, names);
        if (loop) return this.loop(statement, loop, at, absorbed);
        const join = statement.type === 'ExpressionStatement' && at.around ? joinAt(statement, expression, at.around.before, names, this.text) : undefined;
        return join && this.join(statement, { kind: 'join', shape: join, counted: [], sets: [], final: undefined }, at, absorbed);
      });
      if (done !== undefined) return done;
    }
    const continuation = this.asked.own && isFunction(this.asked.fn) ? continuationOf(expression, this.asked.fn, this.asked.own, names) : undefined;
    // what it is given last is no callback, whatever else is called like it
    const given = continuation && (expression['arguments'] as Node[]).at(-1);
    if (continuation && !(given && (isFunction(unwrap(given)) || this.isOwn(given)))) {
      this.tail(statement, expression, continuation, at, absorbed);
      return false;
    }
    return super.act(statement, expression, at, absorbed);
  }

  private tail(statement: Node, call: Node, { fn }: Continuation, at: Place, absorbed: Node | undefined): void {
    if (at.guarded) throw new Unfit('callback-in-try', call);
    if (!at.ends && statement.type !== 'ReturnStatement') throw new Unfit('callback-code-after', call);
    if (at.frame) throw new Unfit('callback-kept', call);
    const tail: Tail = { kind: 'tail', node: statement, end: absorbed?.end ?? statement.end, call, last: absorbed ? this.endsWith(at) : at.last, continuation: fn };
    this.tails.push(tail);
    at.items.push(tail);
  }

  /** @throws Unfit where one is called as something else than the last act, or may end without calling back */
  protected override readContinuations(): void {
    for (let next; (next = this.tails.find(({ continuation }) => !this.continuations.has(continuation)));) {
      const fn = next.continuation;
      const items: Item[] = [];
      this.continuations.set(fn, items);
      this.functions.push(fn);
      this.made.set(fn, 'continuation');
      const open = this.list(statementsOf(fn), { items, ends: true, last: true, breaks: false, guarded: false, known: new Map(), frame: undefined, around: undefined });
      if (open) throw new Unfit('callback-not-called', fn);
    }
    for (const [fn] of this.continuations) {
      const stray = this.asked.names.bindings.get(fn['id'] as Node)!.uses.find((use) => use !== fn['id'] && !this.tails.some(({ call }) => unwrap(call['callee'] as Node) === use));
      if (stray) throw new Unfit('callback-kept', stray);
    }
  }

  protected override refuseInJoin(call: Node, { frame, known }: Place): void {
    const { names } = this.asked;
    const [error, ...more] = call['arguments'] as Node[];
    if (frame?.kind !== 'join' || !error || more.length > 0) throw new Unfit('callback-kept', call);
    const given = unwrap(error);
    const isSet = given.type === 'AssignmentExpression' && given.left.type === 'Identifier' && names.bindings.get(given.left) === frame.shape.flag;
    if (isSet || errorState(error, known, names) !== 'error') throw new Unfit('callback-join', call, 'what is handed to the callback may be no error');
    const sets = setFor(call, frame.shape.flag, names);
    if (sets.length === 0) throw new Unfit('callback-join', call, 'a second one that fails would call back again');
    frame.sets.push(...sets);
  }

  /** There is something to wait for in it, or in the function that it calls. */
  private hasSteps(expression: Node): boolean {
    if (expression.type !== 'CallExpression') return false;
    const callee = unwrap(expression.callee);
    const binding = callee.type === 'Identifier' ? this.asked.names.bindings.get(callee) : undefined;
    const places = [expression, ...(binding?.uses.flatMap(({ parent }) => (parent.type === 'FunctionDeclaration' || parent.type === 'VariableDeclarator' ? [parent as Node] : [])) ?? [])];
    let found = false;
    for (const place of places) walk(place, (node) => { if (node !== expression && node.type === 'CallExpression' && this.asked.shapeOf({ start: node.start, end: node.end })) found = true; });
    return found;
  }

  private again(statement: Node, call: Node, loop: LoopFrame, at: Place, absorbed: Node | undefined): boolean {
    if (at.guarded) throw new Unfit('callback-in-try', call);
    if (!at.ends && statement.type !== 'ReturnStatement') throw new Unfit('callback-code-after', call);
    const again: Again = { kind: 'again', node: statement, end: absorbed?.end ?? statement.end, call, last: absorbed ? this.endsWith(at) : at.last, loop };
    loop.again.push(again);
    at.items.push(again);
    return false;
  }

  private loop(statement: Node, shape: LoopShape, at: Place, absorbed: Node | undefined): boolean {
    const { names } = this.asked;
    const expression = shape.call;
    if (at.guarded) throw new Unfit('callback-in-try', expression);
    if (!at.ends) throw new Unfit('callback-code-after', expression);
    const { fn } = shape;
    const frame: LoopFrame = { kind: 'loop', shape, again: [], rounds: undefined };
    const steps = this.steps.length;
    this.functions.push(fn);
    this.made.set(fn, 'loop');
    const items: Item[] = [];
    const list = statementsOf(fn);
    const open = this.list(list, { ...at, items, ends: true, last: true, breaks: false, known: at.known, frame, around: undefined });
    const missed = shape.again.find((call) => !frame.again.some((each) => each.call === call));
    if (missed) throw new Unfit('callback-recursion', missed, 'goes on somewhere in between');
    if (this.steps.length === steps) throw new Unfit('callback-nested', expression);
    // control goes on after the text of the body only to leave
    if (open) for (const each of frame.again) each.last = false;
    frame.rounds = roundsOf(shape, new Set(this.functions), names, this.text);
    const body: Branch = { start: fn.body.start + 1, end: fn.body.end - 1, list, block: undefined, strips: [], items, open };
    at.items.push({ kind: 'loop', node: statement, end: absorbed?.end ?? statement.end, call: expression, last: absorbed ? this.endsWith(at) : at.last, shape, rounds: frame.rounds, body });
    return open;
  }

  private join(statement: Node, frame: JoinFrame, at: Place, absorbed: Node | undefined): boolean {
    const { shape } = frame;
    const { fn, call, counter } = shape;
    if (at.guarded) throw new Unfit('callback-in-try', call);
    if (!at.ends) throw new Unfit('callback-code-after', call);
    this.functions.push(fn);
    this.made.set(fn, 'each');
    const each: Item[] = [];
    const steps = this.steps.length;
    const open = this.list(statementsOf(fn), { ...at, items: each, ends: true, last: true, breaks: false, frame, around: undefined });
    const { final } = frame;
    if (open || !final) throw new Unfit('callback-not-called', fn);
    if (this.steps.length === steps) throw new Unfit('callback-nested', call);
    const stray = counter.uses.find((use) => use.start >= fn.start && use.end <= fn.end && !frame.counted.includes(use));
    if (stray) throw new Unfit('callback-join', stray, 'their counter is looked at elsewhere');
    const set = shape.flag?.uses.find((use) => isAssigned(use) && !frame.sets.includes(use));
    if (set && this.asked.own) throw new Unfit('callback-join', set, 'a flag that may be set without calling back');
    const [after] = this.parts([{ ...final, strips: [] }], true, absorbed ? this.endsWith(at) : at.last, at.known, at.around!.place.frame);
    at.items.push({ kind: 'join', node: statement, end: absorbed?.end ?? statement.end, call, last: absorbed ? this.endsWith(at) : at.last, shape, each, final: after! });
    return after!.open;
  }

  /** One of the calls side by side is done: what comes after the last one is written after all of them. */
  private counted(statement: Node, { test, final, end, takes, uses }: Counting, frame: JoinFrame, at: Place, absorbed: Node | undefined): boolean {
    const { place, rest } = at.around!;
    const left = rest.slice(takes - 1);
    const bare = left.length === 1 && left[0]!.type === 'ReturnStatement' && !left[0]!['argument'];
    if (at.guarded) throw new Unfit('callback-in-try', test);
    if (!(takes === 1 ? at.ends : bare || (place.ends && left.length === 0))) throw new Unfit('callback-code-after', test);
    this.refuseNames(final, frame.shape.fn);
    if (!frame.final) frame.final = final;
    else {
      const same = ({ list }: Counting['final']): string => list.map((each) => this.text(each).replace(/^return\s+|;$/g, '')).join(';');
      const isPlain = final.list.every((each) => each.type !== 'VariableDeclaration') && !/['"`\d/]/.test(final.list.map(this.text).join());
      if (same(final) !== same(frame.final) || !isPlain) throw new Unfit('callback-join', test, 'what comes after them is written in several ways');
      this.twice.push(final);
    }
    frame.counted.push(...uses);
    const done: Done = { kind: 'done', node: statement, end: bare && takes > 1 ? end : (absorbed?.end ?? end), call: test, last: takes === 1 ? (absorbed ? this.endsWith(at) : at.last) : place.last && left.length === 0, final: frame.final === final ? final : { start: end, end } };
    at.items.push(done);
    return false;
  }

  /** What comes after all of them may not look at one of them. */
  private refuseNames({ start, end, list }: Counting['final'], fn: Node): void {
    const { names } = this.asked;
    const within = (node: { readonly start: number; readonly end: number }): boolean => node.start >= start && node.end <= end;
    for (const [use, binding] of names.bindings) {
      if (!binding || !within(use)) continue;
      const isOne = binding.scope.start >= fn.start && binding.scope.end <= fn.end && !within(binding.scope);
      const isOwn = isOne && list.some((each) => each.type === 'VariableDeclaration' && each['kind'] !== 'var' && binding.uses.some((own) => own.parent.type === 'VariableDeclarator' && each['declarations'].includes(own.parent)));
      if (isOne && !isOwn) throw new Unfit('callback-join', use, 'what comes after them looks at the last one');
    }
    for (const each of list) {
      if (each.type === 'VariableDeclaration' && each['kind'] === 'var') throw new Unfit('callback-join', each, 'what comes after them declares variables');
      const usesThis = usesContext({ ...each, type: 'ArrowFunctionExpression' });
      for (let at = functionAround(each); usesThis && at && at !== this.asked.fn && isFunction(at); at = functionAround(at)) if (at.type !== 'ArrowFunctionExpression') throw new Unfit('callback-join', each, 'what comes after them has its own this');
    }
  }
}
