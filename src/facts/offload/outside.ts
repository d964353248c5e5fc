// What a function uses beyond itself: whether its text alone says that it could run in a worker thread, and what else must be asked.
import { DATA_METHODS, PURE_GLOBALS } from '../../apis/offload.ts';
import type { SourceFile, Span } from '../../core/source.ts';
import { eachChild, isFunction, keyName, linkParents, unwrap, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { NameUses } from '../name-uses.ts';
import { loadEffects, type LoadUse } from './load-effects.ts';
import { isMember, isRead, isRequire, onlyReads, type ImportedName } from './imported-names.ts';
import { movedArguments } from './moved-arguments.ts';
import { ModuleNames, plainPath, rootOf, type ModuleName } from './module-names.ts';
import type { ImportRead, OffloadProblem, OutsideUse } from './problem.ts';

/** Keys under which types stand. */
const TYPES = new Set(['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'superTypeParameters', 'implements', 'predicate']);

/** One file, asked about functions of it and about what loading it does. */
export class OffloadReader {
  readonly program: Node;
  private readonly names: NameUses;
  private readonly module: ModuleNames;
  private readonly nodes = new Map<string, Node>();
  private readonly calls = new Map<string, Node>();

  constructor(file: SourceFile) {
    const ast = parse(file.text, file.dialect, file.moduleKind);
    linkParents(ast);
    this.program = ast.program as Node;
    this.names = new NameUses(this.program);
    this.module = new ModuleNames(this.program, this.names);
    const visit = (node: Node): void => {
      if (isFunction(node) || /^Class(Declaration|Expression)$/.test(node.type)) this.nodes.set(`${node.start}:${node.end}`, node);
      if (node.type === 'CallExpression') this.calls.set(`${node.start}:${node.end}`, node);
      eachChild(node, visit);
    };
    visit(this.program);
  }

  /** What loading the module does and loads. */
  load(): LoadUse {
    return loadEffects(this.program, this.names, this.module, (node) => this.read(node, true));
  }

  /** @param isTask the very function that is to run in a worker, which no object may hand its `this` */
  outside(span: Span, isTask: boolean): OutsideUse {
    const node = this.nodes.get(`${span.start}:${span.end}`);
    if (!node) return { functions: [], calls: [], reads: [], shared: [], problems: [{ code: 'offload-unproven', to: 'code that is not a function', at: span.start }] };
    const problems: OffloadProblem[] = [];
    if (isTask && (node.async === true || node.generator === true)) problems.push({ code: 'offload-asynchronous', to: node.generator ? 'a generator' : 'async', at: node.start });
    const use = this.read(node, !isTask && !isFunction(node));
    return { ...use, problems: [...problems, ...use.problems] };
  }

  /** What other modules get that import `name`; undefined when that cannot be said. */
  exported(name: string): ModuleName | undefined {
    return this.module.exported(name);
  }

  /** Whether the file only reads what another module exports under `name`. */
  onlyReads(name: string, leadsThere: (specifier: string) => boolean): boolean {
    return onlyReads(this.program, this.names, name, leadsThere);
  }

  /** Arguments of the call at `span` that nobody needs afterwards: by what each was made, as a global (`Buffer.alloc`) or at a place. */
  moved(span: Span): readonly { readonly index: number; readonly maker: string | Span }[] {
    const call = this.calls.get(`${span.start}:${span.end}`);
    return call ? movedArguments(call, this.names).map(({ index, maker }) => {
      const root = rootOf(maker['callee']);
      const isGlobal = root.type === 'Identifier' && !this.names.bindings.get(root);
      return { index, maker: isGlobal ? (plainPath(maker['callee']) ?? '') : { start: maker.start, end: maker.end } };
    }) : [];
  }

  private read(root: Node, mayUseThis: boolean): OutsideUse {
    const functions: Span[] = [];
    const reads: ImportRead[] = [];
    const shared: { name: string; at: number }[] = [];
    const calls: { span: Span; data: boolean; text: string }[] = [];
    const problems: OffloadProblem[] = [];
    const refuse = (code: string, node: Node, to: string): void => void problems.push({ code, to, at: node.start });
    const visit = (node: Node, hasThis: boolean): void => {
      switch (node.type) {
        case 'ThisExpression':
          if (!hasThis) refuse('offload-this', node, 'this');
          else if (isOfClassItself(node) && isPropertyRead(node)) refuse('offload-captured-state', node, 'a static property');
          return;
        case 'MemberExpression': case 'OptionalMemberExpression':
          if (keyName(node.property, node.computed) === 'constructor' && isPropertyRead(node)) refuse('offload-captured-state', node, textOf(node));
          break;
        case 'MetaProperty': refuse('offload-this', node, 'import.meta or new.target'); return;
        case 'Import': refuse('offload-dynamic-load', node, 'import()'); return;
        case 'AwaitExpression': case 'YieldExpression': if (node.type === 'AwaitExpression') refuse('offload-asynchronous', node, 'await'); break;
        case 'Identifier': this.identifier(node, { functions, reads, shared }, refuse); return;
        case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': case 'TaggedTemplateExpression': {
          const use = this.call(node, refuse);
          if (use) calls.push({ span: { start: node.start, end: node.end }, ...use });
        }
      }
      const inner = hasThis || (isFunction(node) && node.type !== 'ArrowFunctionExpression' && node !== root) || node.type === 'ClassBody';
      eachChild(node, (child, key) => {
        if (TYPES.has(key) || /^TS(?:Type|Interface)/.test(child.type)) return;
        if (child.type === 'Identifier' && !this.names.bindings.has(child)) return;
        visit(child, inner);
      });
    };
    visit(root, mayUseThis);
    return { functions, calls, problems, reads, shared };
  }

  private identifier(node: Node, found: { readonly functions: Span[]; readonly reads: ImportRead[]; readonly shared: { name: string; at: number }[] }, refuse: (code: string, node: Node, to: string) => void): void {
    const binding = this.names.bindings.get(node);
    if (!binding) {
      const isExports = node.name === 'exports' || (node.name === 'module' && node.parent.type === 'MemberExpression' && keyName(node.parent.property, node.parent.computed) === 'exports');
      // a module is the same in every thread
      if (node.name === '__dirname' || node.name === '__filename') return;
      if (node.name === 'require' || PURE_GLOBALS.has(node.name) || (isExports && isCalled(node))) return;
      refuse(isExports ? 'offload-captured-state' : 'offload-process-wide', node, node.name);
      return;
    }
    if (!this.module.isModuleName(binding)) return;
    const known = this.module.of(binding);
    if (known.kind === 'state') refuse('offload-captured-state', node, node.name);
    else if (known.kind === 'data') found.shared.push(...known.exportedAs.map((name) => ({ name, at: node.start })));
    else if (known.kind === 'function') {
      found.functions.push({ start: known.node.start, end: known.node.end });
      if (isPropertyRead(node)) refuse('offload-captured-state', node, textOf(node.parent));
    } else if (known.kind === 'import') this.imported(node, known.imported, found.reads, refuse);
  }

  /** A mention of what was imported: a function of it is called, or something is read that must be the same in each thread. */
  private imported(node: Node, imported: ImportedName | undefined, reads: ImportRead[], refuse: (code: string, node: Node, to: string) => void): void {
    if (!imported) {
      if (!isReached(node)) refuse('offload-captured-state', node, node.name);
      return;
    }
    const parent = node.parent as Node;
    const isOfModule = imported.name === undefined && isMember(parent) && parent.object === node;
    const name = isOfModule ? keyName(parent.property, parent.computed) : imported.name;
    const mention = isOfModule ? parent : node;
    // the functions themselves are judged where they stand
    if (isCalledItself(mention) || isClassUse(mention) || (imported.name === undefined && isMember(parent) && name === undefined && isCalledItself(parent))) return;
    if (name === undefined) refuse('offload-captured-state', node, node.name);
    else reads.push({ specifier: imported.specifier, name, at: node.start, text: textOf(mention), use: isRead(mention) ? 'read' : 'value' });
  }

  /** What a call must be asked about; undefined when its callee is known from the text. */
  private call(node: Node, refuse: (code: string, node: Node, to: string) => void): { data: boolean; text: string } | undefined {
    if (isRequire(node)) {
      const specifier = node.arguments[0]?.type === 'StringLiteral' ? (node.arguments[0].value as string) : undefined;
      if (specifier === undefined) refuse('offload-dynamic-load', node, 'require() of a computed name');
      // of a package, what it gives is judged where it is called
      else if (/^[./]/.test(specifier)) refuse('offload-dynamic-load', node, `require('${specifier}')`);
      return undefined;
    }
    const callee = unwrap(node.callee ?? node.tag);
    if (isFunction(callee) || callee.type === 'Import') return undefined;
    const text = textOf(callee);
    // the base class, by its name: it is judged where that stands
    const root = callee.type === 'Super' ? (baseOf(node) ?? callee) : rootOf(callee);
    const binding = root.type === 'Identifier' ? this.names.bindings.get(root) : undefined;
    if (root.type === 'Identifier' && !binding && !/^(?:module|exports)$/.test(root.name)) {
      // a global: its name is judged where it is mentioned
      if (root.name === 'Function' || root.name === 'eval') refuse('offload-unproven', node, text);
      return undefined;
    }
    const isMember = /^(?:Optional)?MemberExpression$/.test(callee.type);
    const isImport = isRequire(root) || (binding !== undefined && this.module.isModuleName(binding) && this.module.of(binding).kind === 'import');
    if (callee.type === 'Super' && !isImport && binding) return undefined;
    if (!isMember && binding && this.module.isModuleName(binding) && this.module.of(binding).kind === 'function') return undefined;
    const name = isMember ? keyName(callee.property, callee.computed) : undefined;
    // what a call gives is judged with that call: `createHash().update()`
    const isOfResult = isMember && isImport && !isRequire(root) && hasCall(callee.object);
    return { data: isOfResult || (isMember && !isImport && name !== undefined && DATA_METHODS.has(name)), text };
  }
}

/** The name of the class that the class around a node extends. */
function baseOf(node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) if (/^Class(Declaration|Expression)$/.test(at.type)) return at.superClass?.type === 'Identifier' ? at.superClass : undefined;
  return undefined;
}

/** It is called, or something is read off it. */
const isReached = (node: Node): boolean => {
  const parent = node.parent as Node;
  return (/MemberExpression$/.test(parent.type) && parent.object === node) || isCalledItself(node) || isClassUse(node);
};
const isClassUse = (node: Node): boolean => {
  const parent = node.parent as Node;
  return /^JSX/.test(parent.type) || (parent.type === 'BinaryExpression' && parent.operator === 'instanceof') || (/^Class/.test(parent.type) && parent.superClass === node);
};
/** A property of it is read, and not called: of a function or class, that may be changed by anyone. */
const isPropertyRead = (node: Node): boolean => {
  const parent = node.parent as Node;
  return isMember(parent) && parent.object === node && !isCalledItself(parent) && !/^(?:prototype|name|length|call|apply|bind)$/.test(keyName(parent.property, parent.computed) ?? '');
};
/** A `this` that is the class: in a static member. */
function isOfClassItself(node: Node): boolean {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (/^Class(?:Private|Accessor)?(?:Method|Property)$|^StaticBlock$/.test(at.type)) return at.type === 'StaticBlock' || at.static === true;
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression') return false;
  }
  return false;
}
const isCalledItself = (node: Node): boolean => (/^(?:Optional)?CallExpression$|^NewExpression$/.test(node.parent.type) && node.parent.callee === node) || node.parent.tag === node;

/** `exports.f(…)`, `module.exports.f(…)`: a function of the module is called. */
const isCalled = (node: Node): boolean => {
  let at = node;
  while (/MemberExpression$/.test(at.parent.type) && at.parent.object === at) at = at.parent;
  return at !== node && isCalledItself(at);
};

const hasCall = (node: Node): boolean => {
  const inner = unwrap(node);
  return /CallExpression$/.test(inner.type) || (/MemberExpression$/.test(inner.type) && hasCall(inner.object));
};

const textOf = (callee: Node): string => {
  if (callee.type === 'Identifier') return callee.name;
  if (/MemberExpression$/.test(callee.type)) return `${textOf(unwrap(callee.object))}.${keyName(callee.property, callee.computed) ?? '…'}`;
  return /CallExpression$/.test(callee.type) ? `${textOf(unwrap(callee.callee))}()` : callee.type === 'Super' ? 'super' : callee.type === 'ThisExpression' ? 'this' : '…';
};
