// Functions that are registered with a framework of which the tables say what it does with them.
import { registering } from '../apis/handlers/index.ts';
import type { HandlerKind, HandlerRole } from '../core/handlers.ts';
import type { Calls } from './calls.ts';
import type { Site } from './linked.ts';
import type { NodeId, Obj, Solver } from './solver.ts';

/** What the parameters of handlers hold: nothing is known of it, but it can be told what is a response, and what goes on to the next handler. */
const MARKED: ReadonlySet<HandlerRole> = new Set(['response', 'next', 'downstream']);

/** The object that parameters of this role hold. */
export const roleObject = (solver: Solver, role: HandlerRole): Obj => solver.intern(`handler:${role}`, () => solver.obj('unknown', { path: role }));

/** The roles of the parameters of a function that declares so many. */
export const rolesOf = ({ takes }: HandlerKind, count: number): readonly HandlerRole[] => takes.find((roles) => roles[0] === 'error' && roles.length === count) ?? takes[0]!;

/**
 * Links a call that registers handlers with a framework, or makes one of its objects.
 *
 * @returns false when it is no such call
 */
export function linkHandlers(calls: Calls, site: Site, path: string, args: readonly NodeId[], result: NodeId): boolean {
  const known = registering(path);
  if (!known || site.fact.kind === 'tag' || site.fact.kind === 'super') return false;
  const { registration, kind } = known;
  const { linker } = calls;
  const { solver } = linker;
  if (registration.least !== undefined && args.length < registration.least && site.fact.spread < 0) return false;
  const handedTo = (arg: NodeId, index: number): void => calls.handOver(site, [arg], 'foreign-callback', path, index);
  const each = (obj: Obj, index: number): void => {
    const isBound = obj.kind === 'special' && obj.path === 'bound:this';
    if (obj.kind === 'fn' || isBound) {
      const fn = linker.fns[obj.kind === 'fn' ? obj.fn : solver.objs[obj.of]!.fn]!;
      if (kind && fn && !fn.fact.isClass) {
        const params = rolesOf(kind, fn.fact.params.length).map((role) => (MARKED.has(role) ? linker.objects.holding(roleObject(solver, role)) : calls.unknownNode()));
        calls.host(site, linker.objects.holding(obj), index, 'handler', path, true, params, -1);
        handedTo(linker.nodeOf(fn.file, fn.fact.result), -1);
        return;
      }
    }
    if (obj.kind === 'array') solver.eachProp(obj, (_, node) => solver.watch(node, (inner) => each(inner, index)));
    else handedTo(linker.objects.holding(obj), index);
  };
  args.forEach((arg, index) => {
    if (kind && index >= registration.handlers!.from) solver.watch(arg, (obj) => each(obj, index));
    else handedTo(arg, index);
  });
  solver.add(result, linker.objects.external(known.gives ?? `${path}()`));
  return true;
}
