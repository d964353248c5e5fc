// Flattens the callbacks of one text as the whole program would: all own functions whose callers follow.
import { shapeOfOwn, type AcceptedBody, type Awaited, type CallbackBody, type CallbackShape } from '../src/core/callbacks.ts';
import { spanKey, type SourceFile, type Span } from '../src/core/source.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { detectStyle } from '../src/edits/style.ts';
import { callbackBodiesOf, callbackParameter } from '../src/facts/callback-bodies.ts';
import { functionsIn } from '../src/facts/callback-flow.ts';
import { NameUses } from '../src/facts/name-uses.ts';
import { flattenCallbacks } from '../src/rewrite/flatten/callbacks.ts';
import { isFunction, linkParents, walk, type Node } from '../src/syntax/node.ts';
import { parse } from '../src/syntax/parse.ts';
import { rejectOutput } from '../src/verify/output-gate.ts';

export interface FlattenedText {
  readonly after: string;
  /** Calls that are awaited now. */
  readonly awaited: number;
  /** What the gate has against it. */
  readonly rejected: string | undefined;
  readonly bodies: readonly CallbackBody[];
  /** Reason codes of calls and functions that stay. */
  readonly reasons: readonly string[];
}

/** `mixed`: a function that has to keep its callback may become async. `api.read` gives a value, `api.drop` none, `api.pair` two, `api.there` no error; `api.promises` has the same. Own functions are named by declarations. */
export function flattened(text: string, mixed = true): FlattenedText {
  const ast = parse(text, 'js', 'cjs');
  linkParents(ast);
  const calls = new Map<string, string>();
  const own = new Map<string, string>();
  walk(ast['program'] as Node, (node) => {
    if (node.type === 'CallExpression') calls.set(spanKey(node), text.slice(node['callee'].start, node['callee'].end).replace(/^(?!api\.).*\.(?=\w+$)/, ''));
    if (node.type === 'FunctionDeclaration') own.set(node['id'].name, spanKey(node));
    if (/^(Class|Object)Method$/.test(node.type) && node['kind'] === 'method') own.set(node['key'].name, spanKey(node));
    if (node.type === 'VariableDeclarator' && isFunction((node['init'] as Node | null) ?? node)) own.set(node['id'].name, spanKey(node['init'] as Node));
  });
  const names = new NameUses(ast['program'] as Node);
  const takers = new Set(functionsIn(ast['program'] as Node).filter((fn) => callbackParameter(fn, names)).map(spanKey));
  for (const [name, key] of own) if (!takers.has(key)) own.delete(name);
  const callees = new Map(own);
  const api: Record<string, CallbackShape> = { 'api.read': { values: 1, plain: true }, 'api.drop': { values: 0, plain: true }, 'api.pair': { values: 2 }, 'api.there': { existence: true } };
  const shapeOf = (span: Span): CallbackShape | undefined => api[calls.get(spanKey(span)) ?? ''] ?? (own.has(calls.get(spanKey(span)) ?? '') ? shapeOfOwn(several.get(own.get(calls.get(spanKey(span)) ?? '')!) ?? 1) : undefined);
  const several = new Map<string, number>();
  for (;;) {
    const { bodies, stays } = callbackBodiesOf(ast, text, shapeOf);
    const more = bodies.filter((body) => body.role === 'delivers' && body.several > (several.get(spanKey(body.fn)) ?? 1));
    for (const body of more) several.set(spanKey(body.fn), body.several);
    if (more.length > 0) continue;
    const delivers = new Map(bodies.filter(({ role }) => role === 'delivers').map((body) => [spanKey(body.fn), body]));
    const isWhole = (body: CallbackBody | undefined): boolean => body !== undefined && body.obstacle === undefined;
    const candidates = bodies.filter((body) => isWhole(body) && (body.role === 'delivers' ? [...own.values()].includes(spanKey(body.fn)) : body.role === 'detached' && !(body.throwsAtOnce && !text.startsWith('function main', body.fn.start)) && !(mixed ? isWhole(delivers.get(spanKey(body.fn))) : delivers.has(spanKey(body.fn))) && body.calls.length > 0));
    const accepted = candidates.filter(({ fn }) => !candidates.some(({ takes }) => takes.some((span) => spanKey(span) === spanKey(fn))));
    const awaitedCalls = new Set(accepted.flatMap((body) => body.calls.map(({ span }) => spanKey(span))));
    // what may call back before it is waited for, itself or through what it calls first
    const settling = new Set(accepted.filter(({ settlesAtOnce }) => settlesAtOnce).map(({ fn }) => spanKey(fn)));
    const keyOf = (span: Span): string => own.get(calls.get(spanKey(span)) ?? '') ?? '';
    for (let size = -1; size !== settling.size;) {
      size = settling.size;
      for (const body of accepted) if (body.calls.some(({ span, first }) => first && settling.has(keyOf(span)))) settling.add(spanKey(body.fn));
    }
    const giving = new Set(accepted.filter(({ givesValueOnError }) => givesValueOnError).map(({ fn }) => spanKey(fn)));
    for (let size = -1; size !== giving.size;) {
      size = giving.size;
      for (const body of accepted) if (body.calls.some(({ span, handler }) => handler === 'parameter' && giving.has(keyOf(span)))) giving.add(spanKey(body.fn));
    }
    const taken = new Set(accepted.flatMap(({ takes }) => takes.map(spanKey)));
    // every caller of a function has to follow, and none may go on before what it calls calls back
    const fails = [...own].find(([name, key]) => !taken.has(key) && (!isWhole(delivers.get(key)) || [...calls].some(([call, callee]) => callee === name && !awaitedCalls.has(call)) ||
      (giving.has(key) && accepted.some(({ calls: found }) => found.some(({ span, readsValuesOnError }) => readsValuesOnError && keyOf(span) === key))) ||
      (settling.has(key) && accepted.some(({ role, calls: found }) => found.some(({ span, codeAfter, first }) => (codeAfter || (role === 'detached' && first)) && keyOf(span) === key)))));
    if (fails) {
      own.delete(fails[0]);
      several.clear();
      continue;
    }
    const awaited = (span: Span): Awaited => {
      const callee = calls.get(spanKey(span))!;
      if (!callee.startsWith('api.')) return { kind: 'own', ...(shapeOf(span)?.several && { several: true }) };
      return { kind: 'callee', text: callee.replace('api.', 'api.promises.'), ...(callee === 'api.pair' && { fields: ['left', 'right'] }) };
    };
    const edits = flattenCallbacks({ ast, text, style: detectStyle(text), typed: false, bodies: accepted.map(({ fn, role }): AcceptedBody => ({ fn, role })), shapeOf, awaited });
    const after = applyEdits(text, edits);
    const file: SourceFile = { id: 'main.js', text, hash: '', encoding: 'utf8', dialect: 'js', moduleKind: 'cjs', role: 'source', executable: false, packageDir: '' };
    const rejected = awaitedCalls.size === 0 ? undefined : rejectOutput({ file: 'main.js', before: text, after, groups: [{ decision: 'main.js:0-0:flatten-callbacks', edits }] }, file);
    const functions = new Set(callees.values());
    const reasons = [...bodies.filter((body) => !accepted.includes(body) && (body.role === 'detached' || functions.has(spanKey(body.fn)))).flatMap(({ obstacle }) => obstacle?.code ?? []), ...bodies.flatMap(({ left }) => left.map(({ code }) => code)), ...stays.map(({ code }) => code)];
    return { after, awaited: awaitedCalls.size, rejected, bodies, reasons: [...new Set(reasons)].sort() };
  }
}
