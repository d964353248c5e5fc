// One file's decisions -> its edits, in groups: every edit belongs to a decision, so every hunk has a why.
import { apiEntry } from '../apis/index.ts';
import type { ApiTwin } from '../core/api.ts';
import type { Edit, EditGroup, FileChange } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import type { ArgumentView } from '../core/rewrite.ts';
import { contains, spanKey, type SourceFile } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import type { RetypeForm } from '../core/typing.ts';
import { applyEdits } from '../edits/apply.ts';
import { detectStyle } from '../edits/style.ts';
import { eachChild, isFunction, linkParents, unwrap, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { adapt } from './adapters/index.ts';
import { mainEdits, soleCall } from './async-main.ts';
import { guardStatements, needsParens, prefixOrder, suffixOrder } from './await-text.ts';
import { forOf, loopBody } from './for-of.ts';
import { callMethodOnNew, constructorToMethod } from './constructors.ts';
import { guardCall } from './guarded-call.ts';
import { handlerBodyOf, handlerEdits, indentHandlers } from './handlers.ts';
import { ImportRequests } from './imports.ts';
import { makeAsync, makeBodyAsync } from './make-async.ts';
import { moveDefaults } from './parameter-defaults.ts';
import { offloadedCall } from './offload/call.ts';
import { receiverBecomesArgument } from './receiver.ts';
import { retype } from './retype.ts';
import { stubEdits } from './stubs.ts';
import { withoutLeftOvers } from './waits/left-over.ts';
import { waitEdits } from './waits/write-wait.ts';
import { isVersion, namesOfVersions, otherCallee, renamedMethod, writePassage, writeVersion } from './twin.ts';

const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

export interface Rewriting {
  readonly file: SourceFile;
  readonly text: string;
  readonly ast: Node;
  readonly style: Style;
  readonly calls: ReadonlyMap<string, Node>;
  readonly functions: ReadonlyMap<string, Node>;
  /** Expression statements by their offset. */
  readonly statements: ReadonlyMap<number, Node>;
  /** Receivers of method calls that become the first argument of a function. */
  readonly receivers: ReadonlySet<Node>;
  readonly imports: ImportRequests;
  /** Loops that become `for…of`, by their call, and the functions that become the bodies of these. */
  readonly forOfs: ReadonlyMap<Node, Edit[]>;
  readonly loopBodies: ReadonlySet<Node>;
  /** `main()` at the end of a script, when nothing else of its top level waits. */
  readonly soleCall: Node | undefined;
  /** Callee identifiers that were replaced: a destructured import may be unused now. */
  readonly replaced: { module: string; path: string; local: string }[];
}

function index(ast: Node): Pick<Rewriting, 'calls' | 'functions' | 'statements'> {
  const calls = new Map<string, Node>();
  const functions = new Map<string, Node>();
  const statements = new Map<number, Node>();
  const visit = (node: Node): void => {
    if (/^(CallExpression|OptionalCallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type)) calls.set(spanKey(node), node);
    if (isFunction(node)) functions.set(spanKey(node), node);
    if (node.type === 'ExpressionStatement') statements.set(node.start, node);
    eachChild(node, visit);
  };
  visit(ast);
  return { calls, functions, statements };
}

const isTypeScript = (file: SourceFile): boolean => /^(ts|tsx|dts)$/.test(file.dialect);

/** Insertions that await the call; `property` is read off the awaited value. */
function awaited(r: Rewriting, call: Node, property?: string): Edit[] {
  const parens = property !== undefined || (needsParens(call) && !r.receivers.has(call));
  const open = parens ? '(await ' : 'await ';
  const close = property !== undefined ? `).${property}` : parens ? ')' : '';
  const edits = [insert(call.start, open, prefixOrder(call))];
  if (close !== '') edits.push(insert(call.end, close, suffixOrder(call) + 0.5));
  return edits;
}

/** The specifier by which this file loads `module`. */
function specifierIn(text: string, module: string): string {
  return new RegExp(`['"\`]node:${module}['"/]`).test(text) ? `node:${module}` : module;
}

function replaceApi(r: Rewriting, decision: Decision): Edit[] {
  const data = decision.data as { module: string; path: string; version?: string; views: ArgumentView[]; viaModule: boolean; guard?: 'callee' | 'module'; used: boolean; awaited: boolean };
  const call = r.calls.get(spanKey(decision.span));
  if (!call) throw new Error(`no call at ${decision.id}`);
  const callee = unwrap(call.callee);
  const entry = apiEntry(data.module, data.path, data.version) as ApiTwin;
  const isMethod = data.path.includes('().');
  // of `fs.realpathSync.native` the module is not the object itself: it is referred to anew
  const isDirect = isMethod || (data.viaModule && !data.path.includes('.'));
  const object: Node | undefined = isDirect && !data.guard && callee.type.endsWith('MemberExpression') ? callee.object : undefined;
  const via = object ? r.text.slice(object.start, object.end) : undefined;
  const specifier = specifierIn(r.text, data.module);
  const guard = data.guard === 'module' && callee.type === 'MemberExpression' ? r.imports.wholeModule(specifier) : undefined;
  const viaText = guard ?? (object?.extra?.parenthesized ? `(${via})` : via);
  const answer = adapt(entry, {
    module: data.module, path: data.path, call: decision.span, callee: { start: callee.start, end: callee.end }, args: data.views, resultUsed: data.used,
    style: r.style, lang: isTypeScript(r.file) ? 'ts' : 'js',
    refer: (path) => (isMethod ? `${viaText}.${path}` : r.imports.refer(specifier, path, viaText)),
    promisified: (path) => r.imports.promisified(specifier, path, viaText),
    runtime: (name) => r.imports.runtime(name),
  });
  if ('refuse' in answer) throw new Error(`adapter changed its mind: ${answer.refuse}`);
  if (data.guard) {
    const compared: Node = guard === undefined ? callee : callee.object;
    const test = `${r.text.slice(compared.start, compared.end)} === ${guard ?? r.imports.refer(specifier, data.path)}`;
    return guardCall(call, answer, test, r.text, r.style, r.receivers.has(call));
  }
  if (!object && callee.type === 'Identifier') r.replaced.push({ module: specifier, path: data.path, local: callee.name });
  const edits: Edit[] = [];
  if (viaText !== undefined && (answer.callee === viaText || answer.callee.startsWith(`${viaText}.`))) {
    // keep the module expression: edits may stand inside of it
    const end = object!.extra?.parenthesized ? r.text.indexOf(')', object!.end) + 1 : object!.end;
    edits.push({ span: { start: end, end: callee.end }, text: answer.callee.slice(viaText.length) });
  } else edits.push({ span: { start: callee.start, end: callee.end }, text: answer.callee });
  edits.push(...(answer.argEdits ?? []));
  if (answer.suffix) edits.push(insert(call.end, answer.suffix, suffixOrder(call)));
  if (!data.awaited || answer.property !== undefined) edits.push(...awaited(r, call, answer.property));
  return edits;
}

/** The loops of a file that read better as `for…of`. */
function findForOfs(decisions: readonly Decision[], calls: ReadonlyMap<string, Node>, ast: Node, text: string): Map<Node, Edit[]> {
  const found = new Map<Node, Edit[]>();
  for (const { verdict, span, data } of decisions) {
    const method = verdict === 'loop' ? data?.['method'] : undefined;
    const call = method === 'forEach' || method === 'forEachEntry' ? calls.get(spanKey(span)) : undefined;
    const edits = call && forOf(call, method === 'forEachEntry' ? 'collection' : data?.['fresh'] === true ? 'fresh' : 'array', { text, program: ast.program, comments: ast.comments ?? [] });
    if (edits) found.set(call!, edits);
  }
  return found;
}

/** `list.map(f)` -> `await mapAsync(list, f)`. */
function loop(r: Rewriting, decision: Decision): Edit[] {
  const data = decision.data as { runtime: string; method: string; awaited: boolean };
  const call = r.calls.get(spanKey(decision.span));
  if (!call) throw new Error(`no call at ${decision.id}`);
  const statement = r.forOfs.get(call);
  if (statement) return statement;
  const callee = unwrap(call.callee);
  const runtime = r.imports.runtime(data.runtime);
  const edits: Edit[] = data.awaited ? [] : awaited(r, call);
  if (data.method === 'from') {
    edits.push({ span: { start: callee.start, end: callee.end }, text: runtime });
    return edits;
  }
  edits.push(insert(call.start, `${runtime}(`, prefixOrder(call) + 0.5));
  edits.push(...receiverBecomesArgument(call, callee, r.text));
  return edits;
}

function rejectAssertion(r: Rewriting, decision: Decision): Edit[] {
  const data = decision.data as { path: string };
  const call = r.calls.get(spanKey(decision.span));
  if (!call) throw new Error(`no call at ${decision.id}`);
  const callee = unwrap(call.callee);
  const own = /^assert\.(strict\.)?(throws|doesNotThrow)$/.exec(data.path);
  if (own && callee.type === 'MemberExpression' && callee.property.name === own[2]) {
    const name = own[2] === 'throws' ? 'rejects' : 'doesNotReject';
    return [...awaited(r, call), { span: { start: callee.property.start, end: callee.property.end }, text: name }];
  }
  const first: Node = call.arguments[0];
  const settled = r.imports.runtime('settled');
  return [insert(first.start, `await ${settled}(`, prefixOrder(first)), insert(first.end, ')', suffixOrder(first) + 0.5)];
}

/** Offsets of the calls that are awaited at the top level, which `main` is the decision about. */
const waitingIn = (main: Decision, all: readonly Decision[]): number[] =>
  all.filter((d) => (d.verdict === 'replace-api' || d.verdict === 'add-await' || d.verdict === 'offload' || d.verdict === 'await' || d.verdict === 'loop' || d.verdict === 'reject-assertion') && d.needs.includes(main.id)).map((d) => d.span.start);

/** The one call that the top level of a script waits for, where its promise can be handled in place. */
function findSoleCall(program: Node, decisions: readonly Decision[]): Node | undefined {
  const main = decisions.find((d) => d.verdict === 'async-main');
  if (!main) return undefined;
  return soleCall(program, waitingIn(main, decisions), new Set(decisions.filter((d) => d.verdict === 'make-async').map((d) => d.span.start)), main.data?.['entry'] === true);
}

function editsFor(r: Rewriting, decision: Decision, all: readonly Decision[]): Edit[] {
  switch (decision.verdict) {
    case 'replace-api': return decision.data?.['wait'] ? waitEdits(r, decision) : replaceApi(r, decision);
    case 'add-await': {
      const call = r.calls.get(spanKey(decision.span));
      if (!call) throw new Error(`no call at ${decision.id}`);
      return call === r.soleCall ? [] : awaited(r, call);
    }
    case 'offload': case 'bridge': return offloadedCall(r, decision, awaited);
    case 'await': {
      const call = r.calls.get(spanKey(decision.span));
      if (!call) throw new Error(`no call at ${decision.id}`);
      const method = decision.data?.['method'] as string | undefined;
      if (method !== undefined) return [...callMethodOnNew(call, method, r.text), ...awaited(r, call)];
      const callee = [...otherCallee(decision), ...renamedMethod(decision, call)];
      return decision.data?.['awaited'] === true || call === r.soleCall ? callee : [...callee, ...awaited(r, call)];
    }
    case 'make-async': {
      const node = r.functions.get(spanKey(decision.span));
      if (!node) throw new Error(`no function at ${decision.id}`);
      if (r.loopBodies.has(node)) return [];
      const method = decision.data?.['method'] as string | undefined;
      if (method !== undefined) return constructorToMethod(node, method, r.text, r.style);
      const body = decision.data?.['body'] as { done?: string } | null | undefined;
      if (body && !handlerBodyOf(decision)) return makeBodyAsync(node, body, r.style.semicolons ? ';' : '');
      return [...makeAsync(node, r.text, r.ast.comments ?? [], prefixOrder(node), decision.data?.['promise'] === true), ...handlerEdits(decision, node, r)];
    }
    case 'twin': return isVersion(decision) ? version(r, decision, all) : writePassage(decision, r.text, r.style);
    case 'retype': return retype(r.text, decision.span, decision.data?.['form'] as RetypeForm);
    case 'loop': return loop(r, decision);
    case 'stub': return stubEdits(r.ast.program, r.text, decision, r.calls.get(spanKey(decision.span)), r.style);
    case 'reject-assertion': return rejectAssertion(r, decision);
    case 'async-main': return mainEdits(r.ast.program, r.text, r.style, { call: r.soleCall, offsets: waitingIn(decision, all), isEntry: decision.data?.['entry'] === true });
    default: return [];
  }
}

/** The calls that are awaited, with the index of their decision. */
const waitingCalls = (r: Rewriting, decisions: readonly Decision[]): { call: Node; list: number }[] =>
  decisions.flatMap(({ verdict, span }, list) => (/^(replace-api|add-await|offload|await|loop|reject-assertion)$/.test(verdict) && r.calls.has(spanKey(span)) ? [{ call: r.calls.get(spanKey(span))!, list }] : []));
/** The function's copy, with all that is decided within the function. */
function version(r: Rewriting, decision: Decision, all: readonly Decision[]): Edit[] {
  const node = r.functions.get(spanKey(decision.span));
  if (!node) throw new Error(`no function at ${decision.id}`);
  const within = all.filter((d) => d !== decision && contains(decision.span, d.span));
  // what the copy no longer mentions, the function itself still does
  const forOfs = findForOfs(within, r.calls, r.ast, r.text);
  const inCopy: Rewriting = { ...r, receivers: receiversOf(within, r.calls), forOfs, loopBodies: new Set([...forOfs.keys()].map(loopBody)), replaced: [] };
  const edits = within.map((d) => editsFor(inCopy, d, all));
  const guarded = guardStatements(edits.flat(), r.statements, r.text);
  const lists = edits.map(({ length }) => guarded.splice(0, length));
  moveDefaults({ text: r.text, style: r.style, typed: isTypeScript(r.file) }, waitingCalls(r, within), lists);
  return writeVersion(decision, node, r.text, r.ast.comments ?? [], lists.flat(), r.style);
}

/** Receivers of the loops among `decisions`. */
const receiversOf = (all: readonly Decision[], calls: ReadonlyMap<string, Node>): ReadonlySet<Node> => new Set(all.flatMap((d) => (d.verdict === 'loop' && calls.has(spanKey(d.span)) ? [unwrap(calls.get(spanKey(d.span))!.callee).object as Node] : [])));

/** Names of destructured imports whose references were all replaced. */
function findUnused(r: Rewriting): void {
  const locals = new Map<string, { module: string; path: string; count: number }>();
  for (const { module, path, local } of r.replaced) {
    const known = locals.get(local) ?? { module, path, count: 0 };
    known.count++;
    locals.set(local, known);
  }
  if (locals.size === 0) return;
  const mentions = new Map<string, number>();
  const visit = (node: Node): void => {
    if (node.type === 'Identifier' && locals.has(node.name)) {
      const parent = node.parent as Node;
      const isName = (parent.property === node && !parent.computed) || /^Import\w*Specifier$/.test(parent.type) || (parent.type === 'ObjectProperty' && parent.parent?.type === 'ObjectPattern') || (parent.key === node && !parent.computed && !parent.shorthand);
      if (!isName) mentions.set(node.name, (mentions.get(node.name) ?? 0) + 1);
    }
    eachChild(node, visit);
  };
  visit(r.ast.program);
  r.imports.unused([...locals].map(([local, { module, path, count }]) => ({ module, imported: path, local, remaining: (mentions.get(local) ?? 0) - count })));
}

/**
 * Rewrites one file. Decisions that change nothing (`keep`) are passed over.
 *
 * @throws Error when a decision does not fit the text: our bug, the caller withdraws the file.
 */
export function rewriteFile(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const style = detectStyle(file.text);
  const imports = new ImportRequests({ text: file.text, program: ast.program, style, moduleKind: file.moduleKind, lang: isTypeScript(file) ? 'ts' : 'js', hasPromisesModule: !decisions.some((d) => d.data?.['oldNode'] === true), reserved: namesOfVersions(decisions) });
  const indexed = index(ast);
  const here = decisions.filter((d) => d.data?.['copy'] === undefined);
  const forOfs = findForOfs(here, indexed.calls, ast, file.text);
  const r: Rewriting = { file, text: file.text, ast, style, ...indexed, receivers: receiversOf(here, indexed.calls), forOfs, loopBodies: new Set([...forOfs.keys()].map(loopBody)), imports, soleCall: findSoleCall(ast.program, here), replaced: [] };
  const all = here.map((decision) => editsFor(r, decision, decisions));
  const guarded = guardStatements(all.flat(), r.statements, file.text);
  const lists = all.map((edits) => guarded.splice(0, edits.length));
  moveDefaults({ text: file.text, style, typed: isTypeScript(file) }, waitingCalls(r, here), lists);
  indentHandlers(here, lists, r);
  const groups: EditGroup[] = here.flatMap(({ id }, index) => (lists[index]!.length > 0 ? [{ decision: id, edits: lists[index]! }] : []));
  const marked = here.find((d) => d.data?.['jshint'] === true);
  const group = groups.find((g) => g.decision === marked?.id);
  // an inline option is the smallest change that lets JSHint read async functions
  if (marked && group && !/jshint\s+esversion:\s*(8|9|1\d)/.test(file.text)) {
    const start = /^\uFEFF?(#![^\n]*\n)?/.exec(file.text)![0].length;
    groups[groups.indexOf(group)] = { decision: group.decision, edits: [...group.edits, { ...insert(start, `/* jshint esversion: 8 */${style.eol}`, -5e9), isShared: true }] };
  }
  findUnused(r);
  const edits = withoutLeftOvers(r, here, imports.edits().edits);
  const owner = here.find((d) => d.verdict === 'replace-api' || d.verdict === 'offload' || d.verdict === 'bridge' || d.verdict === 'loop' || d.verdict === 'reject-assertion' || isVersion(d));
  if (edits.length > 0 && owner) {
    const at = groups.findIndex((g) => g.decision === owner.id);
    groups[at] = { decision: owner.id, edits: [...groups[at]!.edits, ...edits.map((edit) => ({ ...edit, isShared: true as const }))] };
  }
  return { file: file.id, before: file.text, after: applyEdits(file.text, groups.flatMap((g) => g.edits)), groups };
}
