// A chain -> statements: each link becomes an await and the body of its handler, in a try where it catches.
import { chainOf, completes, isGuarded, isLast, maybePromise, returnsIn, useOf, chainsIn, functionAround, type Chain, type Link } from '../../facts/chains.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import { isFunction, type Node } from '../../syntax/node.ts';
import { awaited, block, commentsBetween, consuming, expression, freshName, isIdle, isPlain, joined, semicolon, Stays, type Consume, type Context, type Flattening, type Lines } from './flattening.ts';
import { alwaysThrows, handlerOf, type Handler } from './handlers.ts';
import { written, type Piece } from './pieces.ts';

const RETURN: Consume = { kind: 'return' };
const DROP: Consume = { kind: 'drop' };

/** The lines of a chain whose value goes where `consume` says. @throws Stays */
export function chainLines(f: Flattening, chain: Chain, consume: Consume, context: Context): Lines {
  f.flattened.add(chain.call);
  return linkLines(f, chain, chain.links.length, consume, context);
}

function linkLines(f: Flattening, chain: Chain, count: number, consume: Consume, context: Context): Lines {
  if (count === 0) return headLines(f, chain, consume, context);
  const link = chain.links[count - 1]!;
  if (link.fail && link.ok) return bothLines(f, chain, count, link, consume, context);
  if (link.fail) return guardedLines(f, chain, count, link.fail, 'catch', consume, context);
  if (link.last) return guardedLines(f, chain, count, link.last, 'finally', consume, context);
  if (link.ok) return thenLines(f, chain, count, link, link.ok, consume, context);
  const before = linkLines(f, chain, count - 1, consume, context);
  return { ...before, lines: [...before.lines, ...gap(f, chain, count, context)] };
}

/** Comments between a link's receiver and its handler. */
function gap(f: Flattening, chain: Chain, count: number, { indent }: Context): Piece[][] {
  const { call, ok, fail, last } = chain.links[count - 1]!;
  const before = count === 1 ? chain.head : chain.links[count - 2]!.call;
  return commentsBetween(f, before.end, (ok ?? fail ?? last)?.start ?? call.end, indent);
}

/** Comments after the last handler of a link. */
function after(f: Flattening, { call, ok, fail, last }: Link, { indent }: Context): Piece[][] {
  const node = last ?? fail ?? ok;
  return node ? commentsBetween(f, node.end, call.end, indent) : [];
}

function headLines(f: Flattening, { head }: Chain, consume: Consume, context: Context): Lines {
  f.regions.push({ node: head, scope: context.scope, path: context.path, declares: false });
  const value = consume.kind === 'return' && !context.inTry ? expression(f, head, context.indent) : awaited(f, head, context.indent);
  return { lines: [consuming(f, consume, value)], completes: consume.kind !== 'return' };
}

const keywordFor = (f: Flattening, param: Node, fn: Node): string => {
  const bindings = f.names.declaredIn(fn).filter(({ kinds }) => kinds.has('param'));
  return bindings.some(({ uses }) => uses.some((use) => use.start >= param.end && isAssigned(use))) ? 'let' : 'const';
};

/** What the value before a handler is bound to. */
function binding(f: Flattening, handler: Handler): Consume {
  if (handler.kind === 'reference' || !handler.param) return DROP;
  const { param, fn } = handler;
  // a name that nothing uses needs no variable
  if (param.type === 'Identifier' && f.names.declaredIn(fn).find(({ name }) => name === param.name)?.uses.length === 1) return DROP;
  return { kind: 'bind', keyword: keywordFor(f, param, fn), target: f.composer.print(expression(f, param, '')), simple: param.type === 'Identifier' };
}

function place(f: Flattening, handler: Handler, { scope, path }: Context): void {
  const node = handler.kind === 'inline' ? handler.fn : handler.callee;
  f.regions.push({ node, scope, path, declares: handler.kind === 'inline' });
}

function thenLines(f: Flattening, chain: Chain, count: number, link: Link, ok: Node, consume: Consume, context: Context): Lines {
  const handler = handlerOf(f, ok);
  const comments = gap(f, chain, count, context);
  const inner = { ...context, tail: false };
  place(f, handler, context);
  if (handler.kind === 'reference') {
    const callee = expression(f, handler.callee, context.indent);
    if (count === 1) {
      f.regions.push({ node: chain.head, scope: context.scope, path: context.path, declares: false });
      const call = [...callee, written('('), ...awaited(f, chain.head, context.indent), written(')')];
      return { lines: [...comments, called(f, consume, call, context), ...after(f, link, context)], completes: consume.kind !== 'return' };
    }
    const name = freshName(f, 'result');
    const before = linkLines(f, chain, count - 1, { kind: 'bind', keyword: 'const', target: name, simple: true }, inner);
    return { lines: [...before.lines, ...comments, called(f, consume, [...callee, written(`(${name})`)], context), ...after(f, link, context)], completes: consume.kind !== 'return' };
  }
  const before = linkLines(f, chain, count - 1, binding(f, handler), inner);
  const body = handlerLines(f, handler.fn, consume, context);
  return { lines: [...before.lines, ...comments, ...body.lines, ...after(f, link, context)], completes: body.completes };
}

/** The call of a handler whose result may be a promise. */
function called(f: Flattening, consume: Consume, call: readonly Piece[], { inTry }: Context): Piece[] {
  const name = f.composer.print(call);
  const isPlainCall = /^(console\.\w+|JSON\.\w+|String|Number|Boolean)\(/.test(name);
  return consuming(f, consume, isPlainCall || (consume.kind === 'return' && !inTry) ? call : [written('await '), ...call]);
}

/** Declares a variable before a block that gives it its value: the line, what the block does, what comes after. */
function split(f: Flattening, consume: Consume): { before: Piece[][]; inner: Consume; after: Piece[][] } {
  if (consume.kind !== 'bind') return { before: [], inner: consume, after: [] };
  const keyword = consume.keyword === 'var' ? 'var' : 'let';
  if (consume.simple) return { before: [[written(`${keyword} ${consume.target}`), semicolon(f)]], inner: { kind: 'assign', target: consume.target.replace(/:[^]*$/, '') }, after: [] };
  const name = freshName(f, 'result');
  return { before: [[written(`let ${name}`), semicolon(f)]], inner: { kind: 'assign', target: name }, after: [[written(`${consume.keyword} ${consume.target} = ${name}`), semicolon(f)]] };
}

const deeper = (f: Flattening, context: Context): Context => ({ ...context, indent: context.indent + f.style.indent, path: `${context.path}/${++f.blocks}` });

/** `catch (name)` for a handler, and the lines of its body. */
function catchClause(f: Flattening, node: Node, consume: Consume, context: Context): { head: string; body: Lines } {
  const handler = handlerOf(f, node);
  place(f, handler, context);
  const type = f.typed ? ': any' : '';
  if (handler.kind === 'reference') {
    const name = freshName(f, 'error');
    const call = [...expression(f, handler.callee, context.indent), written(`(${name})`)];
    return { head: `catch (${name}${type})`, body: { lines: [called(f, consume, call, context)], completes: consume.kind !== 'return' } };
  }
  const body = handlerLines(f, handler.fn, consume, context);
  if (!handler.param) return { head: 'catch', body };
  const annotation: Node | undefined = handler.param.typeAnnotation;
  const end = annotation ? annotation.start : handler.param.end;
  return { head: `catch (${f.composer.print(f.composer.emit(handler.param.start, end)).trimEnd()}${type})`, body };
}

function guardedLines(f: Flattening, chain: Chain, count: number, node: Node, kind: 'catch' | 'finally', consume: Consume, context: Context): Lines {
  const { before, inner, after: rest } = split(f, consume);
  const link = chain.links[count - 1]!;
  const isEnd = context.tail && rest.length === 0;
  // one statement can catch and finish: the catch of the link before
  const earlier = kind === 'finally' ? chain.links[count - 2] : undefined;
  const shared = earlier?.fail !== undefined && !earlier.ok;
  const tried = linkLines(f, chain, count - 1, inner, { ...(shared ? context : deeper(f, context)), inTry: true, tail: isEnd });
  const blockContext = { ...deeper(f, context), tail: isEnd };
  const comments = gap(f, chain, count, blockContext);
  let head = 'finally';
  let body: Lines;
  if (kind === 'finally') {
    const handler = handlerOf(f, node);
    place(f, handler, blockContext);
    if (handler.kind === 'inline' && handler.param) throw new Stays('handler-form', handler.fn, 'a finally handler with a parameter');
    body = handler.kind === 'inline' ? handlerLines(f, handler.fn, DROP, { ...blockContext, tail: false }) : { lines: [called(f, DROP, [...expression(f, handler.callee, blockContext.indent), written('()')], blockContext)], completes: true };
  } else ({ head, body } = catchClause(f, node, inner, blockContext));
  const begin = shared ? tried.lines[0]! : [written('try '), ...block(f, tried.lines, context.indent)];
  const statement = [...begin, written(` ${head} `), ...block(f, [...comments, ...body.lines, ...after(f, link, blockContext)], context.indent)];
  return { lines: [...before, statement, ...rest], completes: consume.kind !== 'return' || tried.completes || (kind === 'catch' && body.completes) };
}

/** Two handlers: the second does not see what the first throws. */
function bothLines(f: Flattening, chain: Chain, count: number, link: Link, consume: Consume, context: Context): Lines {
  const ok = handlerOf(f, link.ok!);
  const fail = handlerOf(f, link.fail!);
  const leaves = consume.kind === 'return' || (fail.kind === 'inline' && alwaysThrows(fail));
  const value = ok.kind === 'inline' ? binding(f, ok) : ({ kind: 'bind', keyword: 'const', target: freshName(f, 'result'), simple: true } as const);
  const outer = leaves ? { before: [], inner: consume, after: [] } : split(f, consume);
  const { before, inner, after: rest } = split(f, value);
  const flag = leaves ? undefined : freshName(f, 'failed');
  const tried = linkLines(f, chain, count - 1, inner, { ...deeper(f, context), inTry: true, tail: false });
  const failContext = { ...deeper(f, context), tail: false };
  const clause = catchClause(f, link.fail!, leaves ? (consume.kind === 'return' ? consume : DROP) : outer.inner, failContext);
  const failLines = [...commentsBetween(f, link.ok!.end, link.fail!.start, failContext.indent), ...(flag === undefined ? [] : [[written(`${flag} = true`), semicolon(f)]]), ...clause.body.lines, ...after(f, link, failContext)];
  if (consume.kind === 'return' && clause.body.completes) failLines.push([written('return'), semicolon(f)]);
  const statement = [written('try '), ...block(f, tried.lines, context.indent), written(` ${clause.head} `), ...block(f, failLines, context.indent)];
  const okContext = flag === undefined ? context : { ...deeper(f, context), tail: false };
  // its parameter is declared before the try
  place(f, ok, context);
  const okConsume = leaves ? consume : outer.inner;
  const body: Lines = ok.kind === 'inline' ? handlerLines(f, ok.fn, okConsume, okContext)
    : { lines: [called(f, okConsume, [...expression(f, ok.callee, okContext.indent), written(`(${value.kind === 'bind' ? value.target : ''})`)], okContext)], completes: okConsume.kind !== 'return' };
  const okLines = [...rest, ...gap(f, chain, count, okContext), ...body.lines];
  if (flag === undefined) return { lines: [...before, statement, ...okLines], completes: body.completes };
  return {
    lines: [...outer.before, ...before, [written(`let ${flag} = false`), semicolon(f)], statement, [written(`if (!${flag}) `), ...block(f, okLines, context.indent)], ...outer.after],
    completes: true,
  };
}

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
    if (early) throw new Stays('early-return', early);
    const top = returns.length === 1 && body.body.at(-1) === returns[0];
    if (consume.kind === 'bind' && returns.length === 0) rest = [consuming(f, consume, [written('undefined')])];
    else if (consume.kind === 'bind' && !top) ({ before, inner, after: rest } = split(f, consume));
  }
  const soft = bodyReplacements(f, body, inner, context);
  return { lines: [...before, ...bodyRegion(f, fn, context), ...rest], completes: consume.kind !== 'return' || completes(body, soft) };
}

/** All between the braces of a body as lines: statements, comments and blank lines, moved to the indentation of `context`. */
function bodyRegion(f: Flattening, fn: Node, { indent }: Context): Piece[][] {
  const { body } = fn;
  const { text } = f.composer;
  let start: number = body.start + 1;
  let end: number = body.end - 1;
  const comments = commentsBetween(f, fn.start, body.start, indent);
  const lead = /^[ \t]*\r?\n/.exec(text.slice(start, end));
  if (lead) start += lead[0].length;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (start >= end) return comments;
  const blank: Piece[][] = [];
  for (let line = lead && /^[ \t]*\r?\n/.exec(text.slice(start, end)); line; line = /^[ \t]*\r?\n/.exec(text.slice(start, end))) {
    blank.push([]);
    start += line[0].length;
  }
  const from = /^[ \t]*/.exec(text.slice(start, end))![0];
  if (lead) {
    const region = f.composer.emit(start + from.length, end);
    return [...blank, ...comments, f.composer.reindent(region, from, indent)];
  }
  const pieces = f.composer.emit(start + from.length, end);
  const first: Node | undefined = body.body[0];
  const own = first && text.slice(start, first.start).includes('\n') ? f.composer.indentAt(first.start) : f.composer.indentAt(body.start);
  return [...comments, f.composer.reindent(pieces, own, indent)];
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
function attempt<T>(f: Flattening, chain: Chain, make: () => T): T | undefined {
  const regions = f.regions.length;
  const { mark } = f.composer;
  try {
    const unwanted = f.mayFlatten(chain);
    if (unwanted) throw unwanted;
    return make();
  } catch (error) {
    if (!(error instanceof Stays)) throw error;
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
        if (guarded && !awaitedChain) throw new Stays('inside-try', chain.call);
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
        if (guarded) throw new Stays('inside-try', statement);
        put(statement, [consuming(f, consume, awaited(f, given, at.indent))], at);
      }
      continue;
    }
    if (guarded) throw new Stays('inside-try', statement);
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
function emptied(f: Flattening, statement: Node): [number, number] {
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
      : { kind: 'assign', target: f.composer.text.slice(use.target.start, use.target.end) };
    const lines = attempt(f, chain, () => [...commentsBetween(f, statement.start, chain.call.start, at.indent), ...chainLines(f, chain, consume, at).lines]);
    if (lines) put(statement, lines, at);
  }
}

export { RETURN, attempt as flattenInPlace };
