// Makes a function async: the keyword, its TypeScript return type, its overloads and its JSDoc.
import type { Edit } from '../core/edit.ts';
import { keyName, type Node } from '../syntax/node.ts';

const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

/** Offset where `async` goes. */
function keywordOffset(node: Node, text: string): number {
  if (node.type !== 'ObjectMethod' && node.type !== 'ClassMethod' && node.type !== 'ClassPrivateMethod') return node.start;
  if (!node.computed) return node.generator ? text.lastIndexOf('*', node.key.start) : node.key.start;
  return text.lastIndexOf('[', node.key.start);
}

/** `T` -> `Promise<T>` in an annotation; nothing when it is a promise already. */
export function promiseType(annotation: Node | null | undefined, text: string): Edit[] {
  const type: Node | undefined = annotation?.type === 'TSTypeAnnotation' || annotation?.type === 'TypeAnnotation' ? annotation.typeAnnotation : undefined;
  if (!type || /^Promise(Like)?\b/.test(text.slice(type.start, type.end))) return [];
  return [insert(type.start, 'Promise<'), insert(type.end, '>')];
}

/** Signatures without a body that declare the same function: overloads before it. */
function overloads(node: Node): Node[] {
  const siblings: Node[] = Array.isArray(node.parent?.body) ? node.parent.body : Array.isArray(node.parent?.parent?.body) ? node.parent.parent.body : [];
  const name = node.type === 'FunctionDeclaration' ? node.id?.name : node.key ? keyName(node.key, node.computed === true) : undefined;
  if (name === undefined) return [];
  return siblings
    .map((s) => (s.type === 'ExportNamedDeclaration' || s.type === 'ExportDefaultDeclaration' ? (s.declaration ?? s) : s))
    .filter((s: Node) => (s.type === 'TSDeclareFunction' && s.id?.name === name) || (s.type === 'TSDeclareMethod' && keyName(s.key, s.computed === true) === name));
}

/** The JSDoc block right before the statement or member that defines the function. */
export function jsdocOf(node: Node, comments: readonly Node[], text: string): Node | undefined {
  let owner = node;
  while (owner.parent && /^(VariableDeclarator|VariableDeclaration|AssignmentExpression|ExpressionStatement|ObjectProperty|ExportNamedDeclaration|ExportDefaultDeclaration)$/.test(owner.parent.type)) owner = owner.parent;
  return comments.findLast((c) => c.type === 'CommentBlock' && c.value.startsWith('*') && c.end <= owner.start && /^\s*$/.test(text.slice(c.end, owner.start)));
}

function jsdocType(comment: Node | undefined, text: string): Edit[] {
  if (!comment) return [];
  const body = text.slice(comment.start, comment.end);
  const tag = /@returns?\s*\{/.exec(body);
  if (!tag) return [];
  const start = tag.index + tag[0].length;
  let depth = 1;
  let end = start;
  while (end < body.length && depth > 0) {
    if (body[end] === '{') depth++;
    else if (body[end] === '}') depth--;
    end++;
  }
  const type = body.slice(start, end - 1);
  if (depth > 0 || /^\s*Promise\b/.test(type)) return [];
  return [insert(comment.start + start, 'Promise<'), insert(comment.start + end - 1, '>')];
}

/** All edits that make the function at `node` async. `promise`: it returned promises before, so types stay. */
export function makeAsync(node: Node, text: string, comments: readonly Node[], order: number, promise: boolean): Edit[] {
  const edits = [insert(keywordOffset(node, text), 'async ', order)];
  if (promise) return edits;
  edits.push(...promiseType(node.returnType, text));
  for (const overload of overloads(node)) edits.push(...promiseType(overload.returnType, text));
  edits.push(...jsdocType(jsdocOf(node, comments, text), text));
  return edits;
}

/**
 * Lets the body of a function wait without the function returning a promise: a test that ends by calling `done`, say.
 * An error goes to `done`, or is thrown again outside of the promise. Undefined when the body is a bare expression.
 */
export function makeBodyAsync(node: Node, body: { readonly done?: string }, semicolon: string): Edit[] {
  if (node.body.type !== 'BlockStatement') throw new Error('an async body needs a block');
  const directives: Node[] = node.body.directives ?? [];
  const start = directives.at(-1)?.end ?? node.body.start + 1;
  const handler = body.done ?? `(error) => process.nextTick(() => { throw error${semicolon} })`;
  return [insert(start, ' (async () => {', -4e9), insert(node.body.end - 1, `})().catch(${handler})${semicolon} `, 4e9)];
}
