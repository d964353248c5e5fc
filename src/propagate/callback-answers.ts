// What functions hand to their callbacks where nothing failed, which depends on the functions that they hand them on to.
import type { Answer, CallbackBody, CallbackCall } from '../core/callbacks.ts';
import type { Span } from '../core/source.ts';
import type { Fn } from '../resolve/linked.ts';
import type { Flattened } from './callback-choices.ts';

/** Modules whose callbacks get `null` where nothing failed, and a value only where they give one. */
const TELLS_NULL = new Set(['fs', 'graceful-fs', 'crypto', 'zlib', 'dns']);

/**
 * What the callback of `fn` gets where nothing failed; undefined when that is not always the same.
 * @param bodyOf the body of a function that calls back, if it has one
 */
export function answerOf(fn: Fn, body: CallbackBody, flattened: (fn: Fn, call: CallbackCall) => Flattened, bodyOf: (fn: Fn) => CallbackBody | undefined, seen = new Set<Fn>()): Answer | undefined {
  seen.add(fn);
  const all = new Set<Answer | 'other' | undefined>();
  for (const answer of body.answers ?? []) if (answer !== 'named') all.add(answer);
  for (const call of body.calls) {
    const { api, callees } = flattened(fn, call);
    // errors that are none are null in these
    if (body.answers?.includes('named') && !(api && TELLS_NULL.has(api.known.module) && !api.known.entry.noError)) all.add('other');
    if (call.handler !== 'parameter') continue;
    if (api) all.add(!TELLS_NULL.has(api.known.module) || api.inPlace || api.known.entry.noError || api.known.entry.sometimes ? 'other' : api.known.entry.values === 0 ? 1 : 2);
    for (const callee of callees) {
      if (seen.has(callee)) continue;
      const other = bodyOf(callee);
      all.add(other ? answerOf(callee, other, flattened, bodyOf, seen) : undefined);
    }
  }
  const [answer] = all;
  return all.size === 1 && answer !== 'other' ? answer : all.size === 0 ? 2 : undefined;
}

/** How many values these functions give their callback. @param known by the number of the function; 1 where none is */
export const severalOf = (callees: readonly Fn[], known: ReadonlyMap<number, number>): number => Math.max(1, ...callees.map(({ id }) => known.get(id) ?? 1));

/** Reads until it is known of all functions how many values they give, and notes it in `several`: who hands a callback on gives as many. */
export function countValues(files: number, bodiesIn: (file: number) => readonly CallbackBody[], fnAt: (file: number, span: Span) => Fn | undefined, several: Map<number, number>): void {
  several.clear();
  for (let grew = true; grew;) {
    grew = false;
    for (let file = 0; file < files; file++) {
      for (const { role, fn: span, several: given } of bodiesIn(file)) {
        const fn = role === 'delivers' ? fnAt(file, span) : undefined;
        if (!fn || given <= (several.get(fn.id) ?? 1)) continue;
        several.set(fn.id, given);
        grew = true;
      }
    }
  }
}
