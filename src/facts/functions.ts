// Reads functions and classes: parameters, bodies, members, and what stands against making them async.
import type { FunctionKind, ValueNode } from '../core/facts.ts';
import type { ReasonCode } from '../core/plan.ts';
import { keyName, type Node } from '../syntax/node.ts';
import { movableConstructor, movableFunction } from './constructors.ts';
import { visitValue } from './expressions.ts';
import { defineMember } from './definitions.ts';
import type { Extraction, OpenFunction } from './extract.ts';
import { canMove } from './parameter-defaults.ts';
import { neverThrows } from './never-throws.ts';
import { bindPattern } from './patterns.ts';
import { hoistedNames, patternNames } from './scope.ts';
import { visitStatement } from './statements.ts';

/** Methods that the language or Node calls by itself, without an await: https://tc39.es/ecma262/#sec-well-known-symbols, util.inspect. */
const IMPLICIT = new Set(['toString', 'valueOf', 'toJSON', 'toLocaleString', 'inspect']);

/** Why a member of this name and kind can't be async; undefined when it can. */
export function memberObstacle(member: Node): ReasonCode | undefined {
  if (member.kind === 'get' || member.kind === 'set') return 'accessor';
  const name = keyName(member.key, member.computed === true);
  if (name === undefined && member.computed && member.key.type === 'MemberExpression') {
    const object = member.key.object;
    if (object.type === 'Identifier' && object.name === 'Symbol') return 'implicit-call';
    if (member.key.property.type === 'Identifier' && member.key.property.name === 'custom') return 'implicit-call';
  }
  return name !== undefined && IMPLICIT.has(name) ? 'implicit-call' : undefined;
}

function functionKind(node: Node): FunctionKind {
  if (node.type === 'ArrowFunctionExpression') return 'arrow';
  if (node.type === 'ObjectMethod' || node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') {
    return node.kind === 'get' ? 'getter' : node.kind === 'set' ? 'setter' : node.kind === 'constructor' ? 'constructor' : 'method';
  }
  return 'function';
}

/** Reads the body of `frame`'s function: parameters first, then statements. */
export function readBody(x: Extraction, frame: OpenFunction, node: Node): void {
  x.inside(frame, () => {
    const { fact } = frame;
    if (node.type === 'FunctionExpression' && node.id) {
      const own = x.declare(node.id.name);
      x.emit(['fn', own, fact.index]);
      x.ownNames.set(fact.index, own);
    }
    const params: ValueNode[] = [];
    const names: string[] = [];
    for (const parameter of node.params as Node[]) for (const name of patternNames(parameter)) x.writes.parameter(x.declare(name));
    if (node.body.type === 'BlockStatement') for (const name of hoistedNames(node.body)) x.declare(name);
    for (const [index, parameter] of (node.params as Node[]).entries()) {
      if (parameter.type === 'Identifier' && parameter.name === 'this') continue;
      x.at(canMove(node, index, x.text, x.typed) ? undefined : 'parameter-default', () => {
        const value = x.fresh();
        params.push(value);
        const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
        const plain = inner.type === 'AssignmentPattern' ? inner.left : inner;
        names.push(plain.type === 'Identifier' ? plain.name : '');
        if (inner.type === 'RestElement') {
          fact.rest = index;
          bindPattern(x, inner.argument, value);
        } else bindPattern(x, inner, value);
        if (parameter.type === 'TSParameterProperty' && plain.type === 'Identifier') x.emit(['store', fact.self, plain.name, value]);
      });
    }
    fact.params = params;
    if (neverThrows(node)) fact.neverThrows = true;
    fact.paramNames = names;
    if (fact.isGenerator) {
      fact.obstacle ??= fact.isAsync ? undefined : 'generator';
      if (fact.obstacle === undefined) delete fact.obstacle;
    }
    if (node.body.type === 'BlockStatement') x.inBlock(node.body.body, () => node.body.body.forEach((s: Node) => visitStatement(x, s)));
    else x.copy(visitValue(x, node.body), fact.result);
  });
}

/** Reads a function expression, declaration or method; returns its function index. */
export function readFunction(x: Extraction, node: Node, name: string, options: { superClass?: number; isStatic?: boolean; obstacle?: ReasonCode } = {}): number {
  const kind = functionKind(node);
  const inherited = insideImplicit(x) && (name === 'next' || name === 'return' || name === 'throw') ? 'implicit-call' : undefined;
  const predicate = node.returnType?.typeAnnotation?.type === 'TSTypePredicate' ? 'type-predicate' : undefined;
  const obstacle = options.obstacle ?? inherited ?? predicate;
  const movable = x.typed ? undefined : movableFunction(node);
  const frame = x.open(node, kind, node.id?.name ?? name, { ...options, ...(obstacle ? { obstacle } : {}), ...(movable ? { movable } : {}) });
  readBody(x, frame, node);
  return frame.fact.index;
}

/** Inside `[Symbol.iterator]() { … }`: a `next` defined there belongs to the iterator protocol. */
function insideImplicit(x: Extraction): boolean {
  for (let frame: OpenFunction | undefined = x.frame; frame; frame = frame.thisOwner) if (frame.fact.obstacle === 'implicit-call') return true;
  return false;
}

/** An accessor is never called: its `this` is what owns it, and a setter is given what is stored there. */
export function bindAccessor(x: Extraction, fn: number, owner: ValueNode, key: string): void {
  const { self, params } = x.functions[fn]!;
  x.copy(owner, self);
  if (params.length > 0) x.copy(x.load(owner, key), params[0]!);
}

/** Reads a class; returns the node that holds it. */
export function readClass(x: Extraction, node: Node, name: string): ValueNode {
  const className = node.id?.name ?? name;
  const self = x.fresh();
  const parent = node.superClass ? visitValue(x, node.superClass) : undefined;
  const decorated = (node.decorators ?? []).length > 0;
  for (const decorator of node.decorators ?? []) x.at('decorator', () => visitValue(x, decorator.expression));
  const members: Node[] = node.body.body;
  const written = members.find((m) => m.type === 'ClassMethod' && m.kind === 'constructor');
  const movable = x.typed ? undefined : movableConstructor(node);
  const frame = x.open(written ?? node, 'constructor', className, { isClass: true, ...(movable ? { movable } : { obstacle: 'constructor' }) });
  const { index } = frame.fact;
  const inClass: OpenFunction = { ...frame, superClass: index };
  const outer = x.scope;
  if (node.id) x.scope.alias(node.id.name, node.type === 'ClassDeclaration' ? (outer.find(node.id.name) ?? self) : self);
  x.emit(['fn', self, index]);
  if (parent !== undefined) x.emit(['inherit', index, parent]);
  if (decorated) x.emit(['escape', self, 'decorator', node.start]);
  const proto = x.load(self, 'prototype');
  for (const member of members) {
    if (member.computed) visitValue(x, member.key);
    const key = member.key ? (keyName(member.key, member.computed === true) ?? '*') : '*';
    const target = member.static ? self : proto;
    for (const decorator of member.decorators ?? []) x.at('decorator', () => visitValue(x, decorator.expression));
    switch (member.type) {
      case 'ClassMethod': case 'ClassPrivateMethod': {
        if (member.kind === 'constructor') { readBody(x, inClass, member); break; }
        const obstacle = memberObstacle(member);
        const fn = readFunction(x, member, key, { superClass: index, isStatic: member.static === true, ...(obstacle ? { obstacle } : {}) });
        const value = x.fresh();
        if (member.kind !== 'method') bindAccessor(x, fn, member.static ? self : frame.fact.self, key);
        if (member.kind === 'get') x.copy(x.functions[fn]!.result, value);
        else x.emit(['fn', value, fn]);
        if ((member.decorators ?? []).length > 0) x.emit(['escape', value, 'decorator', member.start]);
        if (member.kind !== 'set') x.emit(['store', target, key, value]);
        defineMember(x, member, fn, target);
        break;
      }
      case 'ClassProperty': case 'ClassPrivateProperty': case 'ClassAccessorProperty': {
        if (!member.value) break;
        x.inside(inClass, () => {
          const value = x.at('class-field', () => visitNamed(x, member.value, key));
          x.emit(['store', member.static ? self : frame.fact.self, key, value]);
        });
        break;
      }
      case 'StaticBlock':
        x.inside({ ...inClass, isStatic: true }, () => {
          for (const n of hoistedNames(member)) x.declare(n);
          x.inBlock(member.body, () => x.at('static-block', () => member.body.forEach((s: Node) => visitStatement(x, s))));
        });
        break;
    }
  }
  if (!written) frame.fact.params = [];
  return self;
}

/** Reads a value that takes its name from where it is put, as functions and classes do. */
export function visitNamed(x: Extraction, node: Node, name: string): ValueNode {
  if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') {
    const value = x.fresh();
    x.emit(['fn', value, readFunction(x, node, name)]);
    return value;
  }
  if (node.type === 'ClassExpression') return readClass(x, node, name);
  return visitValue(x, node);
}
