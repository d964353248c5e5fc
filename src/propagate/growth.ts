// Which objects may get a further property without anybody noticing: nothing lists, copies or replaces their members.
import type { PublicApiPolicy } from '../core/plan.ts';
import type { Linked } from '../resolve/linked.ts';
import type { NodeId, Obj, ObjId } from '../resolve/solver.ts';

/** Calls that are handed an object and do not look at its members one by one. */
const INDIFFERENT = /(^|\.)(inherits|freeze|seal|create|setPrototypeOf|getPrototypeOf|defineProperty|preventExtensions|isArray)$/;

const GROWING = new Set(['exports', 'namespace', 'object', 'proto', 'fn']);

export class Growth {
  private readonly linked: Linked;
  private readonly policy: PublicApiPolicy;
  private listed: Set<ObjId> | undefined;

  constructor(linked: Linked, policy: PublicApiPolicy) {
    this.linked = linked;
    this.policy = policy;
  }

  /** Code outside of the repository can reach the members of `obj`. */
  isPublic(obj: Obj): boolean {
    return obj.kind === 'fn' ? this.linked.fns[obj.fn]!.isPublic : obj.escaped?.reason === 'public-api';
  }

  /** Why `obj` must not get a further property; undefined when it may. */
  obstacle(obj: Obj): string | undefined {
    if (!GROWING.has(obj.kind)) return 'what it is stored in is not known';
    if (this.policy === 'keep' && this.isPublic(obj)) return 'it would be a further name of the public API';
    const away = obj.escaped?.reason === 'public-api' ? undefined : obj.escaped;
    if (obj.kind !== 'fn' && away) return `what it is a member of is handed to ${away.to}`;
    if (obj.kind === 'proto' && this.linked.fns[obj.fn]!.externalBase !== undefined) return `its class extends ${this.linked.fns[obj.fn]!.externalBase}`;
    return this.isListed(obj) ? 'code goes through all members of what it is stored in' : undefined;
  }

  private isListed(obj: Obj): boolean {
    this.listed ??= this.findListed();
    const { listed } = this;
    return listed.has(obj.id) || (obj.kind === 'proto' && this.linked.solver.objs.some((other) => other.kind === 'inst' && other.fn === obj.fn && listed.has(other.id)));
  }

  private findListed(): Set<ObjId> {
    const { files, sites, solver, nodeOf } = this.linked;
    const listed = new Set<ObjId>();
    const list = (node: NodeId): void => { for (const obj of solver.values(node)) listed.add(obj.id); };
    for (const [file, { constraints }] of files.entries()) {
      for (const c of constraints) {
        if (c[0] === 'enumerated' || (c[0] === 'load' && c[2] === '*') || c[0] === 'loadKey' || c[0] === 'storeKey' || c[0] === 'assign') list(nodeOf(file, c[1]));
      }
    }
    for (const { file, fact, externals } of sites) {
      if (externals.size > 0 && ![...externals].every((path) => INDIFFERENT.test(path))) for (const arg of fact.args) list(nodeOf(file, arg));
    }
    return listed;
  }
}
