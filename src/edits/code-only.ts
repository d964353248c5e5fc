// Blanks out comments, strings, templates and regular expressions of a JavaScript text by a cheap scan.

/** `code` has the length and the line breaks of the text; `single` and `double` count its string literals by quote. */
export interface CodeOnly {
  readonly code: string;
  readonly single: number;
  readonly double: number;
}

const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|do|else))$/;

/**
 * A text that does not tokenize (JSX prose, a lone quote) loses at most the rest of a line. Strings keep their quotes,
 * templates their back-quotes; what stood inside becomes spaces.
 */
export function codeOnly(text: string): CodeOnly {
  const parts: string[] = [];
  let single = 0;
  let double = 0;
  let kept = 0;
  let at = 0;

  /** Blanks [start, end) and goes on at `resume`. */
  const blank = (start: number, end: number, resume: number): void => {
    parts.push(text.slice(kept, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    kept = end;
    at = resume;
  };

  while (at < text.length) {
    const char = text[at];
    const next = text[at + 1];
    if ((char === '/' && next === '/') || (at === 0 && char === '#' && next === '!')) {
      const end = indexOrEnd(text, '\n', at);
      blank(at, end, end);
    } else if (char === '/' && next === '*') {
      const end = Math.min(indexOrEnd(text, '*/', at + 2) + 2, text.length);
      blank(at, end, end);
    } else if (char === "'" || char === '"') {
      const close = closingQuote(text, at);
      if (close < 0) {
        at++;
        continue;
      }
      if (char === "'") single++;
      else if (!/[\w-]=$/.test(text.slice(Math.max(0, at - 2), at))) double++;
      blank(at + 1, close, close + 1);
    } else if (char === '`') {
      const close = closingBackquote(text, at);
      blank(at + 1, close, close + 1);
    } else if (char === '/' && BEFORE_REGEX.test(text.slice(Math.max(0, at - 20), at).trimEnd())) {
      const close = closingSlash(text, at);
      if (close < 0) at++;
      else blank(at + 1, close, close + 1);
    } else {
      at++;
    }
  }
  parts.push(text.slice(kept));
  return { code: parts.join(''), single, double };
}

function indexOrEnd(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found;
}

/** Offset of the quote that closes the string opened at `open`; -1 when the line ends first. */
function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at += text[at + 1] === '\r' ? 2 : 1;
    else if (char === text[open]) return at;
    else if (char === '\n') return -1;
  }
  return -1;
}

/** Offset of the back-quote that closes the template opened at `open`, looking through `${}`; the text's length when none does. */
function closingBackquote(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '`') {
    if (text[at] === '\\') at += 2;
    else if (text[at] === '$' && text[at + 1] === '{') at = closingBrace(text, at + 1) + 1;
    else at++;
  }
  return Math.min(at, text.length);
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  let at = open;
  while (at < text.length) {
    const char = text[at];
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
    else if (char === '`') at = closingBackquote(text, at);
    else if (char === "'" || char === '"') at = Math.max(at, closingQuote(text, at));
    at++;
  }
  return text.length;
}

/** Offset of the slash that closes the regular expression opened at `open`; -1 when the line ends first. */
function closingSlash(text: string, open: number): number {
  let inClass = false;
  for (let at = open + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') return -1;
    if (char === '\\') at++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return at;
  }
  return -1;
}
