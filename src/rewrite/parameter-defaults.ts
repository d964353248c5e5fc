// Moves default values of parameters that must wait into the body: `(a = await f())` becomes `if (a === undefined) a = await f();`.
import type { Edit } from '../core/edit.ts';
import type { Style } from '../core/style.ts';
import { applyEdits } from '../edits/apply.ts';
import { movedFrom, valueStart, type MovedParameter } from '../facts/parameter-defaults.ts';
import { patternNames } from '../facts/scope.ts';
import { isFunction, walk, type Node } from '../syntax/node.ts';

/** What a file's text needs besides its edits. */
interface Context {
  readonly text: string;
  readonly style: Style;
  readonly typed: boolean;
}

/** Index of the parameter of `fn` that `offset` lies in. */
const parameterAt = (fn: Node, offset: number): number => (fn.params as Node[]).findIndex((p) => p.start <= offset && offset < p.end);

/** The function in one of whose parameters `call` stands. */
function ownerOf(call: Node): Node | undefined {
  let owner: Node | undefined = call.parent;
  while (owner && !isFunction(owner)) owner = owner.parent;
  return owner && parameterAt(owner, call.start) >= 0 ? owner : undefined;
}

/** All of a list of edits that lie within `start` and `end`, applied to that text; they leave their lists. */
function take(lists: Edit[][], text: string, start: number, end: number): string {
  const inner: Edit[] = [];
  for (const [index, list] of lists.entries()) {
    const isInner = ({ span }: Edit): boolean => start <= span.start && span.end <= end;
    inner.push(...list.filter(isInner));
    lists[index] = list.filter((edit) => !isInner(edit));
  }
  return applyEdits(text.slice(start, end), inner.map((edit) => ({ ...edit, span: { start: edit.span.start - start, end: edit.span.end - start } })));
}

/** A name that nothing in the function has. */
function freshName(target: Node, taken: Set<string>): string {
  const base = target.type === 'ArrayPattern' ? 'list' : 'options';
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}${i}`;
  taken.add(name);
  return name;
}

/** `let` when the function assigns one of the names of a pattern later, else `const`. */
function keywordFor(fn: Node, target: Node): string {
  const names = patternNames(target);
  let assigned = false;
  walk(fn.body, (node) => {
    const to: Node | undefined = node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : /^For(In|Of)Statement$/.test(node.type) ? node.left : undefined;
    if (to && patternNames(to).some((name) => names.includes(name))) assigned = true;
  });
  return assigned ? 'let' : 'const';
}

/** Edits at the parameter, and the statements that do its work in the body. */
function moveOne(fn: Node, { node, target, value }: MovedParameter, { text, typed }: Context, lists: Edit[][], taken: Set<string>): { readonly edits: Edit[]; readonly statements: string[] } {
  const nothing = typed ? 'undefined!' : 'undefined';
  const edits: Edit[] = [];
  const statements: string[] = [];
  const isPattern = target.type !== 'Identifier';
  const name = isPattern ? freshName(target, taken) : target.name;
  if (value) {
    const start = valueStart(node, text)!;
    statements.push(`if (${name} === undefined) ${name} = ${take(lists, text, start, node.end)}`);
    edits.push({ span: { start, end: node.end }, text: nothing });
  }
  if (isPattern) {
    const end = text.slice(0, target.typeAnnotation?.start ?? target.end).trimEnd().length;
    statements.push(`${keywordFor(fn, target)} ${take(lists, text, target.start, end)} = ${name}`);
    edits.push({ span: { start: target.start, end }, text: name });
  }
  return { edits, statements };
}

function intoBody(fn: Node, statements: readonly string[], { text, style }: Context): Edit[] {
  const semicolon = style.semicolons ? ';' : '';
  const at = (offset: number, inserted: string, order: number): Edit => ({ span: { start: offset, end: offset }, text: inserted, order });
  const { body } = fn;
  const indentAt = (offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];
  const outer = indentAt(fn.start);
  const line = style.eol + outer + style.indent;
  if (body.type !== 'BlockStatement') {
    const start = body.extra?.parenthesized ? body.extra.parenStart : body.start;
    return [at(start, `{${statements.map((s) => line + s + semicolon).join('')}${line}return `, -3e9), at(fn.end, `${semicolon}${style.eol}${outer}}`, 3e9)];
  }
  const opened: number = body.directives?.at(-1)?.end ?? body.start + 1;
  const start = opened + /^(?:[ \t]*\/\/[^\r\n]*)?/.exec(text.slice(opened))![0].length;
  const first: Node | undefined = body.body[0];
  const isOneLine = !/\n/.test(text.slice(start, first?.start ?? body.end - 1));
  const before = first && !isOneLine ? style.eol + indentAt(first.start) : isOneLine ? ' ' : line;
  // `a = f()` and `(b)` on the next line would be one call
  const last = first && (isOneLine || /^[([`/+-]/.test(text.slice(first.start))) ? ';' : semicolon;
  return [at(start, statements.map((s, index) => before + s + (index === statements.length - 1 ? last : isOneLine ? ';' : semicolon)).join(''), -3e9)];
}

/**
 * Moves what stands in parameters and waits now, innermost function first. `lists` are the edits of each decision; those
 * that lie in moved text are carried out there.
 * @param waiting the calls that are awaited, with the index of their list
 */
export function moveDefaults(context: Context, waiting: readonly { readonly call: Node; readonly list: number }[], lists: Edit[][]): void {
  const owners = new Map<Node, { index: number; list: number }>();
  for (const { call, list } of waiting) {
    const owner = ownerOf(call);
    if (!owner) continue;
    const index = parameterAt(owner, call.start);
    const known = owners.get(owner);
    if (!known || index < known.index) owners.set(owner, { index, list });
  }
  for (const [fn, { index, list }] of [...owners].sort(([a], [b]) => a.end - a.start - (b.end - b.start))) {
    const taken = new Set<string>();
    walk(fn, (node) => { if (node.type === 'Identifier') taken.add(node.name); });
    const statements: string[] = [];
    for (const move of movedFrom(fn, index)) {
      const done = moveOne(fn, move, context, lists, taken);
      statements.push(...done.statements);
      lists[list]!.push(...done.edits);
    }
    lists[list]!.push(...intoBody(fn, statements, context));
  }
}
