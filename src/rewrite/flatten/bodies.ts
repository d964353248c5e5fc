// The body of a handler, or of a function with chains: what it returns goes elsewhere, chains in it are flattened in place.
import { chainOf, chainsIn, completes, functionAround, isGuarded, isLast, maybePromise, returnsIn, useOf, type Chain } from '../../facts/chains.ts';
import { Unfit } from '../../facts/unfit.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { awaited, block, commentsBetween, consuming, expression, isIdle, isPlain, joined, semicolon, type Consume, type Context, type Flattening, type Lines } from './flattening.ts';
import { chainLines, split } from './lines.ts';
import { written, type Piece } from './pieces.ts';
import { regionLines } from './region.ts';

export const RETURN: Consume = { kind: 'return' };
const DROP: Consume = { kind: 'drop' };

/** The body of a handler that is taken apart, its value consumed. */
export function handlerLines(f: Flattening, fn: Node, consume: Consume, context: Context): Lines {
  const { body } = fn;
  if (body.type !== 'BlockStatement') return expressionLines(f, fn, body, consume, context);
  const returns = returnsIn(body);
  let inner = consume;
  let before: Piece[][] = [];
  let rest: Piece[][] = [];
  if (consume.kind !== 'return') {
    const early = returns.find((each) => !isLast(each, body));
    if (early) throw new Unfit('early-return', early);
    const top = returns.length === 1 && body.body.at(-1) === returns[0];
    if (consume.kind === 'bind' && returns.length === 0) rest = [consuming(f, consume, [written('undefined')])];
    else if (consume.kind === 'bind' && !top) ({ before, inner, after: rest } = split(f, consume));
    else if (consume.kind === 'assign' && consume.stale && completes(body)) {
      const nothing = consuming(f, consume, [written('undefined')]);
      if (returns.length === 0) rest = [nothing];
      else if (consume.own) before = [nothing];
      else throw new Unfit('early-return', returns[0]!);
    }
  }
  const soft = bodyReplacements(f, body, inner, context);
  return { lines: [...before, ...bodyRegion(f, fn, context), ...rest], completes: consume.kind !== 'return' || completes(body, soft) };
}

/** All between the braces of a body as lines: statements, comments and blank lines, moved to the indentation of `context`. */
function bodyRegion(f: Flattening, fn: Node, { indent }: Context): Piece[][] {
  const { body } = fn;
  const region = regionLines(f, { start: body.start + 1, end: body.end - 1 }, body.body[0], indent);
  const blank = region.findIndex((line) => line.length > 0);
  region.splice(Math.max(blank, 0), 0, ...commentsBetween(f, fn.start, body.start, indent));
  return region;
}

function expressionLines(f: Flattening, fn: Node, body: Node, consume: Consume, context: Context): Lines {
  const comments = commentsBetween(f, fn.params.at(-1)?.end ?? fn.start, body.start, context.indent);
  const chain = chainOf(body);
  if (chain) {
    const nested = attempt(f, chain, () => chainLines(f, chain, consume, context));
    if (nested) return { ...nested, lines: [...comments, ...nested.lines] };
  }
  const line = valueLine(f, body, consume, context);
  return { lines: line ? [...comments, line] : comments, completes: consume.kind !== 'return' };
}

/** Flattens if it can; what cannot stays an expression. */
export function attempt<T>(f: Flattening, chain: Chain, make: () => T): T | undefined {
  const regions = f.regions.length;
  const { mark } = f.composer;
  try {
    const unwanted = f.mayFlatten(chain);
    if (unwanted) throw unwanted;
    return make();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    f.regions.length = regions;
    f.composer.rollBack(mark);
    for (const each of [...f.flattened]) if (each.start >= chain.call.start && each.end <= chain.call.end) f.flattened.delete(each);
    f.stays.set(chain.call, error);
    return undefined;
  }
}

function valueLine(f: Flattening, value: Node, consume: Consume, context: Context): Piece[] | undefined {
  const promise = maybePromise(value, isPlain(f));
  if (consume.kind === 'drop' && !promise && isIdle(value)) return undefined;
  const plain = !promise || (consume.kind === 'return' && !context.inTry);
  const pieces = plain ? expression(f, value, context.indent) : awaited(f, value, context.indent);
  const wrap = plain && (value.type === 'SequenceExpression' || (consume.kind === 'drop' && /^(ObjectExpression|FunctionExpression|ClassExpression)$/.test(value.type)));
  return consuming(f, consume, wrap ? [written('('), ...pieces, written(')')] : pieces);
}

/**
 * Notes replacements for what is returned and what chains are waited for in a body.
 * @returns the return statements after which control may go on now
 */
export function bodyReplacements(f: Flattening, body: Node, consume: Consume, context: Context): Set<Node> {
  const soft = new Set<Node>();
  const scopeOf = (statement: Node): Pick<Context, 'scope' | 'path'> => {
    let at = statement.parent as Node;
    while (at !== body && !/^(BlockStatement|SwitchStatement)$/.test(at.type)) at = at.parent;
    return at === body ? { scope: context.scope, path: context.path } : { scope: at, path: '' };
  };
  const put = (statement: Node, lines: readonly (readonly Piece[])[], at: Context): void => {
    const listed = /^(BlockStatement|SwitchCase)$/.test(statement.parent.type);
    const indent = f.composer.indentAt(statement.start);
    const pieces = listed ? joined(f, lines, at.indent) : lines.length === 1 && !/^(let|const) /.test(f.composer.print(lines[0]!)) ? lines[0]! : block(f, lines, indent);
    f.composer.replace(statement.start, statement.end, pieces);
  };
  const inside = (statement: Node, tail: boolean): Context => {
    const listed = /^(BlockStatement|SwitchCase)$/.test(statement.parent.type);
    const found = scopeOf(statement);
    // a statement without a block gets one, with names of its own
    const path = listed ? found.path : `${found.path}/${++f.blocks}`;
    return { ...context, scope: found.scope, path, indent: f.composer.indentAt(statement.start) + (listed ? '' : f.style.indent), tail };
  };
  const handled = new Set<Node>();
  for (const statement of returnsIn(body)) {
    handled.add(statement);
    const tail = context.tail && isLast(statement, body);
    const at = inside(statement, tail);
    const given: Node | null = statement.argument;
    const awaitedChain = given?.type === 'AwaitExpression' ? chainOf(given.argument) : undefined;
    const chain = given ? (awaitedChain ?? chainOf(given)) : undefined;
    const guarded = isGuarded(statement, body);
    if (chain) {
      const lines = attempt(f, chain, () => {
        if (guarded && !awaitedChain) throw new Unfit('inside-try', chain.call);
        const made = chainLines(f, chain, consume, { ...at, inTry: context.inTry || (guarded && consume.kind === 'return') });
        const comments = commentsBetween(f, statement.start, chain.call.start, at.indent).filter(() => given !== null);
        const leave = consume.kind === 'return' && made.completes && !tail;
        if (made.completes && !leave) soft.add(statement);
        return [...comments, ...made.lines, ...(leave ? [[written('return'), semicolon(f)]] : [])];
      });
      if (lines) {
        put(statement, lines, at);
        continue;
      }
    }
    if (consume.kind === 'return') {
      if (context.inTry && given && maybePromise(given, isPlain(f))) {
        if (guarded) throw new Unfit('inside-try', statement);
        put(statement, [consuming(f, consume, awaited(f, given, at.indent))], at);
      }
      continue;
    }
    if (guarded) throw new Unfit('inside-try', statement);
    const line = given ? valueLine(f, given, consume, at) : consume.kind === 'drop' ? undefined : consuming(f, consume, [written('undefined')]);
    const comments = commentsBetween(f, statement.start, given ? given.start : statement.end, at.indent);
    const lines = line ? [...comments, line] : comments;
    if (lines.length > 0) put(statement, lines, at);
    else f.composer.replace(...emptied(f, statement), /^(BlockStatement|SwitchCase)$/.test(statement.parent.type) ? [] : [written('{}')]);
  }
  awaitedStatements(f, body, inside, put);
  return soft;
}

/** The span of a statement that goes, with the white space before it when it stands in a list. */
export function emptied(f: Flattening, statement: Node): [number, number] {
  if (!/^(BlockStatement|SwitchCase)$/.test(statement.parent.type)) return [statement.start, statement.end];
  let { start } = statement;
  while (/\s/.test(f.composer.text[start - 1] ?? '') ) start--;
  // a line comment before it ends with its line
  const afterComment = f.comments.some(({ type, end }) => type === 'CommentLine' && end === start);
  return [afterComment ? statement.start : start, statement.end];
}

/** `await chain`, `x = await chain`, `const x = await chain` as statements. */
function awaitedStatements(f: Flattening, body: Node, inside: (statement: Node, tail: boolean) => Context, put: (statement: Node, lines: readonly (readonly Piece[])[], at: Context) => void): void {
  const owner = isFunction(body.parent) ? body.parent : undefined;
  for (const chain of chainsIn(body)) {
    const use = useOf(chain);
    if ((use.kind !== 'drop' && use.kind !== 'declare' && use.kind !== 'assign') || functionAround(chain.call) !== owner) continue;
    const { statement } = use;
    if (use.kind !== 'drop') f.targets.push({ chain: chain.call, target: use.target });
    const at = { ...inside(statement, false), inTry: false };
    const consume: Consume = use.kind === 'drop' ? DROP
      : use.kind === 'declare' ? { kind: 'bind', keyword: statement['kind'] as string, target: f.composer.text.slice(use.target.start, use.target.end), simple: use.target.type === 'Identifier' }
      : { kind: 'assign', stale: true, own: false, target: f.composer.text.slice(use.target.start, use.target.end) };
    const lines = attempt(f, chain, () => [...commentsBetween(f, statement.start, chain.call.start, at.indent), ...chainLines(f, chain, consume, at).lines]);
    if (lines) put(statement, lines, at);
  }
}
