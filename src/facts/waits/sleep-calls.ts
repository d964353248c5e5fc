// One call of something that sleeps: how it is written with a timer, or why it is no mere sleep.
import { ATOMICS_WAIT, LONGEST, LOOP_ONCE, LOOP_WHILE, RUNS, SLEEPS, type Sleep } from '../../apis/sleeps.ts';
import type { WaitFact, WaitForm } from '../../core/wait.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { operand } from './clock.ts';
import { isNumber, numberOf } from './numbers.ts';

export interface CallToRead {
  readonly call: Node;
  readonly path: string;
  readonly names: NameUses;
  readonly text: string;
}

type Read = Pick<WaitFact, 'form' | 'refused'>;

const refuse = (code: string, to = ''): Read => ({ refused: { code, to } });

/** Whether a call of `path` may be a sleep at all. */
export const maySleep = (path: string): boolean => path === ATOMICS_WAIT || path === LOOP_ONCE || path === LOOP_WHILE || RUNS.test(path) || Object.hasOwn(SLEEPS, path);

/** Undefined for a call that is none: another program that is run. */
export function readSleep(given: CallToRead): Read | undefined {
  const { path, call } = given;
  if (path === ATOMICS_WAIT) return atomicsWait(given);
  if (RUNS.test(path)) return commandSleep(given);
  const isStatement = call.parent?.type === 'ExpressionStatement';
  if (path === LOOP_ONCE) return isStatement ? { form: { kind: 'call', before: '1', after: '' } } : refuse('wait-result');
  if (path === LOOP_WHILE) return pollOf(call, isStatement);
  return packageSleep(given, SLEEPS[path]!, isStatement);
}

/** Somebody uses what the call gives. */
const isUsed = (call: Node): boolean => call.parent?.type !== 'ExpressionStatement';

/**
 * The argument as a delay. A timer counts whole milliseconds of a clock that it reads in whole milliseconds, so that it can
 * be up to one early; something that never wakes early gets one more. Math.max makes a number of what it is given, as they do.
 */
function delay(argument: Node, { names, text }: CallToRead, more: '' | ' + 1'): WaitForm {
  const known = numberOf(argument, names);
  const span = { start: argument.start, end: argument.end };
  // since Node 22 a timer warns of negative delays
  if (known === undefined || known < 0) return { kind: 'call', before: 'Math.max(0, ', argument: span, after: `)${more}` };
  const isLoose = more !== '' && operand(argument, text) !== text.slice(argument.start, argument.end);
  return { kind: 'call', before: isLoose ? '(' : '', argument: span, after: isLoose ? `)${more}` : more };
}

function atomicsWait(given: CallToRead): Read {
  const { call, names } = given;
  const [array, index, value, ms, ...rest] = call.arguments as Node[];
  if (!array || !index || !value || rest.length > 0 || call.arguments.some(({ type }: Node) => type === 'SpreadElement')) return refuse('wait-shared-memory');
  if (!isOwnArray(array, call, names) || numberOf(index, names) !== 0 || numberOf(value, names) !== 0) return refuse('wait-shared-memory');
  if (!ms || ms.type === 'Identifier' && /^(?:Infinity|undefined)$/.test(ms.name)) return refuse('wait-shared-memory');
  const known = numberOf(ms, names);
  if (known !== undefined && known > LONGEST) return refuse('wait-argument');
  const form = delay(ms, given, ' + 1');
  return { form: isUsed(call) && form.kind === 'call' ? { ...form, value: "'timed-out'" } : form };
}

const isNew = (node: Node | null | undefined, name: string, names: NameUses): boolean => node?.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === name && names.bindings.get(node.callee) === undefined;

/** A view of memory that nobody else has: made in place, or in a constant that is used for waiting alone. */
function isOwnArray(node: Node, call: Node, names: NameUses): boolean {
  const made = valueOf(node, names, (use) => {
    const owner = use.parent as Node;
    return owner.type === 'CallExpression' && owner.arguments[0] === use && /\bAtomics\s*\.\s*wait$/.test(calleeText(owner));
  });
  if (!isNew(made, 'Int32Array', names) || made!.arguments.length !== 1) return false;
  const buffer = valueOf(made!.arguments[0], names, (use) => use.parent === made);
  return isNew(buffer, 'SharedArrayBuffer', names) && buffer!.arguments.length === 1 && numberOf(buffer!.arguments[0], names) !== undefined && call !== buffer;
}

const calleeText = ({ callee }: Node): string => (callee.type === 'MemberExpression' && !callee.computed && callee.object.type === 'Identifier' ? `${callee.object.name}.${callee.property.name}` : '');

/** What `node` is, or the constant that it names where each use of the name is one that `fits`. */
function valueOf(node: Node, names: NameUses, fits: (use: Node) => boolean): Node | undefined {
  const plain = unwrap(node);
  if (plain.type !== 'Identifier') return plain;
  const binding = names.bindings.get(plain);
  const declarator = binding?.uses.map((use) => use.parent as Node).find((parent) => parent.type === 'VariableDeclarator');
  if (!binding || declarator?.parent?.kind !== 'const' || /^Export/.test(declarator.parent.parent?.type ?? '') || declarator.id.type !== 'Identifier') return undefined;
  return declarator.init && binding.uses.every((use) => use === declarator.id || fits(use)) ? unwrap(declarator.init) : undefined;
}

/** `execSync('sleep 1')`, `spawnSync('sleep', ['1'])`. What it gives is never used: an empty buffer tells nobody anything. */
function commandSleep({ call }: CallToRead): Read | undefined {
  const [first, second, third] = call.arguments as Node[];
  const command = first?.type === 'StringLiteral' ? (first.value as string).trim() : '';
  const inShell = /^sleep\s+(\d+(?:\.\d+)?|\.\d+)s?$/.exec(command)?.[1];
  const list = second?.type === 'ArrayExpression' && second.elements.length === 1 && second.elements[0]?.type === 'StringLiteral' ? (second.elements[0].value as string) : '';
  const seconds = inShell ?? (command === 'sleep' ? /^(?:\d+(?:\.\d+)?|\.\d+)$/.exec(list)?.[0] : undefined);
  if (seconds === undefined) return undefined;
  const options = inShell === undefined ? third : second;
  if (isUsed(call) || call.arguments.length > (inShell === undefined ? 3 : 2) || (options && !isHarmless(options))) return undefined;
  const ms = Number(seconds) * 1000;
  return ms > LONGEST ? undefined : { form: { kind: 'call', before: `${Math.ceil(ms)} + 1`, after: '' } };
}

/** Options that make no difference to a program which says and reads nothing. */
const isHarmless = (options: Node): boolean => options.type === 'ObjectExpression' && options.properties.every((each: Node) => each.type === 'ObjectProperty' && !each.computed && /^(?:stdio|encoding|windowsHide|maxBuffer)$/.test(each.key.name ?? each.key.value) && /Literal$/.test(each.value.type));

function packageSleep(given: CallToRead, { unit, takes, byTimer, gives }: Sleep, isStatement: boolean): Read {
  const { call, names } = given;
  const [argument, ...rest] = call.arguments as Node[];
  if (!argument || argument.type === 'SpreadElement' || rest.length > 0) return refuse('wait-argument');
  if (gives && !isStatement) return refuse('wait-result');
  const known = numberOf(argument, names);
  const more = byTimer ? '' : ' + 1';
  if (takes === 'natural' || takes === 'positive') {
    const isValid = known !== undefined && (takes === 'natural' ? Number.isInteger(known) && known >= 0 : known > 0);
    if (!isValid || known * unit > LONGEST) return refuse('wait-argument');
    const ms = known * unit;
    return unit === 1 ? { form: delay(argument, given, more) } : { form: { kind: 'call', before: `${Math.ceil(ms)}${more}`, after: '' } };
  }
  if (known !== undefined && known > LONGEST) return refuse('wait-argument');
  // what it takes for no number it does not wait for
  if (takes === 'number' && !isNumber(argument, names)) return refuse('wait-argument');
  if (takes === 'number') return { form: delay(argument, given, more) };
  // deasync hands it to a timer as it is, which takes anything; a promise of a timer takes numbers
  const span = { start: argument.start, end: argument.end };
  return { form: isNumber(argument, names) ? { kind: 'call', before: '', argument: span, after: '' } : { kind: 'call', before: 'Number(', argument: span, after: ')' } };
}

/** `deasync.loopWhile(() => !done)`: its function becomes the condition of a loop. */
function pollOf(call: Node, isStatement: boolean): Read {
  const [argument, ...rest] = call.arguments as Node[];
  if (!isStatement) return refuse('wait-result');
  const condition = argument && rest.length === 0 && isFunction(argument) && !argument.async && !argument.generator && argument.params.length === 0 ? expressionOf(argument) : undefined;
  if (!condition) return refuse('wait-argument');
  let isBound = false;
  walk(condition, (node) => {
    if (isFunction(node) || /^(?:AwaitExpression|YieldExpression)$/.test(node.type)) isBound = true;
    // of a function they are its own
    if (argument!.type !== 'ArrowFunctionExpression' && (node.type === 'ThisExpression' || (node.type === 'Identifier' && (node.name === 'arguments' || node.name === argument!.id?.name)))) isBound = true;
  });
  const statement = call.parent as Node;
  return isBound ? refuse('wait-argument') : { form: { kind: 'poll', statement: { start: statement.start, end: statement.end }, condition: { start: condition.start, end: condition.end } } };
}

function expressionOf({ body }: Node): Node | undefined {
  if (body.type !== 'BlockStatement') return body;
  const [only, ...rest] = body.body as Node[];
  return only?.type === 'ReturnStatement' && rest.length === 0 ? (only.argument ?? undefined) : undefined;
}
