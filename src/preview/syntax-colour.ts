// The colours of JavaScript and TypeScript code: which characters are keywords, strings, numbers, comments.
import jsTokens from 'js-tokens';
import type { Style } from './styled.ts';

const KEYWORDS = new Set(
  'async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in instanceof interface let new of return set static super switch this throw try type typeof var void while with yield null true false undefined'.split(' '),
);

const styleOf = (type: string, value: string): Style | undefined => {
  if (/Comment$/.test(type)) return 'dim';
  if (/^(?:String|NoSubstitution|Template|RegularExpression|JSXString)/.test(type)) return 'yellow';
  if (type === 'NumericLiteral') return 'cyan';
  if (type === 'IdentifierName' && KEYWORDS.has(value)) return 'magenta';
  return undefined;
};

/** Longer lines are of generated code: nobody reads their colours. */
const LONGEST = 2000;

/**
 * The style of each character of `line`, undefined for plain ones. A line is looked at alone: one that begins inside of a
 * template or a comment is coloured as if it did not.
 */
export function syntaxStyles(line: string): readonly (Style | undefined)[] {
  const styles: (Style | undefined)[] = new Array<Style | undefined>(line.length).fill(undefined);
  if (line.length > LONGEST) return styles;
  // the lines of a long comment
  if (/^\s*\*(?:\s|\/|$)/.test(line)) return styles.fill('dim');
  let at = 0;
  for (const { type, value } of jsTokens(line)) {
    const style = styleOf(type, value);
    if (style) styles.fill(style, at, at + value.length);
    at += value.length;
  }
  return styles;
}
