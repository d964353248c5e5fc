// The races of one file, by the state they are about: functions that share it must take turns with one another.
import { lineIndex } from '../../facts/lines.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { Accesses } from '../../facts/races/accesses.ts';
import { sameState, type Cell } from '../../facts/races/cells.ts';
import { racesOf, type Race } from '../../facts/races/find-races.ts';
import { spanKey, type SourceFile } from '../../core/source.ts';
import { detectStyle } from '../../edits/style.ts';
import { findRuntime } from '../../rewrite/imports/existing-code.ts';
import { runtimeFunction } from '../../rewrite/runtime/index.ts';
import { isFunction, linkParents, walk, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';

/** A function of a group: one with races, or an async one that only writes what others rely on. */
export interface Member {
  readonly fn: Node;
  readonly races: readonly Race[];
}

export interface Group {
  readonly members: readonly Member[];
  readonly cells: readonly Cell[];
  /** Functions that write the state in one step: they can't wait for their turn. */
  readonly writers: readonly { readonly fn: Node; readonly node: Node }[];
}

/** A loop that waits, over a collection that is changed somewhere. */
export interface Iteration {
  readonly fn: Node;
  readonly race: Race;
  /** The loop's own work changes the collection: a copy would hide that. */
  readonly isOwn: boolean;
  readonly writers: readonly Node[];
  /** A copy gives what the collection itself would. */
  readonly isSure: boolean;
  /** Statements outside of all functions change it. */
  readonly atTop: boolean;
}

export class FileRaces {
  readonly names: NameUses;
  readonly accesses: Accesses;
  readonly program: Node;
  readonly functions: readonly Node[];
  readonly lineOf: (offset: number) => number;
  /** By their spans. */
  readonly calls = new Map<string, Node>();
  /** Functions that take turns already. */
  readonly tasks = new Set<Node>();

  /** @throws ParseError when the file is not valid */
  constructor({ text, dialect, moduleKind }: SourceFile) {
    const ast = parse(text, dialect, moduleKind);
    linkParents(ast);
    this.program = ast['program'];
    this.names = new NameUses(this.program);
    this.accesses = new Accesses(this.names, text);
    this.lineOf = lineIndex(text);
    const functions: Node[] = [];
    const local = text.includes('inTurn') ? findRuntime(text, this.program, runtimeFunction('inTurn'), detectStyle(text), /^tsx?$/.test(dialect) ? 'ts' : 'js') : undefined;
    walk(this.program, (node) => {
      if (/^(?:Optional)?CallExpression$|^NewExpression$/.test(node.type)) this.calls.set(spanKey(node), node);
      if (!isFunction(node)) return undefined;
      if (local !== undefined && node['id']?.name === local) return false;
      functions.push(node);
      if (local !== undefined && isTask(node, local)) this.tasks.add(node);
      return undefined;
    });
    this.functions = functions;
  }

  /** Functions that share state in which at least one of them has a race. */
  groups(): Group[] {
    const racing = this.functions.flatMap((fn): Member[] => {
      const races = this.tasks.has(fn) ? [] : racesOf(fn, this.accesses, this.names).filter(({ kind }) => kind !== 'iteration');
      return races.length > 0 ? [{ fn, races }] : [];
    });
    const groups: { members: Member[]; cells: Cell[] }[] = [];
    for (const member of racing) {
      const cells = member.races.map(({ cell }) => cell);
      const touching = groups.filter((group) => group.cells.some((a) => cells.some((b) => sameState(a, b))));
      const merged = { members: [...touching.flatMap(({ members }) => members), member], cells: [...touching.flatMap((group) => group.cells), ...cells] };
      groups.splice(0, groups.length, ...groups.filter((group) => !touching.includes(group)), merged);
    }
    return groups.map(({ members, cells }) => this.completed(members, cells));
  }

  private completed(members: readonly Member[], cells: readonly Cell[]): Group {
    const others: Member[] = [];
    const writers: { fn: Node; node: Node }[] = [];
    for (const fn of this.functions) {
      if (members.some((each) => each.fn === fn)) continue;
      const write = this.accesses.of(fn).find(({ kind, cell, node }) => kind === 'write' && cells.some((each) => sameState(each, cell!)) && !this.isCallOfMember(node, members));
      if (!write || fn.type === 'ClassMethod' && fn['kind'] === 'constructor') continue;
      if (fn['async'] && !fn['generator'] && !this.tasks.has(fn)) others.push({ fn, races: [] });
      else writers.push({ fn, node: write.node });
    }
    return { members: [...members, ...others], cells, writers };
  }

  /** What a call of a member writes takes its turn there. */
  private isCallOfMember(node: Node, members: readonly Member[]): boolean {
    const target = node.type === 'CallExpression' ? this.accesses.ownTarget(node) : undefined;
    return target !== undefined && members.some(({ fn }) => fn === target);
  }

  iterations(): Iteration[] {
    const atTop = this.accesses.topLevel(this.program);
    return this.functions.flatMap((fn) => racesOf(fn, this.accesses, this.names).filter(({ kind }) => kind === 'iteration').flatMap((race): Iteration[] => {
      const writes = (each: Node): boolean => this.accesses.of(each).some(({ kind, cell }) => kind === 'write' && sameState(cell!, race.cell));
      const writers = this.functions.filter((each) => each !== fn && each['kind'] !== 'constructor' && writes(each));
      const isTop = atTop.some(({ kind, cell }) => kind === 'write' && sameState(cell!, race.cell));
      const isOwn = writes(fn);
      return writers.length === 0 && !isTop && !isOwn ? [] : [{ fn, race, isOwn, isSure: this.accesses.cells.isSurelyCollection(race.cell), writers, atTop: isTop }];
    }));
  }
}


/** The second argument of the function that gives turns. */
function isTask(fn: Node, local: string): boolean {
  const call: Node = fn['parent'];
  return call.type === 'CallExpression' && call['callee'].name === local && call['arguments'][1] === fn;
}
