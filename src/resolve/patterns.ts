// Strings of which only the beginning or the end is known, and the property names that they can be.

const PREFIX = '#begins:';
const SUFFIX = '#ends:';

/** The type of a string that begins so. */
export const beginsWith = (text: string): string => PREFIX + text;
/** The type of a string that ends so. */
export const endsWith = (text: string): string => SUFFIX + text;

export const isPattern = (path: string): boolean => path.startsWith(PREFIX) || path.startsWith(SUFFIX);

/** Whether a string of this type can be `name`. */
export const canBe = (pattern: string, name: string): boolean =>
  pattern.startsWith(PREFIX) ? name.startsWith(pattern.slice(PREFIX.length)) : name.endsWith(pattern.slice(SUFFIX.length));
