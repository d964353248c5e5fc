// An exchange as statements: the request by fetch, what is done with the response, the body, what is done with it.
import type { Exchange } from '../../facts/http/exchange.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { written, type Piece } from '../flatten/pieces.ts';
import { block, freeName, listOf, place, strayComments, writeEnding, type Writing } from './place.ts';
import { statementsBetween, type Line } from './statement-lines.ts';

/** Puts statements in the place of the promise. @throws Unfit when that cannot be done */
export function writeExchange(w: Writing, exchange: Exchange): void {
  const { promise, executor, response, end, collected } = exchange;
  const dissolved = [response.fn, ...(isFunction(end) ? [end] : [])];
  place(w, { promise, executor, dissolved, kept: keptParts(exchange), gone: [], declared: collected ? [collected.binding] : [], lines: (indent) => bodyLines(w, exchange, indent) });
}

const keptParts = ({ before, steps, end, failure, given, body }: Exchange): Node[] =>
  [...before, ...steps, ...given, ...(body ? [body.value] : []), ...(isFunction(end) ? listOf(end) : []), ...(failure ? listOf(failure) : [])];

function bodyLines(w: Writing, exchange: Exchange, indent: string): Line[] {
  const { names } = w;
  const { response, collected, failure } = exchange;
  const semi = w.style.semicolons ? ';' : '';
  const isVar = response.binding?.uses.some(isAssigned) === true;
  const answer = response.binding?.name ?? freeName(w, 'response');
  const read = readOf(w, exchange, answer);
  // what is returned may be what was read
  for (const each of exchange.endings) writeEnding(w, each);
  const request = [written('await '), ...requestPieces(w, exchange, indent)];
  const before = statementsBetween(w, exchange.before, indent);
  const steps = statementsBetween(w, exchange.steps, indent);
  const end = isFunction(exchange.end) ? statementsBetween(w, listOf(exchange.end), indent) : [];
  const comments = strayComments(w, { promise: exchange.promise, kept: keptParts(exchange) }, indent);
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

/** `httpFetch('https:', options, { body })` */
function requestPieces(w: Writing, { protocol, given, body }: Exchange, indent: string): Piece[] {
  const { composer, style } = w;
  const piecesOf = (node: Node): Piece[] => composer.reindent(composer.emit(node.start, node.end), composer.indentAt(node.start), indent);
  const [input, options] = given as [Node, Node | undefined];
  const head = [written(`${w.runtime('httpFetch')}(${style.quote}${protocol}${style.quote}, `), ...piecesOf(input)];
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
