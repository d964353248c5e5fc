// A call that runs functions one after the other, without the library: a loop, or their statements in sequence.
import type { Flow } from '../../facts/callback-items.ts';
import { givesDroppable } from '../../facts/dissolving.ts';
import { statementsOf } from '../../facts/error-branch.ts';
import { isAssigned, type Binding } from '../../facts/name-uses.ts';
import { tasksOf } from '../../facts/task-functions.ts';
import type { Node } from '../../syntax/node.ts';
import { writeItems, type Writing } from './callback-lines.ts';
import type { Ending } from './callback-settles.ts';
import { block, commentsBetween, expression, type Context, type Flattening } from './flattening.ts';
import type { NativeAwaited } from './native-calls.ts';
import { written, type Piece } from './pieces.ts';
import { regionLines } from './region.ts';

/** @param ending what becomes of the value of the last function */
export function inTurnLines(w: Writing, call: Node, { form, at }: NativeAwaited, ending: Ending, context: Context): Piece[][] {
  const { f } = w;
  const list = call['arguments'][0] as Node;
  const { fns } = tasksOf(call, { at, how: form === 'loop' ? 'each' : 'in turn' });
  if (form === 'loop') return loopLines(w, list, fns[0]!, context);
  let before = list.start + 1;
  const lines = fns.flatMap((fn, index) => {
    const comments = [...commentsBetween(f, before, fn.start, context.indent), ...commentsBetween(f, fn.start, fn.body.start, context.indent)];
    before = fn.end;
    const next = fns[index + 1];
    const isKept = index > 0 && !givesDroppable(w.flows.get(fns[index - 1]!)!);
    return [...comments, ...taskLines(w, fn, next ? takenBy(w, fn, next) : ending, context, isKept)];
  });
  return [...lines, ...commentsBetween(f, before, list.end, context.indent)];
}

/** What becomes of the value that the next function takes. */
function takenBy({ f, flows }: Writing, giving: Node, fn: Node): Ending {
  const [param, callback] = fn['params'] as Node[];
  if (!callback || !param || (givesDroppable(flows.get(giving)!) && unusedIn(f, fn).some(({ uses }) => uses.includes(param)))) return { kind: 'drop' };
  return { kind: 'bind', keyword: isReassigned(f, fn, param) ? 'let' : 'const', pattern: f.composer.print(expression(f, param, '')) };
}

const isReassigned = (f: Flattening, fn: Node, param: Node): boolean => f.names.declaredIn(fn).some(({ uses }) => uses.some((use) => use.start >= param.start && use.end <= param.end) && uses.some((use) => isAssigned(use) && use.start > param.end));

/** Parameters that are plain names which nothing uses. */
const unusedIn = (f: Flattening, fn: Node): Binding[] => f.names.declaredIn(fn).filter(({ uses }) => uses.length === 1 && (fn['params'] as Node[]).includes(uses[0]!));

function loopLines(w: Writing, list: Node, fn: Node, context: Context): Piece[][] {
  const { f } = w;
  const { indent } = context;
  const param = fn['params'][0] as Node;
  const inner: Context = { ...context, indent: indent + f.style.indent, path: `${context.path}/${++f.blocks}`, tail: false };
  const body = taskLines(w, fn, { kind: 'continue' }, inner, true);
  const head = [written(`for (${isReassigned(f, fn, param) ? 'let' : 'const'} `), ...expression(f, param, indent), written(' of '), ...expression(f, list, indent), written(') ')];
  return [[...head, ...block(f, body, indent)]];
}

/** The body of a function where it comes to stand. @param keeps its unused parameter is written as well */
function taskLines(w: Writing, fn: Node, ending: Ending, context: Context, keeps = false): Piece[][] {
  const { f } = w;
  const { items } = w.flows.get(fn) as Flow;
  const callback = f.names.declaredIn(fn).filter(({ uses }) => uses.includes((fn['params'] as Node[]).at(-1)!));
  f.regions.push({ node: fn, scope: context.scope, path: context.path, declares: true, without: new Set([...callback, ...(keeps ? [] : unusedIn(f, fn))]) });
  const list = statementsOf(fn);
  writeItems({ ...w, ending, several: 1 }, items, list, context, true);
  const [first] = list;
  if (first?.['bare'] === true) {
    const pieces = f.composer.reindent(f.composer.emit(first.start, first.end), f.composer.indentAt(first.start), context.indent);
    return f.composer.print(pieces).trim() === '' ? [] : [pieces];
  }
  const inside = { start: fn.body.start + 1, end: fn.body.end - 1 };
  return f.composer.print(f.composer.emit(inside.start, inside.end)).trim() === '' ? [] : regionLines(f, inside, first, context.indent);
}
