// Reads calls: each becomes a call site; require and import() give modules.
import type { SiteFact, ValueNode } from '../core/facts.ts';
import { isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';
import { viewArgument } from './argument-view.ts';
import { awaitedChain, chainOf, endsProgram, goesOnInChain, outerLoop, useOf } from './call-uses.ts';
import { isOtherwise, rereadsOf } from './copyable.ts';
import { visitValue } from './expressions.ts';
import type { Extraction } from './extract.ts';
import { visitNamed } from './functions.ts';
import { literalOf, literalPrefix } from './known-strings.ts';
import { specifiersOf } from './specifiers.ts';
import { neighbourhoodOf } from './neighbours.ts';

/** Reads a call and returns the node that holds its result. */
export function visitCall(x: Extraction, node: Node): ValueNode {
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
    ...(directive && directive.kind !== 'make-async' && directive.kind !== 'offload' && directive.kind !== 'cancel' && directive.kind !== 'settle-all' ? { directive } : {}),
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
  const { known, isOpen } = specifiersOf(argument);
  if (literalOf(argument) === null) visitValue(x, argument);
  for (const specifier of known) {
    x.imports.add(specifier);
    x.emit(['require', node, specifier]);
  }
  if (isOpen) x.emit(['dynamic', node, literalPrefix(argument)]);
  return node;
}

function visitImport(x: Extraction, argument: Node | undefined): ValueNode {
  const module = x.fresh();
  const node = x.fresh();
  x.emit(['promise', module, node]);
  if (!argument) return node;
  const { known, isOpen } = specifiersOf(argument);
  if (literalOf(argument) === null) visitValue(x, argument);
  for (const specifier of known) {
    x.imports.add(specifier);
    x.emit(['import', module, specifier, '*']);
    x.dynamicImports.push(specifier);
  }
  if (isOpen) x.emit(['dynamic', module, literalPrefix(argument)]);
  return node;
}
