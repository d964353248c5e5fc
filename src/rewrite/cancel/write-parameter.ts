// The edits that let a function take a signal: its parameter, the type of it, and its line in the JSDoc above.
import type { SignalForm } from '../../core/cancellation.ts';
import type { Edit } from '../../core/edit.ts';
import type { Node } from '../../syntax/node.ts';
import { insert, propertyEdits } from '../deadlines/option-edits.ts';
import { documentedParameter } from './jsdoc.ts';

export interface ParameterWriting {
  readonly text: string;
  readonly comments: readonly Node[];
  readonly isTyped: boolean;
}

/** @param name of the variable that holds the signal */
export function parameterEdits(fn: Node, name: string, form: SignalForm, writing: ParameterWriting): Edit[] {
  const { text, comments, isTyped } = writing;
  const params = fn['params'] as Node[];
  const last = params.at(-1);
  const member = name === 'signal' ? 'signal' : `signal: ${name}`;
  if (form === 'pattern') {
    const pattern: Node = last!.type === 'AssignmentPattern' ? last!['left'] : last!;
    const type = pattern['typeAnnotation']?.['typeAnnotation'] as Node | undefined;
    return [...insertProperty(pattern, member, writing), ...(type ? typeEdits(type, text) : []), ...documentedParameter(fn, writing, 'property')];
  }
  const parameter = `{ ${member} }${isTyped ? ': { signal?: AbortSignal }' : ''} = {}`;
  const docs = documentedParameter(fn, writing, 'parameter');
  if (!last) return [insert(openingOf(fn, text, comments) + 1, parameter), ...docs];
  if (/^\s*=>/.test(text.slice(last.end))) return [insert(last.start, '('), insert(last.end, `, ${parameter})`), ...docs];
  const line = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = text.slice(line, last.start);
  const gap = indent.trim() === '' && line > fn.start ? `${text[line - 2] === '\r' ? '\r\n' : '\n'}${indent}` : ' ';
  return [insert(last.end, `,${gap}${parameter}`), ...docs];
}

function insertProperty(pattern: Node, member: string, { text, comments }: ParameterWriting): Edit[] {
  // a pattern ends before its type: what stands in its braces is all that counts
  const edits = propertyEdits(pattern, member, { text, comments });
  return edits;
}

/** `{ encoding?: string }` gets a member more. */
function typeEdits(type: Node, text: string): Edit[] {
  const last = (type['members'] as Node[]).at(-1);
  if (!last) return [insert(type.start + 1, ' signal?: AbortSignal ')];
  const ends = /[;,]$/.exec(text.slice(last.start, last.end))?.[0];
  return [insert(last.end, ends === undefined ? '; signal?: AbortSignal' : ` signal?: AbortSignal${ends}`)];
}

/** Offset of the parenthesis before a function's parameters, when it has none. */
function openingOf(fn: Node, text: string, comments: readonly Node[]): number {
  let at: number = fn['typeParameters']?.end ?? fn['key']?.end ?? fn['id']?.end ?? fn.start;
  for (;;) {
    const comment = comments.find(({ start, end }) => start <= at && at < end);
    if (comment) at = comment.end;
    else if (text[at] === '(') return at;
    else at++;
  }
}
