// Moves the bodies of functions with callbacks into util.callbackify, as where none of their callers can wait.
import type { AcceptedBody, Answer, Awaited, CallbackShape } from '../src/core/callbacks.ts';
import { spanKey, type SourceFile, type Span } from '../src/core/source.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { detectStyle } from '../src/edits/style.ts';
import { callbackBodiesOf } from '../src/facts/callback-bodies.ts';
import { flattenCallbacks } from '../src/rewrite/flatten/callbacks.ts';
import { linkParents, walk, type Node } from '../src/syntax/node.ts';
import { parse } from '../src/syntax/parse.ts';
import { rejectOutput } from '../src/verify/output-gate.ts';

const SHAPES: Readonly<Record<string, CallbackShape>> = { 'api.read': { values: 1 }, 'api.drop': { values: 0 } };

/** `api.callbackify` is that of Node. */
export function callbackified(text: string): { readonly after: string; readonly moved: number; readonly rejected: string | undefined } {
  const ast = parse(text, 'js', 'cjs');
  linkParents(ast);
  const callees = new Map<string, string>();
  walk(ast['program'] as Node, (node) => { if (node.type === 'CallExpression') callees.set(spanKey(node), text.slice(node['callee'].start, node['callee'].end)); });
  const shapeOf = (call: Span): CallbackShape | undefined => SHAPES[callees.get(spanKey(call)) ?? ''];
  const bodies = callbackBodiesOf(ast, text, shapeOf).bodies.flatMap(({ fn, role, obstacle, answers = [], calls }): AcceptedBody[] => {
    if (role !== 'callbackified' || obstacle || calls.length === 0) return [];
    const all = new Set<Answer | 'named' | 'other'>([...answers.filter((each) => each !== 'named'), ...calls.filter(({ handler }) => handler === 'parameter').map(({ span }): Answer => (shapeOf(span)!.values === 0 ? 1 : 2))]);
    const [answer = 2] = all;
    return all.size > 1 || answer === 'other' || answer === 'named' ? [] : [{ fn, role, answer }];
  });
  const awaited = (call: Span): Awaited => ({ kind: 'callee', text: callees.get(spanKey(call))!.replace('api.', 'api.promises.') });
  const edits = flattenCallbacks({ ast, text, style: detectStyle(text), typed: false, bodies, shapeOf, awaited, callbackify: () => 'api.callbackify' });
  const after = applyEdits(text, edits);
  const file: SourceFile = { id: 'main.js', text, hash: '', encoding: 'utf8', dialect: 'js', moduleKind: 'cjs', role: 'source', executable: false, packageDir: '' };
  return { after, moved: bodies.length, rejected: bodies.length === 0 ? undefined : rejectOutput({ file: 'main.js', before: text, after, groups: [{ decision: 'main.js:0-0:flatten-callbacks', edits }] }, file) };
}
