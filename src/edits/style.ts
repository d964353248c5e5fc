// Detects the writing style of a file from its text alone, without parsing it.
import type { Style } from '../core/style.ts';
import { codeOnly } from './code-only.ts';

const STATEMENT = /^\s*(?:const|let|var|return|throw|import|export|break|continue|await|this\.|[A-Za-z_$][\w$.]*(?:\(| = ))/;
const BLOCK = /^\s*(?:if|for|while|switch|function|class|else|with|catch|async|do|try|case|default)\b/;
const ENDS_EXPRESSION = /[\w$)\]'"`]$/;
const CONTINUES = /^\s*(?:[.?:&|+\-*/%,;=<>)\]}{]|instanceof\b|in\b)/;

/** Line ends, indent, quotes and semicolons as most of the file has them; Prettier-like defaults (2 spaces, ', ;) when it does not say. */
export function detectStyle(text: string): Style {
  const { code, single, double } = codeOnly(text);
  const lines = code.split(/\r?\n/).filter((line) => line.trim() !== '');
  return {
    eol: majorityEol(text),
    indent: commonStep(lines),
    quote: double > single ? '"' : "'",
    semicolons: usesSemicolons(lines),
  };
}

function majorityEol(text: string): '\n' | '\r\n' {
  let lf = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text[at - 1] === '\r') crlf++;
    else lf++;
  }
  return crlf > lf ? '\r\n' : '\n';
}

/** The most frequent growth of indentation after a line that opens a bracket, or after any line when none does. */
function commonStep(lines: readonly string[]): string {
  const afterBracket = new Map<string, number>();
  const afterAny = new Map<string, number>();
  let previous = '';
  for (const line of lines) {
    const before = leadingSpace(previous);
    const now = leadingSpace(line);
    if (now.length > before.length && now.startsWith(before)) {
      const step = now.slice(before.length);
      if (step === '\t' || (/^ {2,8}$/.test(step) && !now.includes('\t'))) {
        count(/[{([]\s*$/.test(previous) ? afterBracket : afterAny, step);
      }
    }
    previous = line;
  }
  return mostFrequent(afterBracket) ?? mostFrequent(afterAny) ?? '  ';
}

const leadingSpace = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [key, n] of counts) if (best === undefined || n > (counts.get(best) ?? 0)) best = key;
  return best;
}

/** Lines that end in `;` against statements that end without one. */
function usesSemicolons(lines: readonly string[]): boolean {
  let withSemicolon = 0;
  let without = 0;
  lines.forEach((line, index) => {
    const end = line.trimEnd();
    if (end.endsWith(';')) withSemicolon++;
    else if (STATEMENT.test(line) && !BLOCK.test(line) && ENDS_EXPRESSION.test(end) && !CONTINUES.test(lines[index + 1] ?? '')) {
      without++;
    }
  });
  return withSemicolon >= without;
}
