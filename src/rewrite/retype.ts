// Lets a type follow a function that became async: interface members, function types, declarations, ReturnType users.
import type { Edit } from '../core/edit.ts';
import type { Span } from '../core/source.ts';
import type { RetypeForm } from '../core/typing.ts';

const insert = (offset: number, text: string): Edit => ({ span: { start: offset, end: offset }, text });

/**
 * The edits for the type at `span` of `text`.
 * @throws Error when the type there is not what the decision was made for
 */
export function retype(text: string, span: Span, form: RetypeForm): Edit[] {
  const type = text.slice(span.start, span.end);
  switch (form) {
    case 'promise': return [insert(span.start, 'Promise<'), insert(span.end, '>')];
    case 'maybe':
      if (type !== 'void') throw new Error(`expected void at ${span.start}`);
      return [insert(span.end, ' | Promise<void>')];
    case 'awaited':
      if (!type.startsWith('ReturnType')) throw new Error(`expected ReturnType at ${span.start}`);
      return [insert(span.start, 'Awaited<'), insert(span.end, '>')];
  }
}
