// Reads stubs and spies off a test's AST: what is replaced, by what, and everything that is done with the stub afterwards.
import { eachChild, keyName, unwrap, type Node } from '../syntax/node.ts';
import { bindingScope, isReference, outermost } from './bindings.ts';

/** Whose functions make the stub: their names for what a stub does differ. */
export type StubStyle = 'jasmine' | 'jest' | 'sinon' | 'node';

/** What a stub is told to do: `.returns(x)`, `.and.callFake(f)`. */
export interface Behaviour {
  readonly call: Node;
  /** The name that says what: `returns`. */
  readonly property: Node;
  readonly name: string;
  /** What it does: an argument of the call, when there is one. */
  readonly value?: Node;
}

/** All stubs of one function of one object in one file. */
export interface StubGroup {
  readonly style: StubStyle;
  /** Text of the object: `fs`. */
  readonly object: string;
  /** Name of the replaced function. */
  readonly member: string;
  readonly calls: readonly Node[];
  /** The calls of `restore()` and their like, by the stub that they end. */
  readonly restores: ReadonlyMap<Node, readonly Node[]>;
  readonly behaviours: readonly Behaviour[];
  /** `fs.readFileSync` where it means the stub. */
  readonly mentions: readonly Node[];
  /** What is done with a stub that is not understood. */
  readonly problem?: string;
}

/** Name of the behaviour that a third argument is. */
export const INSTEAD = 'instead';

const FROM_SINON = /^(stub|spy|replace|fake)$/;

/** The style of a call that replaces a method by name; undefined for other calls. */
export function stubStyle(call: Node): StubStyle | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const [object, name] = call.arguments as Node[];
  if (!object || name?.type !== 'StringLiteral') return undefined;
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return callee.name === 'spyOn' ? 'jasmine' : undefined;
  if (callee.type !== 'MemberExpression') return undefined;
  const verb = keyName(callee.property, callee.computed);
  if (verb === 'spyOn') return 'jest';
  if (verb === 'method') return 'node';
  return verb !== undefined && FROM_SINON.test(verb) ? 'sinon' : undefined;
}

/** Members of a stub that tell how it was called, and those that make it forget. Results are not among them: they become promises. */
const ABOUT_CALLS = /^(called|calledOnce|calledTwice|calledThrice|notCalled|callCount|args|calledWith\w*|calledOnceWith\w*|neverCalledWith\w*|alwaysCalledWith\w*|calledBefore|calledAfter|calledImmediately\w+|mockClear|mockReset|resetHistory|resetBehavior|reset|getMockName|mockName|named|displayName)$/;
const NOT_ABOUT_CALLS = /^(calledWithNew|alwaysCalledWithNew)$/;
const ONE_CALL = /^(firstCall|secondCall|thirdCall|lastCall|getCall|getCalls|first|mostRecent|all)$/;
const ABOUT_ONE_CALL = /^(args|firstArg|lastArg|calledWith\w*|arguments)$/;
const RESTORES = /^(restore|mockRestore)$/;
const SELECTS = /^(withArgs|withExactArgs|onCall|onFirstCall|onSecondCall|onThirdCall)$/;
const JASMINE_CALLS = /^(count|any|argsFor|allArgs|reset)$/;
const BEHAVIOURS: Readonly<Record<StubStyle, RegExp>> = {
  jasmine: /^(returnValue|returnValues|callFake|throwError|callThrough|stub|resolveTo|rejectWith)$/,
  jest: /^mock(ReturnValue|ReturnValueOnce|Implementation|ImplementationOnce|ResolvedValue|ResolvedValueOnce|RejectedValue|RejectedValueOnce)$/,
  sinon: /^(returns|throws|throwsException|callsFake|callThrough|resolves|rejects)$/,
  node: /^mockImplementation(Once)?$/,
};
/** Assertions of jest, jasmine, chai and sinon on what a function was called with. */
const ASSERTS_CALLS = /^(toHaveBeenCalled\w*|toBeCalled\w*|toHaveBeenNthCalledWith|toHaveBeenLastCalledWith|lastCalledWith|nthCalledWith|called|calledOnce|calledTwice|calledThrice|notCalled|callCount|calledWith\w*|calledOnceWith\w*|neverCalledWith\w*|alwaysCalledWith\w*|calledBefore|calledAfter|calledImmediately\w+|callOrder)$/;
const WORDS = /^(not|to|have|been|be|always|and|that|is|was|calls)$/;

const memberName = (node: Node): string | undefined => (node.type.endsWith('MemberExpression') ? keyName(node.property, node.computed) : undefined);
const isCalled = (node: Node): Node | undefined => (node.parent?.type === 'CallExpression' && node.parent.callee === node ? node.parent : undefined);

/** Follows one stub through its file. */
class Follower {
  readonly behaviours: Behaviour[] = [];
  readonly restores: Node[] = [];
  problem: string | undefined;
  private readonly seen = new Set<Node>();
  private readonly style: StubStyle;
  private readonly names: ReadonlyMap<string, readonly Node[]>;

  constructor(style: StubStyle, names: ReadonlyMap<string, readonly Node[]>) {
    this.style = style;
    this.names = names;
  }

  /** `node` is an expression whose value is the stub. */
  follow(start: Node): void {
    const node = outermost(start);
    if (this.seen.has(node)) return;
    this.seen.add(node);
    const parent = node.parent as Node;
    switch (parent.type) {
      case 'ExpressionStatement': case 'ArrowFunctionExpression': return;
      case 'VariableDeclarator': return parent.id.type === 'Identifier' ? this.bind(parent.id, node) : this.unclear('is taken apart');
      case 'AssignmentExpression': return parent.right === node && parent.operator === '=' && parent.left.type === 'Identifier' ? this.bind(parent.left, node) : this.unclear('is stored in an object');
      case 'CallExpression': return this.argument(node, parent);
      case 'MemberExpression': if (parent.object === node) return this.member(parent); break;
    }
    this.unclear('is used in a way that is not understood');
  }

  private unclear(what: string): void {
    this.problem ??= `the stub ${what}`;
  }

  private bind(name: Node, value: Node): void {
    const scope = bindingScope(name) ?? (name.parent?.type === 'VariableDeclarator' ? undefined : name);
    for (const reference of this.names.get(name.name) ?? []) {
      if (reference === name || !isReference(reference) || bindingScope(reference) !== bindingScope(name)) continue;
      const { parent } = reference as { parent?: Node };
      if (parent?.type === 'VariableDeclarator' && parent.id === reference) {
        if (parent.init && !/^(NullLiteral)$/.test(parent.init.type) && parent.init !== value && parent.init.name !== 'undefined') this.unclear('shares its variable with something else');
      } else if (parent?.type === 'AssignmentExpression' && parent.left === reference) {
        if (parent.right !== value && parent.right.type !== 'NullLiteral' && parent.right.name !== 'undefined') this.unclear('shares its variable with something else');
      } else this.follow(reference);
    }
    if (scope === name) this.unclear('is stored in a global variable');
  }

  /** The stub is handed to `call`. */
  private argument(node: Node, call: Node): void {
    const callee = unwrap(call.callee);
    const first = call.arguments[0] === node;
    if (callee.type === 'Identifier' && callee.name === 'expect' && first) return this.expectation(call);
    const name = memberName(callee);
    if (name === 'mocked' && first) return this.follow(call);
    if (callee.type === 'MemberExpression' && memberName(callee.object) === 'assert' && name !== undefined && ASSERTS_CALLS.test(name) && !NOT_ABOUT_CALLS.test(name)) return;
    this.unclear(`is handed to ${callee.type === 'Identifier' ? callee.name : (name ?? 'something')}`);
  }

  private expectation(call: Node): void {
    let node = call;
    for (;;) {
      const parent = node.parent as Node;
      const name = parent.type === 'MemberExpression' && parent.object === node ? memberName(parent) : undefined;
      if (name !== undefined && ASSERTS_CALLS.test(name) && !NOT_ABOUT_CALLS.test(name)) {
        const asserted = isCalled(parent) ?? parent;
        const outer = asserted.parent as Node;
        // `expect(spy).to.have.been.calledOnce.and.returned(1)`
        if (outer.type === 'MemberExpression' && outer.object === asserted) { node = asserted; continue; }
        return;
      }
      if (name !== undefined && WORDS.test(name)) { node = isCalled(parent) ?? parent; continue; }
      return this.unclear('is asserted on beyond its calls');
    }
  }

  /** `member` reads a property off the stub. */
  private member(member: Node): void {
    const name = memberName(member) ?? '';
    const outer = outermost(member);
    const call = isCalled(outer);
    if (RESTORES.test(name) && call) { this.restores.push(call); return; }
    if (SELECTS.test(name) && call) return this.follow(call);
    if (name === 'and' && this.style === 'jasmine' && outer.parent?.type === 'MemberExpression') return this.behaviour(outer.parent as Node);
    if (BEHAVIOURS[this.style].test(name) && this.style !== 'jasmine') return this.behaviour(member);
    if (name === 'mock' && (this.style === 'jest' || this.style === 'node')) {
      const next = outer.parent as Node;
      const what = next.type === 'MemberExpression' && next.object === outer ? memberName(next) : undefined;
      if (what !== undefined && this.style === 'node' && BEHAVIOURS.node.test(what)) return this.behaviour(next);
      const restored = what === 'restore' ? isCalled(next) : undefined;
      if (restored) { this.restores.push(restored); return; }
      if (what !== undefined && (this.style === 'jest' ? /^(calls|lastCall|invocationCallOrder)$/ : /^(callCount|resetCalls)$/).test(what)) return;
      if (what === 'calls' && this.isAboutArguments(next)) return;
      return this.unclear('is asked for its results');
    }
    if (name === 'calls' && this.style === 'jasmine') {
      const next = outer.parent as Node;
      const what = next.type === 'MemberExpression' ? (memberName(next) ?? '') : '';
      if (JASMINE_CALLS.test(what)) return;
      return this.oneCall(next, what);
    }
    if (ONE_CALL.test(name)) return this.oneCall(member, name);
    if (ABOUT_CALLS.test(name) && !NOT_ABOUT_CALLS.test(name)) return;
    this.unclear(`is asked for .${name}`);
  }

  /** `mock.calls.length`, `mock.calls[0].arguments` */
  private isAboutArguments(calls: Node): boolean {
    const next = calls.parent as Node;
    if (next.type !== 'MemberExpression' || next.object !== calls) return false;
    if (memberName(next) === 'length') return true;
    const one = next.computed ? next : isCalled(next);
    return one?.parent?.type === 'MemberExpression' && one.parent.object === one && memberName(one.parent) === 'arguments';
  }

  private oneCall(member: Node, name: string): void {
    const read = isCalled(member) ?? member;
    const next = read.parent as Node;
    // `expect(stub.firstCall).to.have.been.calledWith(…)`
    if (next.type === 'CallExpression' && next.arguments[0] === read && unwrap(next.callee).name === 'expect') return this.expectation(next);
    const what = next.type === 'MemberExpression' && next.object === read ? memberName(next) : undefined;
    if (!ONE_CALL.test(name) || what === undefined || !ABOUT_ONE_CALL.test(what) || NOT_ABOUT_CALLS.test(what)) this.unclear('is asked for more than the arguments of a call');
  }

  private behaviour(member: Node): void {
    const name = memberName(member) ?? '';
    const call = isCalled(member);
    if (!call || !BEHAVIOURS[this.style].test(name)) return this.unclear(`does .${name}`);
    this.behaviours.push({ call, property: member.property, name, ...(call.arguments[0] ? { value: call.arguments[0] } : {}) });
    this.follow(call);
  }
}

/** Every identifier of the file, by name. */
function identifiersOf(program: Node): Map<string, Node[]> {
  const names = new Map<string, Node[]>();
  const visit = (node: Node): void => {
    if (node.type === 'Identifier') names.set(node.name, [...(names.get(node.name) ?? []), node]);
    eachChild(node, visit);
  };
  visit(program);
  return names;
}

/** All stubs of a file, in groups that replace the same function of the same object. Needs `parent` links. */
export function stubGroups(program: Node, text: string): StubGroup[] {
  const found = new Map<string, { style: StubStyle; object: Node; member: string; calls: Node[] }>();
  const visit = (node: Node): void => {
    const style = stubStyle(node);
    if (style) {
      const object = unwrap(node.arguments[0]);
      const member = node.arguments[1].value as string;
      const scope = object.type === 'Identifier' ? (bindingScope(object)?.start ?? -1) : -1;
      const key = `${text.slice(object.start, object.end)} ${member} ${scope}`;
      const known = found.get(key);
      if (known) known.calls.push(node);
      else found.set(key, { style, object, member, calls: [node] });
    }
    eachChild(node, visit);
  };
  visit(program);
  if (found.size === 0) return [];
  const names = identifiersOf(program);
  return [...found.values()].map(({ style, object, member, calls }): StubGroup => {
    const behaviours: Behaviour[] = [];
    const restores = new Map<Node, readonly Node[]>();
    let problem = calls.some((call) => stubStyle(call) !== style) ? 'the stubs are made in several ways' : undefined;
    for (const call of calls) {
      const follower = new Follower(style, names);
      follower.follow(call);
      behaviours.push(...follower.behaviours);
      restores.set(call, follower.restores);
      // the third argument of `sinon.replace` and of node's `mock.method` takes the place of the function
      const instead = call.arguments[2] as Node | undefined;
      const callee = unwrap(call.callee);
      if (instead && style !== 'jasmine' && style !== 'jest') behaviours.push({ call, property: callee.property, name: INSTEAD, value: instead });
      problem ??= follower.problem ?? (call.arguments.length > (style === 'jasmine' || style === 'jest' ? 2 : 3) ? 'the stub takes more arguments' : undefined);
      if (memberName(callee) === 'replace' && !instead) problem ??= 'the stub has nothing in its place';
    }
    const mentions: Node[] = [];
    const ofMentions = new Follower(style, names);
    for (const reference of object.type === 'Identifier' ? (names.get(object.name) ?? []) : []) {
      const parent = reference.parent as Node;
      if (!parent.type.endsWith('MemberExpression') || parent.object !== reference || memberName(parent) !== member) continue;
      if (bindingScope(reference) !== bindingScope(object) || (parent.parent?.type.endsWith('CallExpression') && parent.parent.callee === parent)) continue;
      mentions.push(parent);
      ofMentions.follow(parent);
    }
    problem ??= ofMentions.problem;
    for (const call of calls) restores.set(call, [...restores.get(call)!, ...ofMentions.restores]);
    const all = [...new Map([...behaviours, ...ofMentions.behaviours].map((each) => [each.call, each])).values()];
    return { style, object: text.slice(object.start, object.end), member, calls, restores, behaviours: all, mentions, ...(problem === undefined ? {} : { problem }) };
  });
}
