// A file's decisions about error-first callbacks -> its edits, each with the decision that it belongs to.
import { errorFirst, isControlFlow, shapeOfEntry } from '../../apis/error-first/index.ts';
import type { NativeForm } from '../../core/api.ts';
import { shapeOfOwn, type AcceptedBody, type Answer, type Awaited, type CallbackRole, type CallbackShape } from '../../core/callbacks.ts';
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { contains, spanKey, type SourceFile, type Span } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { isFunction, linkParents, unwrap, walk, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { ImportRequests } from '../imports.ts';
import { unloaded } from '../imports/unloaded.ts';
import { makeBodyAsync } from '../make-async.ts';
import { flattenCallbacks } from './callbacks.ts';

export const isFlatteningCallbacks = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'flatten-callbacks');

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteCallbacks(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const style = detectStyle(text);
  const typed = /^(ts|tsx|dts)$/.test(file.dialect);
  const calls = new Map(decisions.filter(({ verdict }) => verdict === 'flatten-callbacks').map((decision) => [spanKey(decision.span), decision]));
  const functions = decisions.filter(({ verdict }) => verdict === 'make-async' || verdict === 'async-main');
  const imports = new ImportRequests({ text, program: ast.program, style, moduleKind: file.moduleKind, lang: typed ? 'ts' : 'js', hasPromisesModule: !decisions.some(({ data }) => data?.['oldNode'] === true) });
  const nodes = callsOf(ast, calls);
  const bodies = functions.map(({ span, data }): AcceptedBody => {
    const { role, done, dissolved, answer } = data!['callbacks'] as { role: CallbackRole; done?: string; dissolved?: true; answer?: Answer };
    return { fn: span, role, ...(dissolved ? { dissolved } : {}), ...(answer === undefined ? {} : { answer }), ...(done === undefined ? {} : { wrapped: true }) };
  });
  const shapeOf = (call: Span): CallbackShape | undefined => shapeIn(calls.get(spanKey(call)));
  const awaited = new Map([...calls].map(([key, decision]) => [key, awaitedAs(nodes.get(key)!, decision, text, imports)]));
  const own = flattenCallbacks({ ast, text, style, typed, bodies, shapeOf, awaited: (call) => awaited.get(spanKey(call))!, callbackify: () => imports.ofUtil('callbackify', specifierIn(text, 'fs')) });
  walk(ast.program, (node) => {
    const done = isFunction(node) ? (functions.find(({ span }) => spanKey(span) === spanKey(node))?.data!['callbacks'] as { done?: string } | undefined)?.done : undefined;
    if (done !== undefined) own.push(...makeBodyAsync(node, { done }, style.semicolons ? ';' : ''));
  });
  const native = new Set([...calls].filter(([, { data }]) => data?.['native'] !== undefined).map(([key]) => nodes.get(key)!));
  const { gone, added } = native.size === 0 ? { gone: [], added: imports.edits().edits } : unloaded(ast.program, new NameUses(ast.program), text, style.eol, native, isControlFlow, imports.edits().edits);
  const marked = functions.some(({ data }) => data?.['jshint'] === true) && !/jshint\s+esversion:\s*(8|9|1\d)/.test(text);
  // an inline option is the smallest change that lets JSHint read async functions
  const option: Edit[] = marked ? [{ span: topOf(text), text: `/* jshint esversion: 8 */${style.eol}`, order: -5e9 }] : [];
  const groups = new Map<string, Edit[]>();
  const put = (decision: string, edit: Edit): void => void groups.set(decision, [...(groups.get(decision) ?? []), edit]);
  for (const edit of own) put(ownerOf(edit.span, [...calls.values()], functions).id, edit);
  for (const edit of [...added, ...gone, ...option]) put([...calls.values()][0]!.id, { ...edit, isShared: true });
  const list = [...groups].map(([decision, edits]): EditGroup => ({ decision, edits }));
  return { file: file.id, before: text, after: applyEdits(text, list.flatMap(({ edits }) => edits)), groups: list };
}

const topOf = (text: string): Span => {
  const at = /^\uFEFF?(#![^\n]*\n)?/.exec(text)![0].length;
  return { start: at, end: at };
};

function callsOf(ast: Node, wanted: ReadonlyMap<string, Decision>): Map<string, Node> {
  const found = new Map<string, Node>();
  walk(ast.program, (node) => { if (/CallExpression$/.test(node.type) && wanted.has(spanKey(node))) found.set(spanKey(node), node); });
  for (const [key, { id }] of wanted) if (!found.has(key)) throw new Error(`no call at ${id}`);
  return found;
}

/** How many values a function of the program gives its callback. */
const severalOf = ({ data }: Decision): number => (data?.['several'] as number | undefined) ?? 1;

const entryOf = ({ data }: Decision): NonNullable<ReturnType<typeof errorFirst>> => errorFirst([data!['module'], data!['path']].filter((part) => part !== '').join('.'))!;

/** What is known of the function that a call is of. */
function shapeIn(decision: Decision | undefined): CallbackShape | undefined {
  if (!decision) return undefined;
  if (decision.data?.['module'] === undefined) return shapeOfOwn(severalOf(decision));
  const { entry } = entryOf(decision);
  return shapeOfEntry(entry, (decision.data['noError'] as 'any' | undefined) ?? entry.noError);
}

/** The expression that gives the promise, with the imports that it needs. */
function awaitedAs(call: Node, decision: Decision, text: string, imports: ImportRequests): Awaited {
  const { data = {} } = decision;
  if (data['module'] === undefined) return data['inPlace'] === true ? { kind: 'callee', text: promisifiedInPlace(call, text, imports, specifierIn(text, 'fs')) } : { kind: 'own', ...(severalOf(decision) > 1 ? { several: true } : {}) };
  if (data['native'] !== undefined) return { kind: 'native', form: data['native'] as NativeForm, at: data['at'] as number };
  const { module, path, entry } = entryOf(decision);
  const callee = unwrap(call.callee);
  const object: Node | undefined = data['viaModule'] === true && callee.type.endsWith('MemberExpression') ? callee.object : undefined;
  const via = object && text.slice(object.start, object.end);
  const specifier = specifierIn(text, module);
  const beside = entry.beside ? { beside: entry.beside } : {};
  if (data['inPlace'] === true) return { kind: 'callee', text: promisifiedInPlace(call, text, imports, specifier), ...beside };
  if (entry.form === 'resolve' || data['asItIs'] === true) return { kind: 'resolve' };
  if (data['form'] === 'omit') return { kind: 'own', ...beside, ...(entry.suffix ? { suffix: entry.suffix } : {}) };
  const isPromisified = data['form'] === 'promisify' || data['fd'] === true || entry.form === 'promisify';
  // of `mkdirp(dir, f)` the callee is the module itself
  const target = isPromisified ? imports.promisified(specifier, data['fd'] === true ? path : entry.to, entry.to === '' ? text.slice(callee.start, callee.end) : via) : imports.refer(specifier, entry.to, via);
  return { kind: 'callee', text: target, ...(entry.fields ? { fields: entry.fields } : {}), ...(entry.onError ? { onError: true } : {}), ...(entry.existence && entry.to.endsWith('access') ? { suffix: '.then(() => true, () => false)' } : {}) };
}

/** The module in the form in which the file names modules of Node. */
const specifierIn = (text: string, module: string): string => (new RegExp(`['"\`]node:${module}['"/]`).test(text) ? `node:${module}` : module);

/** What the callee is when the call runs, as a function that gives a promise. */
function promisifiedInPlace(call: Node, text: string, imports: ImportRequests, likeModule: string): string {
  const callee = unwrap(call.callee);
  const what = text.slice(callee.start, callee.end);
  const promisify = imports.ofUtil('promisify', likeModule);
  return callee.type === 'MemberExpression' ? `${promisify}(${what}.bind(${text.slice(callee.object.start, callee.object.end)}))` : `${promisify}(${what})`;
}

/** The innermost call that an edit belongs to, else the function, else whatever comes nearest. */
function ownerOf(span: Span, calls: readonly Decision[], functions: readonly Decision[]): Decision {
  const around = [...calls, ...functions].filter((each) => contains(each.span, span)).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (around[0]) return around[0];
  const distance = (each: Decision): number => Math.max(0, each.span.start - span.end, span.start - each.span.end);
  return [...calls, ...functions].reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
