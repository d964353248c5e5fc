// A request with its response in a promise executor: `new Promise((resolve, reject) => { http.get(url, (res) => { … }).on('error', reject) })`.
import { REQUEST_MODULES, RESPONSE_MEMBERS } from '../../apis/http-requests.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { usesContext } from '../chains.ts';
import type { Binding, NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { Unfit } from '../unfit.ts';
import { collectedBy, encodingIn, type Collected } from './collected.ts';
import { linksOf, type Link } from './event-links.ts';
import { checkTarget, type Sent } from './request-target.ts';
import { SettlePaths, type Ending } from './settle-paths.ts';

export interface Exchange {
  /** `new Promise(…)` */
  readonly promise: Node;
  readonly executor: Node;
  /** `http.get(…)` */
  readonly call: Node;
  /** `https:` */
  readonly protocol: string;
  /** Its arguments before the callback. */
  readonly given: readonly Node[];
  readonly body: Sent | undefined;
  /** Statements before the request. */
  readonly before: readonly Node[];
  readonly response: { readonly fn: Node; readonly binding: Binding | undefined };
  /** Statements with the response that stay. */
  readonly steps: readonly Node[];
  readonly collected: Collected | undefined;
  /** What runs when all is there. */
  readonly end: Node;
  /** What an error of the request leads to, where it is not just the rejection of the promise. */
  readonly failure: Node | undefined;
  readonly endings: readonly Ending[];
}

/** The module's function that a call is of: `https.get`. */
export function requestOf(call: Node, names: NameUses): { readonly name: string; readonly protocol: string; readonly isGet: boolean } | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const origin = originOf(call.callee, names);
  const protocol = origin && REQUEST_MODULES.get(origin.specifier);
  if (!origin || protocol === undefined || !/^(get|request)$/.test(origin.path)) return undefined;
  return { name: `${protocol.slice(0, -1)}.${origin.path}`, protocol, isGet: origin.path === 'get' };
}

/** All calls of `get` and `request` of http and https. */
export function requestCalls(program: Node, names: NameUses): Node[] {
  const found: Node[] = [];
  walk(program, (node) => { if (requestOf(node, names)) found.push(node); });
  return found;
}

const listOf = ({ body }: Node): readonly Node[] => (body.type === 'BlockStatement' ? body.body : [body]);

/** A function written in place that may be taken apart. */
export function plainFunction(node: Node | undefined, to: string, at: Node): Node {
  if (!node || !isFunction(node)) throw new Unfit('http-callback-form', at, to);
  const isOdd = node['async'] || node['generator'] || (node['body'].directives ?? []).length > 0 || (node['params'] as Node[]).some(({ type }) => type !== 'Identifier') || (node.type !== 'ArrowFunctionExpression' && usesContext(node));
  if (isOdd) throw new Unfit('http-callback-form', node, to);
  return node;
}

/** The exchange that a call of http.request belongs to. @throws Unfit */
export function exchangeOf(call: Node, names: NameUses, text: string): Exchange {
  const executor = executorAround(call, names);
  const reading = new ExchangeReader(call, executor, names, text);
  return reading.read();
}

/** @throws Unfit where the call does not stand in an executor itself */
export function executorAround(call: Node, names: NameUses): Node {
  let at = call['parent'] as Node;
  while (at.type !== 'Program' && !isFunction(at)) at = at['parent'];
  const made = at['parent'] as Node | undefined;
  const isExecutor = made?.type === 'NewExpression' && made['arguments'][0] === at && made['arguments'].length === 1 && made['callee'].type === 'Identifier' && made['callee'].name === 'Promise' && !names.bindings.get(made['callee']);
  if (!isExecutor) throw new Unfit('http-no-promise', call);
  return plainFunction(at, 'the executor', at);
}

class ExchangeReader {
  private readonly call: Node;
  private readonly executor: Node;
  private readonly names: NameUses;
  private readonly text: string;
  private readonly paths: SettlePaths;
  private readonly protocol: string;
  private readonly before: Node[] = [];
  private readonly steps: Node[] = [];
  /** Identifiers of the request, the response and the settling functions that were understood. */
  private readonly understood = new Set<Node>();
  private request: Binding | undefined;
  private body: Sent | undefined;
  private isEnded: boolean;
  private response: Node | undefined;
  private onError: Node | undefined;
  private isSeen = false;

  constructor(call: Node, executor: Node, names: NameUses, text: string) {
    const { isGet, protocol } = requestOf(call, names)!;
    this.call = call;
    this.executor = executor;
    this.names = names;
    this.text = text;
    this.protocol = protocol;
    this.isEnded = isGet;
    const [resolve, reject] = (executor['params'] as Node[]).map((param) => names.bindings.get(param));
    this.paths = new SettlePaths(names, { resolve, reject });
  }

  read(): Exchange {
    const { call, names, text, executor, protocol } = this;
    const other = requestCalls(executor, names).find((each) => each !== call);
    if (other) throw new Unfit('http-request-used', other, 'another request beside it');
    for (const statement of listOf(executor)) this.statement(statement);
    if (!this.isSeen) throw new Unfit('http-no-promise', call);
    if (!this.isEnded) throw new Unfit('http-request-used', call, 'it is not ended here');
    const given = call['arguments'] as Node[];
    const last = given.at(-1);
    const inCall = last !== undefined && (isFunction(last) || this.response === undefined);
    const fn = plainFunction(inCall ? last : this.response, 'the callback for the response', call);
    if (inCall && this.response) throw new Unfit('http-callback-form', this.response, 'the callback for the response');
    const addressed = inCall ? given.slice(0, -1) : given;
    checkTarget(addressed, this.body, names, text, call);
    const { collected, end } = this.responded(fn);
    this.paths.passes(this.before.filter((each) => each !== collected?.declaration));
    if (end.type !== 'Identifier') this.paths.ends(listOf(end), end);
    const failure = this.failed(fn);
    this.unused(executor, fn);
    const [param] = fn['params'] as Node[];
    const without = (list: readonly Node[]): Node[] => list.filter((each) => each !== collected?.declaration);
    const response = { fn, binding: param && names.bindings.get(param) };
    return { promise: executor['parent'] as Node, executor, call, protocol, given: addressed, body: this.body, before: without(this.before), response, steps: without(this.steps), collected, end, failure, endings: this.paths.endings };
  }

  /** One statement of the executor. */
  private statement(statement: Node): void {
    const written = this.maybeWritten(statement);
    if (written) return this.write(written, true);
    const { root, links, declared } = linksOf(statement);
    if (root === this.call) {
      this.isSeen = true;
      if (declared) this.request = this.names.bindings.get(declared);
    } else if (!this.request || root?.type !== 'Identifier' || this.names.bindings.get(root) !== this.request || declared) {
      if (this.isSeen) throw new Unfit('http-request-used', statement, 'code after it');
      this.before.push(statement);
      return;
    } else this.understood.add(root);
    for (const link of links) this.onRequest(link);
  }

  /** `if (data) req.write(data)` */
  private maybeWritten(statement: Node): Node | undefined {
    if (statement.type !== 'IfStatement' || statement['alternate'] || statement['test'].type !== 'Identifier') return undefined;
    const then = statement['consequent'] as Node;
    const list: readonly Node[] = then.type === 'BlockStatement' ? then['body'] : [then];
    const { root, links } = linksOf(list[0] ?? then);
    const [link] = links;
    const isWrite = list.length === 1 && links.length === 1 && link?.method === 'write' && root?.type === 'Identifier' && this.request !== undefined && this.names.bindings.get(root) === this.request;
    if (!isWrite || link.args.length !== 1 || link.args[0]!.type !== 'Identifier' || link.args[0]!['name'] !== statement['test'].name) return undefined;
    this.understood.add(root);
    return link.args[0];
  }

  private write(value: Node, maybe: boolean): void {
    if (this.body || value.type === 'SpreadElement') throw new Unfit('http-request-used', value, 'its body is written in parts');
    this.body = { value, maybe };
  }

  private onRequest({ method, args, node }: Link): void {
    const [first, second] = args;
    if (/^(on|once|addListener)$/.test(method) && args.length === 2 && first!.type === 'StringLiteral') {
      const event = first!['value'] as string;
      if (event === 'error' && !this.onError) this.onError = second;
      else if (event === 'response' && !this.response) this.response = second;
      else throw new Unfit(event === 'timeout' ? 'http-timeout' : 'http-event', node, event);
      return;
    }
    if (method === 'write' && !this.isEnded && (args.length === 1 || (args.length === 2 && isUtf8(second!)))) return this.write(first!, false);
    if (method === 'end' && (args.length === 0 || (args.length === 1 && !isFunction(first!)))) {
      if (first) this.write(first, false);
      this.isEnded = true;
      return;
    }
    throw new Unfit(method === 'setTimeout' ? 'http-timeout' : 'http-request-used', node, `.${method}()`);
  }

  /** The statements of the callback for the response. */
  private responded(fn: Node): { readonly collected: Collected | undefined; readonly end: Node } {
    const [param] = fn['params'] as Node[];
    const binding = param && this.names.bindings.get(param);
    let encoding: string | undefined;
    let [data, end]: (Node | undefined)[] = [];
    let listens = false;
    const early: Node[] = [];
    for (const statement of listOf(fn)) {
      const { root, links, declared } = linksOf(statement);
      const isResponse = root?.type === 'Identifier' && binding !== undefined && this.names.bindings.get(root) === binding && links.length > 0 && !declared;
      if (!isResponse) {
        this.steps.push(statement);
        if (!listens) early.push(statement);
        continue;
      }
      this.understood.add(root);
      for (const { method, args, node } of links) {
        const event = /^(on|once)$/.test(method) && args.length === 2 && args[0]!.type === 'StringLiteral' ? (args[0]!['value'] as string) : undefined;
        listens ||= event !== undefined;
        if (method === 'setEncoding' && encoding === undefined) encoding = encodingIn(node);
        else if (event === 'data' && !data) data = args[1];
        else if (event === 'end' && !end) end = args[1];
        else if (event === 'error' && this.rejects(args[1]!)) this.understood.add(args[1]!);
        else if (method !== 'resume') throw event === undefined ? new Unfit('http-response-used', node, `.${method}()`) : new Unfit('http-event', node, event);
      }
    }
    if (!end) throw new Unfit('http-event', fn, 'end, which is not listened to');
    const ended = end.type === 'Identifier' && this.paths.kindOf(end) === 'return' ? end : plainFunction(end, 'the listener to end', end);
    if (ended === end && ended.type === 'Identifier') this.understood.add(ended);
    if (isFunction(ended) && ended['params'].length > 0) throw new Unfit('http-callback-form', ended, 'the listener to end');
    const collected = data && collectedBy(data, encoding, ended, this.names);
    // what settles the promise while listeners are there does not keep them from running
    this.paths.passes(early.filter((each) => each !== collected?.declaration));
    return { collected, end: ended };
  }

  /** `reject`, or a function that only calls it. */
  private rejects(handler: Node): boolean {
    if (handler.type === 'Identifier') return this.paths.kindOf(handler) === 'throw';
    if (!isFunction(handler) || handler['async'] || handler['generator'] || handler['params'].length !== 1) return false;
    const list = listOf(handler);
    const step = list[0] && unwrap(/^ExpressionStatement$/.test(list[0].type) ? list[0]['expression'] : list[0].type === 'ReturnStatement' ? (list[0]['argument'] ?? list[0]) : list[0]);
    const isCall = list.length === 1 && step?.type === 'CallExpression' && this.paths.kindOf(step['callee']) === 'throw' && step['arguments'].length === 1;
    const passed = isCall && step['arguments'][0].type === 'Identifier' && step['arguments'][0].name === handler['params'][0].name;
    if (passed) this.understood.add(step['callee']);
    return passed;
  }

  private failed(fn: Node): Node | undefined {
    const { onError } = this;
    if (!onError) return undefined;
    if (this.rejects(onError)) {
      this.understood.add(onError);
      return undefined;
    }
    const handler = plainFunction(onError, 'the listener to error', onError);
    // what fails while the body is read goes there, too: nothing else may stand in between
    if (this.steps.some((each) => each.type !== 'VariableDeclaration') || handler['params'].length > 1) throw new Unfit('http-error-handler', fn);
    this.paths.ends(listOf(handler), handler);
    return handler;
  }

  /** Every use of the request, the response and what settles the promise must have been understood. */
  private unused(executor: Node, fn: Node): void {
    const [param] = fn['params'] as Node[];
    const known = (use: Node): boolean => this.understood.has(use) || this.paths.used.has(use);
    for (const each of executor['params'] as Node[]) {
      const stray = this.names.bindings.get(each)?.uses.find((use) => use !== each && !known(use));
      if (stray) throw new Unfit('http-settled-elsewhere', stray);
    }
    const asked = this.request?.uses.find((use) => !known(use) && use['parent'].type !== 'VariableDeclarator');
    if (asked) throw new Unfit('http-request-used', asked, 'it is used besides');
    const answer = param && this.names.bindings.get(param);
    const kept = answer?.uses.find((use) => use !== param && !known(use) && !isReadOfResponse(use));
    if (kept) throw new Unfit('http-response-used', kept, this.text.slice(kept['parent'].start, kept['parent'].end).replace(/\s+/g, ' ').slice(0, 60));
  }
}

const isUtf8 = (node: Node): boolean => node.type === 'StringLiteral' && /^utf-?8$/i.test(node['value']);

/** `res.statusCode`, `const { headers } = res`, `res.resume()` */
function isReadOfResponse(use: Node): boolean {
  const parent = use['parent'] as Node;
  if (parent.type === 'VariableDeclarator' && parent['init'] === use && parent['id'].type === 'ObjectPattern') {
    return (parent['id'].properties as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && RESPONSE_MEMBERS.has(each['key'].name));
  }
  if (parent.type !== 'MemberExpression' || parent['object'] !== use || parent['computed']) return parent.type === 'TSNonNullExpression' && isReadOfResponse(parent);
  const outer = parent['parent'] as Node;
  const name = parent['property'].name as string;
  if (name === 'resume') return outer.type === 'CallExpression' && outer['callee'] === parent && outer['parent'].type === 'ExpressionStatement';
  return RESPONSE_MEMBERS.has(name) && !(outer.type === 'AssignmentExpression' && outer['left'] === parent) && outer.type !== 'UpdateExpression';
}
