// The members of a group: operations that take a signal, calls of functions that can hand one on, and functions that stand in the group and see it.
import type { PromiseGroup } from '../../facts/groups/find-groups.ts';
import type { Operation } from '../../facts/operations.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { signalPlacement } from '../../rewrite/cancel/signal-placement.ts';
import { functionAround } from '../../facts/cancel/waited-for.ts';
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { Edges } from '../cancel/edges.ts';
import type { CancelFiles } from '../cancel/files.ts';
import type { Paths } from '../cancel/paths.ts';
import type { Stays, Takers } from '../cancel/takers.ts';
import type { StubbedApis } from '../stubbed-apis.ts';
import type { Ends } from './ends.ts';

/** One promise of a group, or the function that makes each of them. */
export interface Member {
  /** A call that takes a signal among its options. */
  readonly operation?: Operation;
  /** A call of functions of the program, and these. */
  readonly site?: Site;
  readonly called: readonly Fn[];
  /** A function that stands in the group. */
  readonly inline?: Fn;
  /** Why it is given no signal. */
  readonly stays?: Stays;
  readonly takes: (paths: Paths) => boolean;
  /** It is over soon after the signal aborts. */
  readonly ends: (ends: Ends) => boolean;
}

const none = (stays?: Stays): Member => ({ called: [], ...(stays && { stays }), takes: () => false, ends: () => false });

/** Where the signals of groups come to, and those of them that stand in a group. */
export function rootsOf(groups: readonly { readonly members: readonly Member[] }[]): { readonly roots: readonly { readonly fn: Fn }[]; readonly seeing: ReadonlySet<Fn> } {
  const members = groups.flatMap((group) => group.members);
  const seeing = new Set(members.flatMap(({ inline }) => inline ?? []));
  return { roots: [...new Set([...seeing, ...members.flatMap(({ called }) => called)])].map((fn) => ({ fn })), seeing };
}

export class Members {
  private readonly linked: Linked;
  private readonly files: CancelFiles;
  private readonly takers: Takers;
  private readonly stubbed: StubbedApis;
  private readonly edges: Edges;

  constructor(linked: Linked, files: CancelFiles, takers: Takers, stubbed: StubbedApis) {
    this.linked = linked;
    this.files = files;
    this.takers = takers;
    this.stubbed = stubbed;
    this.edges = new Edges(linked, files, takers);
  }

  of({ siblings, makers }: PromiseGroup, file: number): Member[] {
    return [...makers.map((maker) => this.ofFunction(maker, file)), ...siblings.map((sibling) => this.ofSibling(unwrap(sibling), file))];
  }

  private ofFunction(node: Node, file: number): Member {
    const inline = this.files.fnAt(node, file);
    return inline ? { called: [], inline, takes: ({ onPath }) => onPath.has(inline), ends: (ends) => ends.of(inline) } : none();
  }

  private ofSibling(node: Node, file: number): Member {
    if (node.type !== 'CallExpression') return none();
    const head = headOf(node);
    // what its handlers do may go on
    if (head) return { ...this.ofSibling(head, file), ends: () => false };
    const callee = unwrap(node['callee']);
    if (isFunction(callee)) return this.ofFunction(callee, file);
    const { sites } = this.files.read(file);
    const operation = sites.operationsIn(functionAround(node)).find((each) => each.node === node);
    if (operation) return this.ofOperation(operation, file);
    const site = this.files.siteAt(node, file);
    const called = [...(site?.targets ?? [])].map((id) => this.linked.fns[id]!);
    const ends = (of: Ends): boolean => of.ofPromise(node, file);
    const stays = site && called.length > 0 ? this.edges.againstPassing(site, called) : undefined;
    if (!site || called.length === 0 || stays) return { ...none(stays), ends };
    return { site, called, takes: ({ onPath }) => called.some((fn) => onPath.has(fn)), ends };
  }

  private ofOperation(operation: Operation, file: number): Member {
    const { node, name } = operation;
    const { names } = this.files.read(file).sites;
    const limited = this.takers.refusedAt(file, node);
    if (limited) return none(limited);
    const placement = signalPlacement(operation, names, this.files.source(file)!.text);
    if ('code' in placement) return none(placement);
    const test = this.stubbed.by(name);
    if (test !== undefined) return none({ code: 'cancel-stubbed', to: `${test} puts something in the place of ${name}` });
    return { operation, called: [], takes: () => true, ends: (ends) => ends.ofPromise(node, file) };
  }

  /** Why no member takes a signal, in words. */
  whyNone(members: readonly Member[], { stays }: Paths): string {
    const said = members.flatMap((member) => member.stays ?? member.called.flatMap((fn) => stays.get(fn) ?? []));
    return said[0]?.to || 'nothing in it is known to take one';
  }
}

/** The promise that a chain begins with: `load()` of `load().then(…)`. */
function headOf({ callee }: Node): Node | undefined {
  const isLink = callee.type === 'MemberExpression' && !callee['computed'] && /^(?:then|catch|finally)$/.test(callee['property'].name);
  return isLink ? unwrap(callee['object']) : undefined;
}
