// Loops that do nothing but ask the clock: `while (now() < end);` and the other ways to write that.
import type { WaitFact, WaitForm } from '../../core/wait.ts';
import { unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { clockOf, isSteady, operand, type Clock } from './clock.ts';

interface File {
  readonly text: string;
  readonly names: NameUses;
}

/** How a reading of the clock is found in a condition: itself, or the variable that the loop keeps it in. */
type FindClock = (node: Node) => Clock | undefined;

/** How long it is until `left <= right` no longer holds; the reason when somebody else could move that moment, undefined when the clock has no part in it. */
function leftUntil(left: Node, right: Node, loop: Node, find: FindClock, { text, names }: File): { left: string; clock: Clock } | 'shared' | undefined {
  const [before, after] = [unwrap(left), unwrap(right)];
  const whole = find(before);
  if (whole) {
    if (!isSteady(after, loop, names)) return 'shared';
    return { left: inMs(`${operand(right, text)} - ${whole.text}`, whole), clock: whole };
  }
  const since = before.type === 'BinaryExpression' && before.operator === '-' ? find(unwrap(before.left)) : undefined;
  if (!since) return undefined;
  if (!isSteady(before.right, loop, names) || !isSteady(after, loop, names)) return 'shared';
  const begun = unwrap(before.right);
  const beginning = text.slice(before.right.start, before.right.end);
  const isAtom = begun.type === 'Identifier' || begun.type.endsWith('Literal');
  return { left: inMs(`${operand(right, text)} - (${since.text} - ${isAtom ? beginning : `(${beginning})`})`, since), clock: since };
}

/** The moment can pass between the condition and this, and since Node 22 a timer warns of negative delays. */
const inMs = (difference: string, { isBig }: Clock): string => `Math.max(0, ${isBig ? `Number(${difference}) / 1e6` : difference})`;

/** As leftUntil, for the condition that a loop goes on with, or ends with. */
function leftWhile(test: Node, goesOn: boolean, loop: Node, find: FindClock, file: File): ReturnType<typeof leftUntil> {
  const plain = unwrap(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') return leftWhile(plain.argument, !goesOn, loop, find, file);
  if (plain.type !== 'BinaryExpression' || !/^[<>]=?$/.test(plain.operator)) return undefined;
  const isUpwards = plain.operator.startsWith('<') === goesOn;
  return isUpwards ? leftUntil(plain.left, plain.right, loop, find, file) : leftUntil(plain.right, plain.left, loop, find, file);
}

const isTrue = (test: Node | null): boolean => test === null || (test.type === 'BooleanLiteral' && test.value === true) || (test.type === 'NumericLiteral' && test.value === 1);

/** The one statement of a body. */
const onlyStatement = (body: Node): Node | undefined => (body.type === 'BlockStatement' ? (body.body.length === 1 && body.directives.length === 0 ? body.body[0] : undefined) : body);

/** What a loop's body does: nothing, keep the time in a variable, or end the loop. */
function formOf(loop: Node, file: File): { form: WaitForm; clock: Clock } | 'shared' | undefined {
  const { text, names } = file;
  const { body } = loop;
  const find: FindClock = (node) => clockOf(node, names, text);
  const place = (kind: 'empty-body' | 'before' | 'after', statement: Node, answer: ReturnType<typeof leftUntil>): ReturnType<typeof formOf> =>
    typeof answer === 'object' ? { form: { kind: 'loop', place: kind, body: { start: statement.start, end: statement.end }, left: answer.left }, clock: answer.clock } : answer;
  if (body.type === 'EmptyStatement' || (body.type === 'BlockStatement' && body.body.length === 0)) {
    return loop.test ? place('empty-body', body, leftWhile(loop.test, true, loop, find, file)) : undefined;
  }
  const only = onlyStatement(body);
  if (!only || body.type !== 'BlockStatement') return undefined;
  if (only.type === 'IfStatement' && !only.alternate && isTrue(loop.test) && loop.type !== 'DoWhileStatement') {
    const ending = onlyStatement(only.consequent);
    if (ending?.type !== 'BreakStatement' || ending.label) return undefined;
    return place('after', only, leftWhile(only.test, false, loop, find, file));
  }
  // `now = clock()`, and the condition asks about now
  const assignment = only.type === 'ExpressionStatement' && only.expression.type === 'AssignmentExpression' && only.expression.operator === '=' ? only.expression : undefined;
  const reading = assignment && find(assignment.right);
  const kept = reading && assignment.left.type === 'Identifier' ? names.bindings.get(assignment.left) : undefined;
  if (!kept || !loop.test) return undefined;
  return place('before', only, leftWhile(loop.test, true, loop, (node) => (node.type === 'Identifier' && names.bindings.get(node) === kept ? reading : find(node)), file));
}

/** `for (i = 0; i < 1e7; i++) if (now() - start > ms) break;`: gives up after so many turns, however fast the machine is. */
function countsTurns(loop: Node, { names, text }: File): Clock | undefined {
  if (loop.type !== 'ForStatement' || !loop.update || !loop.test) return undefined;
  const only = onlyStatement(loop.body);
  const ending = only?.type === 'IfStatement' && !only.alternate ? onlyStatement(only.consequent) : undefined;
  if (ending?.type !== 'BreakStatement') return undefined;
  let clock: Clock | undefined;
  walk(only!.test, (node) => { clock ??= clockOf(node, names, text); });
  return clock;
}

const LOOP = /^(?:While|DoWhile|For)Statement$/;

/** All of a file, in source order. */
export function busyLoops(program: Node, file: File): WaitFact[] {
  const found: WaitFact[] = [];
  walk(program, (node) => {
    if (!LOOP.test(node.type)) return;
    const add = (call: Node, rest: Pick<WaitFact, 'form' | 'refused'>): void => void found.push({ span: { start: call.start, end: call.end }, name: 'busy-wait', ...rest });
    const counted = countsTurns(node, file);
    if (counted) return add(counted.call, { refused: { code: 'wait-turns', to: '' } });
    if (node.type === 'ForStatement' && node.update) return;
    const form = formOf(node, file);
    if (form === 'shared') {
      let clock: Clock | undefined;
      walk(node, (each) => { clock ??= clockOf(each, file.names, file.text); });
      if (clock) add(clock.call, { refused: { code: 'wait-condition', to: '' } });
    } else if (form) add(form.clock.call, { form: form.form });
  });
  return found;
}
