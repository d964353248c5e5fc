// How the body of a function waits where the function itself must not give a promise, and who is told what is thrown there.
import { doneHandler, hasNoDone } from '../apis/test-runners.ts';
import type { Fn, HostUse, Linked } from '../resolve/linked.ts';
import { executorForm } from './executors.ts';
import { sitesWithin } from './sites-within.ts';

/** A test or callback whose body waits inside of an async function of its own, because it must not return a promise itself. */
export type BodyForm = { readonly done: string } | { readonly rethrow: true };

/** The version of a package that the package of a file asks for. */
export type VersionOf = (file: number, name: string) => string | undefined;

const TAKES_CONTEXT = /^(node:test|test|ava|tape|tap|tape-promise|brittle|uvu|zora|blue-tape|tape-catch)$/;

/** Position of the parameter by which a test ends, one behind the last where it has none; `unclear`: a value of a table or a context that is called, or reads so. */
function doneIndex({ name, fn: id }: HostUse, linked: Linked, versionOf: VersionOf): number | 'unclear' {
  const fn = linked.fns[id]!;
  const count = fn.fact.params.length;
  const isTable = name.endsWith('.each');
  // jest hands `done` over behind the values of a row
  if (!isTable && !hasNoDone(name, (other) => versionOf(fn.file, other))) return TAKES_CONTEXT.test(name) ? 1 : 0;
  const isDone = [...fn.fact.params.keys()].some((index) => (!isTable || index === count - 1) && isCalled(fn, index, linked));
  return isDone ? 'unclear' : count;
}

/** A parameter is called somewhere, or has the name of a callback. */
function isCalled(fn: Fn, index: number, linked: Linked): boolean {
  if (/^(done|cb|callback|next|end|finish)$/.test(fn.fact.paramNames[index] ?? '')) return true;
  const copies = new Set(linked.files[fn.file]!.constraints.flatMap((each) => (each[0] === 'copy' && each[1] === fn.fact.params[index] ? [each[2]] : [])));
  return linked.sites.some(({ file, fact }) => file === fn.file && copies.has(fact.callee));
}

/** The test ends by a callback, so it may not return a promise as well. */
export function needsBody(use: HostUse, fn: Fn, linked: Linked, versionOf: VersionOf): boolean {
  const index = doneIndex(use, linked, versionOf);
  return index === 'unclear' || fn.fact.params.length > index || (use.name === 'tap' && !endsItself(linked, fn));
}

/** How the body of `fn` can wait without `fn` returning a promise; undefined when it can't, or needn't. */
export function bodyForm(fn: Fn, linked: Linked, versionOf: VersionOf): BodyForm | undefined {
  const uses = linked.hostUses[fn.id]!;
  const use = uses[0];
  if (use?.host === 'executor') return executorForm(fn, linked);
  if (uses.length !== 1 || use?.host !== 'test' || linked.callers[fn.id]!.length > 0 || fn.storedAs.size > 0 || !needsBody(use, fn, linked, versionOf)) return undefined;
  if (fn.fact.rest >= 0 || !fn.fact.hasBlock) return undefined;
  const index = doneIndex(use, linked, versionOf);
  if (index === 'unclear') return undefined;
  if (fn.fact.params.length <= index) return { rethrow: true };
  const done = fn.fact.paramNames[index];
  return done !== undefined && done !== '' ? { done: doneHandler(done, use.name, (name) => versionOf(fn.file, name)) } : undefined;
}

/** The test calls `t.end()` in its own body. */
function endsItself(linked: Linked, fn: Fn): boolean {
  return sitesWithin(linked, fn.id).some(({ fact }) => fact.member === 'end');
}
