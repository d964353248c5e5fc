// Which calls may load a file of the repository by its path: those of rewire, proxyquire and the like.
import type { SiteFact } from '../core/facts.ts';

/** Methods that load what they are given. */
const LOADS = /^(?:require\w*|reRequire|import\w*|load)$/;

/** Packages whose functions load the module that their first argument names, with what replaces a part of it or anew. */
const LOADERS = /^(?:proxyquire|rewire|rewiremock|esmock|quibble|requireInject|require-inject|sandboxed-module|import-fresh|require-uncached|require-reload|mock-require)\b/;

export const isLoader = (path: string): boolean => LOADERS.test(path);

/**
 * True when the first argument of a call is a relative path that its callee, whatever it is, may load.
 * `.` and `..` are paths as well; but most methods that get such a text take it apart: `name.split('.')`.
 */
export function mayLoad({ kind, literals: [path], member }: Pick<SiteFact, 'kind' | 'literals' | 'member'>): boolean {
  if (kind !== 'call' || !path) return false;
  return /^\.{1,2}\//.test(path) || (/^\.{1,2}$/.test(path) && (member === undefined || LOADS.test(member)));
}
