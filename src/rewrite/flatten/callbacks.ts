// One file: its functions that wait by callbacks become async functions, as text edits.
import type { AcceptedBody, Answer, Awaited, CallbackRole } from '../../core/callbacks.ts';
import type { Edit } from '../../core/edit.ts';
import { spanKey, type Span } from '../../core/source.ts';
import type { Style } from '../../core/style.ts';
import { callbackParameter, readBody, type ShapeOf } from '../../facts/callback-bodies.ts';
import { functionsIn } from '../../facts/callback-flow.ts';
import type { Flow } from '../../facts/callback-items.ts';
import { statementsOf } from '../../facts/error-branch.ts';
import { callbackMode } from '../../facts/callback-tests.ts';
import { awaitedType } from '../../facts/callback-types.ts';
import { NameUses } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { makeAsync } from '../make-async.ts';
import { jsdocEdits } from './callback-jsdoc.ts';
import { wrapBody } from './callbackified.ts';
import { itemLines, writeItems, type Writing } from './callback-lines.ts';
import { inTurnLines } from './native-lines.ts';
import { block, commentsBetween, type Context, type Flattening } from './flattening.ts';
import { writeModule } from './module-lines.ts';
import { planNames, rename } from './names.ts';
import { Composer, written, type Piece } from './pieces.ts';

/** A file whose bodies are to be flattened. `ast` has parents. */
export interface CallbackTarget {
  readonly ast: Node;
  readonly text: string;
  readonly style: Style;
  readonly typed: boolean;
  readonly bodies: readonly AcceptedBody[];
  /** The same answers that the bodies were read with. */
  readonly shapeOf: ShapeOf;
  readonly awaited: (call: Span) => Awaited;
  /** The expression for `util.callbackify`, where a body needs it. */
  readonly callbackify?: () => string;
}

interface Body {
  readonly fn: Node;
  readonly role: CallbackRole;
  readonly flow: Flow;
  readonly answer: Answer;
}

/** @throws Unfit when a body is not what was accepted */
export function flattenCallbacks({ ast, text, style, typed, bodies: accepted, shapeOf, awaited, callbackify }: CallbackTarget): Edit[] {
  const program = ast['program'] as Node;
  const names = new NameUses(program);
  const roles = new Map(accepted.map((body) => [spanKey(body.fn), body]));
  const bodies = [...functionsIn(program), program].flatMap((fn): Body[] => {
    const { role, answer = 2 } = roles.get(spanKey(fn)) ?? {};
    return role ? [{ fn, role, answer, flow: readBody(fn, role, names, text, shapeOf) }] : [];
  });
  const dissolved = new Set(accepted.filter((each) => each.dissolved).map(({ fn }) => spanKey(fn)));
  const flows = new Map(bodies.map(({ fn, flow }) => [fn, flow]));
  const standing = bodies.filter(({ fn }) => !dissolved.has(spanKey(fn)));
  const kept = new Set(accepted.filter(({ wrapped }) => wrapped).map(({ fn }) => spanKey(fn)));
  if (bodies.length !== roles.size) throw new Error(`${roles.size} functions were to be flattened, and ${bodies.length} are there`);
  const begin = (): Flattening => ({ composer: new Composer(text, program), names, comments: (ast['comments'] as Node[] | undefined) ?? [], style, typed, flattened: new Set(), stays: new Map(), regions: [], targets: [], made: new Set(), blocks: 0, mayFlatten: () => undefined });
  const first = begin();
  for (const body of standing) writeBody(first, body, awaited, flows);
  const f = begin();
  rename(f, planNames(first, true));
  // inner functions first: what holds them takes over what became of them
  const [inOrder, ofModule] = [standing.filter(({ fn }) => fn !== program), standing.filter(({ fn }) => fn === program)];
  for (const body of [...inOrder.reverse(), ...ofModule]) {
    const { fn, role } = body;
    writeBody(f, body, awaited, flows);
    if (role === 'callbackified') {
      wrapBody(f, { fn, from: body.flow.from!, own: callbackParameter(fn, names)!.name, answer: body.answer, callbackify: callbackify!() });
      continue;
    }
    const mode = role === 'test' ? callbackMode(fn) : undefined;
    if (mode) f.composer.replace((mode['object'] as Node).end, mode.end, []);
    else if (role !== 'detached') dropParameter(f, fn);
    if (role === 'delivers') for (const { span, text: doc } of jsdocEdits(fn, (fn.params as Node[]).at(-1)!['name'] as string, body.flow.settles.some(({ value }) => value !== undefined) || body.flow.steps.some(({ callback, shape }) => !callback && shape.values !== 0), f.comments, text)) f.composer.replace(span.start, span.end, [written(doc)]);
    const type = typed && role === 'delivers' ? awaitedType(fn, body.flow, text) : undefined;
    if (type) f.composer.replace(fn['returnType'].typeAnnotation.start, fn['returnType'].typeAnnotation.end, [written(type.text)]);
    if (fn !== program && !kept.has(spanKey(fn))) for (const { span, text: added } of makeAsync(fn, text, f.comments, 0, role !== 'detached')) f.composer.replace(span.start, span.end, [written(added)]);
  }
  return f.composer.edits();
}

/** Notes replacements for one function. */
function writeBody(f: Flattening, { fn, role, flow }: Body, awaited: (call: Span) => Awaited, flows: ReadonlyMap<Node, Flow>): void {
  const w: Writing = { f, awaited, ending: { kind: 'return', value: role === 'delivers' || role === 'callbackified' }, fn, several: flow.several, flows, inTurn: inTurnLines };
  if (fn.type === 'Program') return writeModule(w, flow, fn);
  writeContinuations(w, flow);
  const indent = f.composer.indentAt(fn.start);
  const context: Context = { indent: indent + f.style.indent, inTry: false, tail: true, scope: fn, path: '' };
  const list = statementsOf(fn);
  if (fn.body.type === 'BlockStatement') return writeItems(w, flow.items, list, { ...context, indent }, false);
  const [item] = flow.items;
  if (!item || item.kind === 'unwrapped') return;
  const lines = itemLines(w, item, context);
  const { text } = f.composer;
  const arrow = text.lastIndexOf('=>', fn.body.start) + 2;
  const comments = commentsBetween(f, arrow, item.call.start, context.indent);
  let { start, end }: { start: number; end: number } = fn.body;
  while (/[\s(]/.test(text[start - 1]!) && start > arrow) start--;
  while (/^\s*\)/.test(text.slice(end)) && end < fn.end) end += /^\s*\)/.exec(text.slice(end))![0].length;
  const short = comments.length === 0 && lines.length === 1 ? returned(f, lines[0]!) : undefined;
  if (short) return f.composer.replace(fn.body.start, fn.body.end, short);
  if (comments.length > 0) start = arrow;
  f.composer.replace(start, Math.max(end, fn.body.end), [written(/\s/.test(text[start - 1]!) ? '' : ' '), ...block(f, [...comments, ...lines], indent)]);
}

/** `return value` as the expression of an arrow. */
function returned(f: Flattening, line: readonly Piece[]): readonly Piece[] | undefined {
  const [first, ...value] = line;
  if (!first || f.composer.print([first]) !== 'return ') return undefined;
  const plain = value.slice(0, -1);
  return f.composer.print(plain).startsWith('{') ? [written('('), ...plain, written(')')] : plain;
}

/** The functions that it ends by become async with it. */
function writeContinuations(w: Writing, { continuations }: Flow): void {
  const { f } = w;
  for (const [continuation, items] of continuations) {
    writeItems(w, items, statementsOf(continuation), { indent: f.composer.indentAt(continuation.start), inTry: false, tail: true, scope: continuation, path: '' }, false);
    for (const { span, text } of makeAsync(continuation, f.composer.text, f.comments, 0, true)) f.composer.replace(span.start, span.end, [written(text)]);
  }
}

/** The callback parameter goes. */
function dropParameter(f: Flattening, fn: Node): void {
  const params = fn.params as Node[];
  const own = callbackParameter(fn, f.names);
  const last = params.at(-1)!;
  if (!own) throw new Error('a callback parameter was to go, and there is none');
  const before = params.at(-2);
  const bare = !before && fn.type === 'ArrowFunctionExpression' && !/\(\s*$/.test(f.composer.text.slice(fn.start, last.start));
  f.composer.replace(before ? before.end : last.start, last.end, bare ? [written('()')] : []);
}
