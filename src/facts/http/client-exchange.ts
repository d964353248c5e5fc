// A request of a package with its callback in a promise executor: `new Promise((resolve, reject) => { request(url, (err, res, body) => { … }) })`.
import { isFunction, unwrap, type Node } from '../../syntax/node.ts';
import { branchesOf, statementsOf } from '../error-branch.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { Unfit } from '../unfit.ts';
import { clientCallOf, clientCalls, type ClientCall } from './client-calls.ts';
import { checkClientOptions, type ToldOptions } from './client-options.ts';
import { executorAround, plainFunction, requestCalls } from './exchange.ts';
import { SettlePaths, type Ending } from './settle-paths.ts';

/** The parameters of the callback, as far as it has and uses them. */
export type CallbackNames = Readonly<Partial<Record<'error' | 'response' | 'body', Binding>>>;

export interface ClientExchange {
  /** `new Promise(…)` */
  readonly promise: Node;
  readonly executor: Node;
  /** `request(…)` */
  readonly call: Node;
  readonly sends: ClientCall;
  readonly told: ToldOptions;
  /** Its arguments before the callback. */
  readonly given: readonly Node[];
  /** Statements before the request. */
  readonly before: readonly Node[];
  readonly callback: Node;
  readonly names: CallbackNames;
  /**
   * - `passes`: an error goes where an exception goes
   * - `caught`: code of its own deals with it
   * - `kept`: one code for both; the error stays a variable
   */
  readonly form: 'passes' | 'caught' | 'kept';
  /** Code for an error, where that is parted from the rest. */
  readonly failure: readonly Node[];
  /** The rest. */
  readonly success: readonly Node[];
  readonly endings: readonly Ending[];
}

/** @throws Unfit */
export function clientExchangeOf(call: Node, names: NameUses, text: string): ClientExchange {
  const sends = clientCallOf(call, names)!;
  const { client } = sends;
  const roles = client.callback;
  if (sends.by === 'made') throw new Unfit('http-options', call, `those of ${client.specifiers[0]}.${client.factories[0]}()`);
  const args = call['arguments'] as Node[];
  const executor = executorAround(call, names);
  const last = args.at(-1);
  if (!roles || !last || !isFunction(last)) throw new Unfit('http-callback-form', call, 'its callback');
  const callback = plainFunction(last, 'its callback', call);
  const given = args.slice(0, -1);
  const other = [...requestCalls(executor, names), ...clientCalls(executor, names)].find((each) => each !== call);
  if (other) throw new Unfit('http-request-used', other, 'another request beside it');
  const before = statementsBefore(call, executor);
  const told = checkClientOptions({ client, verb: sends.verb, given, names, text, at: call });
  const bound = (callback['params'] as Node[]).map((param) => names.bindings.get(param)!);
  if (bound.length > roles.length) throw new Unfit('http-callback-form', callback, 'its callback');
  const used = bound.filter(({ uses }) => uses.length > 1);
  const params: CallbackNames = Object.fromEntries(roles.flatMap((role, index) => (bound[index] && used.includes(bound[index]) ? [[role, bound[index]]] : [])));
  checkResponse(params.response, new Set(client.members), text);
  const settlers = (executor['params'] as Node[]).map((param) => names.bindings.get(param));
  const paths = new SettlePaths(names, { resolve: settlers[0], reject: settlers[1] });
  paths.passes(before);
  const parted = partsOf(callback, params.error, names, paths);
  if (parted.failure.length > 0) paths.ends(parted.failure, callback);
  paths.ends(parted.success, callback);
  const stray = settlers.flatMap((each, index) => each?.uses.filter((use) => use !== executor['params'][index] && !paths.used.has(use)) ?? [])[0];
  if (stray) throw new Unfit('http-settled-elsewhere', stray);
  return { promise: executor['parent'] as Node, executor, call, sends, told, given, before, callback, names: params, ...parted, endings: paths.endings };
}

/** The statements before the one that the request is. @throws Unfit when it is a part of one, or not the last one */
function statementsBefore(call: Node, executor: Node): readonly Node[] {
  const list = statementsOf(executor);
  const at = list.findIndex((each) => each.start <= call.start && each.end >= call.end);
  const statement = list[at]!;
  const whole: Node | null = statement.type === 'ReturnStatement' ? statement['argument'] : statement.type === 'ExpressionStatement' ? statement['expression'] : null;
  if (!whole) throw new Unfit(statement.type === 'VariableDeclaration' ? 'http-request-used' : 'http-no-promise', statement, 'it is kept in a variable');
  if (unwrap(whole) !== call) throw new Unfit('http-request-used', statement, 'more than the callback');
  const after = list[at + 1];
  if (after) throw new Unfit('http-request-used', after, 'code after it');
  return list.slice(0, at);
}

/** What runs with an error and what runs without, where that is parted. */
function partsOf(callback: Node, error: Binding | undefined, names: NameUses, paths: SettlePaths): Pick<ClientExchange, 'form' | 'failure' | 'success'> {
  const kept = { form: 'kept' as const, failure: [], success: statementsOf(callback) };
  const rejecting = new Set<Node>();
  const passesOn = (list: readonly Node[], passed: Binding): boolean => {
    const [step, more] = list.filter((each) => !(each.type === 'ReturnStatement' && !each['argument']));
    const call = step && unwrap(step.type === 'ReturnStatement' ? step['argument'] : (step['expression'] ?? step));
    const isCall = call?.type === 'CallExpression' && !more && paths.kindOf(call['callee']) === 'throw' && call['arguments'].length === 1;
    const passes = isCall && call['arguments'][0].type === 'Identifier' && names.bindings.get(call['arguments'][0]) === passed;
    if (passes) rejecting.add(call['callee'] as Node);
    return passes;
  };
  const branches = branchesOf(callback, error, { names, strict: true, passesOn, isHandedOn: () => false });
  const listIn = (parts: typeof branches.failure): Node[] => parts.flatMap((part) => part.list);
  const isWhole = [...branches.failure, ...branches.success].every(({ strips }) => strips.length === 0) && branches.failure.length < 2 && branches.success.length < 2;
  if (!isWhole || branches.kind === 'both' || branches.kind === 'ignored') return kept;
  const success = listIn(branches.success).filter((each, index, all) => !(index === all.length - 1 && each.type === 'ReturnStatement' && !each['argument'] && index > 0));
  const isPassed = branches.kind === 'passes' || (branches.falls && passesOn(listIn(branches.failure), error!) && settlesQuietly(success, paths));
  if (isPassed) {
    // what is rejected is thrown by the request itself
    for (const each of rejecting) paths.used.add(each);
    return { form: 'passes', failure: [], success };
  }
  return branches.falls || error === undefined ? kept : { form: 'caught', failure: listIn(branches.failure), success };
}

/** `resolve(body)`: where the promise is settled already, it does nothing, whatever the body is. */
function settlesQuietly(list: readonly Node[], paths: SettlePaths): boolean {
  const call = list.length === 1 && list[0]!.type === 'ExpressionStatement' ? unwrap(list[0]!['expression'] as Node) : undefined;
  return call?.type === 'CallExpression' && paths.kindOf(call['callee']) !== undefined && (call['arguments'] as Node[]).every(({ type }) => /^(Identifier|\w+Literal)$/.test(type) && type !== 'TemplateLiteral');
}

/** @throws Unfit for a use of the response that its answer has no place for */
export function checkResponse(response: Binding | undefined, members: ReadonlySet<string>, text: string): void {
  const odd = response?.uses.find((use) => !isDeclared(use, response) && !isRead(use, members));
  if (odd) throw new Unfit('http-response-used', odd, text.slice(odd['parent'].start, odd['parent'].end).replace(/\s+/g, ' ').slice(0, 60));
}

/** The members that the uses of a response read, which checkResponse() has seen. */
export function readsOf(response: Binding | undefined): ReadonlySet<string> {
  const membersAt = (use: Node): string[] => {
    const { parent } = use;
    if (/^(TSNonNullExpression|ParenthesizedExpression)$/.test(parent.type)) return membersAt(parent);
    if (parent.type === 'VariableDeclarator') return (parent['id'].properties as Node[] | undefined)?.map(({ key }) => key.name as string) ?? [];
    return /MemberExpression$/.test(parent.type) ? [parent['property'].name as string] : [];
  };
  return new Set(response?.uses.flatMap(membersAt));
}

const isDeclared = (use: Node, { scope }: Binding): boolean => (scope['params'] as Node[] | undefined)?.includes(use) === true || (use['parent'].type === 'VariableDeclarator' && use['parent'].id === use);

/** `res.statusCode`, `const { body } = res`, `res && …` */
function isRead(use: Node, members: ReadonlySet<string>): boolean {
  const parent = use['parent'] as Node;
  if (parent.type === 'VariableDeclarator' && parent['init'] === use && parent['id'].type === 'ObjectPattern') {
    return (parent['id'].properties as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && members.has(each['key'].name));
  }
  if (/^(TSNonNullExpression|ParenthesizedExpression)$/.test(parent.type)) return isRead(parent, members);
  if (parent.type === 'UnaryExpression') return parent['operator'] === '!';
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return parent['test'] === use;
  if (parent.type === 'LogicalExpression') return parent['operator'] === '&&' && parent['left'] === use;
  if (!/^(Optional)?MemberExpression$/.test(parent.type) || parent['object'] !== use || parent['computed'] || !members.has(parent['property'].name)) return false;
  return !isAssigned(parent);
}
