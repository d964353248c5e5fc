// What loading a module does besides defining things: a worker thread loads it once more.
import type { Span } from '../../core/source.ts';
import { eachChild, isFunction, keyName, unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { isRequire } from './imported-names.ts';
import { plainPath, rootOf, type ModuleNames } from './module-names.ts';
import type { OffloadProblem, OutsideUse } from './problem.ts';

export interface LoadUse extends OutsideUse {
  /** Specifiers of what it loads; `bare` when it is loaded for its effects alone. */
  readonly loads: readonly { readonly specifier: string; readonly isBare: boolean; readonly at: number }[];
}

/** Reads of the process that are no effect. */
const READ_ONLY = /^process\.(?:env|platform|arch|versions?|argv|execPath)$/;

/**
 * @param use what code that runs while the module loads uses beyond itself
 */
export function loadEffects(program: Node, names: NameUses, module: ModuleNames, use: (node: Node) => OutsideUse): LoadUse {
  const functions: Span[] = [];
  const calls: OutsideUse['calls'][number][] = [];
  const problems: OffloadProblem[] = [];
  const loads: { specifier: string; isBare: boolean; at: number }[] = [];
  const refuse = (node: Node, to: string): void => void problems.push({ code: 'offload-load-effects', to, at: node.start });

  const isOwn = (target: Node): boolean => {
    const root = rootOf(target);
    if (root.type !== 'Identifier') return root.type === 'ThisExpression';
    const binding = names.bindings.get(root);
    return binding ? !isImported(root) : root.name === 'exports' || root.name === 'module';
  };
  const isImported = (root: Node): boolean => {
    const binding = names.bindings.get(root);
    return binding !== undefined && module.isModuleName(binding) && module.of(binding).kind === 'import';
  };
  const targets = (pattern: Node): Node[] => (pattern.type === 'ObjectPattern' ? pattern.properties.flatMap((each: Node) => targets(each.value ?? each.argument)) : pattern.type === 'ArrayPattern' ? pattern.elements.flatMap((each: Node | null) => (each ? targets(each) : [])) : [pattern]);

  const scan = (node: Node): void => {
    if (isFunction(node)) return;
    if (/^TS(?:Type|Interface)|^(?:TypeAlias|InterfaceDeclaration|OpaqueType)$/.test(node.type) || node.importKind === 'type' || node.exportKind === 'type' || node.declare === true) return;
    switch (node.type) {
      case 'ImportDeclaration': loads.push({ specifier: node.source.value, isBare: node.specifiers.length === 0, at: node.start }); return;
      case 'ExportNamedDeclaration': case 'ExportAllDeclaration': if (node.source) { loads.push({ specifier: node.source.value, isBare: false, at: node.start }); return; } break;
      case 'AwaitExpression': refuse(node, 'await'); return;
      case 'AssignmentExpression': for (const target of targets(unwrap(node.left))) if (!isOwn(target)) refuse(node, 'an assignment to something that is not its own'); break;
      case 'UpdateExpression': if (!isOwn(node.argument)) refuse(node, 'an assignment to something that is not its own'); break;
      case 'UnaryExpression': if (node.operator === 'delete') refuse(node, 'delete'); break;
      case 'IfStatement': if (/^require\.main(?:===|==)module$/.test(`${plainPath(node.test.left ?? node.test)}${node.test.operator}${plainPath(node.test.right ?? node.test)}`)) { if (node.alternate) scan(node.alternate); return; } break;
      case 'ThrowStatement': refuse(node, 'throw'); break;
      case 'NewExpression': case 'CallExpression': case 'OptionalCallExpression': case 'TaggedTemplateExpression': if (call(node)) return; break;
      case 'Identifier': mention(node); return;
      case 'ClassMethod': case 'ClassPrivateMethod': return;
    }
    eachChild(node, (child) => {
      if (child.type !== 'Identifier' || names.bindings.has(child)) scan(child);
    });
  };
  /** True when what it says is judged already. */
  const call = (node: Node): boolean => {
    if (isRequire(node)) {
      const specifier = node.arguments[0]?.type === 'StringLiteral' ? (node.arguments[0].value as string) : undefined;
      if (specifier === undefined) refuse(node, 'require() of a computed name');
      else loads.push({ specifier, isBare: node.parent.type === 'ExpressionStatement', at: node.start });
      return true;
    }
    const callee = unwrap(node.callee ?? node.tag);
    const path = plainPath(callee);
    // properties of its own exports and classes
    if (/^Object\.(?:defineProperty|defineProperties|assign|setPrototypeOf|freeze)$/.test(path ?? '')) {
      const first = node.arguments[0];
      if (!first || !(isOwn(first) || /^(?:Object|Array)Expression$/.test(first.type))) refuse(node, path!);
      return false;
    }
    const root = rootOf(callee);
    if (isFunction(callee)) { merge(use(callee)); return false; }
    if (root.type === 'Identifier' && !names.bindings.get(root) && (root.name === 'exports' || root.name === 'module')) { refuse(node, path ?? 'a call'); return true; }
    // other calls: what they call is looked at like the calls of a function
    const own = use(node);
    merge(own);
    eachChild(node, (child, key) => { if (key === 'arguments' && isFunction(child)) merge(use(child)); });
    for (const argument of node.arguments ?? []) scan(argument);
    return true;
  };
  const merge = (own: OutsideUse): void => {
    functions.push(...own.functions);
    calls.push(...own.calls);
    for (const each of own.problems) if (each.code !== 'offload-captured-state') problems.push({ ...each, code: 'offload-load-effects' });
  };
  const mention = (node: Node): void => {
    if (names.bindings.get(node) !== undefined) return;
    if (/^(?:module|exports|require|__dirname|__filename)$/.test(node.name)) return;
    if (node.name === 'process' && /MemberExpression$/.test(node.parent.type) && READ_ONLY.test(`process.${keyName(node.parent.property, node.parent.computed) ?? ''}`)) return;
    for (const each of use(node).problems) refuse(node, each.to);
  };
  scan(program);
  // what it reads while it is loaded shows in names whose value may change
  return { functions, calls, problems, reads: [], shared: [], loads };
}
