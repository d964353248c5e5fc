// Functions handed to library functions of which the tables say what they do with them.
import { callbackRules } from '../apis/callbacks/index.ts';
import type { CallbackRule } from '../core/api.ts';
import type { HostKind, Site } from './linked.ts';
import type { Linker } from './linker.ts';
import type { NodeId, Obj, Solver } from './solver.ts';

/** What Calls lends: how a callback becomes a host's, and how an argument leaves the program. */
export interface Handing {
  readonly linker: Linker;
  readonly host: (callback: NodeId, argument: number, kind: HostKind) => void;
  /** `index` is -1 for what is only part of an argument. */
  readonly handOver: (argument: NodeId, index: number) => void;
}

const HOSTS: Readonly<Record<Exclude<CallbackRule['use'], 'uncalled'>, HostKind>> = { awaited: 'awaited', once: 'fire', remembered: 'remembered' };

const isFunctionObject = (obj: Obj): boolean => obj.kind === 'fn' || (obj.kind === 'special' && obj.path.startsWith('bound'));

/** Whether a node holds object literals with none but these properties. */
function holdsOnly(solver: Solver, node: NodeId, names: readonly string[]): boolean {
  return [...solver.values(node)].every((obj) => obj.kind === 'object' && obj.parents.size === 0 && [...obj.props.keys()].every((name) => names.includes(name)));
}

/**
 * Links the arguments of a call of the library function at `path`.
 *
 * @returns false when nothing is known of it.
 */
export function linkCallbacks(site: Site, path: string, args: readonly NodeId[], result: NodeId, handing: Handing): boolean {
  const known = callbackRules(path);
  if (!known || site.fact.kind !== 'call' || site.fact.spread >= 0) return false;
  const { linker } = handing;
  const { solver } = linker;
  const hold = (obj: Obj): NodeId => {
    const node = solver.node();
    solver.add(node, obj);
    return node;
  };
  args.forEach((arg, index) => {
    const rules = known.rules.filter((rule) => (rule.argument < 0 ? args.length + rule.argument : rule.argument) === index);
    const plain = rules.find((rule) => !rule.properties);
    const give = (node: NodeId, obj: Obj, rule: CallbackRule): void => {
      if (rule.use === 'uncalled') return;
      if (!isFunctionObject(obj)) { handing.handOver(hold(obj), -1); return; }
      // whether other calls or options forbid it is known when all flow is
      linker.later.push(() => {
        const isForbidden = rule.unless !== undefined && linker.sites.some(({ externals }) => externals.has(`${known.module}.${rule.unless}`));
        const isOptional = !rule.options || args.every((other, at) => at === index || holdsOnly(solver, other, rule.options!));
        if (isForbidden || !isOptional) handing.handOver(hold(obj), -1);
      });
      handing.host(node, index, HOSTS[rule.use]);
      if (rule.use === 'remembered') solver.add(result, obj);
      // what an awaited function gives goes to the library
      if (rule.use === 'awaited') handing.handOver(linker.nodeOf(linker.fns[obj.fn]!.file, linker.fns[obj.fn]!.fact.result), -1);
    };
    const each = (obj: Obj): void => {
      const props = rules.filter((rule) => rule.properties);
      if (isFunctionObject(obj)) {
        if (plain) give(hold(obj), obj, plain);
        else handing.handOver(hold(obj), index);
      } else if (props.length > 0 && obj.kind === 'array') solver.eachProp(obj, (_, node) => solver.watch(node, each));
      else if (props.length > 0 && obj.kind === 'object') {
        solver.eachProp(obj, (name, node) => {
          const rule = props.find(({ properties }) => properties!.includes(name));
          if (!rule) handing.handOver(node, -1);
          else solver.watch(node, (value) => give(hold(value), value, rule));
        });
      } else if (plain?.use !== 'uncalled') handing.handOver(hold(obj), index);
    };
    solver.watch(arg, each);
  });
  solver.add(result, linker.objects.external(`${path}()`));
  return true;
}
