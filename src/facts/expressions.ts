// Reads expressions: each gives a value node.
import type { ValueNode } from '../core/facts.ts';
import { eachChild, keyName, unwrap, type Node } from '../syntax/node.ts';
import { visitCall } from './call-sites.ts';
import { defineAssigned, defineProperty } from './definitions.ts';
import type { Extraction } from './extract.ts';
import { bindAccessor, memberObstacle, readClass, readFunction, visitNamed } from './functions.ts';
import { partlyKnown } from './known-strings.ts';
import { passAssigned, passProperty } from './passages.ts';
import { assignToPlace, bindPattern } from './patterns.ts';

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
