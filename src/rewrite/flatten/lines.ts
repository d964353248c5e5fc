// A chain -> statements: each link becomes an await and the body of its handler, in a try where it catches.
import type { Chain, Link } from '../../facts/chains.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import type { Node } from '../../syntax/node.ts';
import { handlerLines } from './bodies.ts';
import { awaited, block, commentsBetween, consuming, expression, freshName, semicolon, type Consume, type Context, type Flattening, type Lines } from './flattening.ts';
import { alwaysThrows, handlerOf, type Handler } from './handlers.ts';
import { written, type Piece } from './pieces.ts';

const DROP: Consume = { kind: 'drop' };

/** The lines of a chain whose value goes where `consume` says. @throws Unfit */
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

/** `f.catch(…)` of a function throws; an await of it would not. */
function refuseFunction(f: Flattening, head: Node): void {
  const uses = head.type === 'Identifier' ? (f.names.bindings.get(head)?.uses ?? []) : [];
  if (uses.some(({ parent, ...use }) => /^(Function|Class)Declaration$/.test(parent?.type ?? '') && parent.id?.start === use.start)) throw new Unfit('no-promise', head, head['name'] as string);
}

function headLines(f: Flattening, { head }: Chain, consume: Consume, context: Context): Lines {
  refuseFunction(f, head);
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
    if (count === 1) refuseFunction(f, chain.head);
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
export function split(f: Flattening, consume: Consume): { before: Piece[][]; inner: Consume; after: Piece[][] } {
  if (consume.kind !== 'bind') return { before: [], inner: consume, after: [] };
  const keyword = consume.keyword === 'var' ? 'var' : 'let';
  if (consume.simple) return { before: [[written(`${keyword} ${consume.target}`), semicolon(f)]], inner: { kind: 'assign', target: consume.target.replace(/:[^]*$/, ''), stale: keyword === 'var', own: keyword !== 'var' }, after: [] };
  const name = freshName(f, 'result');
  return { before: [[written(`let ${name}`), semicolon(f)]], inner: { kind: 'assign', target: name, stale: false, own: true }, after: [[written(`${consume.keyword} ${consume.target} = ${name}`), semicolon(f)]] };
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

/** Where a catch puts its value: a finally that throws comes after the value was put there. */
const caught = (f: Flattening, { call }: Chain, consume: Consume): Consume =>
  consume.kind === 'assign' && /\bfinally\b/.test(f.composer.text.slice(call.start, call.end)) ? { ...consume, stale: true } : consume;

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
    if (handler.kind === 'inline' && handler.param) throw new Unfit('handler-form', handler.fn, 'a finally handler with a parameter');
    body = handler.kind === 'inline' ? handlerLines(f, handler.fn, DROP, { ...blockContext, tail: false }) : { lines: [called(f, DROP, [...expression(f, handler.callee, blockContext.indent), written('()')], blockContext)], completes: true };
  } else ({ head, body } = catchClause(f, node, caught(f, chain, inner), blockContext));
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
  const clause = catchClause(f, link.fail!, leaves ? (consume.kind === 'return' ? consume : DROP) : caught(f, chain, outer.inner), failContext);
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
