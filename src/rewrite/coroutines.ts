// Coroutines as async functions: the wrapper goes, the star becomes `async`, each `yield` an `await`. All other text stays.
import type { Edit, EditGroup, FileChange } from '../core/edit.ts';
import type { Decision } from '../core/plan.ts';
import { spanKey, type SourceFile } from '../core/source.ts';
import { applyEdits } from '../edits/apply.ts';
import { detectStyle } from '../edits/style.ts';
import { usesContext } from '../facts/chains.ts';
import { Coroutines, type Coroutine, type Waiting } from '../facts/coroutines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { originOf } from '../facts/origins-of-names.ts';
import { PromiseValues } from '../facts/promise-values.ts';
import { runnerAt } from '../apis/coroutines.ts';
import { linkParents, unwrap, walk, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { guardStatements, needsParens } from './await-text.ts';
import { removeDeclarators, replaceStatement } from './imports/places.ts';

const insert = (at: number, text: string, order = 0): Edit => ({ span: { start: at, end: at }, text, order });
const cut = (start: number, end: number, text = ''): Edit => ({ span: { start, end }, text });

export const isCoroutines = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'coroutine');

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteCoroutines(file: SourceFile, decisions: readonly Decision[], imported: (specifier: string, path: string) => boolean = () => true): FileChange {
  const { text } = file;
  const ast = parse(text, file.dialect, file.moduleKind);
  linkParents(ast);
  const names = new NameUses(ast.program);
  const wanted = new Map(decisions.filter(({ verdict }) => verdict === 'coroutine').map((decision) => [spanKey(decision.span), decision]));
  const chosen = new Coroutines(names, new PromiseValues(names, imported), text).judge(ast.program).filter(({ coroutine, obstacle }) => !obstacle && wanted.has(spanKey(coroutine.node)));
  if (chosen.length !== wanted.size) throw new Error(`${wanted.size} coroutines were to become async functions, and ${chosen.length} can`);
  const style = detectStyle(text);
  const lists = chosen.map(({ coroutine }) => [...wrapperEdits(coroutine, text, ast.comments ?? [], style.semicolons ? ';' : '', style.eol), ...functionEdits(coroutine, text, ast.comments ?? []), ...[...coroutine.yields].flatMap(([node, waiting]) => yieldEdits(node, waiting, text, ast.comments ?? []))]);
  const statements = new Map<number, Node>();
  walk(ast.program, (node) => { if (/Statement$/.test(node.type) && !statements.has(node.start)) statements.set(node.start, node); });
  const guarded = guardStatements(lists.flat(), statements, text);
  const groups: EditGroup[] = lists.map((edits, i) => ({ decision: wanted.get(spanKey(chosen[i]!.coroutine.node))!.id, edits: guarded.splice(0, edits.length) }));
  const gone = unusedRunners(ast.program, names, text, style.eol, new Set(chosen.map(({ coroutine }) => coroutine.node)));
  if (gone.length > 0) groups[0] = { ...groups[0]!, edits: [...groups[0]!.edits, ...gone.map((edit) => ({ ...edit, isShared: true as const }))] };
  return { file: file.id, before: text, after: applyEdits(text, groups.flatMap(({ edits }) => edits)), groups };
}

/** What stands around the generator function. */
function wrapperEdits({ node, fn, runner, keepsThis }: Coroutine, text: string, comments: readonly Node[], semi: string, eol: string): Edit[] {
  if (!runner) return [];
  const rest = (node['arguments'] as Node[]).slice(keepsThis ? 2 : 1);
  const [open, close] = outer(text, fn, node);
  /** The comments of a part that goes; one that ends with its line would take the code behind it along. */
  const kept = (from: number, to: number, after: string, before = ''): string =>
    comments.filter((comment) => comment.start >= from && comment.end <= to).map((comment) => `${before}${text.slice(comment.start, comment.end)}${comment.type === 'CommentLine' ? eol : after}`).join('');
  if (runner.kind === 'wrap') {
    const lead = kept(node.start, open, ' ');
    // a line that ends between `return` and the function would end the statement, too
    const parens = needsParens(node) || startsStatement(node) || /[\r\n]/.test(lead);
    return [cut(node.start, open, (parens ? '(' : '') + lead), cut(close, node.end, kept(close, node.end, '', ' ') + (parens ? ')' : ''))];
  }
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', node.start - 1) + 1))![0];
  const caught = runner.kind === 'spawn' ? `.catch((error) => {${eol}${indent}  process.nextTick(() => {${eol}${indent}    throw error${semi}${eol}${indent}  })${semi}${eol}${indent}})` : '';
  const ending = rest.length === 0 ? cut(close, node.end, `${kept(close, node.end, '', ' ')})()${caught}`) : cut(close, rest[0]!.start, `${kept(close, rest[0]!.start, '', ' ')})(`);
  // an insertion may get a semicolon before it
  return [insert(node.start, '('), cut(node.start, open, kept(node.start, open, ' ')), ending];
}

/** The function with parentheses of its own, within the call. */
function outer(text: string, fn: Node, call: Node): readonly [number, number] {
  let [start, end]: [number, number] = [fn.start, fn.end];
  if (!fn['extra']?.parenthesized) return [start, end];
  while (start > call.start && text[start] !== '(') start--;
  while (end < call.end && text[end - 1] !== ')') end++;
  return [start, end];
}

const startsStatement = (node: Node): boolean => {
  let at = node;
  while (at['parent'] && at['parent'].start === node.start && !/Statement$/.test(at['parent'].type)) at = at['parent'];
  return at['parent']?.type === 'ExpressionStatement' && at['parent'].start === node.start;
};

function functionEdits({ fn, runner, keepsThis }: Coroutine, text: string, comments: readonly Node[]): Edit[] {
  const star = codeIndex(text, '*', fn.start, comments);
  const paren = openingParen(text, star, comments);
  if (keepsThis || (runner && runner.kind !== 'wrap' && !fn['id'] && !usesContext(fn))) {
    let close = text.lastIndexOf(')', fn['body'].start);
    for (let around = inComment(close, comments); around; around = inComment(close, comments)) close = text.lastIndexOf(')', around.start);
    const between = comments.filter(({ start, end }) => start >= fn.start && end <= paren).map(({ start, end, type }) => text.slice(start, end) + (type === 'CommentLine' ? '\n' : ' '));
    return [cut(fn.start, paren, `async ${between.join('')}`), insert(close + 1, ' =>')];
  }
  const after = /^[ \t]*/.exec(text.slice(star + 1))![0].length;
  // `function *name`, `function* name`, `function * name`, `function*name`
  const isApart = text[star - 1] === ' ';
  const end = isApart ? star + 1 + after : star + 1;
  const gap = !isApart && after === 0 && text[star + 1] !== '(' ? ' ' : '';
  return [insert(fn.start, 'async '), cut(star, end, gap)];
}

/** Where `code` stands outside of comments. */
function codeIndex(text: string, code: string, from: number, comments: readonly Node[]): number {
  let at = text.indexOf(code, from);
  for (let around = inComment(at, comments); around; around = inComment(at, comments)) at = text.indexOf(code, around.end);
  return at;
}

const inComment = (at: number, comments: readonly Node[]): Node | undefined => comments.find(({ start, end }) => start <= at && at < end);
const openingParen = (text: string, from: number, comments: readonly Node[]): number => codeIndex(text, '(', from, comments);

/** Operands that bind less than `await` does. */
const LOOSE = /^(?:Binary|Logical|Conditional|Assignment|ArrowFunction|Sequence|TSAs|TSSatisfies)Expression$/;

function yieldEdits(node: Node, waiting: Waiting, text: string, comments: readonly Node[]): Edit[] {
  const argument: Node | null = node['argument'];
  if (!argument) return [cut(node.start, node.start + 5, 'await undefined')];
  const star = node['delegate'] ? text.indexOf('*', node.start + 5) : -1;
  const [start, end] = argument['extra']?.parenthesized ? outer(text, argument, node) : [argument.start, argument.end];
  const gap = /\s/.test(text[(star < 0 ? node.start + 5 : star + 1)] ?? '') ? '' : ' ';
  const keyword = star < 0 ? cut(node.start, node.start + 5, `await${start === node.start + 5 ? ' ' : ''}`) : cut(node.start, star + 1, `await${gap}`);
  switch (waiting.form) {
    case 'plain': {
      const parens = LOOSE.test(argument.type) && !argument['extra']?.parenthesized;
      return parens ? [keyword, insert(start, '('), insert(end, ')')] : [keyword];
    }
    case 'all': return [keyword, insert(start, 'Promise.all('), insert(end, ')')];
    case 'pattern': return [keyword, ...listEdits(waiting.pattern, text, comments), insert(start, 'Promise.all('), ...listEdits(unwrap(argument), text, comments), insert(end, ')')];
    case 'object': return [keyword, insert(start, 'Object.fromEntries(await Promise.all(Object.entries('), insert(end, ').map(async ([key, value]) => [key, await value])))')].map((edit, i) => (i === 0 ? cut(node.start, node.start + 5 + /^\s*/.exec(text.slice(node.start + 5))![0].length) : edit));
  }
}

/** `{ a: x, b }` -> `[x, b]` */
function listEdits(object: Node, text: string, comments: readonly Node[]): Edit[] {
  const inner = text.slice(object.start + 1, object.end - 1);
  const keys = (object['properties'] as Node[]).flatMap((property) => (property['shorthand'] ? [] : [cut(property.start, property['value'].start, comments.filter(({ start, end }) => start >= property.start && end <= property['value'].start).map(({ start, end, type }) => text.slice(start, end) + (type === 'CommentLine' ? '\n' : ' ')).join(''))]));
  const [lead, tail] = [/^[ \t]*(?![ \t\r\n])/.exec(inner)?.[0].length ?? 0, /(?<![ \t\r\n])[ \t]*$/.exec(inner)?.[0].length ?? 0];
  return [cut(object.start, object.start + 1 + lead, '['), ...keys, cut(object.end - 1 - tail, object.end, ']')];
}

/** The imports of runners that nothing uses when the calls are gone. */
function unusedRunners(program: Node, names: NameUses, text: string, eol: string, calls: ReadonlySet<Node>): Edit[] {
  const edits: Edit[] = [];
  const within = (use: Node): boolean => {
    for (let at = use; at['parent']; at = at['parent']) if (calls.has(at['parent']) && at['parent'].callee === at) return true;
    return false;
  };
  for (const binding of new Set(names.bindings.values())) {
    const declared = binding?.uses.find((use) => /^(?:ImportDefaultSpecifier|ImportSpecifier|VariableDeclarator|ObjectProperty)$/.test(use['parent']?.type ?? ''));
    if (!binding || !declared) continue;
    const origin = originOf(declared, names);
    const others = binding.uses.filter((use) => use !== declared && use['parent'] !== declared['parent']);
    if (!origin || others.length === 0 || !others.every(within)) continue;
    if (runnerAt(origin.specifier, origin.path) === undefined && !/^(?:co|bluebird|q)$/.test(origin.specifier)) continue;
    edits.push(...withoutImport(declared, program, text, eol));
  }
  return edits;
}

function withoutImport(declared: Node, program: Node, text: string, eol: string): readonly Edit[] {
  const none = { imports: [], constants: [] };
  const parent: Node = declared['parent'];
  if (/^Import/.test(parent.type)) return parent['parent'].specifiers.length === 1 ? [replaceStatement(text, program, parent['parent'], none, eol)] : [];
  const declarator: Node = parent.type === 'VariableDeclarator' ? parent : parent['parent'].properties.length === 1 ? parent['parent'].parent : undefined;
  if (declarator?.type !== 'VariableDeclarator' || declarator['parent'].parent !== program) return [];
  const statement: Node = declarator['parent'];
  return statement['declarations'].length === 1 ? [replaceStatement(text, program, statement, none, eol)] : removeDeclarators(statement, new Set([declarator]));
}

