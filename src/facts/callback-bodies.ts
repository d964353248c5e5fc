// The functions of one file that wait by callbacks, with what would have to be awaited in each, as plain data.
import type { CallbackBodies, CallbackBody, CallbackCall, CallbackObstacle, CallbackRole, CallbackShape } from '../core/callbacks.ts';
import { spanKey, type Span } from '../core/source.ts';
import { functionAround, usesContext } from './chains.ts';
import { callbackArgument, isTimerArgument } from './callback-argument.ts';
import { functionsIn } from './callback-flow.ts';
import { readFlow } from './callback-frames.ts';
import { answersOf, checkAnswers, firstWaiting } from './callback-head.ts';
import type { Flow, Settle, Step } from './callback-items.ts';
import { isFirstIn } from './callback-continuations.ts';
import { isCalm, type ErrorState } from './callback-values.ts';
import { isLastStatement, moduleStatements } from './module-callbacks.ts';
import { usesArguments } from './callback-handlers.ts';
import { failsAtOnce, givesDroppable, isRepeatable, isStraight, throwsPlain } from './dissolving.ts';
import { NameUses, type Binding } from './name-uses.ts';
import { callbackMode, endMethod, mayFail } from './callback-tests.ts';
import { canRetype } from './callback-types.ts';
import { Unfit } from './unfit.ts';
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';

export type ShapeOf = (call: Span) => CallbackShape | undefined;

/** The last parameter of a function, where it may be a callback: it is called, or handed on. */
export function callbackParameter(fn: Node, names: NameUses): Binding | undefined {
  const last = (fn.params as Node[]).at(-1);
  if (last?.type !== 'Identifier' || last.optional) return undefined;
  const binding = names.declaredIn(fn).find(({ name }) => name === last.name);
  const isHanded = (use: Node): boolean => use.parent.type === 'CallExpression' && (use.parent.callee === use || use.parent.arguments.at(-1) === use || isTimerArgument(use));
  return binding?.uses.some(isHanded) && binding.kinds.size === 1 ? binding : undefined;
}

/** What the kind of a function has against becoming async. */
function formObstacle(fn: Node, role: CallbackRole, text: string): Unfit | undefined {
  if (fn.generator) return new Unfit('generator', fn);
  if (fn.kind === 'constructor' && role !== 'callbackified') return new Unfit('constructor', fn);
  if (fn.kind === 'get' || fn.kind === 'set') return new Unfit('accessor', fn);
  if (fn.async) return new Unfit('callback-async', fn);
  let awaitName: Node | undefined;
  walk(fn, (node) => { if (node.type === 'Identifier' && node.name === 'await') awaitName = node; });
  if (awaitName) return new Unfit('await-identifier', awaitName);
  if (role !== 'detached' && role !== 'callbackified' && usesContext(fn) && usesArguments(fn)) return new Unfit('callback-arguments', fn);
  const type: Node | undefined = fn.returnType?.typeAnnotation;
  return type && role !== 'callbackified' && text.slice(type.start, type.end) !== 'void' ? new Unfit('typed-contract', fn, 'its return type') : undefined;
}

/** What it ends by in a role. */
const ownOf = (fn: Node, role: CallbackRole, names: NameUses): Binding | undefined => (role === 'test' && callbackMode(fn) ? endMethod(fn, names) : callbackParameter(fn, names));

/** One function in one role. @throws Unfit when it cannot become async in this role */
export function readBody(fn: Node, role: CallbackRole, names: NameUses, text: string, shapeOf: ShapeOf): Flow {
  const obstacle = formObstacle(fn, role, text);
  if (obstacle) throw obstacle;
  const own = role === 'detached' ? undefined : ownOf(fn, role, names);
  if (role !== 'detached' && !own) throw new Unfit('callback-kept', fn);
  if (role !== 'callbackified') return withoutDetours(readFlow({ fn, role, own, names, text, shapeOf, ...(fn.type === 'Program' ? { statements: moduleStatements(fn, shapeOf, text) } : {}) }));
  const from = firstWaiting(fn, own!, names, (call) => shapeOf(call) !== undefined);
  const flow = readFlow({ fn, role: 'delivers', own, from, names, text, shapeOf });
  checkAnswers(fn, flow, names);
  return { ...flow, from };
}

/** Where nothing else is awaited, a promise whose outcome goes to a function is no gain. */
function withoutDetours(flow: Flow): Flow {
  const handed = flow.steps.filter((step) => step.handed);
  if (handed.length === 0 || flow.steps.some((step) => !step.handed && !step.shape.aside)) return flow;
  return { ...flow, steps: [], items: [], left: [...flow.left, ...flow.steps.map(({ call, handed: to }) => ({ call, why: new Unfit(to ? 'callback-reference' : 'callback-none', to ?? call) }))] };
}

/** Reads all functions of a file. `ast` has parents; `shapeOf` knows which calls are error-first. */
export function callbackBodiesOf(ast: Node, text: string, shapeOf: ShapeOf): CallbackBodies {
  const names = new NameUses(ast['program'] as Node);
  const calls: Node[] = [];
  walk(ast['program'] as Node, (node) => {
    const shape = node.type === 'CallExpression' ? shapeOf(node) : undefined;
    if (shape && (!shape.aside || callsBack(callbackArgument(node, shape), names))) calls.push(node);
  });
  const handlers = new Set(calls.map((call) => handlerOf(callbackArgument(call, shapeOf(call)!), names)).filter((fn) => fn !== undefined));
  const bodies: CallbackBody[] = [];
  const covered = new Set<string>();
  for (const fn of functionsIn(ast['program'] as Node)) {
    if (handlers.has(fn)) continue;
    const parameter = callbackParameter(fn, names);
    const mentions = calls.some((call) => call.start >= fn.start && call.end <= fn.end && ownerOf(call, handlers) === fn);
    const ending = callbackMode(fn) ? endMethod(fn, names) : undefined;
    const isHanded = (call: Node, shape: CallbackShape | undefined): boolean => shape !== undefined && parameter!.uses.includes(callbackArgument(call, shape));
    const isCallback = parameter?.uses.some(({ parent }) => parent.type === 'CallExpression' && (parameter.uses.includes(parent.callee) || isHanded(parent, shapeOf(parent))));
    if (ending) bodies.push(bodyOf(fn, 'test', ending, names, text, shapeOf));
    else if (parameter && isCallback) for (const role of ['delivers', 'test', 'callbackified'] as const) if (role !== 'callbackified' || mentions) bodies.push(bodyOf(fn, role, parameter, names, text, shapeOf));
    if (!mentions && !calls.some((call) => call.start >= fn.start && call.end <= fn.end)) continue;
    const body = bodyOf(fn, 'detached', undefined, names, text, shapeOf);
    // calls of functions inside of it are its own where these are loops, or run side by side
    if (mentions || body.takes.length > 0) bodies.push(body);
  }
  const program = ast['program'] as Node;
  if (moduleStatements(program, shapeOf, text).length > 0) bodies.push(bodyOf(program, 'detached', undefined, names, text, shapeOf));
  for (const { calls: found, left } of bodies) {
    for (const { span } of found) covered.add(spanKey(span));
    for (const { call } of left) covered.add(spanKey(call));
  }
  const stays = calls.filter((call) => !covered.has(spanKey(call))).map((call) => ({ call: spanOf(call), ...stayOf(call, handlers, bodies) }));
  return { bodies: bodies.filter(({ calls: found, left, obstacle, parameter }) => parameter || found.length > 0 || left.length > 0 || obstacle), stays };
}

/** A timer's callback in which a function around it calls back: else it is a function like others. */
function callsBack(given: Node, names: NameUses): boolean {
  for (const [use, binding] of names.bindings) {
    if (!binding || use.start < given.start || use.end > given.end || !isFunction(binding.scope) || binding.scope.start >= given.start) continue;
    if (callbackParameter(binding.scope, names) === binding) return true;
  }
  return false;
}

/** There may be an error, and a value that is not one which an error leaves undefined. */
function givesBoth({ error, values, state }: Settle, names: NameUses): boolean {
  return values.some((value) => givesWith(error, value, state, names));
}

function givesWith(error: Node | undefined, value: Node, state: ErrorState, names: NameUses): boolean {
  if (!error || isNothing(error) || isNothing(value) || (state === 'error' && isNothing(value))) return false;
  const scope = error.type === 'Identifier' ? names.bindings.get(error)?.scope : undefined;
  if (!scope) return state !== 'none';
  let first = unwrap(value);
  while (/^(Logical|Conditional)Expression$/.test(first.type)) first = unwrap((first['left'] ?? first['test']) as Node);
  return !(first.type === 'Identifier' && names.bindings.get(first)?.scope === scope && !((scope['params'] as Node[] | undefined) ?? []).slice(0, 1).some(({ name }) => name === first['name']));
}

const isNothing = (node: Node): boolean => node.type === 'NullLiteral' || (node.type === 'Identifier' && node.name === 'undefined');

const spanOf = ({ start, end }: Node): Span => ({ start, end });

/** The function that an error-first call is given. */
function handlerOf(argument: Node, names: NameUses): Node | undefined {
  const value = unwrap(argument);
  if (isFunction(value)) return value;
  const named = value.type === 'Identifier' ? names.bindings.get(value) : undefined;
  if (named) return named.uses.length === 2 ? named.uses.map(({ parent }) => parent as Node).find((fn) => fn.type === 'FunctionDeclaration' && functionAround(fn) !== undefined && functionAround(fn) === functionAround(argument)) : undefined;
  const bound = value.type === 'CallExpression' && value.callee.type === 'MemberExpression' ? unwrap(value.callee.object) : undefined;
  return bound && isFunction(bound) ? bound : undefined;
}

/** The function whose body a call belongs to, out of the callbacks that it stands in. */
function ownerOf(call: Node, handlers: ReadonlySet<Node>): Node | undefined {
  let at = functionAround(call);
  while (at && handlers.has(at)) at = functionAround(at);
  return at;
}

/** Why a call is in no body. */
function stayOf(call: Node, handlers: ReadonlySet<Node>, bodies: readonly CallbackBody[]): CallbackObstacle {
  const owner = ownerOf(call, handlers);
  const obstacle = owner && bodies.find(({ fn, obstacle: found }) => fn.start === owner.start && fn.end === owner.end && found)?.obstacle;
  if (obstacle) return obstacle;
  return { code: owner ? 'callback-nested' : 'module-top-level', at: spanOf(call), ...(owner ? {} : { to: 'nothing there can wait' }) };
}

function bodyOf(fn: Node, role: CallbackRole, parameter: Binding | undefined, names: NameUses, text: string, shapeOf: ShapeOf): CallbackBody {
  const named = parameter && { parameter: { name: parameter.name, index: (fn.params as Node[]).length - 1, ...(parameter.uses[0]?.type === 'MemberExpression' ? { method: parameter.uses[0]['property'].name as string } : {}) } };
  const nothing: CallbackBody = { fn: spanOf(fn), role, ...named, calls: [], left: [], settlesAtOnce: false, throwsAtOnce: false, givesValue: false, givesValueOnError: false, several: 1, takes: [] };
  try {
    const flow = readBody(fn, role, names, text, shapeOf);
    const answers = role === 'delivers' || role === 'callbackified' ? { answers: answersOf(flow.settles, names) } : {};
    // before it waits for anything
    const early = role === 'callbackified' ? parameter!.uses.some((use) => use.parent.callee === use && use.start < flow.from!.start) : flow.settles.some(({ call }) => isFirst(call, fn, flow));
    const givesValue = (role === 'delivers' || role === 'callbackified') && (flow.settles.some(({ value }) => value !== undefined) || flow.steps.some(({ callback, shape }) => !callback && shape.values !== 0));
    const type: Node | undefined = fn.returnType?.typeAnnotation;
    if (flow.mixed) return { ...nothing, several: flow.several, obstacle: new Unfit('callback-several', flow.mixed).obstacle };
    const retypes = role === 'delivers' && flow.several === 1 && canRetype(fn);
    if (type && givesValue && role === 'delivers' && !retypes) throw new Unfit('typed-contract', fn, 'its return type');
    return {
      ...nothing, several: flow.several, takes: [...flow.parts.keys()].map(spanOf), calls: flow.steps.map((step) => callOf(step, fn, flow, names)), left: flow.left.map(({ call, why }) => ({ call: spanOf(call), ...why.obstacle })),
      settlesAtOnce: early, throwsAtOnce: fn.type !== 'Program' && throwsAtOnce(fn, flow), givesValue, ...answers,
      givesValueOnError: flow.settles.some((settle) => givesBoth(settle, names)),
      ...(retypes ? { retypes } : {}),
      ...(role === 'test' ? { mayFail: mayFail(parameter!, fn), throwsPlain: throwsPlain(flow) } : {}),
      ...(role === 'delivers' ? { failsAtOnce: failsAtOnce(fn, flow), throwsPlain: throwsPlain(flow), straight: isStraight(fn, flow), droppable: givesDroppable(flow), repeatable: isRepeatable(fn, flow, names) } : {}),
    };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { ...nothing, obstacle: error.obstacle };
  }
}

/** Nothing was awaited before it: it stands in the function itself, or in a part of it that begins at once. */
function isFirst(node: Node, fn: Node, { parts, tails }: Flow): boolean {
  return isFirstIn(node, fn, parts, tails);
}

function callOf({ call, callback, handed, after, node }: Step, fn: Node, flow: Flow, names: NameUses): CallbackCall {
  const first = isFirst(call, fn, flow);
  // the rest of a module runs before there is a result, whatever that is
  const codeAfter = after.length > 0 || flow.parts.get(functionAround(call)!) === 'each' || (fn.type === 'Program' && first && !isLastStatement(node, fn));
  const used = (callback?.values ?? []).map((param) => usesOf(param, names));
  const values = callback ? used.findLastIndex((uses) => uses.length > 0) + 1 : 1;
  const failing = callback?.kind === 'both' ? callback.success : (callback?.failure ?? []);
  const readsValuesOnError = callback !== undefined && (callback.falls || callback.kind === 'ignored' ? values > 0 : used.flat().some((use) => failing.some(({ start, end }) => use.start >= start && use.end <= end)));
  const stands = functionAround(call) === (fn.type === 'Program' ? undefined : fn);
  const isStatement = node['bare'] === true || /^(BlockStatement|SwitchCase|IfStatement)$/.test(node['parent'].type);
  return { span: spanOf(call), handler: handed ? 'reference' : !callback ? 'parameter' : callback.declaration ? 'named' : 'inline', values, readsValuesOnError, first, returned: node.type !== 'ExpressionStatement' && stands, codeAfter, passes: isStatement && (!callback || callback.kind === 'passes'), tried: isStatement && values === 0 && /^(caught|both)$/.test(callback?.kind ?? '') };
}

/** Where the names that a parameter declares are used. */
function usesOf(param: Node, names: NameUses): Node[] {
  const found: Node[] = [];
  for (const [use, binding] of names.bindings) if (binding && (use.start < param.start || use.end > param.end) && binding.uses.some(({ start, end }) => start >= param.start && end <= param.end)) found.push(use);
  return found;
}

/** It throws, or calls something that may, before anything is awaited. */
function throwsAtOnce(fn: Node, flow: Flow): boolean {
  const { steps, parts, tails, from = fn } = flow;
  const mine = [...steps, ...tails].map(({ call }) => call);
  const isEntered = (node: Node): boolean => parts.has(node) && (parts.get(node) !== 'continuation' || tails.some(({ call, continuation }) => continuation === node && isFirst(call, fn, flow)));
  let found = false;
  walk(fn.body, (node) => {
    if (found || (isFunction(node) && !isEntered(node))) return false;
    if (node.start < from.start) return true;
    if (node.type === 'ThrowStatement' || node.type === 'NewExpression' || (node.type === 'CallExpression' && !mine.includes(node) && !isCalm(node))) found = true;
    return true;
  });
  return found;
}
