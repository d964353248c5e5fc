// A file's decisions about requests -> its edits: exchanges as statements, what they need, and the import that goes.
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile, type Span } from '../../core/source.ts';
import { REQUEST_MODULES } from '../../apis/http-requests.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { exchangeOf, requestCalls, type Exchange } from '../../facts/http/exchange.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { linkParents, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { Composer } from '../flatten/pieces.ts';
import { ImportRequests } from '../imports.ts';
import { unloaded } from '../imports/unloaded.ts';
import { writeExchange, type Writing } from './write-exchange.ts';

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

/** Why a call cannot become a fetch; undefined when it can. Nothing is written. */
export function fetchObstacle(call: Node, file: SourceFile, { ast, names }: ParsedForFetch): Unfit | undefined {
  try {
    writeExchange(writingOf(file, ast, names, () => 'httpFetch'), exchangeOf(call, names, file.text));
    return undefined;
  } catch (error) {
    if (error instanceof Unfit) return error;
    throw error;
  }
}

const isTyped = ({ dialect }: SourceFile): boolean => /^tsx?$/.test(dialect);

const writingOf = (file: SourceFile, ast: Node, names: NameUses, httpFetch: () => string): Writing =>
  ({ composer: new Composer(file.text, ast['program']), names, program: ast['program'], comments: ast['comments'] ?? [], style: detectStyle(file.text), typed: isTyped(file), kept: new Set(), httpFetch });

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteFetch(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text, moduleKind } = file;
  const { ast, names } = parseForFetch(file);
  const program: Node = ast['program'];
  const imports = new ImportRequests({ text, program, style: detectStyle(text), moduleKind, lang: isTyped(file) ? 'ts' : 'js' });
  const writing = writingOf(file, ast, names, () => imports.runtime('httpFetch'));
  const wanted = new Map(decisions.filter(({ verdict }) => verdict === 'fetch').map((decision) => [spanKey(decision.span), decision]));
  const exchanges = requestCalls(program, names).filter((call) => wanted.has(spanKey(call))).map((call) => exchangeOf(call, names, text));
  if (exchanges.length !== wanted.size) throw new Error(`${wanted.size} requests were to become fetches, and ${exchanges.length} can`);
  for (const exchange of exchanges) writeExchange(writing, exchange);
  const groups = new Map<string, Edit[]>();
  const put = (edit: Edit): void => {
    const { id } = wanted.get(spanKey(nearest(edit.span, exchanges).call))!;
    groups.set(id, [...(groups.get(id) ?? []), edit]);
  };
  for (const edit of writing.composer.edits()) put(edit);
  const { gone, added } = unloaded(program, names, text, writing.style.eol, new Set(exchanges.map(({ call }) => call)), (specifier) => REQUEST_MODULES.has(specifier), imports.edits().edits);
  for (const edit of [...gone, ...added]) put({ ...edit, isShared: true });
  const made = [...groups].map(([decision, edits]): EditGroup => ({ decision, edits }));
  return { file: file.id, before: text, after: applyEdits(text, made.flatMap(({ edits }) => edits)), groups: made };
}

/** The exchange that an edit is in, or next to. */
function nearest({ start, end }: Span, exchanges: readonly Exchange[]): Exchange {
  const distance = ({ promise }: Exchange): number => Math.max(0, promise.start - end, start - promise.end);
  return exchanges.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
