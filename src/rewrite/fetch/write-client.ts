// A request of a package as statements: the request by fetch, what its callback did with an error, what it did with the answer.
import type { ClientExchange } from '../../facts/http/client-exchange.ts';
import type { ClientPromise } from '../../facts/http/client-promise.ts';
import { isAssigned, type Binding } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { written, type Piece } from '../flatten/pieces.ts';
import { block, freeName, place, strayComments, writeEnding, type Writing } from './place.ts';
import { statementsBetween, type Line } from './statement-lines.ts';

/** Puts statements in the place of the promise. @throws Unfit when that cannot be done */
export function writeClient(w: Writing, exchange: ClientExchange): void {
  const { promise, executor, callback, form, names } = exchange;
  const used = new Set(Object.values(names));
  const params = (callback['params'] as Node[]).map((each) => w.names.bindings.get(each)!);
  // a name that nothing reads is not declared any more
  const gone = params.filter((each) => !used.has(each) || (form === 'passes' && each === names.error));
  place(w, { promise, executor, dissolved: [callback], kept: keptParts(exchange), gone, declared: [], lines: (indent) => bodyLines(w, exchange, indent) });
}

const keptParts = ({ before, given, failure, success }: ClientExchange): Node[] => [...before, ...given, ...failure, ...success];

function bodyLines(w: Writing, exchange: ClientExchange, indent: string): Line[] {
  const { before, form, failure, success, names, promise } = exchange;
  for (const each of exchange.endings) writeEnding(w, each);
  const first = statementsBetween(w, before, indent);
  const inner = indent + w.style.indent;
  const request = [written('await '), ...requestPieces(w, exchange, form === 'passes' ? indent : inner)];
  const handled = statementsBetween(w, failure, inner);
  const done = statementsBetween(w, success, indent);
  const comments = strayComments(w, { promise, kept: keptParts(exchange) }, indent);
  const got = form === 'passes' ? declared(w, exchange, request) : tried(w, exchange, request, handled, indent);
  const { error } = names;
  const semi = w.style.semicolons ? ';' : '';
  const asked: Line[] = form === 'kept' && error ? [[written(`let ${error.name}${w.typed ? ': any' : ''} = null${semi}`)]] : [];
  return [...first, ...comments, ...asked, ...got, ...done];
}

const isVariable = ({ uses }: Binding): boolean => uses.some(isAssigned);

/** `const { body } = await requestFetch(…)` */
function declared({ style }: Writing, { names: { response, body } }: ClientExchange, request: readonly Piece[]): Line[] {
  const semi = style.semicolons ? ';' : '';
  const keyword = (binding: Binding): string => (isVariable(binding) ? 'let' : 'const');
  const pattern = body && (body.name === 'body' ? '{ body }' : `{ body: ${body.name} }`);
  if (response) return [[written(`${keyword(response)} ${response.name} = `), ...request, written(semi)], ...(body ? [[written(`${keyword(body)} ${pattern} = ${response.name}${semi}`)]] : [])];
  return [[...(body ? [written(`${keyword(body)} ${pattern} = `)] : []), ...request, written(semi)]];
}

/** The request in a `try`, with its variables before it. */
function tried(w: Writing, { names: { error, response, body }, form }: ClientExchange, request: readonly Piece[], handled: readonly Line[], indent: string): Line[] {
  const { style, typed } = w;
  const semi = style.semicolons ? ';' : '';
  const any = typed ? ': any' : '';
  const variables = [response, body].flatMap((each): Line[] => (each ? [[written(`let ${each.name}${any}${semi}`)]] : []));
  const asked: Line[] = response
    ? [[written(`${response.name} = `), ...request, written(semi)], ...(body ? [[written(`${body.name} = ${response.name}.body${semi}`)]] : [])]
    : [body ? [written(`${body.name} = (`), ...request, written(`).body${semi}`)] : [...request, written(semi)]];
  const caught = form === 'kept' ? (error && freeName(w, error.name === 'error' ? 'caught' : 'error')) : error!.name;
  const kept: readonly Line[] = form === 'caught' ? handled : [[written(error ? `${error.name} = ${caught}${semi}` : '// goes on without an answer')]];
  return [...variables, [written('try '), ...block(w, asked, indent), written(caught ? ` catch (${caught}${any}) ` : ' catch '), ...block(w, kept, indent)]];
}

/** `rp(url)` as `requestPromise('GET', url)`: what it gives is a promise already. */
export function writeAwaited(w: Writing, { call, client, told: { method }, given }: ClientPromise): void {
  w.composer.replace(call.start, given[0]!.start, [written(`${w.runtime(client.runtime)}(${methodText(w, method)}, `)]);
}

const methodText = ({ style: { quote } }: Writing, method: string | undefined): string => (method === undefined ? 'undefined' : `${quote}${method}${quote}`);

/** `requestFetch('GET', url, options)` */
function requestPieces(w: Writing, { sends: { client }, told: { method }, given }: ClientExchange, indent: string): Piece[] {
  const { composer } = w;
  const args = given.flatMap((node) => [written(', '), ...composer.reindent(composer.emit(node.start, node.end), composer.indentAt(node.start), indent)]);
  return [written(`${w.runtime(client.runtime)}(${methodText(w, method)}`), ...args, written(')')];
}
