// Recognises minified files, by name and by the shape of their lines.

/** True when the name of a file says that it is minified. */
export const isMinifiedName = (id: string): boolean => /\.min\.[cm]?js$/.test(id);

const LONG_LINE = 500;
const VERY_LONG_LINE = 1000;
/** Share of the characters that stand in long lines. */
const MOSTLY = 0.8;
const FEW_LINES = 20;
/** Long lines without statements are data (base64, character tables), and data does not make its file minified. */
const STATEMENT = /\bfunction\b|\breturn\b|=>|\b(?:var|let|const) |\b(?:if|for|while)\(/g;
const CHARS_PER_STATEMENT = 1000;

/** Licence comments stay unminified on top of a minified file. */
const LEADING_COMMENTS = /^\ufeff?(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/;

/**
 * True when nearly all of `text` stands in a few very long lines. A hand-written file with one long data line is not
 * minified.
 */
export function isMinifiedText(text: string): boolean {
  if (text.length < VERY_LONG_LINE) return false;
  const body = text.slice(LEADING_COMMENTS.exec(text)?.[0].length ?? 0);
  let longest = 0;
  let longLines = 0;
  let shortLines = 0;
  let charsInLongLines = 0;
  let statements = 0;
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start);
    const end = newline < 0 ? body.length : newline;
    const length = end - start;
    longest = Math.max(longest, length);
    if (length > LONG_LINE) {
      longLines++;
      charsInLongLines += length;
      statements += body.slice(start, end).match(STATEMENT)?.length ?? 0;
    } else if (length > 1) shortLines++;
    start = end + 1;
  }
  const isDense = charsInLongLines >= body.length * MOSTLY && shortLines < FEW_LINES + longLines;
  return longest >= VERY_LONG_LINE && isDense && statements * CHARS_PER_STATEMENT >= charsInLongLines;
}
