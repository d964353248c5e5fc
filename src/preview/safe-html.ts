// Text of other people inside a page: as text, whatever it holds.
import { printable } from './printable.ts';

/** For text and for attributes in quotes. */
export const safe = (text: string): string => printable(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Plain data as the content of a script element that is not run: nothing in it can end the element. */
export const safeJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
