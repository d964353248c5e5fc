// The edits by which the reads of a loop begin before their turn: `for (const [name, next] of ahead(16, names, (name) => readFile(name)))`.
import type { AheadData } from '../../core/bounds.ts';
import type { Edit } from '../../core/edit.ts';
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

/** A name that the text does not have. */
function unusedIn(text: string, name: string): string {
  const isUsed = (each: string): boolean => new RegExp(`(?<![\\w$])${each}(?![\\w$])`).test(text);
  if (!isUsed(name)) return name;
  for (let number = 2; ; number++) if (!isUsed(`${name}${number}`)) return `${name}${number}`;
}
