// Functions that are registered with a framework of which the tables say what it does with them.
import { registering, type Registering } from '../apis/handlers/index.ts';
import type { HandlerKind, HandlerProperties, HandlerRole } from '../core/handlers.ts';
import type { Calls } from './calls.ts';
import type { Site } from './linked.ts';
import type { NodeId, Obj, Solver } from './solver.ts';

/** What the parameters of handlers hold: nothing is known of it, but it can be told what is a response, and what goes on to the next handler. */
const MARKED: ReadonlySet<HandlerRole> = new Set(['response', 'reply', 'next', 'downstream']);

/** The object that parameters of this role hold; a reply is taken for its response. */
export const roleObject = (solver: Solver, role: HandlerRole): Obj => (role === 'reply' ? roleObject(solver, 'response') : solver.intern(`handler:${role}`, () => solver.obj('unknown', { path: role })));

/** The roles of the parameters of a function that declares so many. */
export const rolesOf = ({ takes }: HandlerKind, count: number): readonly HandlerRole[] => takes.find((roles) => roles[0] === 'error' && roles.length === count) ?? takes[0]!;

/** Where handlers are looked for in an argument: kinds by property, or the kind of the argument itself. */
type Shape = string | HandlerProperties;

/** One call that registers handlers. */
class Registered {
  private readonly calls: Calls;
  private readonly site: Site;
  private readonly path: string;
  private readonly known: Registering;

  constructor(calls: Calls, site: Site, path: string, known: Registering) {
    this.calls = calls;
    this.site = site;
    this.path = path;
    this.known = known;
  }

  /** Links what the argument at `index` holds, as far as `shape` says what is in it. */
  take(node: NodeId, index: number, shape: Shape | undefined): void {
    if (shape === undefined) this.handOver(node, index);
    else this.calls.linker.solver.watch(node, (obj) => this.each(obj, index, shape));
  }

  private each(obj: Obj, index: number, shape: Shape): void {
    const { linker } = this.calls;
    const { solver } = linker;
    const isBound = obj.kind === 'special' && obj.path === 'bound:this';
    const kind = typeof shape === 'string' ? shape : shape[''];
    if (typeof kind === 'string' && (obj.kind === 'fn' || isBound) && this.host(obj, index, kind)) return;
    if (obj.kind === 'array') solver.eachProp(obj, (_, node) => solver.watch(node, (inner) => this.each(inner, index, shape)));
    else if (typeof shape === 'object' && (obj.kind === 'object' || obj.kind === 'exports' || obj.kind === 'namespace')) solver.eachProp(obj, (name, node) => this.take(node, index, name === '' ? undefined : shape[name]));
    else this.handOver(linker.objects.holding(obj), index);
  }

  /** The framework calls a function as a handler of this kind. */
  private host(obj: Obj, index: number, name: string): boolean {
    const { linker } = this.calls;
    const { solver } = linker;
    const kind = this.known.framework.kinds[name]!;
    const fn = linker.fns[obj.kind === 'fn' ? obj.fn : solver.objs[obj.of]!.fn]!;
    if (!fn || fn.fact.isClass) return false;
    const params = rolesOf(kind, fn.fact.params.length).map((role) => (role === 'instance' ? linker.objects.holding(linker.objects.external(this.known.instance)) : MARKED.has(role) ? linker.objects.holding(roleObject(solver, role)) : this.calls.unknownNode()));
    this.calls.host(this.site, linker.objects.holding(obj), index, 'handler', `${this.path}#${name}`, true, params, -1);
    if (kind.thrown === 'run') solver.add(this.registeredAs(name), obj);
    this.handOver(linker.nodeOf(fn.file, fn.fact.result), -1);
    return true;
  }

  /** The call runs all handlers of these kinds, wherever they are registered. */
  run(kinds: readonly string[]): void {
    for (const kind of kinds) this.calls.host(this.site, this.registeredAs(kind), -1, 'run', this.path, true, [], -1);
  }

  private registeredAs(kind: string): NodeId {
    const { solver } = this.calls.linker;
    return solver.prop(solver.intern(`handlers:${this.known.module}#${kind}`, () => solver.obj('object')), 'all');
  }

  private handOver(node: NodeId, index: number): void {
    this.calls.handOver(this.site, [node], 'foreign-callback', this.path, index);
  }
}

/**
 * Links a call that registers handlers with a framework, or makes one of its objects.
 *
 * @returns false when it is no such call
 */
export function linkHandlers(calls: Calls, site: Site, path: string, args: readonly NodeId[], result: NodeId): boolean {
  const known = registering(path);
  if (!known || site.fact.kind === 'tag' || site.fact.kind === 'super') return false;
  const { handlers, events, properties, least, passes, runs } = known.registration;
  const { solver, objects } = calls.linker;
  if (least !== undefined && args.length < least && site.fact.spread < 0) return false;
  if (passes && args[0] !== undefined) {
    solver.copy(args[0], result);
    return true;
  }
  const registered = new Registered(calls, site, path, known);
  if (runs) registered.run(runs.kinds);
  const event = site.fact.literals[0];
  const kind = events === undefined ? handlers?.kind : typeof event === 'string' && Object.hasOwn(events, event) ? events[event] : undefined;
  args.forEach((arg, index) => {
    const own = kind !== undefined && handlers !== undefined && index >= handlers.from && index < (handlers.before ?? args.length) ? kind : undefined;
    registered.take(arg, index, properties === undefined ? own : own === undefined ? properties : { ...properties, '': own });
  });
  solver.add(result, objects.external(known.gives ?? `${path}()`));
  return true;
}
