// Reads expressions: each gives a value node; calls become call sites.
import type { SiteFact, SiteUse, ValueNode } from '../core/facts.ts';
import { eachChild, isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';
import { defineAssigned, defineProperty } from './definitions.ts';
import type { Extraction } from './extract.ts';
import { neighbourhoodOf } from './neighbours.ts';
import { bindAccessor, memberObstacle, readClass, readFunction, visitNamed } from './functions.ts';
import { passAssigned, passProperty } from './passages.ts';
import { assignToPlace, bindPattern } from './patterns.ts';
import { viewArgument } from './argument-view.ts';
import { isOtherwise, rereadsOf } from './copyable.ts';

/** How the value of a call is used at once, from its parent. */
function useOf(call: Node): SiteUse {
  let node = call;
  let parent: Node | undefined = call.parent;
  while (parent && (parent.type.startsWith('TS') || parent.type === 'ParenthesizedExpression')) { node = parent; parent = parent.parent; }
  switch (parent?.type) {
    case 'AwaitExpression': return 'awaited';
    case 'ExpressionStatement': return 'discarded';
    case 'ReturnStatement': return 'returned';
    case 'ArrowFunctionExpression': return parent.body === node ? 'returned' : 'value';
    case 'UnaryExpression': return parent.operator === 'void' ? 'discarded' : 'value';
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = keyName(parent.property, parent.computed);
      const called = parent.parent?.type.endsWith('CallExpression') && parent.parent.callee === parent;
      return parent.object === node && called && (name === 'then' || name === 'catch' || name === 'finally') ? 'then' : 'value';
    }
    default: return 'value';
  }
}

/** `await f().then(g)`: whether `f` throws or rejects, the same await gets it, and the caller goes on only afterwards. */
function awaitedChain(call: Node): boolean {
  for (let node = call; ; ) {
    const { parent } = node;
    if (!parent) return false;
    if (parent.type === 'AwaitExpression') return true;
    if (parent.type === 'ParenthesizedExpression' || parent.type.startsWith('TS')) { node = parent; continue; }
    const outer = parent.parent;
    if (parent.type !== 'MemberExpression' || parent.object !== node || outer?.type !== 'CallExpression' || outer.callee !== parent) return false;
    if (keyName(parent.property, parent.computed) !== 'then' || outer.arguments.length !== 1) return false;
    node = outer;
  }
}

/** Offset of the outermost loop statement around `call` in its function. */
function outerLoop(call: Node): number | undefined {
  let start: number | undefined;
  for (let node: Node | undefined = call.parent; node && !isFunction(node); node = node.parent) {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) start = node.start;
  }
  return start;
}

/** Nothing of the top level runs after the statement that `call` belongs to. */
function endsProgram(call: Node): boolean {
  let statement = call;
  while (statement.parent && !statement.type.endsWith('Statement')) statement = statement.parent;
  for (; statement.parent; statement = statement.parent) {
    const { parent } = statement;
    if (parent.type === 'BlockStatement' && parent.body.at(-1) !== statement) return false;
    if (parent.type === 'Program') return parent.body.slice(parent.body.indexOf(statement) + 1).every((s: Node) => /^(Function|Class)Declaration$|^EmptyStatement$/.test(s.type));
    if (parent.type !== 'BlockStatement' && parent.type !== 'IfStatement') return false;
  }
  return false;
}

/** `a?.f().b`: an await around the call would cut the chain, which ends as a whole when `a` is missing. */
function goesOnInChain(node: Node): boolean {
  const { parent } = node;
  return node.type === 'OptionalCallExpression' && parent !== undefined && /^Optional(Member|Call)Expression$/.test(parent.type) && (parent.object === node || parent.callee === node) && !parent.optional;
}

/** Member names that follow a call: `expect(f).not.to.throw(E)` gives not, to, throw. */
function chainOf(call: Node): string[] {
  const names: string[] = [];
  let node = call;
  while (node.parent?.type.endsWith('MemberExpression') && node.parent.object === node) {
    names.push(keyName(node.parent.property, node.parent.computed) ?? '*');
    node = node.parent;
  }
  return names;
}

const literalOf = (node: Node): string | null =>
  node.type === 'StringLiteral' ? node.value : node.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0].value.cooked : null;

/** Literal text that a dynamic specifier starts with: `'./lib/' + name` gives `./lib/`. */
function literalPrefix(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral') return inner.quasis[0].value.cooked ?? '';
  if (inner.type === 'BinaryExpression' && inner.operator === '+') return literalPrefix(inner.left);
  return '';
}

/** A node for a string with text at its beginning or end which could be part of a property's name: `'visit' + type`, `type + 'Sync'`. */
function partlyKnown(x: Extraction, node: Node): ValueNode | undefined {
  const prefix = literalPrefix(node);
  const suffix = literalSuffix(node);
  const fact = /^[A-Za-z_$][\w$]*$/.test(prefix) ? (['prefix', prefix] as const) : /^[\w$]*[A-Za-z_$]$/.test(suffix) ? (['suffix', suffix] as const) : undefined;
  if (!fact) return undefined;
  const value = x.fresh();
  x.emit([fact[0], value, fact[1]]);
  return value;
}

/** The text that a string surely ends with. */
function literalSuffix(node: Node): string {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.at(-1)!.value.cooked ?? '';
  return node.type === 'BinaryExpression' && node.operator === '+' ? literalSuffix(unwrap(node.right)) : '';
}

function visitCall(x: Extraction, node: Node): ValueNode {
  const args: Node[] = node.arguments ?? [];
  const callee = node.type === 'TaggedTemplateExpression' ? unwrap(node.tag) : unwrap(node.callee);
  if (callee.type === 'Import') return visitImport(x, args[0]);
  if (callee.type === 'Identifier' && x.scope.find(callee.name) === undefined) {
    if (callee.name === 'require' && node.type === 'CallExpression' && args.length === 1) return visitRequire(x, args[0]!);
    if (callee.name === 'eval') x.dynamicCode = true;
  }
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'module' && x.scope.find('module') === undefined && keyName(callee.property, callee.computed) === 'require' && args.length === 1) return visitRequire(x, args[0]!);
  let calleeValue: ValueNode;
  let receiver = -1;
  let member: string | undefined;
  let key = -1;
  if (callee.type === 'Super') {
    calleeValue = x.fresh();
    x.emit(['super', calleeValue, x.thisFrame().superClass, true]);
    receiver = x.thisFrame().fact.self;
  } else if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
    member = keyName(callee.property, callee.computed);
    if (callee.computed) key = visitValue(x, callee.property);
    if (callee.object.type === 'Super') {
      const frame = x.thisFrame();
      const base = x.fresh();
      x.emit(['super', base, frame.superClass, frame.isStatic]);
      calleeValue = x.load(frame.isStatic ? base : x.load(base, 'prototype'), member ?? '*');
      receiver = frame.fact.self;
    } else {
      receiver = visitValue(x, callee.object);
      calleeValue = x.loadMember(receiver, member, key);
    }
  } else calleeValue = visitNamed(x, callee, '');
  const argNodes: ValueNode[] = [];
  let spread = -1;
  for (const [index, argument] of args.entries()) {
    if (argument.type === 'SpreadElement') {
      if (spread < 0) spread = index;
      argNodes.push(x.load(visitValue(x, argument.argument), '*'));
    } else argNodes.push(visitNamed(x, argument, ''));
  }
  if (node.type === 'TaggedTemplateExpression') {
    argNodes.push(x.object('array'));
    for (const expression of node.quasi.expressions) argNodes.push(visitValue(x, expression));
  }
  const result = x.fresh();
  const directive = x.directiveAbove(x.lineAt(node.start));
  const rereads = rereadsOf(node);
  const neighbourhood = node.type === 'CallExpression' ? neighbourhoodOf(node, x.text) : undefined;
  const repeatsFrom = outerLoop(node);
  const site: SiteFact = {
    index: x.sites.length,
    span: { start: node.start, end: node.end },
    calleeSpan: { start: callee.start, end: callee.end },
    line: x.lineAt(node.start),
    callee: calleeValue,
    receiver,
    ...(member !== undefined ? { member } : key >= 0 ? { key } : {}),
    args: argNodes,
    spread,
    result,
    kind: callee.type === 'Super' ? 'super' : node.type === 'NewExpression' ? 'new' : node.type === 'TaggedTemplateExpression' ? 'tag' : 'call',
    within: x.frame.fact.index,
    use: useOf(node),
    ...(repeatsFrom !== undefined ? { repeatsFrom } : {}),
    ...(x.frame.fact.kind === 'module' && endsProgram(node) ? { last: true as const } : {}),
    ...(awaitedChain(node) ? { awaitedChain: true as const } : {}),
    optional: node.type === 'OptionalCallExpression',
    ...(x.position ? { position: x.position } : goesOnInChain(node) ? { position: 'optional-chain' } : {}),
    ...(directive && directive.kind !== 'make-async' ? { directive } : {}),
    literals: args.map(literalOf),
    ...(rereads ? { rereads, ...(isOtherwise(node, x.text) ? { otherwise: true as const } : {}) } : {}),
    chain: chainOf(node),
    ...(neighbourhood ? { neighbourhood } : {}),
    ...(args.length > 1 && args.some(isFunction) ? { functions: args.map(isFunction) } : {}),
    ...(/sync/i.test(member ?? '') || callee.type === 'Identifier' ? { views: args.map((argument) => viewArgument(argument, x.text)) } : {}),
  };
  x.sites.push(site);
  x.noteCall(node);
  return result;
}

function visitRequire(x: Extraction, argument: Node): ValueNode {
  const node = x.fresh();
  const literal = literalOf(argument);
  if (literal !== null) {
    x.imports.add(literal);
    x.emit(['require', node, literal]);
  } else {
    visitValue(x, argument);
    x.emit(['dynamic', node, literalPrefix(argument)]);
  }
  return node;
}

function visitImport(x: Extraction, argument: Node | undefined): ValueNode {
  const module = x.fresh();
  const node = x.fresh();
  x.emit(['promise', module, node]);
  const literal = argument ? literalOf(argument) : null;
  if (literal !== null) {
    x.imports.add(literal);
    x.emit(['import', module, literal, '*']);
    x.dynamicImports.push(literal);
  } else if (argument) {
    visitValue(x, argument);
    x.emit(['dynamic', module, literalPrefix(argument)]);
  }
  return node;
}

function visitObject(x: Extraction, node: Node): ValueNode {
  const self = x.object('object');
  for (const property of node.properties as Node[]) {
    if (property.type === 'SpreadElement') { x.emit(['assign', visitValue(x, property.argument), self]); continue; }
    if (property.computed) visitValue(x, property.key);
    const key = keyName(property.key, property.computed === true);
    if (property.type === 'ObjectMethod') {
      const obstacle = memberObstacle(property);
      const fn = readFunction(x, property, key ?? '', obstacle ? { obstacle } : {});
      const value = x.fresh();
      if (property.kind !== 'method') bindAccessor(x, fn, self, key ?? '*');
      if (property.kind === 'get') x.copy(x.functions[fn]!.result, value);
      else x.emit(['fn', value, fn]);
      if (property.kind !== 'set') x.emit(['store', self, key ?? '*', value]);
      defineProperty(x, property, fn, self);
      continue;
    }
    const before = x.functions.length;
    const value = visitNamed(x, property.value, key ?? '');
    const obstacle = memberObstacle(property);
    const fn = x.functions[before];
    if (obstacle && fn && fn.span.start === property.value.start) fn.obstacle ??= obstacle;
    x.emit(['store', self, key ?? '*', value]);
    defineProperty(x, property, before, self);
    passProperty(x, property, self);
  }
  return self;
}

function visitAssignment(x: Extraction, node: Node): ValueNode {
  const key = node.left.type === 'MemberExpression' ? (keyName(node.left.property, node.left.computed) ?? '') : '';
  const isModule = key === 'exports' && node.left.object.type === 'Identifier' && node.left.object.name === 'module';
  const name = node.left.type === 'Identifier' ? node.left.name : isModule ? 'module.exports' : key;
  const before = x.functions.length;
  const value = visitNamed(x, node.right, name);
  if (node.left.type === 'MemberExpression' && x.functions.length > before) {
    const obstacle = memberObstacle({ ...node.left, key: node.left.property, kind: 'method' } as Node);
    const fn = x.functions[before]!;
    if (obstacle && fn.span.start === node.right.start) fn.obstacle ??= obstacle;
  }
  if (node.left.type === 'Identifier') x.writes.assigned(x.scope.find(node.left.name), node.right);
  if (node.operator === '=') {
    bindPattern(x, node.left, value);
    defineAssigned(x, node, before);
    passAssigned(x, node);
    return value;
  }
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=') {
    const either = x.fresh();
    x.copy(value, either);
    x.copy(assignToPlace(x, node.left, value), either);
    return either;
  }
  const result = x.fresh();
  const old = assignToPlace(x, node.left, result);
  if (node.operator === '+=') for (const operand of [old, value]) x.emit(['sum', operand, result]);
  else x.emit(['prim', result, 'other']);
  return result;
}

/** Reads an expression and returns the node that holds its value. */
export function visitValue(x: Extraction, expression: Node): ValueNode {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier': {
      const known = x.scope.find(node.name);
      if (known !== undefined) {
        x.noteUse(known, node.start);
        return known;
      }
      const value = x.fresh();
      if (node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity') x.emit(['prim', value, 'other']);
      else if (node.name === '__dirname' || node.name === '__filename') x.emit(['prim', value, 'string']);
      else if (node.name === 'arguments' && x.thisFrame().fact.kind !== 'module') {
        const { fact } = x.thisFrame();
        if (fact.args < 0) fact.args = x.fresh();
        return fact.args;
      } else if (!x.isEsm && node.name === 'module') x.emit(['moduleObject', value]);
      else if (!x.isEsm && node.name === 'exports') x.emit(['exportsObject', value]);
      else x.emit(['global', value, node.name]);
      return value;
    }
    case 'ThisExpression': x.noteUse('this', node.start); return x.thisFrame().fact.self;
    case 'StringLiteral':
      if (/^\.{1,2}\/./.test(node.value)) x.relativeStrings.add(node.value);
      return x.prim('string');
    case 'TemplateLiteral':
      node.expressions.forEach((e: Node) => visitValue(x, e));
      return partlyKnown(x, node) ?? x.prim('string');
    case 'NumericLiteral': case 'BooleanLiteral': case 'NullLiteral': case 'RegExpLiteral': case 'BigIntLiteral': return x.prim();
    case 'FunctionExpression': case 'ArrowFunctionExpression': case 'ClassExpression': return visitNamed(x, node, '');
    case 'ObjectExpression': return visitObject(x, node);
    case 'ArrayExpression': {
      const self = x.object('array');
      for (const [index, element] of (node.elements as (Node | null)[]).entries()) {
        if (!element) continue;
        if (element.type === 'SpreadElement') x.emit(['store', self, '#[index]', x.load(visitValue(x, element.argument), '*')]);
        else x.emit(['store', self, String(index), visitNamed(x, element, '')]);
      }
      return self;
    }
    case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': case 'TaggedTemplateExpression': return visitCall(x, node);
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const key = node.computed ? visitValue(x, node.property) : -1;
      const name = keyName(node.property, node.computed);
      if (node.object.type === 'Super') {
        const frame = x.thisFrame();
        const base = x.fresh();
        x.emit(['super', base, frame.superClass, frame.isStatic]);
        return x.load(frame.isStatic ? base : x.load(base, 'prototype'), name ?? '*');
      }
      return x.loadMember(visitValue(x, node.object), name, key);
    }
    case 'AssignmentExpression': return visitAssignment(x, node);
    case 'ConditionalExpression': {
      visitValue(x, node.test);
      const value = x.fresh();
      x.copy(visitNamed(x, node.consequent, ''), value);
      x.copy(visitNamed(x, node.alternate, ''), value);
      return value;
    }
    case 'LogicalExpression': {
      const value = x.fresh();
      x.copy(visitNamed(x, node.left, ''), value);
      x.copy(visitNamed(x, node.right, ''), value);
      return value;
    }
    case 'SequenceExpression': {
      let last = -1;
      for (const e of node.expressions) last = visitNamed(x, e, '');
      return last;
    }
    case 'BinaryExpression': {
      const left = node.left.type === 'PrivateName' ? -1 : visitValue(x, node.left);
      const right = visitValue(x, node.right);
      if (node.operator === 'instanceof') x.load(right, 'prototype');
      if (node.operator !== '+') return x.prim('other');
      return partlyKnown(x, node) ?? x.sum(left, right);
    }
    case 'UnaryExpression': case 'UpdateExpression':
      if (node.type === 'UpdateExpression' || node.operator === 'delete') x.noteWrite(node.argument);
      visitValue(x, node.argument);
      return x.prim(node.operator === 'typeof' ? 'string' : 'other');
    case 'AwaitExpression': {
      x.noteAwait(node.end);
      const value = x.fresh();
      x.emit(['awaited', visitValue(x, node.argument), value]);
      return value;
    }
    case 'YieldExpression': {
      const value = node.argument ? visitValue(x, node.argument) : x.prim();
      x.emit(['escape', value, 'yielded', node.start]);
      return x.unknown();
    }
    case 'ParenthesizedExpression': return visitValue(x, node.expression);
    case 'JSXElement': case 'JSXFragment': case 'JSXExpressionContainer': case 'JSXSpreadAttribute': visitJsx(x, node); return x.unknown();
    case 'ClassDeclaration': return readClass(x, node, '');
    case 'TemplateElement': case 'Super': case 'MetaProperty': case 'PrivateName': return x.unknown();
  }
  // A construct that flow doesn't model: whatever it mentions may go anywhere.
  eachChild(node, (child) => {
    if (child.type.startsWith('TS') || /Statement$|Declaration$/.test(child.type)) return;
    x.emit(['escape', visitValue(x, child), 'unmodelled-syntax', node.start]);
  });
  return x.unknown();
}

function visitJsx(x: Extraction, node: Node): void {
  eachChild(node, (child) => {
    switch (child.type) {
      case 'JSXIdentifier': {
        const known = x.scope.find(child.name);
        if (known !== undefined) x.emit(['escape', known, 'foreign-callback', child.start]);
        break;
      }
      case 'JSXEmptyExpression': case 'JSXText': case 'StringLiteral': break;
      case 'JSXExpressionContainer': case 'JSXSpreadAttribute': case 'JSXSpreadChild':
        if ((child.expression ?? child.argument).type !== 'JSXEmptyExpression') x.emit(['escape', visitValue(x, child.expression ?? child.argument), 'foreign-callback', child.start]);
        break;
      default: visitJsx(x, child);
    }
  });
}
