// What a module exports, read off its text: the names, what kind of thing each is, and whether it is there when loading ends.
import { isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isVersion } from './versions.ts';
import { isCall, memberName, ownerOf, pathOf, type FileView } from './tree.ts';

/** Name of an export ('*' is the whole module) -> what is exported. */
export type ExportShape = ReadonlyMap<string, string>;

/** The shape of one file. Two files with equal shapes export the same names with values of the same kinds. */
export function exportShape(file: FileView): ExportShape {
  const shape = new Map<string, string>();
  const note = (name: string, what: string): void => {
    const known = shape.get(name);
    shape.set(name, known === undefined || known === what ? what : `${known} or ${what}`);
  };
  for (const statement of file.program.body as Node[]) esmExport(statement, file, note);
  walk(file.program, (node) => {
    if (node.type === 'AssignmentExpression' && node.operator === '=') commonExport(node, file, note);
    // Object.assign(module.exports, …), Object.defineProperty(exports, 'x', …)
    if (isCall(node) && /^Object\.(?:assign|defineProperty|defineProperties)$/.test(pathOf(node.callee)) && node.arguments[0] && /^(?:module\.)?exports$/.test(pathOf(node.arguments[0]))) {
      note(`what ${pathOf(node.callee)} adds`, node.arguments.slice(1).map((one: Node) => kindOf(one, file)).join(' and '));
    }
  });
  return shape;
}

type Note = (name: string, what: string) => void;

function esmExport(statement: Node, file: FileView, note: Note): void {
  if (statement.type === 'ExportDefaultDeclaration') note('default', kindOf(statement.declaration, file));
  if (statement.type === 'ExportAllDeclaration') note(statement.exported?.name ?? `* of ${statement.source.value}`, 'all');
  if (statement.type !== 'ExportNamedDeclaration') return;
  for (const specifier of statement.specifiers as Node[]) note(specifier.exported?.name ?? specifier.exported?.value, statement.source ? `from ${statement.source.value}` : kindOf(specifier.local ?? specifier, file));
  const { declaration } = statement;
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') for (const one of declaration.declarations) note(one.id.name ?? 'pattern', one.init ? kindOf(one.init, file) : 'variable');
  else if (declaration.id) note(declaration.id.name, kindOf(declaration, file));
}

function commonExport(node: Node, file: FileView, note: Note): void {
  const path = pathOf(node.left);
  const name = path === 'module.exports' ? '*' : /^(?:module\.)?exports\.([\w$]+)$/.exec(path)?.[1];
  if (name === undefined) return;
  let value = node.right as Node;
  while (value.type === 'AssignmentExpression') value = value.right;
  const owner = ownerOf(node);
  const when = owner === undefined || isCalledAtOnce(owner) ? '' : ' set later';
  value = unwrap(value);
  if (name === '*' && value.type === 'ObjectExpression') {
    note('*', `object${when}`);
    for (const property of value.properties as Node[]) {
      if (property.type === 'SpreadElement') note(`* of ${pathOf(property.argument)}`, `all${when}`);
      else if (!property.computed) note(property.key.name ?? String(property.key.value), `${property.type === 'ObjectMethod' ? property.kind === 'method' ? 'function' : 'accessor' : kindOf(property.value, file)}${when}`);
    }
  } else note(name, `${kindOf(value, file)}${when}`);
}

/** `(function () {…})()` that is not async runs to its end while the module loads. */
function isCalledAtOnce(fn: Node): boolean {
  if (fn.async || fn.generator) return false;
  let at = fn;
  while (at.parent && (at.parent.type === 'ParenthesizedExpression' || at.parent.type === 'UnaryExpression')) at = at.parent;
  const parent = at.parent as Node | undefined;
  const viaMember = parent?.type === 'MemberExpression' && /^(?:call|apply)$/.test(memberName(parent) ?? '') ? parent.parent : parent;
  const isCalled = viaMember?.type === 'CallExpression' && (viaMember.callee === at || viaMember.callee === parent);
  return isCalled === true && (ownerOf(fn) === undefined || isCalledAtOnce(ownerOf(fn)!));
}

/** The kind of value that an expression gives, as far as its form tells; await changes nothing about it. */
function kindOf(expression: Node, file: FileView): string {
  let node = unwrap(expression);
  while (node.type === 'AwaitExpression') node = unwrap(node.argument);
  if (isFunction(node) || isWrapped(node)) return 'function';
  switch (node.type) {
    case 'ClassDeclaration': case 'ClassExpression': return 'class';
    case 'Identifier': {
      const binding = file.bindings.of(node);
      if (binding?.declaration) return 'function';
      const values = (binding?.values ?? []).filter((value) => unwrap(value) !== node);
      return values.length === 1 && (isFunction(unwrap(values[0]!)) || isWrapped(unwrap(values[0]!))) ? 'function' : `the variable ${node.name}`;
    }
    case 'MemberExpression': return `a property ${memberName(node) ?? ''}`.trim();
    case 'CallExpression': case 'OptionalCallExpression': return node.callee.name === 'require' ? `the module ${node.arguments[0]?.value ?? ''}` : 'the result of a call';
    case 'NewExpression': return `an instance of ${pathOf(node.callee)}`;
    case 'ObjectExpression': return `an object with ${(node.properties as Node[]).map((one) => (one.type === 'SpreadElement' ? `all of ${pathOf(one.argument)}` : (keyName(one.key, one.computed) ?? '?'))).join(', ') || 'nothing'}`;
    case 'ArrayExpression': return 'array';
    default: return /Literal$/.test(node.type) ? 'a literal' : 'an expression';
  }
}

/** The name of the function that a module is as a whole: `module.exports = copySync`. */
export function wholeName({ program }: FileView): string | undefined {
  let name: string | undefined;
  for (const { type, expression } of program.body as Node[]) {
    if (type !== 'ExpressionStatement' || expression.type !== 'AssignmentExpression' || pathOf(expression.left) !== 'module.exports') continue;
    const value = unwrap(expression.right);
    name = value.type === 'Identifier' ? value.name : value.id?.name;
  }
  return name;
}

/** A generator that is made a function which runs it: `co.wrap(function* () {…})`. */
const isWrapped = (node: Node): boolean => isCall(node) && /\.(?:wrap|coroutine|async)$/.test(pathOf(node.callee)) && node.arguments[0]?.type === 'FunctionExpression' && node.arguments[0].generator === true;

/** What differs between two shapes, one sentence each. @param whole name of the function that the module was as a whole */
export function shapeDifferences(before: ExportShape, after: ExportShape, whole?: string): string[] {
  const differences: string[] = [];
  const named = (name: string): string => (name === '*' ? 'module.exports' : `the export ${name}`);
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) differences.push(`${named(name)} is gone`);
    else if (is !== was) differences.push(`${named(name)} was ${was} and is ${is}`);
  }
  for (const [name, is] of after) if (!before.has(name) && !isAddition(name, is, before, whole)) differences.push(`${named(name)} is new`);
  return differences;
}

/** A version that stands beside what was exported: a function, or what is passed on as its original is. */
function isAddition(name: string, is: string, before: ExportShape, whole: string | undefined): boolean {
  // a module that is a function may get the version of it as a property
  if (is === 'function' && before.get('*') === 'function' && (name.endsWith('Async') || (whole !== undefined && isVersion(name, new Set([whole]))))) return true;
  return [...before].some(([other, was]) => isVersion(name, new Set([other])) && (is === 'function' || isPassedOnAs(was, is)));
}

/** `export { load, loadAsync } from './config.js'`, `exports.loadAsync = config.loadAsync` beside `exports.load = config.load` */
function isPassedOnAs(was: string, is: string): boolean {
  const [, kind, name] = /^(a property|the variable) (.*)$/.exec(is) ?? [];
  return was === is || (kind !== undefined && was.startsWith(`${kind} `) && isVersion(name!, new Set([was.slice(kind.length + 1)])));
}
