// Calls of methods of databases and the like: which have a callback at all, and which give a promise where it is left out.
import type { KnownErrorFirst } from '../apis/error-first/index.ts';
import { isWithin } from '../apis/versions.ts';
import type { Linked, Site } from '../resolve/linked.ts';
import type { Obj } from '../resolve/solver.ts';

/** Names of variables that hold a callback. */
const CALLBACK = /^_*(cb|callback|done|next|fn|func|on[A-Z]\w*|\w*(Callback|Cb|Done|Handler))\d*_*$/;

/**
 * A function is its last argument, or something that is called like one: `query(sql, values)` has none, and gives a promise or an emitter.
 * @param text of the call
 */
export function hasMethodCallback(linked: Linked, { fact, file }: Site, text: string): boolean {
  const last = fact.args.length - 1;
  if (fact.functions?.[last]) return true;
  const values = [...linked.solver.values(linked.nodeOf(file, fact.args[last]!))];
  if (values.some(({ kind, path }) => kind === 'fn' || (kind === 'special' && path.startsWith('bound')))) return true;
  return values.every(({ kind }) => kind === 'unknown' || kind === 'ext') && CALLBACK.test(/([\w$]+)\s*,?\s*\)$/.exec(text)?.[1] ?? '');
}

/** Whether leaving the callback out gives a promise of what the callback got. */
export const givesPromise = (linked: Linked, { fact, file }: Site, known: KnownErrorFirst, version: string | undefined): boolean =>
  known.entry.form === 'omit' && isKnownVersion(known, version) && (!known.entry.submits || isPlain(linked, file, fact.args[0]));

/** Whether all is known of this version, or range, of a package whose methods give promises. */
export const isKnownVersion = ({ promises }: KnownErrorFirst, version: string | undefined): boolean => promises !== undefined && promises !== 'never' && version !== undefined && isWithin(version, promises);

/** It is a string or an object written out in the program: nothing that has methods of its own. */
function isPlain(linked: Linked, file: number, node: number | undefined): boolean {
  const values: readonly Obj[] = node === undefined ? [] : [...linked.solver.values(linked.nodeOf(file, node))];
  return values.length > 0 && values.every((obj) => obj.kind === 'prim' || obj.kind === 'data' || (obj.kind === 'object' && obj.parents.size === 0 && !obj.props.has('submit') && !obj.props.has('*')));
}

/** What the function around a call returns goes nowhere: it is called by hosts that drop it, or by code that is judged by itself. */
export function isReturnedToNobody(linked: Linked, { fact, within }: Site): boolean {
  const fn = linked.fns[within]!;
  return fact.use === 'returned' && linked.callers[within]!.length === 0 && !fn.isPublic && linked.hostUses[within]!.every(({ host }) => host === 'fire');
}
