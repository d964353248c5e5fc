// Types in a file of which nothing else is known: without a checker, a function whose type is said elsewhere stays as it is.
import { spanKey, type SourceFile } from '../core/source.ts';
import type { Typing } from '../core/typing.ts';
import { isFunction, keyName, linkParents, walk, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';

/** Answers about the one file by its syntax; undefined for a file without types. */
export function aloneTyping(file: SourceFile): Typing | undefined {
  if (file.dialect !== 'ts' && file.dialect !== 'tsx') return undefined;
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const functions = new Map<string, Node>();
  const bases = new Set<string>();
  const named = new Map<string, Node>();
  walk(ast, (node) => {
    if (isFunction(node)) {
      functions.set(spanKey(node), node);
      const name = nameOf(node);
      if (name !== undefined) named.set(name, node);
    }
    if (/^Class/.test(node.type) && node.superClass?.type === 'Identifier') bases.add(node.superClass.name);
  });
  return {
    contractOf: ({ span }) => {
      const node = functions.get(spanKey(span));
      const to = node && (saidBy(node, bases, named) ?? resultNamed(node, file.text));
      return to === undefined ? undefined : { functions: [], types: [], refused: { at: { file: file.id, span }, to } };
    },
    mayCall: () => 'unknown',
    callersAmong: () => [],
    receiverIsArray: () => 'unknown',
    promiseOf: () => 'unknown',
  };
}

/** What else says the type of a function: in words, undefined when nothing does. */
function saidBy(node: Node, bases: ReadonlySet<string>, named: ReadonlyMap<string, Node>): string | undefined {
  const parent = node.parent as Node;
  if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') return node.type === 'ClassMethod' ? byClass(parent.parent, bases) : undefined;
  if (node.type === 'FunctionDeclaration') return undefined;
  return byPlace(node.type === 'ObjectMethod' ? parent : node, bases, named);
}

/** Name by which the file calls a function. */
function nameOf(node: Node): string | undefined {
  if (node.type === 'FunctionDeclaration') return node.id?.name;
  return node.parent?.type === 'VariableDeclarator' && node.parent.id.type === 'Identifier' ? node.parent.id.name : undefined;
}

/** `ReturnType<typeof f>` elsewhere in the file. */
function resultNamed(node: Node, text: string): string | undefined {
  const name = nameOf(node);
  return name !== undefined && new RegExp(`\\bReturnType<\\s*typeof\\s+${name}\\b`).test(text) ? `ReturnType<typeof ${name}>` : undefined;
}

/** A class that implements or extends something, or that another one extends. */
function byClass(node: Node, bases: ReadonlySet<string>): string | undefined {
  if ((node.implements ?? []).length > 0 || node.superClass) return `what ${node.id?.name ?? 'its class'} ${node.superClass ? 'extends' : 'implements'}`;
  return node.id && bases.has(node.id.name) ? `the classes that extend ${node.id.name}` : undefined;
}

/** The annotation, cast or parameter around an expression that is a function or holds one. */
function byPlace(expression: Node, bases: ReadonlySet<string>, named: ReadonlyMap<string, Node>): string | undefined {
  let node = expression;
  for (let parent = node.parent as Node | undefined; parent; node = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'ParenthesizedExpression': case 'ConditionalExpression': case 'LogicalExpression': case 'ArrayExpression': case 'ObjectExpression': case 'SpreadElement': continue;
      case 'ObjectProperty': if (parent.value === node) continue; return undefined;
      case 'CallExpression': case 'NewExpression': case 'OptionalCallExpression': {
        const parameter: Node | undefined = parent.callee.type === 'Identifier' ? named.get(parent.callee.name)?.params[parent.arguments.indexOf(node)] : undefined;
        return parameter?.typeAnnotation ?? parameter?.left?.typeAnnotation ? `a parameter of ${parent.callee.name}` : undefined;
      }
      case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSTypeAssertion': return 'the type it is cast to';
      case 'VariableDeclarator': return parent.init === node && parent.id.typeAnnotation ? `the type of ${parent.id.name ?? 'a pattern'}` : undefined;
      case 'AssignmentPattern': return parent.left.typeAnnotation ? 'the type of a parameter' : undefined;
      case 'ClassProperty': case 'ClassAccessorProperty': return parent.typeAnnotation ? `the type of ${keyName(parent.key, parent.computed === true) ?? 'a property'}` : byClass(parent.parent.parent, bases);
      case 'AssignmentExpression': return parent.left.type === 'MemberExpression' && !/^(exports|module)$/.test(parent.left.object.name ?? '') ? 'the type of what it is assigned to' : undefined;
      case 'ReturnStatement': {
        let owner = parent.parent as Node | undefined;
        while (owner && !isFunction(owner)) owner = owner.parent;
        return owner?.returnType ? 'the return type of the function around it' : undefined;
      }
      case 'ArrowFunctionExpression': return parent.body === node && parent.returnType ? 'the return type of the function around it' : undefined;
      default: return undefined;
    }
  }
  return undefined;
}
