// Statements that nobody waits for, although the code around them shows that somebody must: few, and each for a reason of its own.
import { isFunction, walk, type Node } from '../../syntax/node.ts';
import type { Fn } from '../../resolve/linked.ts';
import { isCall, memberName, ownerOf, pathOf, type FileView, type Tree } from '../static/tree.ts';

/** Says why the statement must be waited for; undefined when nothing proves it. */
export function provenWait(call: Node, fns: readonly Fn[], file: FileView, tree: Tree): string | undefined {
  const statement = call.parent as Node;
  if (statement.type !== 'ExpressionStatement') return undefined;
  const owner = ownerOf(call);
  if (!owner || statement.parent?.type !== 'BlockStatement') return undefined;
  const statements = statement.parent.body as Node[];
  if (isAloneInTry(statement, fns, tree)) return 'it stands alone in a try whose catch leaves the function, and its error never comes there';
  const isLast = statements.at(-1) === statement && statement.parent === owner.body;
  if (isLast && isTestBody(owner, file, tree)) {
    if (isAssertion(call, file)) return 'the test ends before the assertion has looked';
    if (fns.length > 0 && fns.every((fn) => assertsLate(fn, tree))) return 'the test ends before what it asserts in there is asserted';
  }
  return usedNext(call, statements.slice(statements.indexOf(statement) + 1), file) ? 'what follows uses what it is still writing' : undefined;
}

/** `try { save(); } catch (e) { throw … }`: what an async function throws is no error of the call. */
function isAloneInTry(statement: Node, fns: readonly Fn[], tree: Tree): boolean {
  const block = statement.parent as Node;
  const outer = block.parent as Node | undefined;
  if (outer?.type !== 'TryStatement' || outer.block !== block || block.body.length !== 1 || !outer.handler) return false;
  const last = outer.handler.body.body.at(-1);
  const leaves = last?.type === 'ThrowStatement' || last?.type === 'ReturnStatement' || last?.type === 'ContinueStatement' || last?.type === 'BreakStatement';
  const { arguments: args } = statement.expression;
  return leaves && fns.length > 0 && args.every(cannotThrow) && fns.every((fn) => !runsForEver(fn, tree));
}

/** Evaluating it calls nothing and reads nothing off what may be nothing. */
const cannotThrow = (node: Node): boolean =>
  /^(?:Identifier|ThisExpression|FunctionExpression|ArrowFunctionExpression|(?:String|Numeric|Boolean|Null|BigInt|RegExp)Literal)$/.test(node.type) ||
  (node.type === 'MemberExpression' && !node.computed && node.object.type === 'ThisExpression') ||
  (node.type === 'ObjectExpression' && node.properties.every((one: Node) => one.type === 'ObjectProperty' && !one.computed && cannotThrow(one.value))) ||
  (node.type === 'ArrayExpression' && node.elements.every((one: Node | null) => one !== null && cannotThrow(one)));

/** A loop without an end: who waits for it waits for ever. */
function runsForEver(fn: Fn, tree: Tree): boolean {
  let endless = false;
  walk(tree.nodeOf(fn)?.node.body ?? { type: 'EmptyStatement', start: 0, end: 0 }, (node) => {
    if (isFunction(node)) return false;
    const { test } = node;
    if ((node.type === 'WhileStatement' || node.type === 'DoWhileStatement') && test.type !== 'BinaryExpression') endless = true;
    if (node.type === 'ForStatement' && !test) endless = true;
    return undefined;
  });
  return endless;
}

function isTestBody(owner: Node, file: FileView, { linked }: Tree): boolean {
  const fn = file.fnAt(owner);
  const uses = fn ? linked.hostUses[fn.id]! : [];
  return uses.length === 1 && uses[0]!.host === 'test' && owner.params.length === 0;
}

/** `assert.rejects(…)`, of Node's assert and of nothing else; it looks at a promise that is made right there. */
function isAssertion(call: Node, file: FileView): boolean {
  const site = file.siteAt(call);
  if (!site || site.unknown || site.targets.size > 0 || site.externals.size === 0) return false;
  const [first] = call.arguments;
  return [...site.externals].every((path) => /^(?:node:)?assert(?:\/strict|\.strict)?\.(?:rejects|doesNotReject)$/.test(path)) && first !== undefined && (isCall(first) || isFunction(first));
}

/** The function asserts something after it has waited. */
function assertsLate(fn: Fn, tree: Tree): boolean {
  const found = tree.nodeOf(fn);
  if (!found || fn.fact.firstAwait < 0) return false;
  let asserts = false;
  walk(found.node.body, (node) => {
    if (isFunction(node)) return false;
    if (isCall(node) && node.start > fn.fact.firstAwait && /^(?:assert|expect)\b/.test(pathOf(node.callee))) asserts = true;
    return undefined;
  });
  return asserts && !runsForEver(fn, tree);
}

const WRITES = /^fs(?:\.|\/)promises\.(?:writeFile|appendFile|mkdir|rm|rmdir|unlink|rename|copyFile|cp|truncate|symlink|link)$/;
const FILES = /^fs(?:\.promises|\/promises)?\.\w+$/;

/** `fsp.writeFile(file, text); await fsp.readFile(file)`: the next use of the same constant as a path. */
function usedNext(call: Node, after: readonly Node[], file: FileView): boolean {
  const site = file.siteAt(call);
  const [first] = call.arguments;
  if (!site || site.unknown || site.externals.size === 0 || ![...site.externals].every((path) => WRITES.test(path)) || first?.type !== 'Identifier') return false;
  const binding = file.bindings.of(first);
  if (!binding || (binding.values.length !== 1 && !binding.parameter) || (binding.parameter && binding.values.length > 0)) return false;
  // a `then` in between may be what waits
  return after.some((statement) => {
    let used = false;
    walk(statement, (node) => {
      if (isFunction(node)) return false;
      if (!isCall(node) || node.arguments[0]?.type !== 'Identifier' || file.bindings.of(node.arguments[0]) !== binding) return undefined;
      const externals = file.siteAt(node)?.externals ?? new Set<string>();
      if (externals.size > 0 && [...externals].every((path) => FILES.test(path)) && memberName(node.callee) !== 'watch') used = true;
      return undefined;
    });
    return used;
  });
}
