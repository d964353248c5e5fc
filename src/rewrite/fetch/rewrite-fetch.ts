// A file's decisions about requests -> its edits: exchanges as statements, what they need, and the import that goes.
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile, type Span } from '../../core/source.ts';
import { httpClient } from '../../apis/http-clients/index.ts';
import { REQUEST_MODULES } from '../../apis/http-requests.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { clientCallOf, clientCalls } from '../../facts/http/client-calls.ts';
import { clientExchangeOf, readsOf } from '../../facts/http/client-exchange.ts';
import { clientPromiseOf } from '../../facts/http/client-promise.ts';
import { exchangeOf, requestCalls, requestOf } from '../../facts/http/exchange.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { linkParents, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { Composer } from '../flatten/pieces.ts';
import { ImportRequests } from '../imports.ts';
import { unloaded } from '../imports/unloaded.ts';
import type { Writing } from './place.ts';
import { partsFor, type ToldCall } from './request-parts.ts';
import { writeAwaited, writeClient } from './write-client.ts';
import { writeExchange } from './write-exchange.ts';

export const isFetch = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'fetch');

export interface ParsedForFetch {
  readonly ast: Node;
  readonly names: NameUses;
}

/** @throws ParseError */
export function parseForFetch({ text, dialect, moduleKind }: SourceFile): ParsedForFetch {
  const ast = parse(text, dialect, moduleKind);
  linkParents(ast);
  return { ast, names: new NameUses(ast.program) };
}

/** A call that sends a request. */
export interface RequestCall {
  readonly call: Node;
  /** What reports call it: `https.get`, `request.post`. */
  readonly name: string;
  /** What tests put something in the place of, or undefined for the same. */
  readonly specifier: string | undefined;
  /** Modules with the classes of its errors. */
  readonly errors: readonly string[];
}

/** All of a file: those of http itself and those of packages. */
export function requestsIn(program: Node, names: NameUses): RequestCall[] {
  const own = requestCalls(program, names).map((call) => ({ call, name: requestOf(call, names)!.name, specifier: undefined, errors: [] }));
  const sent = clientCalls(program, names).map((call) => {
    const { name, client } = clientCallOf(call, names)!;
    return { call, name, specifier: client.specifiers[0], errors: client.errors ?? [] };
  });
  return [...own, ...sent];
}

/** What becomes of a call, before it is written. */
interface Read {
  /** What of the text it stands for. */
  readonly span: Span;
  /** Of a package: what it is told. */
  readonly sends?: ToldCall;
  readonly write: (w: Writing) => void;
}

/** @throws Unfit */
function read(call: Node, text: string, names: NameUses): Read {
  const sends = clientCallOf(call, names);
  if (sends?.client.stays !== undefined) throw new Unfit('http-package', call, sends.client.stays);
  if (sends && (sends.by === 'promisify' || sends.client.promise)) {
    const awaited = clientPromiseOf(call, names, text);
    return { span: awaited.call, sends: awaited, write: (w) => writeAwaited(w, awaited) };
  }
  if (sends) {
    const exchange = clientExchangeOf(call, names, text);
    return { span: exchange.promise, sends: { client: sends.client, told: exchange.told, reads: readsOf(exchange.names.response) }, write: (w) => writeClient(w, exchange) };
  }
  const exchange = exchangeOf(call, names, text);
  return { span: exchange.promise, write: (w) => writeExchange(w, exchange) };
}

/** Why a call cannot become a fetch; undefined when it can. Nothing is written. */
export function fetchObstacle(call: Node, file: SourceFile, { ast, names }: ParsedForFetch): Unfit | undefined {
  try {
    read(call, file.text, names).write(writingOf(file, ast, names, (name) => name));
    return undefined;
  } catch (error) {
    if (error instanceof Unfit) return error;
    throw error;
  }
}

const isTyped = ({ dialect }: SourceFile): boolean => /^tsx?$/.test(dialect);

const writingOf = (file: SourceFile, ast: Node, names: NameUses, runtime: (name: string) => string): Writing =>
  ({ composer: new Composer(file.text, ast['program']), names, program: ast['program'], comments: ast['comments'] ?? [], style: detectStyle(file.text), typed: isTyped(file), kept: new Set(), joined: new Map(), runtime });

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteFetch(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text, moduleKind } = file;
  const { ast, names } = parseForFetch(file);
  const program: Node = ast['program'];
  const imports = new ImportRequests({ text, program, style: detectStyle(text), moduleKind, lang: isTyped(file) ? 'ts' : 'js' });
  const wanted = new Map(decisions.filter(({ verdict }) => verdict === 'fetch').map((decision) => [spanKey(decision.span), decision]));
  const calls = requestsIn(program, names).map(({ call }) => call).filter((call) => wanted.has(spanKey(call)));
  if (calls.length !== wanted.size) throw new Error(`${wanted.size} requests were to become fetches, and ${calls.length} can`);
  const exchanges = calls.map((call) => ({ call, ...read(call, text, names) }));
  const parts = partsFor(exchanges.flatMap(({ sends }) => sends ?? []));
  const writing = writingOf(file, ast, names, (name) => imports.runtime(name, parts));
  for (const { write } of exchanges) write(writing);
  const groups = new Map<string, Edit[]>();
  const put = (edit: Edit): void => {
    const { id } = wanted.get(spanKey(nearest(edit.span, exchanges).call))!;
    groups.set(id, [...(groups.get(id) ?? []), edit]);
  };
  for (const edit of writing.composer.edits()) put(edit);
  const { gone, added } = unloaded(program, names, text, writing.style.eol, new Set(exchanges.map(({ call }) => call)), (specifier) => REQUEST_MODULES.has(specifier) || httpClient(specifier) !== undefined, imports.edits().edits);
  for (const edit of [...gone, ...added]) put({ ...edit, isShared: true });
  const made = [...groups].map(([decision, edits]): EditGroup => ({ decision, edits }));
  return { file: file.id, before: text, after: applyEdits(text, made.flatMap(({ edits }) => edits)), groups: made };
}

interface Written {
  readonly call: Node;
  /** What it stands for. */
  readonly span: Span;
}

/** What an edit is in, or next to. */
function nearest({ start, end }: Span, exchanges: readonly Written[]): Written {
  const distance = ({ span }: Written): number => Math.max(0, span.start - end, start - span.end);
  return exchanges.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
