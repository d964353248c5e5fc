// JSDoc of a function that loses its callback: the lines about the parameter go, and what it returns is a promise.
import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/source.ts';
import { paramLines } from '../../facts/jsdoc-params.ts';
import type { Node } from '../../syntax/node.ts';
import { jsdocOf } from '../make-async.ts';

const VOID = /^\s*(void|undefined|null|nothing)\s*$/i;

/** @param givesValue the promise has a value */
export function jsdocEdits(fn: Node, parameter: string, givesValue: boolean, comments: readonly Node[], text: string): Edit[] {
  const comment = jsdocOf(fn, comments, text);
  if (!comment) return [];
  const body = text.slice(comment.start, comment.end);
  const after = /^\s*/.exec(text.slice(comment.end))![0].length;
  const at = ({ start, end }: Span): Span => ({ start: comment.start + start, end: comment.start + end });
  const edits = paramLines(body, parameter).map((span): Edit => ({ span: at(span.end === body.length ? { start: 0, end: body.length + after } : span), text: '', order: 0 }));
  const tag = /@returns?\s*\{([^{}]*)\}/.exec(body);
  const type = tag?.[1];
  if (!tag || type === undefined || /^\s*Promise\b/.test(type)) return edits;
  const start = tag.index + tag[0].length - 1 - type.length;
  const promise = !VOID.test(type) ? `Promise<${type.trim()}>` : givesValue ? 'Promise' : 'Promise<void>';
  return [...edits, { span: at({ start, end: start + type.length }), text: promise, order: 0 }];
}
