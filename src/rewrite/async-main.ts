// Lets the top level of a CommonJS entry script wait, in an async function that keeps its exit code and error output.
import type { Edit } from '../core/edit.ts';
import type { Style } from '../core/style.ts';
import { entryBlock } from '../facts/entry-block.ts';
import { blockNames, hoistedNames, patternNames } from '../facts/scope.ts';
import { movableStatements } from '../facts/top-statements.ts';
import { eachChild, isFunction, keyName, walk, type Node } from '../syntax/node.ts';

/** Names that a function declares for itself: they hide those outside. */
function ownNames(fn: Node): string[] {
  const names = (fn.params as Node[]).flatMap((parameter) => patternNames(parameter));
  if (fn.type === 'FunctionExpression' && fn.id) names.push(fn.id.name);
  if (fn.body.type === 'BlockStatement') names.push(...hoistedNames(fn.body), ...blockNames(fn.body.body));
  return names;
}

/** First offset at which any of `names` is mentioned; property names do not count, nor names that a function hides. */
function firstMention(program: Node, names: ReadonlySet<string>): number {
  let first = Number.POSITIVE_INFINITY;
  const visit = (node: Node, sought: ReadonlySet<string>): void => {
    if (node.type === 'Identifier' && sought.has(node.name)) {
      const parent = node.parent as Node;
      const isKey = (parent.property === node && !parent.computed) || (parent.key === node && !parent.computed && parent.value !== node && keyName(node, false) !== undefined && !parent.shorthand);
      if (!isKey) first = Math.min(first, node.start);
    }
    const own = isFunction(node) ? ownNames(node).filter((name) => sought.has(name)) : [];
    const inner = own.length > 0 ? new Set([...sought].filter((name) => !own.includes(name))) : sought;
    // a function's own name is mentioned outside of it
    eachChild(node, (child, key) => visit(child, key === 'id' ? sought : inner));
  };
  visit(program, names);
  return first;
}

/** How `name` is called so that `this` and `arguments` of the module go on to mean what they did, where statements use them. */
function callOf(name: string, statements: readonly Node[]): string {
  let usesThis = false;
  let usesArguments = false;
  const visit = (node: Node): void => {
    if (node.type === 'ThisExpression') usesThis = true;
    if (node.type === 'Identifier' && node.name === 'arguments') usesArguments = true;
    // an arrow has none of its own; what a class reads outside of its methods costs nothing to pass on
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression') return;
    eachChild(node, visit);
  };
  statements.forEach(visit);
  return usesArguments ? `${name}.apply(this, arguments)` : usesThis ? `${name}.call(this)` : `${name}()`;
}

/** Where a text after the last statement goes: behind a comment on the same line. */
function endOfLine(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(offset));
  return rest && rest[0].trim() !== '' ? offset + rest[0].length : offset;
}

/**
 * A rejected main is thrown again outside of the promise, so that it ends the process as a thrown error does:
 * https://nodejs.org/api/process.html#event-uncaughtexception
 */
export function rethrow({ eol, indent, semicolons }: Style, outer = ''): string {
  const semi = semicolons ? ';' : '';
  const line = eol + outer;
  return `.catch((error) => {${line}${indent}process.nextTick(() => {${line}${indent}${indent}throw error${semi}${line}${indent}})${semi}${line}})`;
}

/** Types that statements declare: inside of a function they are its own. */
const typeNames = (statements: readonly Node[]): string[] => statements.flatMap((s) => (/^TS(Interface|TypeAlias)Declaration$/.test(s.type) ? [s.id.name] : []));

/** Index of the first top-level statement that must wait, or that one before it depends on. */
function firstWaiting(program: Node, body: readonly Node[], offsets: readonly number[]): number {
  let first = body.findIndex((s) => offsets.some((o) => s.start <= o && o < s.end));
  if (first < 0) throw new Error('async main without an awaited statement');
  for (;;) {
    const wrapped = body.slice(first);
    const names = new Set([...blockNames(wrapped), ...typeNames(wrapped), ...hoistedNames({ type: 'Program', start: 0, end: 0, body: wrapped } as Node)]);
    const mention = firstMention(program, names);
    if (mention >= body[first]!.start) break;
    const index = body.findIndex((s) => s.start <= mention && mention < s.end);
    if (index < 0 || index >= first) break;
    first = index;
  }
  // `;[1].forEach(…)`: the semicolon guards the statement behind it
  if (body[first - 1]?.type === 'EmptyStatement' && body[first - 1]!.end === body[first]!.start) first--;
  return first;
}

/**
 * The call `main()` when all that waits is that last statement, and `main` is a function declared in the file at one of
 * `asyncFunctions`: its promise can be handled where it stands.
 */
export function soleCall(program: Node, offsets: readonly number[], asyncFunctions: ReadonlySet<number>, isEntry: boolean): Node | undefined {
  const last: Node | undefined = (isEntry ? entryBlock(program.body)! : program).body.at(-1);
  const call: Node | undefined = last?.type === 'ExpressionStatement' ? last.expression : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || offsets.length !== 1 || offsets[0] !== call.start) return undefined;
  const { name } = call.callee;
  const declared = (program.body as Node[]).filter((s) => s.type === 'FunctionDeclaration' && s.id.name === name);
  if (declared.length !== 1 || !asyncFunctions.has(declared[0]!.start)) return undefined;
  let writes = 0;
  walk(program, (node) => { if (node.type === 'AssignmentExpression' && patternNames(node.left).includes(name)) writes++; });
  return writes === 0 ? call : undefined;
}

/** Edits that let the script wait where `call` is all that it waits for. */
const handleSoleCall = (call: Node, text: string, style: Style): Edit[] => [{ span: { start: call.end, end: call.end }, text: rethrow(style, indentAt(text, call.start)), order: 3e9 }];

const indentAt = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];

/** Edits that wrap what `if (require.main === module) { … }` does. */
function wrapEntry(program: Node, text: string, style: Style): Edit[] {
  const { body, end } = entryBlock(program.body)!;
  const { start } = body[0] as Node;
  const indent = indentAt(text, start);
  const last = endOfLine(text, (body.at(-1) as Node).end);
  const isOneLine = !/\n/.test(text.slice(last, end));
  return [
    { span: { start, end: start }, text: `(async () => {${style.eol}${indent}`, order: -3e9 },
    { span: { start: last, end: last }, text: `${style.eol}${indent}})()${rethrow(style, indent)}${style.semicolons ? ';' : ''}${isOneLine ? style.eol : ''}`, order: 3e9 },
  ];
}

/**
 * Edits that wrap the statements from the first awaited one (at one of `offsets`) to the end. The wrapped part grows
 * upwards until nothing before it mentions a name that it declares.
 */
function wrapInMain(program: Node, text: string, offsets: readonly number[], style: Style): Edit[] {
  const body = movableStatements(program.body);
  const first = firstWaiting(program, body, offsets);
  const taken = new Set<string>();
  walk(program, (node) => { if (node.type === 'Identifier') taken.add(node.name); });
  let name = 'main';
  if (taken.has(name)) name = 'asyncMain';
  for (let i = 2; taken.has(name); i++) name = `asyncMain${i}`;
  const { eol, semicolons } = style;
  const { start } = body[first]!;
  const end = endOfLine(text, body.at(-1)!.end);
  return [
    { span: { start, end: start }, text: `async function ${name}() {${eol}`, order: -3e9 },
    { span: { start: end, end }, text: `${eol}}${eol}${eol}${callOf(name, body.slice(first))}${rethrow(style)}${semicolons ? ';' : ''}`, order: 3e9 },
  ];
}

/** Edits that let the top level of a script wait, in the form that says most: for its only call, its entry block, or all of it. */
export function mainEdits(program: Node, text: string, style: Style, main: { readonly call: Node | undefined; readonly offsets: readonly number[]; readonly isEntry: boolean }): Edit[] {
  if (main.call) return handleSoleCall(main.call, text, style);
  return main.isEntry ? wrapEntry(program, text, style) : wrapInMain(program, text, main.offsets, style);
}
