// Promises made by hand that collect what a file's stream gives: its data, end and error handlers, read as one loop.
import { isFunction, unwrap, walk, type Node } from '../syntax/node.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { NameUses } from './name-uses.ts';
import { originOf } from './origins-of-names.ts';

/** A function that is nothing but such a promise. */
export interface Collected {
  readonly fn: Node;
  /** `new Promise(…)`, and the statement that returns it; the expression itself in an arrow function without a block. */
  readonly promise: Node;
  readonly statement: Node;
  readonly executor: Node;
  /** Statements that stay, in front of the loop; comments between them and before the first one do, too. */
  readonly before: readonly Node[];
  /** What is read: an expression that makes the stream, or the name that it has. */
  readonly stream: Node;
  /** The argument of its setEncoding, where that is called. */
  readonly encoding: Node | undefined;
  readonly chunk: string;
  /** What is done with a chunk. */
  readonly each: Node;
  /** What the promise is fulfilled with; undefined for nothing. */
  readonly result: Node | undefined;
}

export interface CollectedObstacle {
  readonly code: ReasonCode;
  readonly to: string;
}

export type Judged = { readonly promise: Node } & ({ readonly collected: Collected } | { readonly obstacle: CollectedObstacle });

const STREAMS = /^(?:node:fs|fs|graceful-fs|fs-extra)$/;

const isPlain = (fn: Node | undefined): fn is Node => fn !== undefined && isFunction(fn) && !fn.async && !fn.generator;

/** The one thing that a handler does. */
function soleExpression({ body }: Node): Node | undefined {
  if (body.type !== 'BlockStatement') return unwrap(body);
  const [only, ...rest] = body.body as Node[];
  return only?.type === 'ExpressionStatement' && rest.length === 0 && body.directives.length === 0 ? unwrap(only.expression) : undefined;
}

const isCallOf = (node: Node, name: string): boolean => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name;

const memberCall = (node: Node | undefined): { object: Node; name: string; args: Node[] } | undefined =>
  node?.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed ? { object: unwrap(node.callee.object), name: node.callee.property.name, args: node.arguments } : undefined;

/** `chain.on('data', …).on('end', …)`: what it begins with, and the calls on it. */
function chainOf(expression: Node): { root: Node; calls: { name: string; args: Node[] }[] } {
  const calls: { name: string; args: Node[] }[] = [];
  let root = unwrap(expression);
  for (let call = memberCall(root); call && /^(?:on|once|setEncoding)$/.test(call.name); call = memberCall(root)) {
    calls.unshift(call);
    root = call.object;
  }
  return { root, calls };
}

/** What is known of the collector that a name stands for. */
type Collector = 'buffers' | 'texts' | 'hash';

class Reader {
  private readonly names: NameUses;
  private readonly resolve: string;
  private readonly reject: string | undefined;
  private encoding: Node | undefined;
  private readonly declared = new Map<string, Node>();

  constructor(names: NameUses, { params }: Node) {
    this.names = names;
    this.resolve = params[0].name;
    this.reject = params[1]?.name;
  }

  /** @returns what the body collects; a code when it reads a file and does more than that; undefined when it is about something else */
  read(body: Node): Pick<Collected, 'before' | 'stream' | 'encoding' | 'chunk' | 'each' | 'result'> | CollectedObstacle | undefined {
    const before: Node[] = [];
    const handlers = new Map<string, Node | undefined>();
    let stream: Node | undefined;
    let isOther = false;
    for (const statement of body.body as Node[]) {
      if (statement.type === 'VariableDeclaration' && statement.kind !== 'var' && handlers.size === 0) {
        for (const { id, init } of statement.declarations as Node[]) {
          if (id.type !== 'Identifier' || !init) return undefined;
          this.declared.set(id.name, unwrap(init));
        }
        before.push(statement);
        continue;
      }
      const { root, calls } = statement.type === 'ExpressionStatement' ? chainOf(statement.expression) : { root: statement, calls: [] };
      const made = root.type === 'Identifier' ? this.declared.get(root.name) : root;
      if (calls.length === 0 || !made || !this.isFileStream(made)) { isOther = true; continue; }
      if (stream && (root.type !== 'Identifier' || stream.type !== 'Identifier' || stream.name !== root.name)) return { code: 'stream-shared', to: '' };
      stream = root;
      for (const { name, args } of calls) {
        const event = args[0]?.type === 'StringLiteral' ? (args[0].value as string) : '';
        if (name === 'setEncoding') {
          if (!/^utf-?8$/i.test(event)) return { code: 'stream-encoding', to: '' };
          this.encoding = args[0];
        } else if (name !== 'on' && !(name === 'once' && event !== 'data') || handlers.has(event) || args.length !== 2) return { code: 'stream-handlers', to: event };
        else handlers.set(event, unwrap(args[1]!));
      }
    }
    if (!stream) return undefined;
    if (isOther) return { code: 'stream-more', to: '' };
    return this.handled(before, stream, handlers);
  }

  private handled(before: readonly Node[], stream: Node, handlers: ReadonlyMap<string, Node | undefined>): ReturnType<Reader['read']> {
    const [data, end, error] = ['data', 'end', 'error'].map((name) => handlers.get(name));
    if (!data) return undefined;
    if (!end || handlers.size > 3) return { code: 'stream-handlers', to: [...handlers.keys()].find((name) => !/^(?:data|end|error)$/.test(name)) ?? 'end' };
    if (!error || !this.rejects(error)) return { code: 'stream-error', to: '' };
    if (!isPlain(data) || data.params.length !== 1 || data.params[0].type !== 'Identifier') return { code: 'stream-more', to: '' };
    const chunk = data.params[0].name as string;
    const each = soleExpression(data);
    const encoding = this.encoding ? 'text' : encodingOf(stream.type === 'Identifier' ? this.declared.get(stream.name)! : stream);
    const collector = each && this.collectorOf(each, chunk, encoding === 'text');
    if (!collector) return { code: 'stream-more', to: '' };
    if (encoding === undefined || (collector.kind === 'texts' && encoding !== 'text') || (collector.kind === 'buffers' && encoding !== 'bytes')) return { code: 'stream-encoding', to: '' };
    const ending = isPlain(end) && end.params.length === 0 ? soleExpression(end) : undefined;
    if (!ending || !isCallOf(ending, this.resolve) || ending.arguments.length > 1) return { code: 'stream-more', to: '' };
    const result = ending.arguments[0] as Node | undefined;
    if (result && !this.isResult(result, collector)) return { code: 'stream-result', to: '' };
    return { before, stream, encoding: this.encoding, chunk, each, result };
  }

  /** A stream of Node's own, whose end or error comes for certain. */
  private isFileStream(node: Node): boolean {
    if (node.type !== 'CallExpression') return false;
    const origin = originOf(node.callee, this.names);
    return origin !== undefined && STREAMS.test(origin.specifier) && /^(?:default\.)?createReadStream$/.test(origin.path);
  }

  private rejects(handler: Node): boolean {
    if (handler.type === 'Identifier') return handler.name === this.reject;
    if (!isPlain(handler) || handler.params.length !== 1 || handler.params[0].type !== 'Identifier') return false;
    const call = soleExpression(handler);
    return call !== undefined && this.reject !== undefined && isCallOf(call, this.reject) && call.arguments.length === 1 && call.arguments[0].type === 'Identifier' && call.arguments[0].name === handler.params[0].name;
  }

  /** `chunks.push(chunk)`, `text += chunk`, `hash.update(chunk)`: nothing that could fail. */
  private collectorOf(each: Node, chunk: string, isText: boolean): { readonly kind: Collector; readonly name: string; readonly isText: boolean } | undefined {
    const isChunk = (node: Node | undefined): boolean => node !== undefined && unwrap(node).type === 'Identifier' && unwrap(node).name === chunk;
    if (each.type === 'AssignmentExpression' && each.operator === '+=' && each.left.type === 'Identifier' && isChunk(each.right)) {
      const init = this.declared.get(each.left.name);
      return init?.type === 'StringLiteral' ? { kind: 'texts', name: each.left.name, isText: true } : undefined;
    }
    const call = memberCall(each);
    const init = call?.object.type === 'Identifier' ? this.declared.get(call.object.name) : undefined;
    if (!call || !init || call.args.length !== 1 || !isChunk(call.args[0])) return undefined;
    const name = call.object.name as string;
    if (call.name === 'push' && init.type === 'ArrayExpression' && init.elements.length === 0) return { kind: isText ? 'texts' : 'buffers', name, isText: false };
    const origin = call.name === 'update' && init.type === 'CallExpression' ? originOf(init.callee, this.names) : undefined;
    return origin && /^(?:node:)?crypto$/.test(origin.specifier) && /^(?:default\.)?create(?:Hash|Hmac)$/.test(origin.path) ? { kind: 'hash', name, isText: false } : undefined;
  }

  /** What makes the collected whole; nothing that could fail, for in a handler that would end the process. */
  private isResult(node: Node, { kind, name, isText }: { readonly kind: Collector; readonly name: string; readonly isText: boolean }): boolean {
    const plain = unwrap(node);
    const isIt = (each: Node | undefined): boolean => each?.type === 'Identifier' && each.name === name;
    // where one chunk ends and the next one begins, a list of them would show
    if (isIt(plain)) return isText;
    const call = memberCall(plain);
    if (!call) return false;
    const isLiteral = (pattern: RegExp): boolean => call.args.length === 0 || (call.args.length === 1 && call.args[0]!.type === 'StringLiteral' && pattern.test(call.args[0]!.value));
    if (kind === 'hash') return isIt(call.object) && call.name === 'digest' && isLiteral(/^(?:hex|base64|base64url|latin1|binary)$/);
    if (isText) return isIt(call.object) && /^(?:trim|trimEnd|trimStart)$/.test(call.name) && call.args.length === 0;
    if (kind === 'texts') return isIt(call.object) && call.name === 'join' && call.args.length === 1 && isLiteral(/^$/);
    if (call.name === 'concat' && call.object.type === 'Identifier' && call.object.name === 'Buffer' && this.names.bindings.get(call.object) === undefined) return call.args.length === 1 && isIt(call.args[0]);
    return call.name === 'toString' && isLiteral(/^(?:utf-?8|hex|base64|latin1|binary|ascii)$/) && memberCall(call.object)?.name === 'concat' && this.isResult(call.object, { kind, name, isText });
  }
}

/** What chunks of `fs.createReadStream(…)` are: text whose characters are whole, or bytes; undefined when nobody can tell. */
function encodingOf({ arguments: args }: Node): 'text' | 'bytes' | undefined {
  if (args.some(({ type }: Node) => type === 'SpreadElement') || args.length > 2) return undefined;
  const options = args[1] as Node | undefined;
  if (!options) return 'bytes';
  const named = (node: Node): 'text' | 'bytes' | undefined => (node.type === 'NullLiteral' ? 'bytes' : node.type === 'StringLiteral' && /^utf-?8$/i.test(node.value) ? 'text' : undefined);
  if (options.type !== 'ObjectExpression') return named(options);
  // what it destroys, opens or reads with may be somebody else's
  if (!options.properties.every((each: Node) => each.type === 'ObjectProperty' && !each.computed && /^(?:encoding|start|end|highWaterMark|flags|mode)$/.test(each.key.name ?? each.key.value))) return undefined;
  const encoding = options.properties.find((each: Node) => (each.key.name ?? each.key.value) === 'encoding');
  return encoding ? named(encoding.value) : 'bytes';
}

/** All promises of a file that begin to collect a file's stream, in source order. */
export function collectedStreams(program: Node, comments: readonly Node[], names: NameUses, text: string): Judged[] {
  const found: Judged[] = [];
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'Promise' || names.bindings.get(node.callee) !== undefined || node.arguments.length !== 1) return;
    const executor = unwrap(node.arguments[0]);
    if (!isPlain(executor) || executor.body.type !== 'BlockStatement' || executor.body.directives.length > 0 || executor.params.length === 0 || executor.params.length > 2 || executor.params.some(({ type }: Node) => type !== 'Identifier')) return;
    const read = new Reader(names, executor).read(executor.body);
    if (!read) return;
    if ('code' in read) return void found.push({ promise: node, obstacle: read });
    const place = placeOf(node, executor);
    if ('code' in place) return void found.push({ promise: node, obstacle: place });
    const collected: Collected = { ...place, ...read, promise: node, executor };
    const obstacle = againstText(collected, comments, names, text);
    found.push(obstacle ? { promise: node, obstacle } : { promise: node, collected });
  });
  return found;
}

/** The function that is nothing but the promise. */
function placeOf(promise: Node, executor: Node): Pick<Collected, 'fn' | 'statement'> | CollectedObstacle {
  const parent = promise.parent as Node;
  const isBody = parent.type === 'ArrowFunctionExpression' && parent.body === promise && promise.extra?.parenthesized !== true;
  const block = parent.type === 'ReturnStatement' ? (parent.parent as Node) : undefined;
  const fn = isBody ? parent : block?.type === 'BlockStatement' && block.body.length === 1 && block.directives.length === 0 ? (block.parent as Node) : undefined;
  if (!fn || !isFunction(fn) || fn.generator || /^(?:get|set|constructor)$/.test(fn.kind ?? '')) return { code: 'stream-place', to: '' };
  // a default value that fails, or a pattern, does so at once: in an async function the promise is rejected
  if (fn.params.some(({ type }: Node) => type !== 'Identifier')) return { code: 'stream-place', to: '' };
  let isOwn = true;
  if (executor.type !== 'ArrowFunctionExpression') walk(executor.body, (node) => { if (node.type === 'ThisExpression' || (node.type === 'Identifier' && node.name === 'arguments')) isOwn = false; });
  walk(executor.body, (node) => { if (node.type === 'AwaitExpression' || (node.type === 'Identifier' && node.name === 'await')) isOwn = false; });
  return isOwn ? { fn, statement: isBody ? promise : parent } : { code: 'stream-place', to: '' };
}

/** Names that would mean something else, and comments that would be lost. */
function againstText({ fn, executor, before, stream, chunk, each, result, promise }: Collected, comments: readonly Node[], names: NameUses, text: string): CollectedObstacle | undefined {
  const params = new Set((fn.params as Node[]).map(({ name }) => name as string));
  const declared = names.declaredIn(executor).filter(({ kinds }) => !kinds.has('param'));
  if (declared.some(({ name }) => params.has(name))) return { code: 'stream-place', to: '' };
  const kept = [...before, stream, each, ...(result ? [result] : [])];
  const isKept = (use: Node): boolean => kept.some((node) => use.start >= node.start && use.end <= node.end);
  // the collector, the hash and the stream belong to the loop alone
  for (const { uses } of declared) for (const use of uses) if (!isKept(use) && !isReceiver(use)) return { code: 'stream-shared', to: '' };
  const isBefore = (use: Node): boolean => before.some((node) => use.start >= node.start && use.end <= node.end);
  for (const { name, kinds, uses } of names.declaredIn(executor)) {
    if (kinds.has('param') ? uses.some(isBefore) : stream.type === 'Identifier' && name === stream.name && !uses.every((use) => isReceiver(use) || use.parent?.id === use)) return { code: 'stream-shared', to: '' };
  }
  // the loop's own name would hide the one that it reads from
  let hides = false;
  walk(stream, (node) => { if (node.type === 'Identifier' && node.name === chunk) hides = true; });
  if (hides) return { code: 'stream-place', to: '' };
  if (before.some((node) => /`[^`]*\n/.test(text.slice(node.start, node.end)))) return { code: 'stream-place', to: '' };
  const inKept = (comment: Node): boolean => before.length > 0 && comment.start > executor.body.start && comment.end <= before.at(-1)!.end;
  return comments.some((comment) => comment.start >= promise.start && comment.end <= promise.end && !inKept(comment)) ? { code: 'stream-comment', to: '' } : undefined;
}

/** `stream` in `stream.on(…)`. */
const isReceiver = (use: Node): boolean => use.parent?.type === 'MemberExpression' && use.parent.object === use && /^(?:on|once|setEncoding)$/.test(use.parent.property.name ?? '');
