// Turns a constructor that waits into an async method of the new object, and `new Config(file)` into `await new Config().init(file)`.
import type { Edit } from '../core/edit.ts';
import type { Style } from '../core/style.ts';
import { eachChild, isFunction, type Node } from '../syntax/node.ts';

const insert = (offset: number, text: string, order = 0): Edit => ({ span: { start: offset, end: offset }, text, order });

/** The constructor's own `return;` statements: an object's method returns the object. */
function returnsOf(body: Node): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'ReturnStatement') found.push(node);
    if (!isFunction(node)) eachChild(node, visit);
  };
  eachChild(body, visit);
  return found;
}

/** Removes a statement with its line. */
function removeStatement(statement: Node, text: string): Edit {
  const before = /(?:\r?\n)?[ \t]*$/.exec(text.slice(0, statement.start))![0].length;
  return { span: { start: statement.start - before, end: statement.end }, text: '' };
}

function returnThis(body: Node, removed: Node | undefined, { text, style }: { readonly text: string; readonly style: Style }): Edit {
  const semicolon = style.semicolons ? ';' : '';
  const last: Node | undefined = body.body.findLast((s: Node) => s !== removed);
  const close = body.end - 1;
  if (!/\n/.test(text.slice(body.start, body.end))) {
    const guard = last && !/[;}]/.test(text[last.end - 1]!) ? ';' : '';
    return insert(text.slice(0, close).trimEnd().length, `${guard} return this${semicolon}`, 4e9);
  }
  // behind comments that follow the last statement
  const at = text.slice(0, close).trimEnd().length;
  const lineOf = (offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];
  const indent = last ? lineOf(last.start) : lineOf(close) + style.indent;
  return insert(at, `${style.eol}${indent}return this${semicolon}`, 4e9);
}

/** Edits that make the constructor at `node` the async method `method`. */
export function constructorToMethod(node: Node, method: string, text: string, style: Style): Edit[] {
  if (node.type === 'FunctionDeclaration') return functionToMethod(node, method, text, style);
  const { body, key } = node;
  const first: Node | undefined = body.body[0];
  const superCall = first?.type === 'ExpressionStatement' && first.expression.type === 'CallExpression' && first.expression.callee.type === 'Super' ? first : undefined;
  return [
    { span: { start: key.start, end: key.end }, text: `async ${method}` },
    ...(superCall ? [removeStatement(superCall, text)] : []),
    ...returnsOf(body).map((statement) => insert(statement.start + 'return'.length, ' this')),
    returnThis(body, superCall, { text, style }),
  ];
}

/** `function Config(file) { … }` -> `function Config() {}` and `Config.prototype.init = async function (file) { … };` */
function functionToMethod({ id, body }: Node, method: string, text: string, style: Style): Edit[] {
  const { eol, semicolons } = style;
  const space = /^\s+\(/.test(text.slice(id.end)) ? '' : ' ';
  return [
    insert(id.end, `${text.slice(id.end).startsWith(' ') ? ' ' : ''}() {}${eol}${eol}${id.name}.prototype.${method} = async function${space}`, -4e9),
    ...returnsOf(body).map((statement) => insert(statement.start + 'return'.length, ' this')),
    returnThis(body, undefined, { text, style }),
    ...(semicolons ? [insert(body.end, ';', 4e9)] : []),
  ];
}

/** `new Config(file)` -> `new Config().init(file)`. */
export function callMethodOnNew(call: Node, method: string, text: string): Edit[] {
  const gap = /^(?:\s|\)|\/\*(?:(?!\*\/).)*\*\/)*(?=\()/s.exec(text.slice(call.callee.end, call.end));
  const hasArguments = gap !== null && call.end > call.callee.end + gap[0].length;
  return hasArguments ? [insert((call.callee.end as number) + gap[0].length, `().${method}`, 4e9)] : [insert(call.end, `().${method}()`, -4e9)];
}
