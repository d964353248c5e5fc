// The lines about a signal in the JSDoc of a function that takes one.
import type { Edit } from '../../core/edit.ts';
import type { Node } from '../../syntax/node.ts';
import { insert } from '../deadlines/option-edits.ts';

/** Nodes that a comment stands above in place of the function that is their value. */
const AROUND = /^(?:VariableDeclarator|VariableDeclaration|ExportNamedDeclaration|ExportDefaultDeclaration|AssignmentExpression|ExpressionStatement|ObjectProperty|ClassProperty)$/;

/** Behind the last parameter that is documented. A JSDoc without parameters stays as it is. */
export function documentedParameter(fn: Node, { text, comments }: { readonly text: string; readonly comments: readonly Node[] }, what: 'parameter' | 'property'): Edit[] {
  let top = fn;
  while (AROUND.test(top['parent']?.type ?? '') && (top['parent'].type !== 'VariableDeclaration' || top['parent'].declarations[0] === top)) top = top['parent'];
  const doc = comments.find(({ end, start }) => end <= top.start && text.startsWith('/**', start) && text.slice(end, top.start).trim() === '');
  if (!doc) return [];
  const body = text.slice(doc.start, doc.end);
  const params = [...body.matchAll(/^([ \t]*\*[ \t]*)@param\b(?:[^\n]*)((?:\r?\n[ \t]*\*(?![ \t]*@|\/)[ \t]*\S[^\n]*)*)/gm)];
  const last = params.at(-1);
  if (!last) return [];
  const eol = body.includes('\r\n') ? '\r\n' : '\n';
  const end = doc.start + last.index + last[0].replace(/\r$/, '').length;
  const named = what === 'property' ? /@param\s+(?:\{[^}]*\}\s+)?\[?([\w$]+)(?:=[^\]]*)?\]?(?![\w$.])/.exec(last[0])?.[1] : undefined;
  const owner = named ?? freeName(body);
  const lines = named === undefined ? [`@param {object} [${owner}]`, `@param {AbortSignal} [${owner}.signal]`] : [`@param {AbortSignal} [${owner}.signal]`];
  // the options of a pattern are documented by a name that only the comment knows: without one nothing is said
  if (what === 'property' && named === undefined) return [];
  return [insert(end, lines.map((each) => `${eol}${last[1]}${each}`).join(''))];
}

function freeName(doc: string): string {
  for (const name of ['options', 'cancellation']) if (!new RegExp(`@param\\s+(?:\\{[^}]*\\}\\s+)?\\[?${name}\\b`).test(doc)) return name;
  return 'withSignal';
}
