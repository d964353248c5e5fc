// Loads the user's transform: CommonJS or ES module, JavaScript or TypeScript.
import { createJiti } from 'jiti';

/** A transform as jscodeshift calls it. */
export type UserTransform = (file: { readonly path: string; readonly source: string }, api: object, options: object) => unknown;

export interface LoadedTransform {
  readonly transform: UserTransform;
  /** Its own `parser`: a name, or an object with `parse`. */
  readonly parser: unknown;
}

/** @throws Error when the file cannot be loaded or exports no function */
export async function loadTransform(file: string): Promise<LoadedTransform> {
  // nothing may be written beside the user's files
  const jiti = createJiti(file, { fsCache: false, interopDefault: false });
  const module = (await jiti.import(file)) as Record<string, unknown>;
  let transform: unknown = module;
  // `export default`, `module.exports`, and CommonJS that was compiled from the former
  for (let depth = 0; depth < 2 && typeof transform !== 'function'; depth++) transform = (transform as Record<string, unknown> | undefined)?.['default'];
  if (typeof transform !== 'function') throw new Error('it exports no function: a transform is `export default function (file, api, options) { … }`');
  return { transform: transform as UserTransform, parser: module['parser'] ?? (transform as { parser?: unknown }).parser };
}
