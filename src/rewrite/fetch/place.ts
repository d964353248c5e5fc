// Where the statements of an exchange go: into the function that only returned its promise, or into one that is made and run.
import type { Style } from '../../core/style.ts';
import { usesContext } from '../../facts/chains.ts';
import { asyncObstacle } from '../../facts/chain-functions.ts';
import type { Ending } from '../../facts/http/settle-paths.ts';
import type { Binding, NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { written, type Composer, type Piece } from '../flatten/pieces.ts';
import { lines, type Line } from './statement-lines.ts';

export interface Writing {
  readonly composer: Composer;
  readonly names: NameUses;
  readonly program: Node;
  readonly comments: readonly Node[];
  readonly style: Style;
  readonly typed: boolean;
  /** Comments that found a place. */
  readonly kept: Set<Node>;
  /** Where statements become one: the end of the last one, by the start of the first. */
  readonly joined: Map<number, number>;
  /** The local name of a runtime function. */
  readonly runtime: (name: string) => string;
}

/** Statements that take the place of a promise. */
export interface Placed {
  readonly promise: Node;
  readonly executor: Node;
  /** Functions besides the executor whose code moves out of them. */
  readonly dissolved: readonly Node[];
  /** Code that stays as it is. */
  readonly kept: readonly Node[];
  /** Names that go. */
  readonly gone: readonly (Binding | undefined)[];
  /** Names that are declared anew. */
  readonly declared: readonly Binding[];
  readonly lines: (indent: string) => Line[];
}

/** Puts statements in the place of the promise. @throws Unfit when that cannot be done */
export function place(w: Writing, placed: Placed): void {
  const fn = inlineInto(w, placed);
  const hidden = fn ? undefined : clash(w, placed, placed.executor);
  if (hidden) throw new Unfit('http-names', hidden.scope, hidden.name);
  if (fn) writeInto(w, placed, fn);
  else writeFunction(w, placed);
}

/** What the promise is given to, waited for or not. */
const consumerOf = ({ parent }: Node): Node => (parent.type === 'AwaitExpression' && parent.parent.type === 'ReturnStatement' ? parent.parent : parent);

/** The function around that does nothing but return the promise, if it may become async. */
function inlineInto(w: Writing, placed: Placed): Node | undefined {
  const { promise, executor } = placed;
  const parent = consumerOf(promise);
  const isReturned = parent.type === 'ReturnStatement';
  const fn = (isReturned ? parent['parent']['parent'] : parent) as Node;
  if (!isFunction(fn) || fn['generator'] || promise['extra']?.parenthesized) return undefined;
  if (isReturned ? fn['body'] !== parent['parent'] : fn['body'] !== promise) return undefined;
  if (usesContext(executor) && fn.type !== 'ArrowFunctionExpression' && executor.type !== 'ArrowFunctionExpression') return undefined;
  const list: readonly Node[] = isReturned ? fn['body'].body : [];
  if (isReturned && list.at(-1) !== parent) return undefined;
  if (!fn['async'] && (list.length > 1 || asyncObstacle(fn, w.program, w.names, w.composer.text, false))) return undefined;
  if (fn['computed'] || fn['decorators']?.length || clash(w, placed, fn)) return undefined;
  return fn;
}

/** Names of the code that comes to stand in `container`, besides those that stand there already. */
function widened(w: Writing, { executor, dissolved, gone, declared }: Placed, container: Node): Binding[] {
  const left = new Set<Binding | undefined>([...(executor['params'] as Node[]).map((each) => w.names.bindings.get(each)), ...gone]);
  const inner = [...dissolved, ...(container === executor ? [] : [executor])];
  return [...inner.flatMap((each) => w.names.declaredIn(each)).filter((each) => !left.has(each) && !declared.includes(each)), ...declared];
}

/** The first name that means something else somewhere in `container`, in code that stays. */
function clash(w: Writing, placed: Placed, container: Node): Binding | undefined {
  const { promise, kept } = placed;
  const isIn = (use: Node, { start, end }: Node): boolean => use.start >= start && use.end <= end;
  const stays = (use: Node): boolean => isIn(use, container) && (!isIn(use, promise) || kept.some((each) => isIn(use, each)));
  const uses = [...w.names.bindings.keys()].filter(stays);
  return widened(w, placed, container).find((each) => uses.some((use) => use['name'] === each.name && !each.uses.includes(use)));
}

function writeInto(w: Writing, placed: Placed, fn: Node): void {
  const { composer, style } = w;
  const { promise } = placed;
  if (!fn['async']) composer.replace(asyncAt(fn), asyncAt(fn), [written('async ')]);
  if (fn['body'] === promise) {
    const indent = composer.indentAt(promise.start);
    composer.replace(promise.start, promise.end, block(w, placed.lines(indent + style.indent), indent));
    return;
  }
  const statement = consumerOf(promise);
  const indent = composer.indentAt(statement.start);
  composer.replace(statement.start, statement.end, lines(w, placed.lines(indent), indent));
}

const asyncAt = (fn: Node): number => (/Method$/.test(fn.type) ? (fn['key'].start as number) : fn.start);

/** `(async () => { … })()` is made and run when the promise was. */
function writeFunction(w: Writing, placed: Placed): void {
  const { promise } = placed;
  const { composer, style, typed } = w;
  const [type] = ((promise['typeParameters'] ?? promise['typeArguments'])?.params ?? []) as Node[];
  const indent = composer.indentAt(promise.start);
  const guard = startsStatement(promise) && !style.semicolons ? ';' : '';
  const head = typed && type ? `${guard}(async (): Promise<${composer.text.slice(type.start, type.end)}> => ` : `${guard}(async () => `;
  composer.replace(promise.start, promise.end, [written(head), ...block(w, placed.lines(indent + style.indent), indent), written(')()')]);
}

function startsStatement(node: Node): boolean {
  let at = node;
  while (at['parent'] && at['parent'].start === node.start && at.type !== 'ExpressionStatement') at = at['parent'];
  return at.type === 'ExpressionStatement';
}

export function block(w: Writing, body: readonly Line[], indent: string): Piece[] {
  const inner = indent + w.style.indent;
  return [written(`{${w.style.eol}${inner}`), ...lines(w, body, inner), written(`${w.style.eol}${indent}}`)];
}

/** The statements of a function; an expression counts as one. */
export const listOf = ({ body }: Node): readonly Node[] => (body.type === 'BlockStatement' ? body.body : [body]);

/** `resolve(x)` as `return x`. */
export function writeEnding({ composer, style, comments, joined }: Writing, { kind, value, ahead, start, end }: Ending): void {
  const semi = style.semicolons ? ';' : '';
  joined.set(start, end);
  const isKept = (comment: Node): boolean => [...ahead, ...(value ? [value] : [])].some((each) => comment.start >= each.start && comment.end <= each.end);
  const stray = comments.filter((each) => each.start >= start && each.end <= end && !isKept(each));
  const before = [...stray, ...ahead].flatMap((each): Piece[] => [...composer.emit(each.start, each.end), written(style.eol + composer.indentAt(start))]);
  const none = kind === 'return' ? 'return' : 'throw undefined';
  if (!value) return composer.replace(start, end, [...before, written(none + semi)]);
  composer.replace(start, end, [...before, written(kind === 'return' ? 'return ' : 'throw '), ...composer.emit(value.start, value.end), written(semi)]);
}

export function freeName({ names }: Writing, base: string): string {
  let name = base;
  for (let number = 2; names.words.has(name); number++) name = `${base}${number}`;
  return name;
}

/** Comments of code that goes, each a line before the request. */
export function strayComments(w: Writing, { promise, kept }: Pick<Placed, 'promise' | 'kept'>, indent: string): Line[] {
  const isKept = (comment: Node): boolean => kept.some((each) => comment.start >= each.start && comment.end <= each.end) || w.kept.has(comment);
  return w.comments.filter((each) => each.start >= promise.start && each.end <= promise.end && !isKept(each)).map((each) => w.composer.reindent([{ start: each.start, end: each.end }], w.composer.indentAt(each.start), indent));
}
