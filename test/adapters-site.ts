// Builds the ApiSite of a call written as text, and runs what the adapter answers: shared by the adapter tests.
import { createRequire } from 'node:module';
import util from 'node:util';
import { parseExpression } from '@babel/parser';
import { apiEntry } from '../src/apis/index.ts';
import { isRefusal } from '../src/core/api.ts';
import type { AdapterAnswer, ApiRewrite, ApiSite, ArgumentView } from '../src/core/rewrite.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { adapt } from '../src/rewrite/adapters/index.ts';
import { runtimeFunction } from '../src/rewrite/runtime/index.ts';

const load = createRequire(import.meta.url);
type Node = any;

function viewOf(node: Node, text: string): ArgumentView {
  const base = { span: { start: node.start, end: node.end }, text: text.slice(node.start, node.end), fd: 'maybe' as const };
  if (node.type === 'NullLiteral') return { ...base, kind: 'literal', literal: null };
  if (/^(String|Numeric|Boolean)Literal$/.test(node.type)) return { ...base, kind: 'literal', literal: node.value };
  if (node.type === 'SpreadElement') return { ...base, kind: 'spread' };
  if (/Function/.test(node.type)) return { ...base, kind: 'function' };
  if (node.type !== 'ObjectExpression') return { ...base, kind: 'other' };
  if (node.properties.some((p: Node) => p.type === 'SpreadElement' || p.computed)) return { ...base, kind: 'object' };
  const properties = Object.fromEntries(node.properties.map((p: Node) => [p.key.name ?? p.key.value, viewOf(p.value ?? p, text)]));
  return { ...base, kind: 'object', properties };
}

/** The answer for the call `text`, such as `fs.statSync(file)`; `overrides` replaces parts of the site. */
export function answerFor(text: string, specifier: string, overrides: Partial<ApiSite> = {}): AdapterAnswer {
  const call: Node = parseExpression(text);
  const [namespace, ...path] = text.slice(call.callee.start, call.callee.end).split('.');
  const entry = apiEntry(specifier, path.join('.'));
  if (entry === undefined) throw new Error(`not in the catalogue: ${text}`);
  if (isRefusal(entry)) return entry;
  return adapt(entry, {
    module: specifier,
    path: path.join('.'),
    call: { start: call.start, end: call.end },
    callee: { start: call.callee.start, end: call.callee.end },
    args: call.arguments.map((argument: Node) => viewOf(argument, text)),
    resultUsed: true,
    refer: (member) => `${namespace}.${member}`,
    promisified: (member) => `promisify(${namespace}.${member})`,
    runtime: (name) => name,
    ...overrides,
  });
}

/** The text of the migrated call, without `await`. */
export function migratedText(text: string, { callee, suffix = '', argEdits = [] }: ApiRewrite): string {
  const call: Node = parseExpression(text);
  const edits = [...argEdits, { span: { start: call.callee.start, end: call.callee.end }, text: callee }];
  return applyEdits(text, edits) + suffix;
}

/** Evaluates the original call; `scope` holds its variables. */
export function runSync(text: string, specifier: string, scope: Record<string, unknown>): unknown {
  const names = Object.keys(scope);
  return new Function('fs', ...names, `return ${text};`)(load(specifier), ...names.map((name) => scope[name]));
}

/** Evaluates the migrated call. */
export async function runMigrated(text: string, specifier: string, scope: Record<string, unknown>, overrides?: Partial<ApiSite>): Promise<unknown> {
  const answer = answerFor(text, specifier, overrides);
  if ('refuse' in answer) throw new Error(`refused: ${answer.refuse}`);
  const names = Object.keys(scope);
  const module = load(specifier);
  const breadthFirst = runtimeFunction('breadthFirst').source({
    lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, name: 'breadthFirst', refs: {},
  });
  const body = `${breadthFirst}\nreturn (async () => (await ${migratedText(text, answer)})${answer.property ? `.${answer.property}` : ''})();`;
  return new Function('fs', 'promisify', ...names, body)(module, util.promisify, ...names.map((name) => scope[name]));
}
