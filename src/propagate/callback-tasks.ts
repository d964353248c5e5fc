// Functions that are written where a library gets them to run: whether they become async, and whether the library goes with that.
import type { NativeForm } from '../core/api.ts';
import type { CallbackBody } from '../core/callbacks.ts';
import { spanKey } from '../core/source.ts';
import type { Fn, Linked, Site } from '../resolve/linked.ts';
import type { ErrorFirstCall } from './callback-calls.ts';
import type { CallbackCallers } from './callback-callers.ts';
import type { Chosen, Flattened, Staying } from './callback-choices.ts';
import type { Obstacle } from './obstacles.ts';

export class CallbackTasks {
  private readonly linked: Linked;
  private readonly callers: CallbackCallers;
  private readonly runBy = new Map<number, ErrorFirstCall>();
  private readonly tasks = new Map<Site, readonly Fn[]>();

  constructor(linked: Linked, calls: readonly ErrorFirstCall[], callers: CallbackCallers, fnAt: readonly ReadonlyMap<string, Fn>[]) {
    this.linked = linked;
    this.callers = callers;
    for (const call of calls) {
      const { controlled, site, refused } = call;
      if (!controlled || refused) continue;
      const fns = controlled.tasks.flatMap((span) => fnAt[site.file]!.get(spanKey(span)) ?? []);
      if (fns.length === controlled.tasks.length) this.tasks.set(site, fns);
      for (const fn of this.tasks.get(site) ?? []) this.runBy.set(fn.id, call);
    }
  }

  /** The call that runs a function. */
  of(fn: Fn): ErrorFirstCall | undefined {
    return this.runBy.get(fn.id);
  }

  /** What speaks against a task that delivers, whatever becomes of others. */
  against(fn: Fn, body: CallbackBody, { site, controlled }: ErrorFirstCall): Obstacle | undefined {
    const { acceptsAsync, serial, native } = controlled!;
    const own = { file: fn.file, at: fn.fact.span.start };
    if (!acceptsAsync && !native) return { code: 'foreign-callback', ...own, to: this.linked.files[site.file]!.file };
    if (body.several > 1) return { code: 'callback-several', ...own };
    // what else had been started by then would not be the same
    if (body.failsAtOnce && !serial) return { code: 'callback-at-once', ...own };
    return this.callers.againstTask(fn, site);
  }

  /** How a call is written without the library, where it is awaited and all that it runs becomes async. */
  nativeOf({ call, site, api }: Flattened, delivering: ReadonlyMap<number, Chosen>, isWanted: () => boolean): NativeForm | undefined {
    const form = api?.controlled?.native;
    const tasks = this.tasks.get(site)?.map((fn) => delivering.get(fn.id)?.body);
    if (form === undefined || api!.inPlace || !tasks || tasks.some((body) => body === undefined)) return undefined;
    const bodies = tasks as CallbackBody[];
    if (form === 'all' || form === 'map') return form;
    if (!(call.passes || call.tried) || call.codeAfter || call.handler === 'named') return undefined;
    if (form === 'loop') return bodies.every(({ repeatable, droppable }) => repeatable && droppable) ? form : undefined;
    if (!bodies.every(({ straight }) => straight)) return undefined;
    if (form === 'sequence') return isWanted() || !bodies.every(({ droppable }) => droppable) ? undefined : form;
    if (!bodies.at(-1)!.droppable && call.values === 0) return undefined;
    const { takes } = api!.controlled!;
    return bodies.every((_, index) => takes[index] === (index === 0 ? 0 : Number(bodies[index - 1]!.givesValue))) ? form : undefined;
  }

  /** Tasks that cannot be async after all, with the reason: the library stays, and takes none that are, or would change their errors. */
  falling(chosen: readonly Chosen[], delivering: ReadonlyMap<number, Chosen>, settlesAtOnce: (fn: Fn) => boolean): { readonly fn: Fn; readonly why: Staying }[] {
    const native = new Set<Site>();
    for (const of of chosen) for (const each of of.calls) if (this.nativeOf(each, delivering, () => isWanted(each, of, chosen, new Set()))) native.add(each.site);
    return chosen.flatMap(({ fn, body, calls }): { fn: Fn; why: Staying }[] => {
      const call = body.role === 'delivers' ? this.runBy.get(fn.id) : undefined;
      if (!call) return [];
      const own = { file: fn.file, at: fn.fact.span.start, name: fn.fact.name || 'the function around it' };
      if (!call.controlled!.serial && calls.some((each) => each.call.first && each.callees.some(settlesAtOnce))) return [{ fn, why: { code: 'callback-at-once', ...own } }];
      if (native.has(call.site)) return [];
      const { acceptsAsync, serial } = call.controlled!;
      // it would be done after others that were done after it
      if (body.settlesAtOnce && !serial) return [{ fn, why: { code: 'callback-at-once', ...own } }];
      return !acceptsAsync || calls.length === 0 || throwsPlain(fn, delivering, new Set()) ? [{ fn, why: { code: 'foreign-callback', ...own, to: call.api } }] : [];
    });
  }

  /** The same with what is written without its library. */
  withoutLibrary(chosen: readonly Chosen[], delivering: ReadonlyMap<number, Chosen>): Chosen[] {
    return chosen.map((of) => {
      const run = of.body.role === 'delivers' ? this.of(of.fn) : undefined;
      const calls = of.calls.map((each) => {
        const native = this.nativeOf(each, delivering, () => isWanted(each, of, chosen, new Set()));
        return native ? { ...each, native } : each;
      });
      return { ...of, calls, ...(run ? { runBy: run.site } : {}) };
    });
  }
}

/** Some error that it gives is no object. */
export function throwsPlain(fn: Fn, delivering: ReadonlyMap<number, Chosen>, seen: Set<Fn>): boolean {
  const each = delivering.get(fn.id);
  if (!each || seen.has(fn)) return false;
  seen.add(fn);
  return each.body.throwsPlain === true || each.calls.some(({ callees }) => callees.some((callee) => throwsPlain(callee, delivering, seen)));
}

/** Somebody looks at what a call gives, as far as that is known. */
function isWanted({ call }: Flattened, { fn, body }: Chosen, chosen: readonly Chosen[], seen: Set<Fn>): boolean {
  if (call.handler !== 'parameter') return call.values > 0;
  if (body.role === 'test' || seen.has(fn)) return false;
  seen.add(fn);
  const callers = chosen.flatMap((of) => of.calls.flatMap((each) => (each.callees.includes(fn) ? [{ each, of }] : [])));
  return fn.isPublic || callers.length === 0 || callers.some(({ each, of }) => isWanted(each, of, chosen, seen));
}
