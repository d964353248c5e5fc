// Paths of values that come from files of the repository whose reading was put off: like foreign ones, but they keep their origin.

const NAME = 'deferred#';
/** Ends the path of what lies any number of steps inside of a deferred file. */
const SOMEWHERE = '…';

/** Path of the value of a deferred module. @param index of the file among those of the repository */
export const deferredPath = (index: number): string => `${NAME}${index}`;

/** Index of the file that a value of this path comes from; undefined when it comes from elsewhere. */
export function deferredFile(path: string): number | undefined {
  return path.startsWith(NAME) ? Number.parseInt(path.slice(NAME.length), 10) : undefined;
}

/** The path for anything that comes out of the same deferred file; undefined for other paths. */
export function somewhereIn(path: string): string | undefined {
  const index = deferredFile(path);
  return index === undefined ? undefined : `${NAME}${index}${SOMEWHERE}`;
}
