// An object that stands in for a module gets the twins of its functions: `promises: { stat: async (...args) => fakeFs.statSync(...args) }`.
import type { Edit } from '../core/edit.ts';
import { spanKey, type Span } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { standIns } from '../facts/stand-in-shape.ts';
import type { Node } from '../syntax/node.ts';

/** What a decision says of one function of the object. */
export interface AddedTwin {
  /** `promises.stat` */
  readonly to: string;
  /** The twin rejects where the function returns false. */
  readonly existence: boolean;
}

/**
 * Adds twins to the object that the call at `span` puts in the place of a module.
 *
 * @throws Error when there is no such call: the file is not what the decision was made for
 */
export function addTwins(program: Node, text: string, span: Span, adds: Readonly<Record<string, AddedTwin>>, style: Style): Edit[] {
  const found = standIns(program).find(({ call }) => spanKey(call) === spanKey(span));
  if (!found) throw new Error(`no stand-in at ${span.start}`);
  const { name, object } = found;
  const last: Node = object.properties.at(-1);
  const members = Object.entries(adds).sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, { to, existence }]) => {
    const call = `${name}.${member}(...args)`;
    const body = existence ? `{ if (!${call}) throw new Error('ENOENT')${style.semicolons ? ';' : ''} }` : call;
    return `${to.slice(to.lastIndexOf('.') + 1)}: async (...args) => ${body.replaceAll("'", style.quote)}`;
  });
  const lineStart = text.lastIndexOf('\n', last.start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, last.start))![0];
  const isOneLine = !text.slice(object.start, object.end).includes('\n');
  const inner = isOneLine ? `{ ${members.join(', ')} }` : `{${members.map((member) => `${style.eol}${indent}${style.indent}${member}`).join(',')}${style.eol}${indent}}`;
  return [{ span: { start: last.end, end: last.end }, text: `,${isOneLine ? ' ' : `${style.eol}${indent}`}promises: ${inner}` }];
}
