// Calls side by side -> `Promise.all`, a function that calls itself as its last act -> a loop.
import type { Again, Done, Join, Loop } from '../../facts/callback-items.ts';
import { statementsOf } from '../../facts/error-branch.ts';
import { unwrap, type Node } from '../../syntax/node.ts';
import { makeAsync } from '../make-async.ts';
import { emptied } from './bodies.ts';
import { branchLines, itemLines, writeItems, type Writing } from './callback-lines.ts';
import { block, commentsBetween, expression, joined, semicolon, type Context, type Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';

const leave = (f: Flattening): Piece[][] => [[written('return'), semicolon(f)]];

/** `await Promise.all(list.map(async …))`, and what comes after all of them. */
export function joinLines(w: Writing, { call, shape, each, final, last }: Join, context: Context): Piece[][] {
  const { f } = w;
  const { composer } = f;
  const { fn, declarator, asked } = shape;
  // it is printed before it goes from where it stands
  const after = branchLines(w, [final], context);
  const indent = composer.indentAt(fn.start);
  const inner: Context = { indent: indent + f.style.indent, inTry: false, tail: true, scope: fn, path: '' };
  const list = statementsOf(fn);
  if (fn.body.type === 'BlockStatement') writeItems(w, each, list, { ...inner, indent }, false);
  else {
    const { start, end } = fn.body as Node;
    composer.replace(start, end, block(f, itemLines(w, each[0]!, inner), indent));
  }
  for (const { span, text } of makeAsync(fn, composer.text, f.comments, 0, true)) composer.replace(span.start, span.end, [written(text)]);
  const { property } = call['callee'] as { property: Node } & Node;
  composer.replace(property.start, property.end, [written('map')]);
  for (const use of asked) composer.replace(use.start, use.end, expression(f, declarator['init'] as Node, ''));
  dropDeclarator(f, declarator);
  const started = composer.reindent(composer.emit(call.start, call.end), composer.indentAt(call.start), context.indent);
  return [[written('await Promise.all('), ...started, written(')'), semicolon(f)], ...after, ...(final.open && !last ? leave(f) : [])];
}

/** One of the calls side by side is done: what counted goes. */
export function doneLines({ f }: Writing, { node, end, final, last }: Done, { indent }: Context): Piece[][] {
  const comments = [...commentsBetween(f, node.start, Math.max(node.start, final.start), indent), ...commentsBetween(f, final.end, end, indent)];
  return [...comments, ...(last ? [] : leave(f))];
}

/** A statement goes, with the white space up to what comes after it, else with what is before it. */
function dropStatement(f: Flattening, statement: Node): void {
  const list = (statement['parent'] as Node)['body'] as Node[];
  const next = list[list.indexOf(statement) + 1];
  const comment = next && f.comments.find(({ start, end }) => start >= statement.end && end <= next.start);
  if (next) f.composer.replace(statement.start, comment?.start ?? next.start, []);
  else f.composer.replace(...emptied(f, statement), []);
}

/** A declared variable goes, with its statement where it is the only one. */
function dropDeclarator(f: Flattening, declarator: Node): void {
  const declaration = declarator['parent'] as Node;
  const list = declaration['declarations'] as Node[];
  const index = list.indexOf(declarator);
  if (list.length === 1) dropStatement(f, declaration);
  else if (index === 0) f.composer.replace(declarator.start, list[1]!.start, []);
  else f.composer.replace(list[index - 1]!.end, declarator.end, []);
}

/** `for (let i = 0; ; i++) { … }` */
export function loopLines(w: Writing, { call, shape, rounds, body }: Loop, context: Context): Piece[][] {
  const { f } = w;
  const { fn, declaration, again } = shape;
  const params = fn['params'] as Node[];
  const inner: Context = { ...context, indent: context.indent + f.style.indent, path: `${context.path}/${++f.blocks}`, tail: false };
  f.regions.push({ node: fn, scope: context.scope, path: inner.path, declares: true });
  const name = (param: Node): string => f.composer.print(f.composer.emit(param.start, param.start + (param['name'] as string).length));
  const first = params.flatMap((param, index) => [written(index > 0 ? ', ' : ''), written(`${name(param)} = `), ...expression(f, call['arguments'][index] as Node, context.indent)]);
  const changes = rounds.inHead ? rounds.changes(again[0]!).flatMap(({ name: param, value }, index) => [written(index > 0 ? ', ' : ''), ...changed(f, name(param), value, param['name'] as string)]) : [];
  const head: Piece[] = params.length === 0 ? [written('while (true) ')] : [written('for (let '), ...first, written('; ;'), ...(changes.length > 0 ? [written(' '), ...changes] : []), written(') ')];
  const lines = [...branchLines(w, [body], inner), ...(body.open ? leave(f) : [])];
  const comments = [...commentsBetween(f, (declaration ?? call).start, fn.body.start, context.indent), ...commentsBetween(f, fn.body.end, Math.max(fn.body.end, (declaration ?? call).end), context.indent), ...(declaration ? commentsBetween(f, call.start, call.end, context.indent) : [])];
  if (declaration) dropStatement(f, declaration);
  return [...comments, [...head, ...opened(f, lines, context.indent)]];
}

/** A block, also where nothing is in it. */
const opened = (f: Flattening, lines: readonly (readonly Piece[])[], indent: string): Piece[] => {
  const inner = indent + f.style.indent;
  return [written(`{${f.style.eol}${inner}`), ...joined(f, lines, inner), written(`${f.style.eol}${indent}}`)];
};

/** `i++`, `i += 2`, `node = node.next` */
function changed(f: Flattening, name: string, value: Node, was: string): Piece[] {
  const node = unwrap(value);
  const given = expression(f, value, '');
  if (node.type !== 'BinaryExpression' || !/^[-+]$/.test(node.operator) || node.left.type !== 'Identifier' || node.left.name !== was || node.right.type !== 'NumericLiteral') return [written(`${name} = `), ...given];
  return node.right.value === 1 ? [written(`${name}${node.operator}${node.operator}`)] : [written(`${name} ${node.operator}= `), ...expression(f, node.right, '')];
}

/** The next round. */
export function againLines({ f }: Writing, { call, last, loop }: Again, { indent }: Context): Piece[][] {
  const { inHead, changes } = loop.rounds!;
  const given = inHead ? [] : changes(call).map(({ name, value }): Piece[] => [...changed(f, f.composer.print(f.composer.emit(name.start, name.start + (name['name'] as string).length)), value, name['name'] as string), semicolon(f)]);
  return [...commentsBetween(f, call.start, call.end, indent), ...given, ...(last ? [] : [[written('continue'), semicolon(f)]])];
}
