// Finds static import and export statements in a text without parsing it.

/** What the module statements of a text say: `assigns` is TypeScript's `export =`, which only a CommonJS file can have. */
export type ModuleSyntax = 'none' | 'declares' | 'assigns';

const MENTIONED = /\b(?:import|export)\b/;
const ASSIGNMENT = /\bexport\s*=/;
const BLANK_OR_COMMENT = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const REGEXP = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//y;
const META = /\.\s*meta\b/y;
const IMPORT_EQUALS = /(?:type\s+)?[\w$]+\s*=(?!=)/y;

/** After these a slash starts a regular expression; after other words, numbers and closing brackets it divides. */
const BEFORE_REGEXP_WORD = /^(?:return|typeof|case|in|of|do|else|delete|void|throw|new|await|yield|instanceof)$/;
const BEFORE_REGEXP_CHAR = '(,=:[!&|?{};+-*%~^>';

/**
 * Looks for static `import` and `export` statements at brace depth 0 (and `import.meta` at any depth), outside comments,
 * strings, templates and regular expressions.
 */
export function moduleSyntax(text: string): ModuleSyntax {
  if (!MENTIONED.test(text)) return 'none';
  const mayAssign = ASSIGNMENT.test(text);
  let found: ModuleSyntax = 'none';
  for (const { word, after, depth } of keywords(text)) {
    const verdict = statement(text, word, after, depth);
    if (verdict === 'assigns') return verdict;
    if (verdict === 'declares') {
      if (!mayAssign) return verdict;
      found = verdict;
    }
  }
  return found;
}

interface Keyword {
  readonly word: 'import' | 'export';
  /** Offset behind the keyword and the blank space that follows it. */
  readonly after: number;
  readonly depth: number;
}

/** Every `import` and `export` that is a word of the code and no property name. */
function* keywords(text: string): Generator<Keyword> {
  let at = endOfShebang(text);
  let depth = 0;
  /** Depths at which a template literal goes on behind `}`. */
  const templates: number[] = [];
  /** The word or character before `at`. */
  let last = ';';
  while ((at = match(BLANK_OR_COMMENT, text, at)) < text.length) {
    const char = text[at] as string;
    const resumesTemplate = char === '}' && templates.at(-1) === depth - 1;
    if (char === '"' || char === "'") {
      at = endOfString(text, at);
      last = char;
    } else if (char === '`' || resumesTemplate) {
      if (resumesTemplate) depth = templates.pop() as number;
      at = endOfTemplatePart(text, at + 1);
      if (text[at - 1] === '{') templates.push(depth++);
      last = text[at - 1] === '{' ? '{' : '`';
    } else if (char === '/' && startsRegExp(last) && match(REGEXP, text, at) > at) {
      at = match(REGEXP, text, at);
      last = '/';
    } else {
      const end = match(WORD, text, at);
      const word = text.slice(at, Math.max(end, at + 1));
      at += word.length;
      if ((word === 'import' || word === 'export') && last !== '.') {
        yield { word, after: match(BLANK_OR_COMMENT, text, at), depth };
      }
      if (word === '{') depth++;
      if (word === '}') depth = Math.max(0, depth - 1);
      // A name of one letter must not look like a punctuation mark.
      last = end > at - word.length && word.length === 1 ? 'a' : word;
    }
  }
}

/** Judges a keyword by what stands at `after`. */
function statement(text: string, word: 'import' | 'export', after: number, depth: number): ModuleSyntax {
  const next = text[after] ?? '';
  if (word === 'import' && next === '.') return match(META, text, after) > after ? 'declares' : 'none';
  if (depth > 0) return 'none';
  if (word === 'export' && next === '=') return 'assigns';
  if (next === '{' || next === '*') return 'declares';
  if (word === 'import' && (next === '"' || next === "'")) return 'declares';
  if (match(WORD, text, after) === after) return 'none';
  // `import fs = require('fs')` is TypeScript for CommonJS.
  return word === 'import' && match(IMPORT_EQUALS, text, after) > after ? 'none' : 'declares';
}

const startsRegExp = (last: string): boolean =>
  last.length > 1 ? BEFORE_REGEXP_WORD.test(last) : BEFORE_REGEXP_CHAR.includes(last);

/** The end of what sticky `pattern` matches at `at`; `at` itself when it does not match. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endOfShebang(text: string): number {
  if (!/^\ufeff?#!/.test(text)) return 0;
  const newline = text.indexOf('\n');
  return newline < 0 ? text.length : newline;
}

/** An apostrophe in JSX text is no string: it ends at the line. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === text[start] || char === '\n') return at + 1;
  }
  return text.length;
}

/** The offset behind the closing backtick or behind the next `${`. */
function endOfTemplatePart(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '`') return at + 1;
    else if (char === '$' && text[at + 1] === '{') return at + 2;
  }
  return text.length;
}
