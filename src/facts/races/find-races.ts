// Which accesses of one function belong together and have an await between them: what another call can get in between of.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { RaceKind } from '../../core/guards.ts';
import type { NameUses } from '../name-uses.ts';
import { type Access, type Accesses } from './accesses.ts';
import { isFixedFile, sameState, type Cell } from './cells.ts';

export interface Race {
  readonly kind: RaceKind;
  readonly cell: Cell;
  /** What is read (or written) first, where the function waits, and what rests on it. */
  readonly first: Node;
  readonly wait: Node;
  readonly last: Node;
}

/** The races of the async function `fn` with other calls of itself or of functions that share its state. */
export function racesOf(fn: Node, accesses: Accesses, names: NameUses): Race[] {
  if (!fn['async'] || fn['generator']) return [];
  const all = accesses.of(fn);
  if (!all.some(({ kind }) => kind === 'await')) return [];
  const finder = new Finder(fn, all, names);
  const found = [...finder.staleReads(), ...finder.lostWrites(), ...finder.fileWrites(), ...finder.iterations()];
  // one of each kind for each cell is enough to know of it
  const seen = new Set<string>();
  return found.filter(({ kind, cell }) => {
    const key = `${kind} ${cell.text}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const EXITS = /^(?:ReturnStatement|ThrowStatement|ContinueStatement|BreakStatement)$/;
const BRANCHES: Readonly<Record<string, string>> = { IfStatement: 'test', ConditionalExpression: 'test', WhileStatement: 'test', DoWhileStatement: 'test', ForStatement: 'test', SwitchStatement: 'discriminant', LogicalExpression: 'left' };

const within = (inner: Node, outer: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;

class Finder {
  private readonly fn: Node;
  private readonly all: readonly Access[];
  private readonly names: NameUses;

  constructor(fn: Node, all: readonly Access[], names: NameUses) {
    this.fn = fn;
    this.all = all;
    this.names = names;
  }

  /** read, await, write of what rests on the read. */
  *staleReads(): Generator<Race> {
    for (const [w, write] of this.all.entries()) {
      if (write.kind !== 'write') continue;
      for (let r = 0; r < w; r++) {
        const read = this.all[r]!;
        // what one call reads and writes is the race of the function that it calls
        if (read.kind !== 'read' || !sameState(read.cell!, write.cell!) || (read.node === write.node && /CallExpression$/.test(read.node.type))) continue;
        const wait = this.waitBetween(r, w);
        if (wait === undefined || !this.restsOn(r, w, wait)) continue;
        yield { kind: 'stale-read', cell: write.cell!, first: read.node, wait: this.all[wait]!.node, last: write.node };
        break;
      }
    }
  }

  /** write of a value of this call, await, read. */
  *lostWrites(): Generator<Race> {
    for (const [w, write] of this.all.entries()) {
      if (write.kind !== 'write' || !write.replaces || write.cell!.root === 'file' || !this.isOfThisCall(write.node)) continue;
      for (let r = w + 1; r < this.all.length; r++) {
        const read = this.all[r]!;
        if (read.kind === 'write' && sameState(read.cell!, write.cell!)) break;
        if (read.kind !== 'read' || !sameState(read.cell!, write.cell!)) continue;
        const wait = this.waitBetween(w, r);
        if (wait === undefined) continue;
        yield { kind: 'lost-write', cell: write.cell!, first: write.node, wait: this.all[wait]!.node, last: read.node };
        break;
      }
    }
  }

  /** Two calls write one file at a time: its parts are mixed, or lines change their order. */
  *fileWrites(): Generator<Race> {
    for (const { kind, cell, node } of this.all) {
      if (kind !== 'write' || cell!.root !== 'file' || !isFixedFile(cell!)) continue;
      const awaited: Node | undefined = node['parent'];
      if (awaited?.type === 'AwaitExpression') yield { kind: 'file-write', cell: cell!, first: node, wait: awaited, last: node };
    }
  }

  /** A loop over a collection that waits between its steps. */
  *iterations(): Generator<Race> {
    for (const { kind, cell, node } of this.all) {
      if (kind !== 'iterate') continue;
      const wait = this.all.find((each) => each.kind === 'await' && within(each.node, node['body']));
      if (wait) yield { kind: 'iteration', cell: cell!, first: node['right'], wait: wait.node, last: node['right'] };
    }
  }

  /** Index of the first await after `from` from which `to` can be reached. */
  private waitBetween(from: number, to: number): number | undefined {
    for (let at = from + 1; at < to; at++) {
      if (this.all[at]!.kind === 'await' && this.reaches(this.all[from]!.node, this.all[at]!.node) && this.reaches(this.all[at]!.node, this.all[to]!.node)) return at;
    }
    return undefined;
  }

  /** Whether control can go on from `from` to `to`, which stands behind it in the text. */
  private reaches(from: Node, to: Node): boolean {
    for (let at = from; at !== this.fn; at = at['parent']) {
      const parent: Node = at['parent'];
      if (within(to, at) || !parent) return true;
      if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent['consequent'] === at && parent['alternate'] && within(to, parent['alternate'])) return false;
      if (parent.type === 'BlockStatement' && at !== to && !within(to, parent)) {
        const last: Node | undefined = parent['body'].at(-1);
        const isCaught = parent['parent']?.type === 'TryStatement';
        if (last && /^(?:ReturnStatement|ThrowStatement)$/.test(last.type) && !isCaught && !this.isInTry(parent, to)) return false;
      }
      if (/^(?:ReturnStatement|ThrowStatement)$/.test(at.type) && !within(to, at) && !this.isInTry(at, to)) return false;
    }
    return true;
  }

  /** A `finally` or `catch` around `node` that holds `to` is reached even by what leaves. */
  private isInTry(node: Node, to: Node): boolean {
    for (let at: Node | undefined = node; at && at !== this.fn; at = at['parent']) if (at.type === 'TryStatement' && within(to, at)) return true;
    return false;
  }

  private restsOn(r: number, w: number, wait: number): boolean {
    const read = this.all[r]!;
    const write = this.all[w]!;
    // what is in a file is what was read of it, or nothing was read for
    if (write.cell!.root === 'file') return true;
    const carriers = this.carriers(read.node);
    const holds = (node: Node): boolean => within(read.node, node) || carriers.some((carrier) => this.mentions(node, carrier));
    if (within(read.node, write.node) || this.writtenOf(write.node).some(holds)) return true;
    const tests = this.testsOf(write.node);
    if (!tests.some(holds)) return false;
    if (this.isReserved(r, wait)) return false;
    return !this.isLookedAtAgain(w, tests);
  }

  /** A write between the test and the first wait takes hold of the state in one step. */
  private isReserved(r: number, wait: number): boolean {
    const { cell } = this.all[r]!;
    return this.all.slice(r + 1, wait).some((each) => each.kind === 'write' && sameState(each.cell!, cell!));
  }

  /** The state is tested once more after the last wait before the write. */
  private isLookedAtAgain(w: number, tests: readonly Node[]): boolean {
    const { cell } = this.all[w]!;
    for (let at = w - 1; at >= 0; at--) {
      const each = this.all[at]!;
      if (each.kind === 'await') return false;
      if (each.kind === 'read' && sameState(each.cell!, cell!) && tests.some((test) => within(each.node, test))) return true;
    }
    return false;
  }

  /** The expressions whose value is written. */
  private writtenOf(node: Node): Node[] {
    if (node.type === 'AssignmentExpression') return [node['right'], ...(unwrap(node['left'])['computed'] ? [unwrap(node['left'])['property'] as Node] : [])];
    return /CallExpression$/.test(node.type) ? (node['arguments'] as Node[]) : [];
  }

  /** Conditions that decide whether `node` is reached. */
  private testsOf(node: Node): Node[] {
    const tests: Node[] = [];
    for (let at = node; at !== this.fn && at['parent']; at = at['parent']) {
      const parent: Node = at['parent'];
      const key = BRANCHES[parent.type];
      if (key !== undefined && parent[key] && parent[key] !== at) tests.push(parent[key]);
      if (parent.type === 'SwitchCase' && parent['test']) tests.push(parent['test']);
      if (at.type === 'AssignmentExpression' && /^(?:\|\||&&|\?\?)=$/.test(at['operator'])) tests.push(at['left']);
      if (parent.type !== 'BlockStatement' && parent.type !== 'Program') continue;
      for (const sibling of parent['body'] as Node[]) {
        if (sibling.start >= at.start) break;
        if (sibling.type === 'IfStatement' && [sibling['consequent'], sibling['alternate']].some((branch) => branch && leaves(branch))) tests.push(sibling['test']);
      }
    }
    return tests;
  }

  /** Local variables that hold what was read, or something made of it. */
  private carriers(read: Node): string[] {
    const found = new Set<string>();
    const take = (target: Node | undefined): void => {
      if (target) walk(target, (node) => { if (node.type === 'Identifier' && this.names.bindings.get(node)) found.add(node['name']); });
    };
    const takenBy = (node: Node): void => {
      for (let at = node; at !== this.fn && at['parent']; at = at['parent']) {
        const parent: Node = at['parent'];
        if (parent.type === 'VariableDeclarator' && parent['init'] === at) return take(parent['id']);
        if (parent.type === 'AssignmentExpression' && parent['right'] === at && unwrap(parent['left']).type === 'Identifier') return take(parent['left']);
        if (/^ForOf|^ForIn/.test(parent.type) && parent['right'] === at) return take(parent['left']);
        if (/Statement$/.test(parent.type) || isFunction(parent)) return;
      }
    };
    takenBy(read);
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      walk(this.fn['body'], (node) => {
        if (isFunction(node)) return false;
        const value: Node | undefined = node.type === 'VariableDeclarator' ? node['init'] : node.type === 'AssignmentExpression' ? node['right'] : undefined;
        if (value && [...found].some((name) => this.mentions(value, name))) {
          const target = unwrap(node['id'] ?? node['left']);
          if (!/MemberExpression$/.test(target.type)) take(target);
        }
        return undefined;
      });
    }
    return [...found];
  }

  private mentions(node: Node, name: string): boolean {
    let found = false;
    walk(node, (inner) => {
      if (inner.type === 'Identifier' && inner['name'] === name && this.names.bindings.get(inner)) found = true;
      return !found;
    });
    return found;
  }

  /** Whether what is written depends on this call: another call writes something else. */
  private isOfThisCall(node: Node): boolean {
    if (/CallExpression$/.test(node.type)) return true;
    let found = false;
    for (const value of this.writtenOf(node)) walk(value, (inner) => {
      const binding = inner.type === 'Identifier' ? this.names.bindings.get(inner) : undefined;
      if (binding && within(binding.scope, this.fn)) found = true;
    });
    return found;
  }
}

/** Whether a branch always leaves what is around it. */
function leaves(branch: Node): boolean {
  if (EXITS.test(branch.type)) return true;
  return branch.type === 'BlockStatement' && branch['body'].length > 0 && leaves(branch['body'].at(-1));
}
