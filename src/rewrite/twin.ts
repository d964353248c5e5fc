// Writes an asynchronous version beside a function that stays: a copy of its text with the edits that would have made it async.
import type { Edit } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import { contains, type Span } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { applyEdits } from '../edits/apply.ts';
import { unwrap, type Node } from '../syntax/node.ts';
import { besideElement, besideStatement } from './beside.ts';
import { jsdocOf, makeAsync } from './make-async.ts';

interface VersionData {
  readonly twin: string;
  readonly form: 'statement' | 'member' | 'property';
  readonly definition: Span;
  readonly names: readonly Span[];
  readonly ofValue?: number;
}

interface PassageData {
  readonly passage: 'statement' | 'element' | 'value';
  readonly names: readonly (Span & { readonly text: string })[];
}

/** The decision copies a function, and what else is decided within that function goes into the copy. */
export const isVersion = (decision: Decision): boolean => decision.verdict === 'twin' && decision.data?.['passage'] === undefined;

/** Names that decisions about versions bring into a file. */
export function namesOfVersions(decisions: readonly Decision[]): string[] {
  return decisions.flatMap(({ verdict, data }) => {
    if (verdict === 'await') return (data?.['callee'] as { readonly text: string } | undefined)?.text.replace(/^\./, '') ?? [];
    if (verdict !== 'twin') return [];
    return typeof data?.['twin'] === 'string' ? data['twin'] : (data as unknown as PassageData).names.map(({ text }) => text);
  });
}

/** Edits by which a call becomes one of a version. */
export function otherCallee({ data }: Decision): Edit[] {
  const instead = data?.['callee'] as (Span & { readonly text: string }) | undefined;
  return instead ? [{ span: { start: instead.start, end: instead.end }, text: instead.text }] : [];
}

/** The name of the method that is called instead: `program.parseAsync()`. */
export function renamedMethod({ data }: Decision, call: Node): Edit[] {
  const name = data?.['rename'] as string | undefined;
  if (name === undefined) return [];
  const { property } = unwrap(call.callee);
  return [{ span: { start: property.start, end: property.end }, text: name }];
}

/** `text` from `start` to `end` with those of `edits` that lie within. */
function copied(text: string, start: number, end: number, edits: readonly Edit[]): string {
  const own = edits.filter(({ span }) => contains({ start, end }, span));
  return applyEdits(text.slice(start, end), own.map((edit) => ({ ...edit, span: { start: edit.span.start - start, end: edit.span.end - start } })));
}

/** Edits that rename a function in the tags of its JSDoc. */
function renamedTags(comment: Node, text: string, name: string, twin: string): Edit[] {
  const body = text.slice(comment.start, comment.end);
  return [...body.matchAll(/@(?:function|func|method|name)[ \t]+(?:[\w$.#~]+[.#~])?([\w$]+)/g)].flatMap((tag) => {
    if (tag[1] !== name) return [];
    const end = comment.start + tag.index + tag[0].length;
    return [{ span: { start: end - name.length, end }, text: twin }];
  });
}

/** Edits that put the version of the function at `node` beside it. `inner`: what is edited in the copy. */
export function writeVersion(decision: Decision, node: Node, text: string, comments: readonly Node[], inner: readonly Edit[], style: Style): Edit[] {
  const { twin, form, definition, names, ofValue } = decision.data as unknown as VersionData;
  const jsdoc = jsdocOf(node, comments, text);
  const start = jsdoc?.start ?? definition.start;
  const edits: Edit[] = [...inner, ...makeAsync(node, text, comments, -2e9, false), ...names.map((span) => ({ span, text: twin }))];
  if (ofValue !== undefined) edits.push({ span: { start: ofValue, end: ofValue }, text: `.${twin}` });
  if (jsdoc) edits.push(...renamedTags(jsdoc, text, text.slice(names[0]!.start, names[0]!.end), twin));
  const copy = copied(text, start, definition.end, edits);
  return form === 'property' ? besideElement(text, definition, start, copy, style.eol) : besideStatement(text, definition, start, copy, style.eol);
}

/** Edits that hand a version on where the function is handed on: a further export, import or property. */
export function writePassage(decision: Decision, text: string, style: Style): Edit[] {
  const { span } = decision;
  const { passage, names } = decision.data as unknown as PassageData;
  if (passage === 'value') {
    const [target, value] = names as [PassageData['names'][number], PassageData['names'][number]];
    return besideStatement(text, span, span.start, `${text.slice(target.start, target.end)}.${value.text} = ${value.text}${text[span.end - 1] === ';' ? ';' : ''}`, style.eol);
  }
  const copy = copied(text, span.start, span.end, names.map(({ start, end, text: name }) => ({ span: { start, end }, text: name })));
  return passage === 'element' ? besideElement(text, span, span.start, copy, style.eol) : besideStatement(text, span, span.start, copy, style.eol);
}
