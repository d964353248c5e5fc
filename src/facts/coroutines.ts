// The coroutines of a file: generator functions that a runner is handed, and what keeps one from being an async function.
import { KOA, runnerAt, type Runner } from '../apis/coroutines.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import { functionAround, isLink, usesContext } from './chains.ts';
import type { NameUses } from './name-uses.ts';
import { originOf } from './origins-of-names.ts';
import type { PromiseValues } from './promise-values.ts';

/** How a yielded operand is waited for. */
export type Waiting =
  | { readonly form: 'plain' }
  /** of an array: `Promise.all(…)` */
  | { readonly form: 'all' }
  /** of an object literal that is taken apart at once: `[a, b]` of both sides */
  | { readonly form: 'pattern'; readonly pattern: Node }
  /** of an object literal */
  | { readonly form: 'object' };

export interface Coroutine {
  /** The call of the runner; of a generator that coroutines delegate to, the function itself. */
  readonly node: Node;
  readonly fn: Node;
  /** Undefined for a generator that others delegate to. */
  readonly runner: Runner | undefined;
  /** The generator gets the `this` of the place: `co.call(this, …)`. */
  readonly keepsThis: boolean;
  readonly yields: ReadonlyMap<Node, Waiting>;
  /** Generators of the file that it delegates to. */
  readonly delegates: ReadonlySet<Node>;
}

export interface CoroutineObstacle {
  readonly code: string;
  readonly at: Node;
  readonly to?: string;
}

/** A coroutine, and why it stays. */
export interface Judged {
  readonly coroutine: Coroutine;
  readonly obstacle: CoroutineObstacle | undefined;
}

const TESTS = /^(?:it|test|specify|before|after|beforeEach|afterEach|beforeAll|afterAll|suiteSetup|suiteTeardown|setup|teardown)$/;

export class Coroutines {
  private readonly names: NameUses;
  private readonly values: PromiseValues;
  private readonly text: string;

  constructor(names: NameUses, values: PromiseValues, text: string) {
    this.names = names;
    this.values = values;
    this.text = text;
  }

  /** All of them, and calls of runners that are handed something else. */
  judge(program: Node, refused: (coroutine: Coroutine) => CoroutineObstacle | undefined = () => undefined): Judged[] {
    const found: Judged[] = [];
    const delegating = new Map<Node, Runner[]>();
    walk(program, (node) => {
      if (node.type !== 'CallExpression') return;
      if (this.isKoa(node)) found.push({ coroutine: { node, fn: node, runner: KOA, keepsThis: false, yields: new Map(), delegates: new Set() }, obstacle: { code: 'coroutine-form', at: node, to: 'is middleware, and koa 1 hands it generators' } });
      const run = this.runOf(node);
      if (!run) return;
      const first: Node | undefined = node.arguments[run.keepsThis ? 1 : 0];
      const fn = first && unwrap(first);
      if (!fn || fn.type !== 'FunctionExpression' || !fn.generator) {
        found.push({ coroutine: { node, fn: node, runner: run.runner, keepsThis: false, yields: new Map(), delegates: new Set() }, obstacle: { code: 'coroutine-form', at: node, to: 'is no generator function that stands in the call' } });
        return;
      }
      found.push(this.judged({ node, fn, runner: run.runner, keepsThis: run.keepsThis }, [run.runner], delegating));
    });
    for (const [fn, runners] of delegating) found.push(this.judged({ node: fn, fn, runner: undefined, keepsThis: false }, runners, delegating));
    return together(found.map(({ coroutine, obstacle }) => ({ coroutine, obstacle: refused(coroutine) ?? obstacle })));
  }

  private isKoa({ callee, arguments: args }: Node): boolean {
    return callee.type === 'MemberExpression' && callee.property.name === 'use' && args[0]?.type === 'FunctionExpression' && args[0].generator === true && /['"]koa['"]/.test(this.text);
  }

  private runOf(call: Node): { readonly runner: Runner; readonly keepsThis: boolean } | undefined {
    const callee = unwrap(call.callee);
    const origin = originOf(callee, this.names);
    const runner = origin && runnerAt(origin.specifier, origin.path);
    if (runner) return { runner, keepsThis: false };
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.name !== 'call' || call.arguments[0]?.type !== 'ThisExpression') return undefined;
    const called = originOf(callee.object, this.names);
    const own = called && runnerAt(called.specifier, called.path);
    return own?.kind === 'run' ? { runner: own, keepsThis: true } : undefined;
  }

  private judged(of: Pick<Coroutine, 'node' | 'fn' | 'runner' | 'keepsThis'>, runners: readonly Runner[], delegating: Map<Node, Runner[]>): Judged {
    const { node, fn, runner } = of;
    const yields = new Map<Node, Waiting>();
    const delegates = new Set<Node>();
    let obstacle = runner ? this.ofForm(of as typeof of & { runner: Runner }) : this.ofDelegate(fn);
    const delegateTo = (generator: Node): void => {
      delegates.add(generator);
      delegating.set(generator, [...new Set([...(delegating.get(generator) ?? []), ...runners])]);
    };
    walk(fn, (each) => {
      if (each.type === 'Identifier' && each.name === 'await') obstacle ??= { code: 'await-identifier', at: each };
      if (each.type !== 'YieldExpression' || functionAround(each) !== fn) return;
      const inner = runners.every(({ waitsFor }) => waitsFor === 'structures') && each.argument ? elementsOf(unwrap(each.argument)).flatMap((one) => this.delegateOf(one, fn) ?? []) : [];
      for (const generator of inner) if (generator !== fn) delegateTo(generator);
      const target = each.argument ? this.delegateOf(each.argument, fn) : undefined;
      if (target) {
        yields.set(each, { form: 'plain' });
        if (target !== fn) delegateTo(target);
        return;
      }
      const waiting = runners.map((one) => this.waitingFor(each, one, fn));
      const bad = waiting.find((answer) => 'code' in answer);
      if (bad) obstacle ??= bad as CoroutineObstacle;
      else yields.set(each, waiting[0] as Waiting);
    });
    return { coroutine: { ...of, node, yields, delegates }, obstacle };
  }

  /** What the call and the function look like. */
  private ofForm({ node, fn, runner, keepsThis }: Pick<Coroutine, 'node' | 'fn' | 'keepsThis'> & { readonly runner: Runner }): CoroutineObstacle | undefined {
    const form = (to: string): CoroutineObstacle => ({ code: 'coroutine-form', at: node, to });
    if (fn.returnType) return { code: 'typed-contract', at: fn, to: 'its return type' };
    if (fn.async) return form('is an async generator');
    const args = node.arguments as Node[];
    if (args.some(({ type }) => type === 'SpreadElement')) return form('gets arguments of which the number is not known');
    if (runner.kind === 'wrap') {
      if (args.length > 1) return form('gets further arguments');
      const at = fn.params.find((each: Node) => !mayStandAlone(each));
      if (at) return { code: 'coroutine-parameters', at };
      const around = node.parent as Node;
      const isArgument = around.type === 'CallExpression' && around.arguments.includes(node);
      if (isArgument && (fn.params.length > 3 || (fn.params.length > 0 && TESTS.test(around.callee.name ?? '')))) return form('has a number of parameters that its caller may look at');
      if (around.type === 'ExportDefaultDeclaration' && fn.id) return form('would declare a name in the module');
      if (/__generatorFunction__/.test(this.text)) return form('is asked for its generator function');
    } else {
      if (!keepsThis && usesContext(fn)) return form('relies on the this or the arguments that the runner gives it');
      if (keepsThis && (fn.id || usesArguments(fn) || args.length > 2)) return form('relies on arguments that the runner gives it');
    }
    if (runner.kind === 'spawn' && (args.length > 1 || node.parent?.type !== 'ExpressionStatement')) return form('is used as a value');
    return runner.ownPromise && runner.kind === 'wrap' && !this.staysHere(node) ? { code: 'library-promise', at: node } : this.ofName(fn);
  }

  /** The function's own name may only be used to run it again. */
  private ofName(fn: Node): CoroutineObstacle | undefined {
    const uses = fn.id ? (this.names.bindings.get(fn.id)?.uses ?? []) : [];
    const other = uses.find((use) => use !== fn.id && this.delegateOf(use.parent as Node, fn) !== fn);
    return other && { code: 'coroutine-form', at: other, to: 'uses its own name as a value' };
  }

  /** A declared generator that nothing but coroutines runs. */
  private ofDelegate(fn: Node): CoroutineObstacle | undefined {
    if (fn.returnType) return { code: 'typed-contract', at: fn, to: 'its return type' };
    if (fn.params.some((each: Node) => !mayStandAlone(each)) || usesContext(fn)) return { code: 'coroutine-parameters', at: fn };
    const uses = this.names.bindings.get(fn.id)?.uses ?? [];
    const other = uses.find((use) => use !== fn.id && !(use.parent?.type === 'CallExpression' && use.parent.callee === use && isYielded(use.parent) && (use.parent.arguments as Node[]).every(({ type }) => type !== 'SpreadElement')));
    return other && { code: 'coroutine-form', at: other, to: 'is used as a generator elsewhere' };
  }

  /** The generator of this file that a yielded call makes: its own, or a declared one. */
  private delegateOf(argument: Node, own: Node): Node | undefined {
    const call = unwrap(argument);
    if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier' || !isYielded(call)) return undefined;
    const binding = this.names.bindings.get(call.callee);
    if (own.id && binding && binding === this.names.bindings.get(own.id)) return own;
    const declared = binding?.uses.find(({ parent }) => parent?.type === 'FunctionDeclaration')?.parent as Node | undefined;
    return declared?.id && this.names.bindings.get(declared.id) === binding && declared.generator && !declared.async && !/^Export/.test(declared.parent?.type ?? '') ? declared : undefined;
  }

  private waitingFor({ argument, delegate, parent }: Node, { waitsFor }: Runner, own: Node): Waiting | CoroutineObstacle {
    if (delegate) return { code: 'coroutine-form', at: argument, to: 'delegates to something that is no generator function of this file' };
    if (waitsFor === 'anything') return { form: 'plain' };
    if (!argument) return unknown(parent as Node, 'nothing');
    const value = unwrap(argument);
    if (this.values.isPromise(value)) return { form: 'plain' };
    if (waitsFor === 'structures') {
      if (value.type === 'ArrayExpression') {
        const bad = (value.elements as (Node | null)[]).find((each) => !each || !this.isElement(each, value, own));
        return bad === undefined ? { form: 'all' } : unknown(bad ?? value, this.shown(bad ?? value));
      }
      if (this.values.isArrayOfPromises(value)) return { form: 'all' };
      if (value.type === 'ObjectExpression') return this.ofObject(value, parent as Node, own);
      if (isFunction(value)) return { code: 'yielded-thunk', at: value };
    }
    return unknown(value, this.shown(value));
  }

  private ofObject(value: Node, parent: Node, own: Node): Waiting | CoroutineObstacle {
    const properties = value.properties as Node[];
    const bad = properties.find((each) => each.type !== 'ObjectProperty' || each.computed || (each.key.name ?? each.key.value) === '__proto__' || !this.isElement(each.value, value, own));
    if (bad) return unknown(bad, this.shown(bad));
    // parenthesised: what is around the yield is the declarator
    const pattern = parent.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern' ? (parent.id as Node) : undefined;
    const same = pattern && pattern.properties.length === properties.length && (pattern.properties as Node[]).every((each, i) =>
      each.type === 'ObjectProperty' && !each.computed && each.value.type === 'Identifier' && each.key.name !== undefined && each.key.name === properties[i]!.key.name) && new Set(properties.map(({ key }) => key.name)).size === properties.length;
    return same ? { form: 'pattern', pattern } : { form: 'object' };
  }

  /** A promise, a value that waiting for it gives as it is, or a generator: those start after all else is evaluated. */
  private isElement(element: Node, structure: Node, own: Node): boolean {
    const value = unwrap(element);
    if (this.delegateOf(value, own)) {
      const all = elementsOf(structure);
      return all.slice(all.indexOf(element)).every((each) => /Literal$/.test(each.type) || (this.delegateOf(each, own) !== undefined && unwrap(each).arguments.every((each_: Node) => /Literal$/.test(each_.type) || each_.type === 'Identifier')));
    }
    return /^(?:String|Numeric|Boolean|Null)Literal$/.test(value.type) || this.values.isPromise(value);
  }

  /** All who get the promise only wait for it. */
  private staysHere(node: Node): boolean {
    const around = node.parent as Node;
    if (around.type === 'CallExpression' && around.arguments.includes(node) && around.callee.type === 'Identifier' && TESTS.test(around.callee.name) && !this.names.bindings.get(around.callee)) return true;
    if (around.type !== 'VariableDeclarator' || around.init !== node || around.id.type !== 'Identifier' || /^Export/.test(around.parent.parent?.type ?? '')) return false;
    const uses = this.names.bindings.get(around.id)?.uses ?? [];
    return uses.every((use) => use === around.id || (use.parent?.type === 'CallExpression' && use.parent.callee === use && isAwaited(use.parent)));
  }

  private shown({ start, end }: Node): string {
    const text = this.text.slice(start, end).replace(/\s+/g, ' ');
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
  }
}

/** What stands in an array or object literal. */
const elementsOf = (structure: Node): Node[] =>
  structure.type === 'ArrayExpression' ? structure.elements.filter(Boolean) : structure.type === 'ObjectExpression' ? structure.properties.flatMap((each: Node) => (each.type === 'ObjectProperty' ? [each.value] : [])) : [];

/** The call is yielded, alone or in a literal. */
function isYielded({ parent }: Node): boolean {
  const around: Node | undefined = parent?.type === 'ArrayExpression' ? parent.parent : parent?.type === 'ObjectProperty' && parent.parent?.type === 'ObjectExpression' ? parent.parent.parent : parent;
  return around?.type === 'YieldExpression';
}

const unknown = (at: Node, to: string): CoroutineObstacle => ({ code: 'yielded-unknown', at, to });

const isAwaited = (call: Node): boolean => {
  const parent = call.parent as Node;
  if (parent.type === 'AwaitExpression' || parent.type === 'YieldExpression') return true;
  return parent.type === 'MemberExpression' && parent.object === call && parent.parent?.type === 'CallExpression' && isLink(parent.parent) && parent.parent.parent?.type === 'ExpressionStatement';
};

/** A parameter that takes any argument without an error: a wrapper would throw it, and an async function rejects. */
const mayStandAlone = (parameter: Node): boolean =>
  parameter.type === 'Identifier' || (parameter.type === 'RestElement' && parameter.argument.type === 'Identifier') ||
  (parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier' && (/Literal$/.test(parameter.right.type) || (/^(?:Array|Object)Expression$/.test(parameter.right.type) && (parameter.right.elements ?? parameter.right.properties).length === 0)));

function usesArguments(fn: Node): boolean {
  let found = fn.params.length > 0;
  walk(fn.body, (node) => {
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression') return false;
    if ((node.type === 'Identifier' && node.name === 'arguments') || node.type === 'MetaProperty') found = true;
    return true;
  });
  return found;
}

/** Coroutines that delegate to each other go together or not at all. */
function together(judged: readonly Judged[]): Judged[] {
  const byFn = new Map(judged.map((each) => [each.coroutine.fn, each]));
  const obstacles = new Map(judged.map((each) => [each, each.obstacle]));
  for (let isStill = true; isStill;) {
    isStill = false;
    for (const each of judged) {
      for (const fn of each.coroutine.delegates) {
        const other = byFn.get(fn)!;
        for (const [one, two] of [[each, other], [other, each]] as const) {
          if (!obstacles.get(one) || obstacles.get(two)) continue;
          obstacles.set(two, { code: 'coroutine-together', at: obstacles.get(one)!.at });
          isStill = true;
        }
      }
    }
  }
  return judged.map(({ coroutine }, i) => ({ coroutine, obstacle: obstacles.get(judged[i]!) }));
}
