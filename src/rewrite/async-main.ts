// Moves the waiting part of a CommonJS entry script into an async function that keeps its exit code and error output.
import type { Edit } from '../core/edit.ts';
import type { Style } from '../core/style.ts';
import { blockNames, hoistedNames } from '../facts/scope.ts';
import { eachChild, isFunction, keyName, walk, type Node } from '../syntax/node.ts';

/** First offset at which any of `names` is mentioned; property names do not count. */
function firstMention(program: Node, names: ReadonlySet<string>): number {
  let first = Number.POSITIVE_INFINITY;
  const visit = (node: Node): void => {
    if (node.type === 'Identifier' && names.has(node.name)) {
      const parent = node.parent as Node;
      const isKey = (parent.property === node && !parent.computed) || (parent.key === node && !parent.computed && parent.value !== node && keyName(node, false) !== undefined && !parent.shorthand);
      if (!isKey) first = Math.min(first, node.start);
    }
    eachChild(node, visit);
  };
  visit(program);
  return first;
}

/** How `name` is called so that `this` and `arguments` of the module go on to mean what they did, where statements use them. */
function callOf(name: string, statements: readonly Node[]): string {
  let usesThis = false;
  let usesArguments = false;
  const visit = (node: Node): void => {
    if (node.type === 'ThisExpression') usesThis = true;
    if (node.type === 'Identifier' && node.name === 'arguments') usesArguments = true;
    // an arrow has none of its own; a method's computed key or a class's heritage is read outside of it, which costs nothing to pass on
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
 * Edits that wrap the statements from the first awaited one (at one of `offsets`) to the end. The wrapped part grows
 * upwards until nothing before it mentions a name that it declares.
 *
 * A rejected main is thrown again outside of the promise, so that it ends the process as a thrown error does:
 * https://nodejs.org/api/process.html#event-uncaughtexception
 */
export function wrapInMain(program: Node, text: string, offsets: readonly number[], style: Style): Edit[] {
  const body: Node[] = program.body;
  let first = body.findIndex((s) => offsets.some((o) => s.start <= o && o < s.end));
  if (first < 0) throw new Error('async main without an awaited statement');
  for (;;) {
    const wrapped = body.slice(first);
    const names = new Set([...blockNames(wrapped), ...hoistedNames({ type: 'Program', start: 0, end: 0, body: wrapped } as Node)]);
    const mention = firstMention(program, names);
    if (mention >= body[first]!.start) break;
    const index = body.findIndex((s) => s.start <= mention && mention < s.end);
    if (index < 0 || index >= first) break;
    first = index;
  }
  const last = body.at(-1)!;
  const taken = new Set<string>();
  walk(program, (node) => { if (node.type === 'Identifier') taken.add(node.name); });
  let name = 'main';
  if (taken.has(name)) name = 'asyncMain';
  for (let i = 2; taken.has(name); i++) name = `asyncMain${i}`;
  const { eol, indent } = style;
  const semi = style.semicolons ? ';' : '';
  const start = body[first]!.start;
  const end = endOfLine(text, last.end);
  return [
    { span: { start, end: start }, text: `async function ${name}() {${eol}`, order: -3e9 },
    {
      span: { start: end, end },
      text: `${eol}}${eol}${eol}${callOf(name, body.slice(first))}.catch((error) => {${eol}${indent}process.nextTick(() => {${eol}${indent}${indent}throw error${semi}${eol}${indent}})${semi}${eol}})${semi}`,
      order: 3e9,
    },
  ];
}
