// Leads from a place in a file to the place in the code that V8 really evaluated: the same text, wrapped, or transformed.
import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { basename } from 'node:path';
import { lastAtOrBefore, lineStarts } from '../../core/offsets.ts';

/** From an offset in the file to an offset in the evaluated code; undefined where the map says nothing. */
export type Locate = (offset: number) => number | undefined;

/** Code that contains the file's text as it is, perhaps within a wrapper. */
export function sameText(text: string, code: string): Locate | undefined {
  const bare = text.replace(/^\uFEFF/, '');
  const at = code.indexOf(bare);
  return at < 0 ? undefined : (offset) => offset - (text.length - bare.length) + at;
}

/** A function as V8 names it, with where it begins in the evaluated code. */
export interface Begun {
  readonly name: string;
  readonly start: number;
}

/**
 * Code that is not at hand but holds the file's text with something put before it (rewire): the shift that most named
 * functions agree on.
 */
export function shifted(text: string, functions: readonly Begun[]): Locate | undefined {
  const votes = new Map<number, number>();
  for (const { name, start } of functions) {
    if (!/^\w+$/.test(name)) continue;
    for (const { index } of text.matchAll(new RegExp(`(?:async\\s+)?(?:function\\s*\\*?\\s*${name}\\b|(?<![\\w$.])${name}\\s*\\()`, 'g'))) {
      votes.set(start - index, (votes.get(start - index) ?? 0) + 1);
    }
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= 2 ? (offset) => offset + best[0] : undefined;
}

/** The source map that transformed code carries with it. */
export function inlineMap(code: string): SourceMapPayload | undefined {
  const encoded = /\/\/[#@] sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/m.exec(code)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as SourceMapPayload;
  } catch {
    return undefined;
  }
}

interface Mapped {
  readonly code: number;
  readonly column: number;
}

/** By a source map of code whose lines have `lineLengths`. */
export function byMap(text: string, payload: SourceMapPayload, lineLengths: readonly number[], file: string): Locate {
  const lines = mappedLines(payload, lineLengths, file);
  const starts = lineStarts(text);
  return (offset) => {
    const line = lastAtOrBefore(starts, offset);
    const column = offset - starts[line]!;
    const mapped = lines.get(line);
    const exact = mapped?.filter((each) => each.column <= column).reduce<Mapped | undefined>((best, each) => (best && best.column >= each.column ? best : each), undefined);
    return (exact ?? mapped?.[0])?.code;
  };
}

/** Line of the file -> where its pieces went, as the map tells at every column of the code. */
function mappedLines(payload: SourceMapPayload, lineLengths: readonly number[], file: string): Map<number, Mapped[]> {
  const map = new SourceMap(payload);
  const lines = new Map<number, Mapped[]>();
  let code = 0;
  lineLengths.forEach((length, line) => {
    let last = '';
    for (let column = 0; column <= length; column++) {
      const entry = map.findEntry(line, column);
      if (!('originalLine' in entry) || entry.generatedLine !== line || !isSource(entry.originalSource, file)) continue;
      const key = `${entry.generatedColumn}`;
      if (key === last) continue;
      last = key;
      const mapped = { code: code + column, column: entry.originalColumn };
      const known = lines.get(entry.originalLine);
      if (known) known.push(mapped);
      else lines.set(entry.originalLine, [mapped]);
    }
    code += length + 1;
  });
  return lines;
}

/** Maps name their sources in many ways; the last part is the file's own name in all of them. */
const isSource = (source: string | undefined, file: string): boolean => source !== undefined && basename(source.replace(/[?#].*$/, '')) === basename(file);

export const lengthsOfLines = (code: string): number[] => code.split('\n').map((line) => line.length);
