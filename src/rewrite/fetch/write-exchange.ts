// An exchange as statements: the request by fetch, what is done with the response, the body, what is done with it.
import type { Style } from '../../core/style.ts';
import { usesContext } from '../../facts/chains.ts';
import { asyncObstacle } from '../../facts/chain-functions.ts';
import type { Exchange } from '../../facts/http/exchange.ts';
import { isAssigned, type Binding, type NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { written, type Composer, type Piece } from '../flatten/pieces.ts';
import { lines, statementsBetween, type Line } from './statement-lines.ts';

export interface Writing {
  readonly composer: Composer;
  readonly names: NameUses;
  readonly program: Node;
  readonly comments: readonly Node[];
  readonly style: Style;
  readonly typed: boolean;
  /** Comments that found a place. */
  readonly kept: Set<Node>;
  /** The local name of the runtime function. */
  readonly httpFetch: () => string;
}

/** Puts statements in the place of the promise. @throws Unfit when that cannot be done */
export function writeExchange(w: Writing, exchange: Exchange): void {
  const fn = inlineInto(w, exchange);
  const hidden = fn ? undefined : clash(w, exchange, exchange.executor);
  if (hidden) throw new Unfit('http-names', hidden.scope, hidden.name);
  if (fn) writeInto(w, exchange, fn);
  else writeFunction(w, exchange);
}

/** What the promise is given to, waited for or not. */
const consumerOf = ({ parent }: Node): Node => (parent.type === 'AwaitExpression' && parent.parent.type === 'ReturnStatement' ? parent.parent : parent);

/** The function around that does nothing but return the promise, if it may become async. */
function inlineInto(w: Writing, exchange: Exchange): Node | undefined {
  const { promise, executor } = exchange;
  const parent = consumerOf(promise);
  const isReturned = parent.type === 'ReturnStatement';
  const fn = (isReturned ? parent['parent']['parent'] : parent) as Node;
  if (!isFunction(fn) || fn['generator'] || promise['extra']?.parenthesized) return undefined;
  if (isReturned ? fn['body'] !== parent['parent'] : fn['body'] !== promise) return undefined;
  if (usesContext(executor) && fn.type !== 'ArrowFunctionExpression' && executor.type !== 'ArrowFunctionExpression') return undefined;
  const list: readonly Node[] = isReturned ? fn['body'].body : [];
  if (isReturned && list.at(-1) !== parent) return undefined;
  if (!fn['async'] && (list.length > 1 || asyncObstacle(fn, w.program, w.names, w.composer.text, false))) return undefined;
  if (fn['computed'] || fn['decorators']?.length || clash(w, exchange, fn)) return undefined;
  return fn;
}

/** Names of the code that comes to stand in `container`, besides those that stand there already. */
function widened(w: Writing, { executor, response, end, collected }: Exchange, container: Node): Binding[] {
  const gone = new Set<Binding | undefined>((executor['params'] as Node[]).map((each) => w.names.bindings.get(each)));
  const inner = [response.fn, ...(isFunction(end) ? [end] : []), ...(container === executor ? [] : [executor])];
  const declared = inner.flatMap((each) => w.names.declaredIn(each)).filter((each) => !gone.has(each) && each !== collected?.binding);
  return collected ? [...declared, collected.binding] : declared;
}

/** The first name that means something else somewhere in `container`, in code that stays. */
function clash(w: Writing, exchange: Exchange, container: Node): Binding | undefined {
  const { promise } = exchange;
  const kept = keptParts(exchange);
  const isIn = (use: Node, { start, end }: Node): boolean => use.start >= start && use.end <= end;
  const stays = (use: Node): boolean => isIn(use, container) && (!isIn(use, promise) || kept.some((each) => isIn(use, each)));
  const uses = [...w.names.bindings.keys()].filter(stays);
  return widened(w, exchange, container).find((each) => uses.some((use) => use['name'] === each.name && !each.uses.includes(use)));
}

const keptParts = ({ before, steps, end, failure, given, body }: Exchange): Node[] =>
  [...before, ...steps, ...given, ...(body ? [body.value] : []), ...(isFunction(end) ? listOf(end) : []), ...(failure ? listOf(failure) : [])];

function writeInto(w: Writing, exchange: Exchange, fn: Node): void {
  const { composer, style } = w;
  const { promise } = exchange;
  if (!fn['async']) composer.replace(asyncAt(fn), asyncAt(fn), [written('async ')]);
  if (fn['body'] === promise) {
    const indent = composer.indentAt(promise.start);
    composer.replace(promise.start, promise.end, block(w, bodyLines(w, exchange, indent + style.indent), indent));
    return;
  }
  const statement = consumerOf(promise);
  const indent = composer.indentAt(statement.start);
  composer.replace(statement.start, statement.end, lines(w, bodyLines(w, exchange, indent), indent));
}

const asyncAt = (fn: Node): number => (/Method$/.test(fn.type) ? (fn['key'].start as number) : fn.start);

/** `(async () => { … })()` is made and run when the promise was. */
function writeFunction(w: Writing, exchange: Exchange): void {
  const { promise } = exchange;
  const { composer, style, typed } = w;
  const [type] = ((promise['typeParameters'] ?? promise['typeArguments'])?.params ?? []) as Node[];
  const indent = composer.indentAt(promise.start);
  const guard = startsStatement(promise) && !style.semicolons ? ';' : '';
  const head = typed && type ? `${guard}(async (): Promise<${composer.text.slice(type.start, type.end)}> => ` : `${guard}(async () => `;
  composer.replace(promise.start, promise.end, [written(head), ...block(w, bodyLines(w, exchange, indent + style.indent), indent), written(')()')]);
}

function startsStatement(node: Node): boolean {
  let at = node;
  while (at['parent'] && at['parent'].start === node.start && at.type !== 'ExpressionStatement') at = at['parent'];
  return at.type === 'ExpressionStatement';
}

function block(w: Writing, body: readonly Line[], indent: string): Piece[] {
  const inner = indent + w.style.indent;
  return [written(`{${w.style.eol}${inner}`), ...lines(w, body, inner), written(`${w.style.eol}${indent}}`)];
}

function bodyLines(w: Writing, exchange: Exchange, indent: string): Line[] {
  const { names } = w;
  const { response, collected, failure } = exchange;
  const semi = w.style.semicolons ? ';' : '';
  const isVar = response.binding?.uses.some(isAssigned) === true;
  const answer = response.binding?.name ?? freeName(w, 'response');
  const read = readOf(w, exchange, answer);
  // what is returned may be what was read
  for (const each of exchange.endings) writeEnding(w, each, semi);
  const request = [written('await '), ...requestPieces(w, exchange, indent)];
  const before = statementsBetween(w, exchange.before, indent);
  const steps = statementsBetween(w, exchange.steps, indent);
  const end = isFunction(exchange.end) ? statementsBetween(w, listOf(exchange.end), indent) : [];
  const comments = strayComments(w, exchange, indent);
  if (!failure) {
    const got: Line = [written(`${isVar ? 'let' : 'const'} ${answer} = `), ...request, written(semi)];
    const body: Line[] = read.name === undefined ? (read.inPlace ? [] : [[written(`${read.value}${semi}`)]]) : [[written(`${collected!.changes ? 'let' : 'const'} ${read.name} = ${read.value}${semi}`)]];
    return [...before, ...comments, got, ...steps, ...body, ...end];
  }
  const any = w.typed ? ': any' : '';
  const inner = indent + w.style.indent;
  const deeper = requestPieces(w, exchange, inner);
  const tried: Line[] = [[written(`${answer} = await `), ...deeper, written(semi)], [written(`${read.name === undefined ? '' : `${read.name} = `}${read.value}${semi}`)]];
  const [caught] = failure['params'] as Node[];
  const isUsed = caught && names.bindings.get(caught)!.uses.length > 1;
  const handler = statementsBetween(w, listOf(failure), inner);
  const declared: Line[] = [[written(`let ${answer}${any}${semi}`)], ...(read.name === undefined ? [] : [[written(`let ${read.name}${any}${semi}`)]])];
  const statement: Line = [written('try '), ...block(w, tried, indent), written(isUsed ? ` catch (${caught['name']}${any}) ` : ' catch '), ...block(w, handler, indent)];
  return [...before, ...comments, ...declared, statement, ...steps, ...end];
}

const listOf = ({ body }: Node): readonly Node[] => (body.type === 'BlockStatement' ? body.body : [body]);

/** `resolve(x)` as `return x`. */
function writeEnding({ composer, style, comments }: Writing, { kind, value, ahead, start, end }: Exchange['endings'][number], semi: string): void {
  const isKept = (comment: Node): boolean => [...ahead, ...(value ? [value] : [])].some((each) => comment.start >= each.start && comment.end <= each.end);
  const stray = comments.filter((each) => each.start >= start && each.end <= end && !isKept(each));
  const before = [...stray, ...ahead].flatMap((each): Piece[] => [...composer.emit(each.start, each.end), written(style.eol + composer.indentAt(start))]);
  const none = kind === 'return' ? 'return' : 'throw undefined';
  if (!value) return composer.replace(start, end, [...before, written(none + semi)]);
  composer.replace(start, end, [...before, written(kind === 'return' ? 'return ' : 'throw '), ...composer.emit(value.start, value.end), written(semi)]);
}

interface Read {
  /** The variable for the body, where one is needed. */
  readonly name: string | undefined;
  /** `await res.text()` */
  readonly value: string;
  /** It stands where it is used. */
  readonly inPlace: boolean;
}

/** How the body is read; the uses of what collected it become uses of that. */
function readOf(w: Writing, exchange: Exchange, answer: string): Read {
  const { collected, end, failure } = exchange;
  const value = collected?.gives === 'text' ? `await ${answer}.text(${collected.encoding === undefined ? '' : `${w.style.quote}${collected.encoding}${w.style.quote}`})` : `await ${answer}.buffer()`;
  if (!collected || collected.reads.length === 0) return { name: undefined, value, inPlace: false };
  if (collected.kind === 'string') return { name: collected.binding.name, value, inPlace: false };
  const [first] = isFunction(end) ? listOf(end) : [];
  const [read] = collected.reads;
  const only = first?.type === 'VariableDeclaration' && first['declarations'].length === 1 && collected.reads.length === 1 && !failure;
  if (only && first['declarations'][0].init === read) {
    w.composer.replace(read!.start, read!.end, [written(value)]);
    return { name: undefined, value, inPlace: true };
  }
  const joined = only ? (read!['parent'] as Node) : undefined;
  const text = joined?.type === 'MemberExpression' && joined['property'].name === 'toString' ? (joined['parent'] as Node) : undefined;
  if (text?.type === 'CallExpression' && first!['declarations'][0].init === text && text['arguments'].length === 0) {
    w.composer.replace(text.start, text.end, [written(`await ${answer}.text()`)]);
    return { name: undefined, value, inPlace: true };
  }
  const name = freeName(w, 'content');
  for (const each of collected.reads) w.composer.replace(each.start, each.end, [written(name)]);
  return { name, value, inPlace: false };
}

function freeName({ names }: Writing, base: string): string {
  let name = base;
  for (let number = 2; names.words.has(name); number++) name = `${base}${number}`;
  return name;
}

/** `httpFetch('https:', options, { body })` */
function requestPieces(w: Writing, { protocol, given, body }: Exchange, indent: string): Piece[] {
  const { composer, style } = w;
  const piecesOf = (node: Node): Piece[] => composer.reindent(composer.emit(node.start, node.end), composer.indentAt(node.start), indent);
  const [input, options] = given as [Node, Node | undefined];
  const head = [written(`${w.httpFetch()}(${style.quote}${protocol}${style.quote}, `), ...piecesOf(input)];
  if (!body) return [...head, ...(options ? [written(', '), ...piecesOf(options)] : []), written(')')];
  const value: Piece[] = body.value.type === 'Identifier' && body.value['name'] === 'body' && !body.maybe ? [written('body')] : [written('body: '), ...piecesOf(body.value), written(body.maybe ? ' || undefined' : '')];
  if (!options) return [...head, written(', { '), ...value, written(' })')];
  const last = options.type === 'ObjectExpression' ? (options['properties'] as Node[]).at(-1) : undefined;
  if (!last) return [...head, written(', { ...'), ...piecesOf(options), written(', '), ...value, written(' })')];
  const own = composer.indentAt(last.start);
  const isOwnLine = composer.text.slice(0, last.start).endsWith(`\n${own}`);
  composer.replace(last.end, last.end, [written(isOwnLine ? `,${style.eol}${own}` : ', '), ...value]);
  return [...head, written(', '), ...piecesOf(options), written(')')];
}

/** Comments of code that goes, each a line before the request. */
function strayComments(w: Writing, exchange: Exchange, indent: string): Line[] {
  const { promise } = exchange;
  const kept = keptParts(exchange);
  const isKept = (comment: Node): boolean => kept.some((each) => comment.start >= each.start && comment.end <= each.end) || w.kept.has(comment);
  return w.comments.filter((each) => each.start >= promise.start && each.end <= promise.end && !isKept(each)).map((each) => w.composer.reindent([{ start: each.start, end: each.end }], w.composer.indentAt(each.start), indent));
}
