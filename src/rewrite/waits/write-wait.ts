// A synchronous wait -> an awaited timer: `while (Date.now() < end);` -> `while (Date.now() < end) await setTimeout(end - Date.now());`.
import type { Edit } from '../../core/edit.ts';
import { spanKey } from '../../core/source.ts';
import type { Style } from '../../core/style.ts';
import type { Decision } from '../../core/plan.ts';
import type { DecidedWait, WaitForm } from '../../core/wait.ts';
import type { Node } from '../../syntax/node.ts';
import { needsParens, prefixOrder, suffixOrder } from '../await-text.ts';
import type { ImportRequests } from '../imports.ts';

interface Writing {
  readonly text: string;
  readonly style: Style;
  readonly calls: ReadonlyMap<string, Node>;
  readonly imports: ImportRequests;
}

const replace = (start: number, end: number, text: string, order = 0): Edit => ({ span: { start, end }, text, order });

/** The name of a timer that gives a promise. Under its own name it would hide the global one, from code that is added later, too. */
const timerIn = (imports: ImportRequests, isOld: boolean): string =>
  isOld ? imports.constant('sleep', `${imports.ofUtil('promisify', '')}(setTimeout)`) : imports.atTop('timers/promises', 'setTimeout', ['sleep', 'delay', 'setTimeoutAsync']);

export function waitEdits({ text, style, calls, imports }: Writing, decision: Decision): Edit[] {
  const wait = decision.data!['wait'] as DecidedWait;
  const timer = timerIn(imports, wait.promisified === true);
  const end = style.semicolons ? ';' : '';
  if (wait.kind === 'poll') {
    const { statement, condition } = wait;
    return [replace(statement.start, condition.start, 'while ('), replace(condition.end, statement.end, `) await ${timer}(1);`)];
  }
  if (wait.kind === 'promise') return promiseEdits(wait, calls.get(spanKey(decision.span))!, timer, text);
  if (wait.kind === 'call') return callEdits(wait, calls.get(spanKey(decision.span))!, timer, text);
  const turn = `await ${timer}(${wait.left})${end}`;
  const { start, end: last } = wait.body;
  if (wait.place === 'empty-body') return text[start] === '{' ? [inBlock(text, start, last, turn, style)] : [replace(start, last, `${/\s/.test(text[start - 1]!) ? '' : ' '}${turn}`)];
  const line = /^[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0];
  if (wait.place === 'before') return [replace(start, start, line === undefined ? `${turn}${end === '' ? ';' : ''} ` : turn + style.eol + line)];
  return [replace(last, last, (line === undefined ? (/[;}]/.test(text[last - 1]!) ? ' ' : '; ') : style.eol + line) + turn)];
}

/** At the end of a block without statements: what comments stand in it stay. */
function inBlock(text: string, start: number, end: number, turn: string, { eol, indent }: Style): Edit {
  const inner = text.slice(start + 1, end - 1);
  const lastLine = /\r?\n([ \t]*)$/.exec(inner);
  if (inner.trim() === '' || !lastLine) return replace(end - 1 - /\s*$/.exec(inner)![0].length, end - 1, ` ${turn} `);
  return replace(end - 1 - lastLine[0].length, end - 1, `${eol}${lastLine[1]}${indent}${turn}${eol}${lastLine[1]}`);
}

function callEdits({ before, argument, after, value }: Extract<WaitForm, { kind: 'call' }>, call: Node, timer: string, text: string): Edit[] {
  const parens = needsParens(call);
  const isAwaited = call.parent?.type === 'AwaitExpression';
  const open = `${parens ? '(' : ''}${isAwaited ? '' : 'await '}${timer}(${before}`;
  const close = `${after}${value === undefined ? '' : `, ${value}`})${parens ? ')' : ''}`;
  if (!argument) return [replace(call.start, call.end, open + close)];
  // what is between the argument and the end, a comment say, goes with the call; a comment at the argument stays
  return [replace(call.start, argument.start, open, prefixOrder(call)), replace(argument.end, call.end, close, suffixOrder(call) + 0.5)].filter(({ span }) => text.length >= span.end);
}

/** The delay stays where it is; a value stands behind it or, in a callback, before it. */
function promiseEdits({ argument, value }: Extract<WaitForm, { kind: 'promise' }>, promise: Node, timer: string, text: string): Edit[] {
  const close = value ? `, ${text.slice(value.start, value.end)})` : ')';
  if (!argument) return [replace(promise.start, promise.end, `${timer}(${value ? 'undefined' : ''}${close}`)];
  return [replace(promise.start, argument.start, `${timer}(`), replace(argument.end, promise.end, close)];
}
