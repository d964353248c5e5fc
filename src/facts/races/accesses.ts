// What one function does with shared state, in the order in which it happens: reads, writes, and the places where it waits.
import { eachChild, isFunction, keyName, unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { Cells, isBinding, type Cell } from './cells.ts';

export interface Access {
  readonly kind: 'read' | 'write' | 'await' | 'iterate';
  /** Absent for an await. */
  readonly cell?: Cell;
  readonly node: Node;
  /** A write that replaces what was there, not one that goes on from it. */
  readonly replaces?: true;
}

/** What a function reads and writes beyond its own call, itself or by what it calls. */
export interface Summary {
  readonly reads: readonly Cell[];
  readonly writes: readonly Cell[];
}

const READS = /^(?:get|has|size|length|indexOf|lastIndexOf|includes|find|findIndex|findLast|some|every|filter|map|flatMap|forEach|keys|values|entries|at|slice|join|reduce|concat|toString|subarray|equals|read\w+)$/;
const WRITES = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|write\w*|copy)$/;
const INLINE = /^(?:find|findIndex|findLast|some|every|filter|map|flatMap|forEach|reduce|sort)$/;

const FILE_READS = /^(?:promises\.)?(?:readFile|readJson|readJSON|access|exists|pathExists|stat|lstat|readdir)(?:Sync)?$/;
const FILE_WRITES = /^(?:promises\.)?(?:writeFile|writeJson|writeJSON|outputFile|outputJson|outputJSON|appendFile|truncate|unlink|rm|remove)(?:Sync)?$/;
const FS = /^(?:node:)?(?:fs|fs\/promises)$|^(?:fs-extra|graceful-fs)$/;

export class Accesses {
  private readonly names: NameUses;
  readonly cells: Cells;
  private readonly summaries = new Map<Node, Summary>();
  private readonly known = new Map<Node, readonly Access[]>();

  constructor(names: NameUses, text: string) {
    this.names = names;
    this.cells = new Cells(names, text);
  }

  /** Of the body of `fn` itself; functions inside of it count where an array method runs them at once. */
  of(fn: Node): readonly Access[] {
    const known = this.known.get(fn);
    if (known) return known;
    const found: Access[] = [];
    this.known.set(fn, found);
    new Reading(this, fn, this.names, found).visit(fn['body']);
    return found;
  }

  /** What the statements outside of all functions do. */
  topLevel(program: Node): readonly Access[] {
    const found: Access[] = [];
    // it contains no declaration of its own: all of the file's are shared
    const reading = new Reading(this, { type: 'Program', start: Number.POSITIVE_INFINITY, end: -1 }, this.names, found);
    for (const statement of program['body'] as Node[]) reading.visit(statement);
    return found;
  }

  /** The function of this file that a call calls for certain. */
  ownTarget(call: Node): Node | undefined {
    const callee = unwrap(call['callee']);
    if (callee.type === 'Identifier') {
      const binding = this.names.bindings.get(callee);
      if (!binding || this.cells.isReassigned(binding)) return undefined;
      for (const use of binding.uses) {
        const parent: Node = use['parent'];
        if (parent.type === 'FunctionDeclaration' && parent['id'] === use) return parent;
        if (parent.type === 'VariableDeclarator' && parent['id'] === use && parent['init'] && isFunction(unwrap(parent['init']))) return unwrap(parent['init']);
      }
      return undefined;
    }
    if (!/MemberExpression$/.test(callee.type) || callee['object'].type !== 'ThisExpression') return undefined;
    const owner = this.cells.classOf(callee['object']);
    const name = keyName(callee['property'], callee['computed']);
    const members = (owner?.['body'] ?? owner?.['properties']) as Node[] | undefined;
    const member = Array.isArray(members) ? members.find((each) => keyName(each['key'], each['computed'] === true) === name) : undefined;
    if (!member) return undefined;
    return isFunction(member) ? member : member['value'] && isFunction(member['value']) ? member['value'] : undefined;
  }

  /** What calling `fn` reads and writes of the state outside of it. */
  summary(fn: Node): Summary {
    const known = this.summaries.get(fn);
    if (known) return known;
    this.summaries.set(fn, { reads: [], writes: [] });
    const found: Access[] = [];
    new Reading(this, fn, this.names, found).visit(fn['body']);
    const of = (kinds: RegExp): Cell[] => found.flatMap(({ kind, cell }) => (cell && kinds.test(kind) && !(cell.root === 'file' && / of \d+$/.test(cell.part!)) ? [cell] : []));
    const summary = { reads: of(/read|iterate/), writes: of(/write/) };
    this.summaries.set(fn, summary);
    return summary;
  }
}

class Reading {
  private readonly all: Accesses;
  private readonly fn: Node;
  private readonly names: NameUses;
  private readonly found: Access[];

  constructor(all: Accesses, fn: Node, names: NameUses, found: Access[]) {
    this.all = all;
    this.fn = fn;
    this.names = names;
    this.found = found;
  }

  private note(kind: Access['kind'], node: Node, cell?: Cell, replaces = false): void {
    this.found.push({ kind, node, ...(cell && { cell }), ...(replaces && { replaces: true as const }) });
  }

  visit = (node: Node): void => {
    if (isFunction(node) || /^Class/.test(node.type)) return;
    switch (node.type) {
      case 'AwaitExpression': return this.await(node);
      case 'AssignmentExpression': return this.assignment(node);
      case 'UpdateExpression': return this.update(node, node['argument']);
      case 'UnaryExpression':
        if (node['operator'] === 'delete') return this.update(node, node['argument']);
        break;
      case 'CallExpression': case 'OptionalCallExpression': return this.call(node, () => {});
      case 'ForOfStatement': return this.forOf(node);
      case 'Identifier': case 'MemberExpression': case 'OptionalMemberExpression': return this.read(node);
      case 'VariableDeclarator': return node['init'] ? this.visit(node['init']) : undefined;
    }
    eachChild(node, this.visit);
  };

  private await(node: Node): void {
    const argument = unwrap(node['argument']);
    const pause = (): void => this.note('await', node);
    if (/CallExpression$/.test(argument.type)) return this.call(argument, pause);
    this.visit(argument);
    pause();
  }

  private assignment(node: Node): void {
    const { left, right, operator } = node as Node & { left: Node; right: Node; operator: string };
    const targets = unwrap(left);
    if (/Pattern$/.test(targets.type)) {
      this.visit(right);
      this.patternTargets(targets, node);
      return;
    }
    this.insideOf(targets);
    const cell = this.stateOf(targets);
    if (operator !== '=' && cell) this.note('read', left, cell);
    this.visit(right);
    if (cell) this.note('write', node, cell, operator === '=');
  }

  private patternTargets(pattern: Node, node: Node): void {
    eachChild(pattern, (child) => {
      const target = unwrap(child);
      if (target.type === 'Identifier' || /MemberExpression$/.test(target.type)) {
        const cell = this.names.bindings.has(target) || target.type !== 'Identifier' ? this.stateOf(target) : undefined;
        if (cell) this.note('write', node, cell, true);
      } else if (/Pattern$|Property$|^RestElement$/.test(target.type)) this.patternTargets(target, node);
    });
  }

  private update(node: Node, target: Node): void {
    const inner = unwrap(target);
    this.insideOf(inner);
    const cell = this.stateOf(inner);
    if (!cell) return;
    this.note('read', node, cell);
    this.note('write', node, cell);
  }

  /** Computed keys on the way to a target are read. */
  private insideOf(target: Node): void {
    for (let at = target; /MemberExpression$/.test(at.type); at = unwrap(at['object'])) {
      if (at['computed']) this.visit(at['property']);
      if (/CallExpression$/.test(unwrap(at['object']).type)) this.visit(at['object']);
    }
  }

  private stateOf(target: Node): Cell | undefined {
    const cell = this.all.cells.of(target, this.fn);
    return cell && this.isState(cell) ? cell : undefined;
  }

  /** A variable that keeps its value is no state. */
  private isState({ root, part }: Cell): boolean {
    return part !== undefined || !isBinding(root) || this.all.cells.isReassigned(root);
  }

  private read(node: Node): void {
    if (node.type === 'Identifier') {
      if (!this.names.bindings.has(node)) return;
      const cell = this.stateOf(node);
      if (cell) this.note('read', node, cell);
      return;
    }
    this.insideOf(node);
    const cell = this.stateOf(node);
    if (cell) this.note('read', node, cell);
    else this.visit(node['object']);
  }

  private forOf(node: Node): void {
    const right = unwrap(node['right']);
    const collection = this.collectionIn(right);
    if (collection) this.note('iterate', node, collection);
    else this.visit(right);
    if (node['await']) this.note('await', node);
    this.visit(node['body']);
  }

  /** `m`, `m.values()`, `this.items`: a collection that is walked through as it is. */
  private collectionIn(node: Node): Cell | undefined {
    const direct = this.all.cells.contentOf(node, this.fn);
    if (direct) return direct.kind === 'collection' ? direct : undefined;
    const callee = node.type === 'CallExpression' && node['arguments'].length === 0 ? unwrap(node['callee']) : undefined;
    if (callee?.type !== 'MemberExpression' || !/^(?:keys|values|entries)$/.test(keyName(callee['property'], callee['computed']) ?? '')) return undefined;
    const content = this.all.cells.contentOf(callee['object'], this.fn);
    return content?.kind === 'collection' ? content : undefined;
  }

  /** @param pause notes the await around the call */
  private call(node: Node, pause: () => void): void {
    const callee = unwrap(node['callee']);
    const args = node['arguments'] as Node[];
    const name = /MemberExpression$/.test(callee.type) ? keyName(callee['property'], callee['computed']) : undefined;
    const content = name === undefined ? undefined : this.all.cells.contentOf(callee['object'], this.fn);
    const origin = originOf(callee, this.names);
    if (!content) {
      if (name === undefined) this.visit(callee);
      else if (!origin) this.receiver(callee);
    } else this.insideOf(unwrap(callee['object']));
    for (const arg of args) this.argument(arg, name !== undefined && INLINE.test(name));
    if (content && name !== undefined) {
      const isRead = READS.test(name) && (content.kind !== 'object');
      if (WRITES.test(name) && content.kind !== 'object') { this.note('write', node, content); pause(); return; }
      if (isRead) this.note('read', node, content);
      pause();
      return;
    }
    // `handle.read(buffer, …)` writes into what it is handed
    const filled = name === 'read' || origin?.path.endsWith('read') === true ? args.flatMap((arg) => this.bufferOf(arg)) : [];
    const file = origin && FS.test(origin.specifier) ? this.fileUse(origin.path, args[0]) : this.existsUse(node);
    const target = this.all.ownTarget(node);
    const summary = target && target !== this.fn ? this.all.summary(target) : undefined;
    const reads = [...(summary?.reads ?? []), ...(file?.reads ?? [])].filter((cell) => this.isOuter(cell));
    const writes = [...(summary?.writes ?? []), ...(file?.writes ?? [])].filter((cell) => this.isOuter(cell));
    for (const cell of reads) this.note('read', node, cell);
    pause();
    for (const cell of writes) this.note('write', node, cell);
    for (const cell of filled) this.note('write', node, cell, true);
  }

  /** State that is declared within this very function is its own. */
  private isOuter({ root }: Cell): boolean {
    if (typeof root === 'string') return true;
    const scope: Node = isBinding(root) ? root.scope : root;
    return !(scope.start >= this.fn.start && scope.end <= this.fn.end);
  }

  private receiver(callee: Node): void {
    const object = unwrap(callee['object']);
    if (callee['computed']) this.visit(callee['property']);
    // what a method of an unknown object does is not seen; the object itself is read
    if (object.type === 'Identifier' || !/^(This|Super)/.test(object.type)) this.visit(object);
  }

  private argument(arg: Node, isInline: boolean): void {
    const inner = unwrap(arg);
    if (isInline && isFunction(inner) && !inner['async']) this.visit(inner['body']);
    else this.visit(arg);
  }

  private bufferOf(arg: Node): Cell[] {
    const content = this.all.cells.contentOf(arg, this.fn);
    return content?.kind === 'buffer' ? [content] : [];
  }

  private fileUse(path: string, first: Node | undefined): Summary | undefined {
    const isRead = FILE_READS.test(path);
    if (!isRead && !FILE_WRITES.test(path)) return undefined;
    const cell = this.all.cells.file(first, this.fn);
    if (!cell) return undefined;
    return isRead ? { reads: [cell], writes: [] } : { reads: [], writes: [cell] };
  }

  /** `access(p).then(() => true, () => false)` is how `existsSync(p)` is written when it waits. */
  private existsUse(node: Node): Summary | undefined {
    const callee = unwrap(node['callee']);
    if (callee.type !== 'MemberExpression' || keyName(callee['property'], callee['computed']) !== 'then') return undefined;
    const inner = unwrap(callee['object']);
    const origin = inner.type === 'CallExpression' ? originOf(inner['callee'], this.names) : undefined;
    return origin && FS.test(origin.specifier) ? this.fileUse(origin.path, inner['arguments'][0]) : undefined;
  }
}
