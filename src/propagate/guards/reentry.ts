// Whether a part of a function that waits for its turn could wait for itself: all that it calls, and what it waits for there.
import type { Span } from '../../core/source.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { FnId } from '../../resolve/solver.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { sitesWithin } from '../sites-within.ts';

/** Modules of Node whose functions call nobody back but those they are handed, and end by themselves. */
const ENDS = /^(?:fs|path|os|url|util|crypto|zlib|dns|querystring|child_process|buffer|assert|timers|v8|process|console|JSON|Math|Object|Array|String|Number|Boolean|Date|RegExp|Map|Set|WeakMap|WeakSet|Symbol|Promise|Error|TypeError|RangeError|Buffer|URL|URLSearchParams|parseInt|parseFloat|structuredClone|fetch|setTimeout|setImmediate|clearTimeout|encodeURIComponent|decodeURIComponent|isNaN|Intl|TextEncoder|TextDecoder|fs-extra|graceful-fs|require)(?:[.(/]|$)/;

export interface Reached {
  readonly fns: ReadonlySet<FnId>;
  /** A call of which nobody knows what it runs, in words. */
  readonly unknown?: string;
  /** A call that may run anything, waited for or not, in words. */
  readonly open?: string;
  /** It waits for something that only another call may bring about, in words. */
  readonly stuck?: string;
}

export class Reentry {
  private readonly linked: Linked;
  private readonly nodeOf: (fn: Fn) => Node | undefined;
  private readonly textOf: (file: number) => string;
  private readonly callAt: (file: number, span: Span) => Node | undefined;
  private readonly siteAt = new Map<number, Site[]>();

  constructor(linked: Linked, nodeOf: (fn: Fn) => Node | undefined, callAt: (file: number, span: Span) => Node | undefined, textOf: (file: number) => string) {
    this.linked = linked;
    this.callAt = callAt;
    this.nodeOf = nodeOf;
    this.textOf = textOf;
    for (const site of linked.sites) {
      const sites = this.siteAt.get(site.file);
      if (sites) sites.push(site);
      else this.siteAt.set(site.file, [site]);
    }
  }

  /** Whether the promise of a call, if it gives one, can be what an await waits for. */
  private isWaitedFor({ file, fact: { span, use, awaitedChain } }: Site): boolean {
    if (use === 'awaited' || use === 'returned' || awaitedChain) return true;
    const call = this.callAt(file, span);
    if (!call) return true;
    for (let at = call; at['parent']; at = at['parent']) {
      const parent: Node = at['parent'];
      if (/^(?:AwaitExpression|ReturnStatement)$/.test(parent.type)) return true;
      const isPassedOn = /^(?:ArrayExpression|ConditionalExpression|LogicalExpression|SpreadElement|ArrowFunctionExpression)$/.test(parent.type)
        || (parent.type === 'CallExpression' && parent['callee'] !== at && /^Promise$|^(?:map|flatMap|then|catch|finally)$/.test(nameIn(parent['callee'])))
        || (/MemberExpression$/.test(parent.type) && parent['object'] === at && /^(?:then|catch|finally|map)$/.test(parent['property'].name))
        || (parent.type === 'CallExpression' && parent['callee'] === at && /MemberExpression$/.test(at.type));
      if (!isPassedOn) return false;
    }
    return false;
  }

  /** What runs while the statements `part` of a file do. */
  of(file: number, part: Span, nodes: readonly Node[]): Reached {
    const fns = new Set<FnId>();
    const queue: Fn[] = [];
    let unknown: string | undefined;
    let open: string | undefined;
    let stuck = nodes.map(strange).find((found) => found !== undefined);
    const follow = (site: Site): void => {
      const callee = (): string => this.textOf(site.file).slice(site.fact.calleeSpan.start, site.fact.calleeSpan.end).replace(/\s+/g, ' ').slice(0, 60);
      const isForeign = [...site.externals].some((path) => !ENDS.test(path));
      if (site.unknown || isForeign) open ??= `${callee()}()`;
      // bounded resources of others (pools, locks) can be held by who waits for this turn
      if ((site.unknown || isForeign) && this.isWaitedFor(site)) unknown ??= `${callee()}()`;
      for (const id of [...site.targets, ...site.hosts.map(({ fn }) => fn)]) {
        if (fns.has(id)) continue;
        fns.add(id);
        queue.push(this.linked.fns[id]!);
      }
    };
    for (const site of this.siteAt.get(file) ?? []) if (site.fact.span.start >= part.start && site.fact.span.end <= part.end) follow(site);
    for (let fn = queue.pop(); fn; fn = queue.pop()) {
      const node = this.nodeOf(fn);
      stuck ??= node && strange(node['body'] ?? node);
      sitesWithin(this.linked, fn.id).forEach(follow);
    }
    return { fns, ...(open !== undefined && { open }), ...(unknown !== undefined && { unknown }), ...(stuck !== undefined && { stuck }) };
  }
}

/** `Promise` of `Promise.all`, `map` of `list.map`. */
const nameIn = (callee: Node): string => (callee.type === 'MemberExpression' ? (callee['object'].name === 'Promise' ? 'Promise' : (callee['property'].name ?? '')) : '');

/** A wait for a promise that is made elsewhere, or by hand. */
function strange(root: Node): string | undefined {
  let found: string | undefined;
  walk(root, (node) => {
    if (found !== undefined) return false;
    if (node.type === 'AwaitExpression' && !isOwnWork(node['argument'])) found = 'it waits for a promise that something else made';
    if (node.type === 'ForOfStatement' && node['await']) found = 'it waits for what comes out of a stream or queue';
    if (node.type === 'MemberExpression' && !node['computed'] && /^(?:then|finally)$/.test(node['property'].name) && !/CallExpression$/.test(unwrap(node['object']).type)) found = 'it waits for a promise that something else made';
    if (node.type === 'NewExpression' && node['callee'].name === 'Promise' && !isTimer(node)) found = 'it makes a promise by hand';
    return undefined;
  });
  return found;
}

const isOwnWork = (argument: Node): boolean => {
  const node = unwrap(argument);
  return /CallExpression$|Literal$|^(?:ImportExpression|TemplateLiteral)$/.test(node.type) || (node.type === 'ConditionalExpression' && isOwnWork(node['consequent']) && isOwnWork(node['alternate']));
};

/** `new Promise((resolve) => setTimeout(resolve, ms))` */
function isTimer(node: Node): boolean {
  const [executor] = node['arguments'] as Node[];
  const body = executor && isFunction(executor) ? executor['body'] : undefined;
  const call = body?.type === 'BlockStatement' ? (body.body.length === 1 ? unwrap(body.body[0].expression ?? body) : undefined) : body && unwrap(body);
  return call?.type === 'CallExpression' && /^(?:setTimeout|setImmediate)$/.test(call['callee'].name ?? '');
}
