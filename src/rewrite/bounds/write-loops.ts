// The edits by which the reads of a loop begin before their turn: `for (const [name, next] of ahead(16, names, (name) => readFile(name)))`.
import type { AheadData, TurnsData } from '../../core/bounds.ts';
import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/source.ts';
import { detectStyle } from '../../edits/style.ts';
import type { ImportRequests } from '../imports.ts';

/** The turn itself stays as it is, and waits where it waited. */
export function readAhead({ concurrency, ahead: { item, list, call, keepsItem } }: AheadData, text: string, imports: ImportRequests): Edit[] {
  const name = text.slice(item.start, item.end);
  const read = text.slice(call.start, call.end);
  const next = unusedIn(text, 'next');
  return [
    { span: item, text: `[${keepsItem ? name : ''}, ${next}]` },
    { span: { start: list.start, end: list.start }, text: `${imports.runtime('ahead')}(${concurrency}, ` },
    { span: { start: list.end, end: list.end }, text: `, (${name}) => ${read})` },
    { span: call, text: `${next}()` },
  ];
}

/** `await eachFailFast(8, list, async (x) => { … });` in the place of the loop; a loop that pushes stays one, and begins ahead what it pushes. */
export function turnsTogether(loop: Span, { concurrency, turns: { pattern, list, body, isBlock, continues, settles, pushed } }: TurnsData, text: string, imports: ImportRequests): Edit[] {
  if (pushed) return readAhead({ concurrency, ahead: { item: pattern, list, call: pushed, keepsItem: false } }, text, imports);
  const { semicolons } = detectStyle(text);
  const isEnded = text[body.end - 1] === ';';
  const close = isBlock || !isEnded ? body.end : body.end - 1;
  // what follows could go on with the call, or stands on its line
  const mayGoOn = /^(?:\s*[([`+\-/]|[ \t]*[^\s}])/.test(text.slice(body.end));
  return [
    { span: { start: loop.start, end: pattern.start }, text: `await ${imports.runtime(settles ? 'eachSettleAll' : 'eachFailFast')}(${concurrency}, ${text.slice(list.start, list.end)}, async (` },
    { span: { start: pattern.end, end: body.start }, text: ') => ' },
    ...continues.map(({ start }): Edit => ({ span: { start, end: start + 'continue'.length }, text: 'return' })),
    { span: { start: close, end: close }, text: isBlock && (semicolons || mayGoOn) ? ');' : ')' },
  ];
}

/** A name that the text does not have. */
function unusedIn(text: string, name: string): string {
  const isUsed = (each: string): boolean => new RegExp(`(?<![\\w$])${each}(?![\\w$])`).test(text);
  if (!isUsed(name)) return name;
  for (let number = 2; ; number++) if (!isUsed(`${name}${number}`)) return `${name}${number}`;
}
