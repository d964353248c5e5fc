// Callbacks of methods of databases and the like: called once, later, and given objects of which the tables know the kind.
import { errorFirst, handedTo } from '../apis/error-first/index.ts';
import type { Calls } from './calls.ts';
import type { Site } from './linked.ts';
import type { NodeId } from './solver.ts';

/**
 * A call of a method that the tables know, with what its callback gets.
 * @returns false when the tables do not know it
 */
export function linkHandedValues(calls: Calls, site: Site, path: string, args: readonly NodeId[]): boolean {
  const values = handedTo(path);
  // what is called at once is not over when the call is
  if (!values || (errorFirst(path)?.entry.atOnce ?? false) || site.fact.kind !== 'call' || site.fact.spread >= 0) return false;
  const { linker } = calls;
  const last = args.length - 1;
  calls.handOver(site, args.slice(0, last), 'foreign-callback', path);
  if (last < 0) return true;
  const given = [calls.unknownNode(), ...values.map((kind) => linker.objects.holding(linker.objects.external(kind))), calls.unknownNode(), calls.unknownNode()];
  calls.host(site, args[last]!, last, 'fire', path, true, given, -1);
  linker.solver.watch(args[last]!, (obj) => { if (obj.kind !== 'fn' && !(obj.kind === 'special' && obj.path.startsWith('bound'))) calls.handOver(site, [linker.objects.holding(obj)], 'foreign-callback', path, last); });
  return true;
}
