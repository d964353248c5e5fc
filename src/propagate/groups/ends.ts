// Whether something that was begun is over soon after its signal aborts: all that it waits for is stopped by that, or ends by itself.
import { deadlineFunction } from '../../apis/deadlines/index.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import { valueOf } from '../../facts/operations.ts';
import { originOf } from '../../facts/origins-of-names.ts';
import { combinator } from '../../facts/waiting.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { Fn, Linked } from '../../resolve/linked.ts';
import type { CancelFiles } from '../cancel/files.ts';

/** What gives no promise, whoever gave its receiver. */
const PLAIN = /^(?:join|split|trim|toString|slice|replace|replaceAll|toLowerCase|toUpperCase|includes|startsWith|endsWith|indexOf|parse|stringify|padStart|padEnd|toFixed|keys|entries|values|fromEntries|isArray|filter|sort|concat|push)$/;

export class Ends {
  private readonly linked: Linked;
  private readonly files: CancelFiles;
  /** Calls that are given the signal, and loops that look at it. */
  private readonly stopped: ReadonlySet<Node>;
  /** Groups that have ended when they fail, if their members do. */
  private readonly groups: ReadonlySet<Node>;
  private readonly known = new Map<Fn, boolean>();

  constructor(linked: Linked, files: CancelFiles, stopped: ReadonlySet<Node>, groups: ReadonlySet<Node>) {
    this.linked = linked;
    this.files = files;
    this.stopped = stopped;
    this.groups = groups;
  }

  /** A function, once it is called. One that leads to itself ends if the rest of it does. */
  of(fn: Fn): boolean {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    this.known.set(fn, true);
    const node = this.files.nodeOf(fn);
    const ends = node !== undefined && fn.fact.kind !== 'module' && this.ofBody(node, fn.file);
    this.known.set(fn, ends);
    return ends;
  }

  private ofBody(fn: Node, file: number): boolean {
    // a loop that waits for what ends may go on for ever
    let ends = this.files.read(file).sites.loopsIn(fn).every((loop) => this.stopped.has(loop)) && (fn['body'].type === 'BlockStatement' || this.ofValue(fn['body'], file));
    walk(fn['body'], (node) => {
      if (isFunction(node)) return false;
      if (node.type === 'AwaitExpression') ends &&= this.ofPromise(node['argument'], file);
      if (node.type === 'ReturnStatement' && node['argument']) ends &&= this.ofValue(node['argument'], file);
      if ((node.type === 'ForOfStatement' && node['await']) || node.type === 'YieldExpression') ends = false;
      return ends;
    });
    return ends;
  }

  /** What a function returns: a promise perhaps. */
  private ofValue(expression: Node, file: number): boolean {
    const node = unwrap(expression);
    switch (node.type) {
      case 'ConditionalExpression': return this.ofValue(node['consequent'], file) && this.ofValue(node['alternate'], file);
      case 'LogicalExpression': return this.ofValue(node['left'], file) && this.ofValue(node['right'], file);
      case 'CallExpression': return (node['callee'].type === 'MemberExpression' && PLAIN.test(node['callee'].property.name ?? '')) || this.ofPromise(node, file);
      case 'Identifier': {
        const value = valueOf(node, this.files.read(file).sites.names);
        return node['name'] === 'undefined' || this.isTakenOutOfAwaited(node, file) || (value !== undefined && value !== node && value.type !== 'Identifier' && this.ofValue(value, file));
      }
      // what is read off an object may be a promise that somebody else keeps
      default: return /^(?:AwaitExpression|\w*Literal|ObjectExpression|ArrayExpression|BinaryExpression|UnaryExpression|UpdateExpression)$/.test(node.type) || (node.type === 'MemberExpression' && (node['property'].name === 'length' || this.isAwaited(node['object'], file)));
    }
  }

  /** `const [same, { size }] = await …` */
  private isTakenOutOfAwaited(node: Node, file: number): boolean {
    const uses = this.files.read(file).sites.names.bindings.get(node)?.uses ?? [];
    const declarations = uses.flatMap((use) => { const declarator = declaratorAround(use); return declarator ? [declarator] : []; });
    return declarations.length > 0 && !uses.some(isReassigned) && declarations.every(({ init }) => unwrap(init as Node).type === 'AwaitExpression');
  }

  private isAwaited(object: Node, file: number): boolean {
    const node = unwrap(object);
    const value = node.type === 'Identifier' ? valueOf(node, this.files.read(file).sites.names) : node;
    return value?.type === 'AwaitExpression';
  }

  ofPromise(expression: Node, file: number): boolean {
    const node = unwrap(expression);
    if (this.stopped.has(node)) return true;
    if (node.type !== 'CallExpression') return false;
    if (combinator(node) === 'allSettled' || this.groups.has(node)) return this.ofList(unwrap(node['arguments'][0]), file);
    const origin = originOf(unwrap(node['callee']), this.files.read(file).sites.names);
    if (origin && deadlineFunction(origin.specifier, origin.path)?.of === 'fs') return true;
    const site = this.files.siteAt(node, file);
    return site !== undefined && !site.unknown && site.externals.size === 0 && site.targets.size > 0 && [...site.targets].every((id) => this.of(this.linked.fns[id]!));
  }

  private ofList(list: Node, file: number): boolean {
    if (list.type === 'ArrayExpression') return (list['elements'] as (Node | null)[]).every((each) => each !== null && each.type !== 'SpreadElement' && this.ofValue(each, file));
    const callback = list.type === 'CallExpression' && list['callee'].property?.name === 'map' ? (list['arguments'][0] as Node | undefined) : undefined;
    const fn = callback && isFunction(callback) ? this.files.fnAt(callback, file) : undefined;
    return fn !== undefined && this.of(fn);
  }
}

/** The declaration whose pattern a name stands in. */
function declaratorAround(name: Node): Node | undefined {
  let at = name;
  while (/^(?:ObjectProperty|ObjectPattern|ArrayPattern)$/.test(at['parent'].type)) at = at['parent'];
  return at !== name && at['parent'].type === 'VariableDeclarator' && at['parent'].id === at && at['parent'].init ? at['parent'] : undefined;
}

const isReassigned = (use: Node): boolean => isAssigned(use) && declaratorAround(use) === undefined;
