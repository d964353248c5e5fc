// Small text forms of expressions.

/** `text` so that a member can be read off it: in parentheses unless it is a plain chain, or has them. */
export const asObject = (text: string): string =>
  /^[\w$#]+(?:\.[\w$#]+|\((?:'[^']*'|"[^"]*")?\)|!)*$/.test(text) || isParenthesised(text) ? text : `(${text})`;

/** The first parenthesis is closed by the last one. */
function isParenthesised(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at === text.length - 1;
  }
  return false;
}

/** `realpath.native` -> `realpathNative`. */
export const camelCase = (path: string): string => path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
