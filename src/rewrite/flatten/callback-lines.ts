// An error-first call -> an await and the body of its callback, in a try where the callback deals with the error itself.
import type { Awaited } from '../../core/callbacks.ts';
import type { Branch, Flow, Item, Step, Unwrapped } from '../../facts/callback-items.ts';
import type { Binding } from '../../facts/name-uses.ts';
import { callbackArgument } from '../../facts/callback-argument.ts';
import type { Node } from '../../syntax/node.ts';
import { awaitedCall, resultOf, type Result } from './callback-results.ts';
import { againLines, doneLines, joinLines, loopLines } from './callback-frames.ts';
import { leaveLines, settleLines, type Ending } from './callback-settles.ts';
import { isInTurn, togetherCall, type NativeAwaited } from './native-calls.ts';
import { emptied } from './bodies.ts';
import { block, commentsBetween, expression, freshName, joined, semicolon, type Context, type Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';
import { regionLines } from './region.ts';

/** A flattening with what replaces each call. */
export interface Writing {
  readonly f: Flattening;
  readonly awaited: (call: Node) => Awaited;
  /** What becomes of the result of the function. */
  readonly ending: Ending;
  /** The function that becomes async. */
  readonly fn: Node;
  /** Functions that calls run, as they were read. */
  readonly flows: ReadonlyMap<Node, Flow>;
  /** The statements of a call that runs functions one after the other. */
  readonly inTurn: (w: Writing, call: Node, how: NativeAwaited, ending: Ending, context: Context) => Piece[][];
  /** How many values it gives; more than one are a list. */
  readonly several: number;
}

/** Notes replacements for what has to change in a list of statements. */
export function writeItems(w: Writing, items: readonly Item[], list: readonly Node[], context: Context, dissolved: boolean): void {
  const { f } = w;
  for (const item of items) {
    const { node, call, end } = item;
    const listed = node['bare'] === true || list.includes(node) || /^(BlockStatement|SwitchCase)$/.test(node['parent'].type);
    const found = placeOf(node, list, context);
    const crowded = listed && !(dissolved && list.includes(node)) && isCrowded(f, node);
    const indent = f.composer.indentAt(node.start) + (listed && !crowded ? '' : f.style.indent);
    const at: Context = { inTry: false, tail: item.last, scope: found.scope, path: listed ? found.path : `${found.path}/${++f.blocks}`, indent };
    const comments = [...commentsBetween(f, node.start, call.start, indent), ...commentsBetween(f, call.end, end, indent)];
    f.regions.push({ node, scope: at.scope, path: at.path, declares: false });
    const lines = [...(/^(unwrapped|done)$/.test(item.kind) ? [] : comments), ...itemLines(w, item, at)];
    const alone = node['parent'].type === 'BlockStatement' && node['parent'].body.length === 1 && !list.includes(node);
    if (lines.length === 0 && alone) lines.push(...leaveLines(f, w.ending, false));
    if (crowded && lines.length > 1) spread(f, node, end, lines, indent);
    else if (lines.length > 0) f.composer.replace(node.start, end, listed ? joined(f, lines, indent) : braced(f, lines, f.composer.indentAt(node.start)));
    else if (listed && list[0] === node) f.composer.replace(node.start, end, []);
    else if (listed) f.composer.replace(emptied(f, node)[0], end, []);
    else f.composer.replace(node.start, end, [written('{}')]);
  }
}

/** The lines that replace one item. */
export function itemLines(w: Writing, item: Item, context: Context): Piece[][] {
  switch (item.kind) {
    case 'settle': return settleLines(w, item, context);
    case 'step': return stepLines(w, item, context);
    case 'unwrapped': return unwrappedLines(w.f, item, context);
    case 'join': return joinLines(w, item, context);
    case 'done': return doneLines(w, item, context);
    case 'loop': return loopLines(w, item, context);
    case 'again': return againLines(w, item, context);
    case 'tail': return [[written('return '), ...expression(w.f, item.call, context.indent), semicolon(w.f)]];
  }
}

/** The statement stands on one line with the braces around it. */
function isCrowded({ composer }: Flattening, { start, parent }: Node): boolean {
  const brace = composer.text.lastIndexOf('{', start - 1);
  return parent.type === 'BlockStatement' && brace === parent.start && /^[ \t]*$/.test(composer.text.slice(brace + 1, start));
}

/** Puts the first statement of a block that is one line on lines of its own. */
function spread(f: Flattening, node: Node, end: number, lines: readonly (readonly Piece[])[], indent: string): void {
  const { text } = f.composer;
  const close = node['parent'].end - 1;
  const outer = f.composer.indentAt(node.start);
  const rest = text.slice(end, close);
  const ends = /^[ \t]*$/.test(rest);
  f.composer.replace(node['parent'].start + 1, ends ? close : end, [written(f.style.eol + indent), ...joined(f, lines, indent), ...(ends ? [written(f.style.eol + outer)] : [])]);
}

/** The statements of a try without it, and the comments of its catch. */
function unwrappedLines(f: Flattening, { node }: Unwrapped, { scope, path, indent }: Context): Piece[][] {
  const tried = node['block'] as Node;
  f.regions.push({ node: tried, scope, path, declares: true });
  return [...regionLines(f, { start: tried.start + 1, end: tried.end - 1 }, tried['body'][0], indent), ...commentsBetween(f, tried.end, node.end, indent)];
}

const braced = (f: Flattening, lines: readonly (readonly Piece[])[], indent: string): readonly Piece[] => {
  const [only] = lines;
  return lines.length === 1 && /^(return|throw|await|continue)\b/.test(f.composer.print(only!)) ? only! : block(f, lines, indent);
};

/** The block that a statement stands in; one of `list` itself stands where the list goes. */
function placeOf(node: Node, list: readonly Node[], { scope, path }: Context): Pick<Context, 'scope' | 'path'> {
  for (let at = node; !list.includes(at) && at['bare'] !== true;) {
    at = at['parent'] as Node;
    if (/^(BlockStatement|SwitchStatement)$/.test(at.type)) return { scope: at, path: '' };
  }
  return { scope, path };
}

const deeper = (f: Flattening, context: Context): Context => ({ ...context, indent: context.indent + f.style.indent, path: `${context.path}/${++f.blocks}` });
const isOpen = (branches: readonly Branch[]): boolean => branches.every(({ open }) => open);

/** The lines that a call with its callback becomes. */
export function stepLines(w: Writing, step: Step, context: Context): Piece[][] {
  const { f } = w;
  const { call, callback, after, last } = step;
  const { indent } = context;
  const given = callbackArgument(call, step.shape);
  const leave = leaveLines(f, w.ending, last);
  const how = w.awaited(call);
  const before = (call['arguments'] as Node[])[call['arguments'].indexOf(given) - 1]?.end ?? call['callee'].end;
  const comments = [...commentsBetween(f, before, given.start, indent), ...commentsBetween(f, given.end, (call['arguments'] as Node[])[call['arguments'].indexOf(given) + 1]?.start ?? call.end, indent)];
  const isTried = callback !== undefined && /^(caught|both)$/.test(callback.kind) && after.length === 0;
  const inTurn = how.kind === 'native' && isInTurn(how.form) ? (ending: Ending, at: Context = context): Piece[][] => w.inTurn(w, call, how, ending, at) : undefined;
  let value = how.kind !== 'native' ? awaitedCall(f, call, given, how, isTried ? indent + f.style.indent : indent) : inTurn ? [] : togetherCall(f, call, how, w.flows, w.awaited, isTried ? indent + f.style.indent : indent);
  if (step.handed) return [...comments, handedLine(f, step, value), ...leave];
  if (!callback) {
    const { ending } = w;
    if (inTurn) {
      const isWanted = how.kind === 'native' && how.form === 'waterfall' && (ending.kind === 'bind' || (ending.kind === 'return' && ending.value));
      return [...comments, ...inTurn(isWanted ? ending : { kind: 'drop' }), ...leave];
    }
    if (ending.kind === 'bind') return [...comments, [written(`${ending.keyword} ${ending.pattern} = await `), ...value, semicolon(f)]];
    if (ending.kind === 'return' && ending.value && step.shape.values !== 0) return [...comments, [written('return '), ...value, semicolon(f)]];
    return [...comments, [written('await '), ...value, semicolon(f)], ...leave];
  }
  const { fn, kind } = callback;
  const result = resultOf(f, callback.values, how);
  const error = callback.error && kind === 'both' ? undefined : callback.error;
  f.regions.push({ node: fn, scope: context.scope, path: context.path, declares: true, without: new Set<Binding>([...result.unused, ...(error ? [error] : [])]) });
  if (kind === 'ignored' && !step.shape.existence && !step.shape.bare) value = [...value, written(`.catch(${ignored(result, how)})`)];
  const pending = after.length > 0 ? freshName(f, 'pending', w.fn) : undefined;
  const awaited: Piece[] = pending === undefined ? [written('await '), ...value] : [written(`await ${pending}`)];
  const started: Piece[][] = pending === undefined ? [] : [[written(`const ${pending} = `), ...value, semicolon(f)]];
  const gone = callback.declaration ? dropDeclaration(f, callback.declaration, indent) : [];
  const more = [...comments, ...gone, ...looseComments(f, callback.fn, [...callback.failure, ...callback.success], indent)];
  const lines = kind === 'caught' ? caughtLines(w, step, result, awaited, more, context, inTurn)
    : kind === 'both' ? bothLines(w, step, result, awaited, more, context, inTurn)
    : plainLines(w, step, result, awaited, more, context, inTurn);
  if (isOpen(callback.success) && !(kind === 'caught' && callback.success.length === 0)) lines.push(...leave);
  if (pending === undefined) return lines;
  const final = after.at(-1)!;
  f.composer.replace(final.start, final.end, [...f.composer.emit(final.start, final.end), written(f.style.eol + indent), ...joined(f, lines, indent)]);
  return started;
}

/** What a callback that ignores its error has for values where there is one. */
const ignored = ({ names, onError }: Result, { fields, several }: Awaited): string => (onError.length > 0 ? '(error) => error' : names.length > 0 && fields ? '() => ({})' : names.length > 0 && several ? '() => []' : '() => {}');

/** `await call.then((value) => done(null, value), done);` */
function handedLine(f: Flattening, { handed, shape, call }: Step, value: readonly Piece[]): Piece[] {
  const name = f.composer.print(f.composer.emit(handed!.start, handed!.end));
  const given = shape.values === 0 ? '' : freshName(f, 'value', call);
  return [written('await '), ...value, written(`.then((${given}) => ${name}(null${given && `, ${given}`}), ${name})`), semicolon(f)];
}

/** A declared callback goes from where it stands. @returns the comments before it */
function dropDeclaration(f: Flattening, declaration: Node, indent: string): Piece[][] {
  const list = declaration['parent'].body as Node[];
  const before = list[list.indexOf(declaration) - 1]!;
  f.composer.replace(before.end, declaration.end, []);
  return commentsBetween(f, before.end, declaration.start, indent);
}

/** The statements of a call that runs functions one after the other, where it is written so. */
type InTurn = ((ending: Ending, at?: Context) => Piece[][]) | undefined;

/** `const value = await call`, and what came after it. */
function plainLines(w: Writing, { callback }: Step, result: Result, awaited: readonly Piece[], comments: readonly Piece[][], context: Context, inTurn: InTurn): Piece[][] {
  const { f, ending } = w;
  const { success, values } = callback!;
  const [only, ...others] = success.flatMap(({ list }) => list);
  const [item] = success.flatMap(({ items }) => items);
  const [name] = result.names;
  // a value that is only handed on needs no name
  if (!inTurn && w.several === 1 && only && others.length === 0 && item?.kind === 'settle' && item.node === only && item.value?.type === 'Identifier' && item.state === 'none' && result.simple && values[0] === result.params[0] && item.value.name === values[0]?.name && result.uses === 1 && name) {
    const inside = success.flatMap((part) => commentsBetween(f, afterComment(f, part), part.end, context.indent));
    if (ending.kind === 'return') return [...comments, ...inside, [written('return '), ...withoutAwait(f, awaited), semicolon(f)]];
    return [...comments, ...inside, [...(ending.kind === 'bind' ? [written(`${ending.keyword} ${ending.pattern} = `)] : []), ...awaited, semicolon(f)], ...leaveLines(f, ending, item.last)];
  }
  if (inTurn) return [...inTurn(name ? { kind: 'bind', keyword: result.keyword, pattern: result.pattern } : { kind: 'drop' }), ...comments, ...branchLines(w, success, context)];
  const bound = result.names.length > 0 ? [written(`${result.keyword} ${result.pattern} = `), ...awaited, semicolon(f)] : [...awaited, semicolon(f)];
  return [bound, ...besideLines(f, result, ''), ...comments, ...branchLines(w, success, context)];
}

/** `const done = client.release` */
const besideLines = (f: Flattening, { beside, names: [first] }: Result, guard: string): Piece[][] => beside.map(({ keyword, name, property }) => [written(`${keyword} ${name} = ${guard}${first!}.${property}`), semicolon(f)]);

/** What an async function returns is awaited by whoever waits for it. */
const withoutAwait = (f: Flattening, [first, ...rest]: readonly Piece[]): readonly Piece[] => (first && f.composer.print([first]) === 'await ' ? rest : [first!, ...rest]);

/** `let value; try { value = await call } catch (err) { … }`, and what came after it. */
function caughtLines(w: Writing, step: Step, result: Result, awaited: readonly Piece[], comments: readonly Piece[][], context: Context, inTurn: InTurn): Piece[][] {
  const { f } = w;
  const { fn, error, failure, success, falls } = step.callback!;
  const inner = { ...deeper(f, context), tail: false };
  const strips = failure.flatMap((part) => part.strips);
  // values that are looked at after both ends are those of the error
  const isKept = falls && result.onError.some(({ use }) => success.some(({ start, end }) => use.start >= start && use.end <= end));
  const isUsed = isKept || error!.uses.some((use) => failure.some(({ start, end }) => use.start >= start && use.end <= end) && !strips.some(({ start, end }) => use.start >= start && use.end <= end));
  for (const { use, field } of result.onError) if (failure.some(({ start, end }) => use.start >= start && use.end <= end)) f.composer.replace(use.start, use.end, [written(`${nameNow(f, fn)}.${field}`)]);
  if (isUsed) f.regions.push({ node: fn, scope: inner.scope, path: inner.path, declares: true, caught: error! });
  const failed = branchLines(w, failure, inner);
  const ended = success.flatMap(({ list }) => list).length === 0 && step.last;
  if (isKept) failed.unshift(assigned(f, result, [written(nameNow(f, fn))]));
  if (!falls && isOpen(failure) && !ended) failed.push([written('return'), semicolon(f)]);
  const head = isUsed ? `catch (${nameNow(f, fn)}${f.typed ? ': any' : ''})` : 'catch';
  const statement = [written('try '), ...block(f, inTurn ? inTurn({ kind: 'drop' }, deeper(f, context)) : [assigned(f, result, awaited)], context.indent), written(` ${head} `), ...block(f, failed, context.indent)];
  return [...declared(f, result), statement, ...besideLines(f, result, falls ? `${result.names[0]!} && ` : ''), ...comments, ...branchLines(w, success, context)];
}

/** `let err = null; try { … } catch (error) { err = error }`, and the whole body. */
function bothLines(w: Writing, { callback, shape }: Step, result: Result, awaited: readonly Piece[], comments: readonly Piece[][], context: Context, inTurn: InTurn): Piece[][] {
  const { f } = w;
  const name = nameNow(f, callback!.fn);
  const caught = freshName(f, 'error', w.fn);
  const type = f.typed ? ': any' : '';
  const first: Piece[] = [written(`let ${name}${type}${shape.noError ? '' : ' = null'}`), semicolon(f)];
  const values = result.onError.length > 0 ? [assigned(f, result, [written(caught)])] : [];
  const statement = [written('try '), ...block(f, inTurn ? inTurn({ kind: 'drop' }, deeper(f, context)) : [assigned(f, result, awaited)], context.indent), written(` catch (${caught}${values.length > 0 ? type : ''}) `), ...block(f, [...values, [written(`${name} = ${caught}`), semicolon(f)]], context.indent)];
  return [first, ...declared(f, result), statement, ...besideLines(f, result, `${result.names[0]!} && `), ...comments, ...branchLines(w, callback!.success, context)];
}

/** What the error of a callback is called now. */
function nameNow(f: Flattening, { params }: Node): string {
  const param = params[0] as Node;
  return f.composer.print(f.composer.emit(param.start, param.start + (param['name'] as string).length));
}

const declared = (f: Flattening, { names }: Result): Piece[][] => (names.length === 0 ? [] : [[written(`let ${names.join(', ')}`), semicolon(f)]]);

const assigned = (f: Flattening, { names, simple, pattern }: Result, awaited: readonly Piece[]): Piece[] =>
  names.length === 0 ? [...awaited, semicolon(f)] : simple ? [written(`${names[0]!} = `), ...awaited, semicolon(f)] : [written(`(${pattern} = `), ...awaited, written(')'), semicolon(f)];

/** Parts of a callback as lines. */
export function branchLines(w: Writing, branches: readonly Branch[], context: Context): Piece[][] {
  const { f } = w;
  return branches.flatMap((branch) => {
    const { list, items, strips } = branch;
    // what stands here sees the names of its block
    f.regions.push({ node: { type: 'Part', start: branch.start, end: branch.end }, scope: context.scope, path: context.path, declares: false });
    if (branch.block) f.regions.push({ node: branch.block, scope: context.scope, path: context.path, declares: true });
    for (const { start, end } of strips) f.composer.replace(start, end, []);
    writeItems(w, items, list, context, true);
    const [first] = list;
    if (first && f.composer.print(f.composer.emit(branch.start, branch.end)).trim() === '') return [];
    if (first?.['bare'] !== true) return regionLines(f, { start: afterComment(f, branch), end: branch.end }, first, context.indent);
    const pieces = f.composer.reindent(f.composer.emit(first.start, first.end), f.composer.indentAt(first.start), context.indent);
    const isLiteral = /^(ObjectExpression|FunctionExpression|ClassExpression)$/.test(first['expression'].type);
    if (items.length > 0) return [pieces];
    return [isLiteral ? [written('('), ...pieces, written(')'), semicolon(f)] : [...pieces, semicolon(f)]];
  });
}

/** Where a part begins after a comment that ends the line before it. */
function afterComment(f: Flattening, { start, end, list, block: braces }: Branch): number {
  const comment = braces || list[0]?.start === start ? undefined : f.comments.find((each) => each.start >= start && each.end <= end && /^[ \t]*$/.test(f.composer.text.slice(start, each.start)));
  return comment ? comment.end : start;
}

/** Comments of a callback that stand in none of its parts. */
function looseComments(f: Flattening, fn: Node, branches: readonly Branch[], indent: string): Piece[][] {
  const inside = (each: Node): boolean => branches.some((branch) => each.start >= afterComment(f, branch) && each.end <= branch.end);
  return f.comments.filter((each) => each.start >= fn.start && each.end <= fn.end && !inside(each)).flatMap((each) => commentsBetween(f, each.start, each.end, indent));
}

