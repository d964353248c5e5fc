const SPACE = / /;

export function longest(text) {
  return text.split(SPACE).reduce((found, word) => (word.length > found.length ? word : found), '');
}
