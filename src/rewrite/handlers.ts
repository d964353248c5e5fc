// Makes a handler async whose framework ignores promises: its body goes into a try, and what that catches where it went before.
import type { Edit } from '../core/edit.ts';
import type { HandlerBody } from '../core/handlers.ts';
import type { Decision } from '../core/plan.ts';
import { spanKey, type SourceFile } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { patternNames } from '../facts/scope.ts';
import { endedEdits } from './ended-handlers.ts';
import { answerEdits } from './handler-answers.ts';
import { walk, type Node } from '../syntax/node.ts';

const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

/** Before and behind all that is inserted at one offset for what stands inside of the body. */
const OUTERMOST = 4e9;

const indentationAt = (text: string, offset: number): string => /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];

/** The `catch` of a handler. @param names of its parameters */
function catching(body: HandlerBody, names: readonly string[], indent: string, { indent: step, eol, semicolons }: Style): string {
  const end = semicolons ? ';' : '';
  const caught = ['error', 'failure', 'caught', 'thrown'].find((name) => !names.includes(name))!;
  const route = body.next !== undefined ? [`${body.next}(${caught})${end}`] : ['process.nextTick(() => {', `${step}throw ${caught}${end}`, `})${end}`];
  return [`${indent}} catch (${caught}) {`, ...route.map((line) => `${indent}${step}${line}`), `${indent}}`].join(eol);
}

/** Adds parameters behind those that are there; with types where those have some, or where no call says what they are. */
function parameterEdits(node: Node, { next, adds: names }: HandlerBody, text: string, isTyped: boolean): Edit[] {
  if (names.length === 0) return [];
  const params = node.params as Node[];
  const last = params.at(-1);
  const isAnnotated = isTyped && (last ? params.some((each) => (each.left ?? each).typeAnnotation) : !/CallExpression$/.test(node.parent?.type ?? ''));
  const adds = isAnnotated ? names.map((name) => (name === next ? `${name}: (error?: unknown) => void` : `${name}: unknown`)) : names;
  if (!last) return [insert(text.indexOf(')', text.indexOf('(', node.key?.end ?? node.id?.end ?? node.start)), adds.join(', '))];
  const isBare = node.type === 'ArrowFunctionExpression' && params.length === 1 && !/^\s*(?::[^=]*)?,?\s*\)/.test(text.slice(last.end)) && text.slice(node.start, last.start).trimEnd().at(-1) !== '(';
  const more = `, ${adds.join(', ')}`;
  return isBare ? [insert(last.start, '('), insert(last.end, `${more})`)] : [insert(last.end, more)];
}

interface Rewritten {
  readonly file: SourceFile;
  readonly text: string;
  readonly style: Style;
}

/** The edits that a handler needs besides the keyword and types: where its errors and its answer go, and what says that it is done. */
export function handlerEdits(decision: Decision, node: Node, r: Rewritten): Edit[] {
  const body = handlerBodyOf(decision);
  const answer = decision.data?.['answer'] as string | undefined;
  if (body?.drops !== undefined) return endedEdits(node, body.drops, r.text);
  return [...(body ? routedEdits(body, node, r) : []), ...(answer === undefined ? [] : answerEdits(node, answer, r.text, r.style))];
}

/** Puts the body into a try, and adds the parameters that it needs. */
function routedEdits(body: HandlerBody, node: Node, { file, text, style }: Rewritten): Edit[] {
  const { indent: step, eol } = style;
  const params = parameterEdits(node, body, text, /^tsx?$/.test(file.dialect));
  const names = (node.params as Node[]).flatMap((each) => patternNames(each));
  if (node.body.type !== 'BlockStatement') {
    const base = indentationAt(text, node.start);
    const isWrapped = node.body.extra?.parenthesized === true;
    const start = isWrapped ? text.lastIndexOf('(', node.body.start) : node.body.start;
    const end = isWrapped ? text.indexOf(')', node.body.end) + 1 : node.body.end;
    // a statement must not begin like another one
    const isStatement = !isWrapped || !/^(?:\{|function\b|class\b|let\b|async\b)/.test(text.slice(node.body.start));
    const drops = isWrapped && isStatement ? [{ span: { start, end: node.body.start }, text: '' }, { span: { start: node.body.end, end }, text: '' }] : [];
    return [
      ...params, ...drops,
      insert(start, `{${eol}${base}${step}try {${eol}${base}${step}${step}`, -OUTERMOST),
      insert(end, `${style.semicolons ? ';' : ''}${eol}${catching(body, names, base + step, style)}${eol}${base}}`, OUTERMOST),
    ];
  }
  const close: number = node.body.end - 1;
  const directives: Node[] = node.body.directives ?? [];
  const open: number = directives.at(-1)?.end ?? node.body.start + 1;
  const isOneLine = !text.slice(open, close).includes('\n');
  const isAlone = /^[\t ]*$/.test(text.slice(text.lastIndexOf('\n', close - 1) + 1, close));
  const base = indentationAt(text, isAlone ? close : node.start);
  if (isOneLine) {
    const inner = text.slice(open, close);
    const from = open + (inner.length - inner.trimStart().length);
    const to = close - (inner.length - inner.trimEnd().length);
    return [
      ...params,
      { span: { start: open, end: from }, text: `${eol}${base}${step}try {${eol}${base}${step}${step}` },
      { span: { start: to, end: close }, text: `${eol}${catching(body, names, base + step, style)}${eol}${base}` },
    ];
  }
  const lineEnd = /[\t ]*$/.exec(text.slice(open, close))![0].length;
  const lineStart = /^[\t ]*(?=[^\s])/.exec(text.slice(open, close))?.[0].length;
  const isComment = lineStart !== undefined && text.startsWith('//', open + lineStart);
  return [
    ...params,
    lineStart === undefined || isComment ? insert(isComment ? text.indexOf('\n', open) - (eol.length - 1) : open, `${eol}${base}${step}try {`, -OUTERMOST) : { span: { start: open, end: open + lineStart }, text: `${eol}${base}${step}try {${eol}${base}${step}${step}` },
    { span: { start: close - lineEnd, end: close }, text: `${text[close - lineEnd - 1] === '\n' ? '' : eol}${catching(body, names, base + step, style)}${eol}${base}` },
  ];
}

/** Lines of `body` that may be indented: not those that begin inside of a template or another text. */
function linesOf(body: Node, text: string): number[] {
  const kept: Node[] = [];
  walk(body, (node) => {
    if (/^(TemplateElement|StringLiteral|JSXText|DirectiveLiteral)$/.test(node.type)) kept.push(node);
  });
  const lines: number[] = [];
  const open: number = body.directives?.at(-1)?.end ?? body.start;
  for (let at = text.indexOf('\n', open) + 1; at > 0 && at < body.end - 1; at = text.indexOf('\n', at) + 1) {
    const isBlank = /^[\t ]*\r?\n/.test(text.slice(at, at + 200));
    const isLast = text.slice(at, body.end - 1).trim() === '';
    if (!isBlank && !isLast && !kept.some(({ start, end }) => start < at && at <= end)) lines.push(at);
  }
  return lines;
}

/** How the decision to make a function async says that it is such a handler. */
export function handlerBodyOf(decision: Decision): HandlerBody | undefined {
  const body = decision.data?.['body'] as object | null | undefined;
  return body && 'adds' in body ? (body as HandlerBody) : undefined;
}

/** Indents the bodies that came into a try, by one step, around all other edits. `lists` has the edits of each decision. */
export function indentHandlers(decisions: readonly Decision[], lists: Edit[][], { functions, text, style }: { functions: ReadonlyMap<string, Node>; text: string; style: Style }): void {
  decisions.forEach((decision, list) => {
    const body = handlerBodyOf(decision);
    const node = body && body.drops === undefined && functions.get(spanKey(decision.span));
    if (node && node.body.type === 'BlockStatement') indentBody(node.body, list, lists, text, style);
  });
}

function indentBody(body: Node, list: number, lists: Edit[][], text: string, { indent }: Style): void {
  const own = new Set(lists[list]);
  const isInside = ({ span }: Edit): boolean => span.start > body.start && span.end < body.end;
  for (const edits of lists) {
    edits.forEach((edit, at) => {
      if (!own.has(edit) && isInside(edit) && edit.text.includes('\n') && !edit.text.includes('`')) edits[at] = { ...edit, text: edit.text.replace(/\n(?=[^\r\n])/g, `\n${indent}`) };
    });
  }
  const replaced = lists.flat().filter(({ span }) => span.end > span.start);
  for (const at of linesOf(body, text)) {
    if (!replaced.some(({ span }) => span.start <= at && at < span.end)) lists[list]!.push(insert(at, indent, -OUTERMOST));
  }
}
