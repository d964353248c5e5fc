// Reads binding and assignment patterns: where a value flows when it is destructured.
import type { ValueNode } from '../core/facts.ts';
import { keyName, unwrap, type Node } from '../syntax/node.ts';
import { visitValue } from './expressions.ts';
import type { Extraction } from './extract.ts';
import { visitNamed } from './functions.ts';

/** Lets `from` flow into a property; returns the node of the object, the property's name if it is known, and the node of a computed one. */
function storeMember(x: Extraction, target: Node, from: ValueNode): readonly [ValueNode, string | undefined, ValueNode] {
  const base = visitValue(x, target.object);
  const name = keyName(target.property, target.computed);
  const key = target.computed ? visitValue(x, target.property) : -1;
  x.emit(name === undefined && key >= 0 ? ['storeKey', base, key, from] : ['store', base, name ?? '*', from]);
  x.noteWrite(target);
  noteExports(x, target);
  return [base, name, key];
}

/** Lets `from` flow into a variable or property that may keep what it has; returns what it has. */
export function assignToPlace(x: Extraction, place: Node, from: ValueNode): ValueNode {
  const target = unwrap(place);
  if (target.type === 'MemberExpression') return x.loadMember(...storeMember(x, target, from));
  bindPattern(x, target, from);
  return visitValue(x, target);
}

/** Lets `from` flow into the names or places of `pattern`. */
export function bindPattern(x: Extraction, pattern: Node | null, from: ValueNode): void {
  if (!pattern) return;
  const target = unwrap(pattern);
  switch (target.type) {
    case 'Identifier': {
      const node = x.scope.find(target.name);
      x.noteWrite(target);
      if (node !== undefined) x.copy(from, node);
      else if (!x.isEsm && target.name === 'exports') break;
      else {
        const globals = x.fresh();
        x.emit(['global', globals, 'globalThis']);
        x.emit(['store', globals, target.name, from]);
      }
      break;
    }
    case 'MemberExpression': case 'OptionalMemberExpression': storeMember(x, target, from); break;
    case 'ObjectPattern':
      for (const property of target.properties as Node[]) {
        if (property.type === 'RestElement') { bindPattern(x, property.argument, from); continue; }
        const key = property.computed ? visitValue(x, property.key) : -1;
        bindPattern(x, property.value, x.loadMember(from, keyName(property.key, property.computed), key));
      }
      break;
    case 'ArrayPattern':
      for (const [index, element] of (target.elements as (Node | null)[]).entries()) {
        if (!element) continue;
        if (element.type === 'RestElement') bindPattern(x, element.argument, from);
        else bindPattern(x, element, x.load(from, String(index)));
      }
      break;
    case 'AssignmentPattern': {
      const either = x.fresh();
      x.copy(from, either);
      x.copy(visitNamed(x, target.right, target.left.type === 'Identifier' ? target.left.name : ''), either);
      bindPattern(x, target.left, either);
      break;
    }
    case 'RestElement': bindPattern(x, target.argument, from); break;
    case 'VariableDeclaration': bindPattern(x, target.declarations[0].id, from); break;
    default: visitValue(x, target);
  }
}

/** `module.exports = …`, `module.exports.a = …`, `exports.a = …` make a file a library module. */
function noteExports(x: Extraction, target: Node): void {
  let node = target;
  while (node.type === 'MemberExpression') {
    if (node.object.type === 'Identifier' && x.scope.find(node.object.name) === undefined) {
      if (node.object.name === 'exports') x.hasExports = true;
      if (node.object.name === 'module' && keyName(node.property, node.computed) === 'exports') x.hasExports = true;
    }
    node = node.object;
  }
}
