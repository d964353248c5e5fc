// What linking gives: the functions and calls of the program, and who may call whom.
import type { FileFacts, FunctionFact, SiteFact, ValueNode } from '../core/facts.ts';
import type { FileId } from '../core/source.ts';
import type { Holders } from './met.ts';
import type { Precision } from './precision.ts';
import type { Escape, FnId, NodeId, Obj, Solver } from './solver.ts';

/** A function of the program. */
export interface Fn {
  readonly id: FnId;
  readonly file: number;
  readonly fact: FunctionFact;
  /** Names of the properties it is stored under, and in what. */
  readonly storedAs: Map<string, Set<Obj>>;
  readonly escapes: Escape[];
  /** External class that its class (or prototype) extends, when that one may call overridden methods. */
  externalBase: string | undefined;
  /** Target of a `new`. */
  constructed: boolean;
  /** Code outside of the repository can reach it through a public entry. */
  isPublic: boolean;
}

/** What hands a function its arguments and gets its result. */
export type HostKind = 'awaited' | 'remembered' | 'loop' | 'sort' | 'replace' | 'then' | 'fire' | 'test' | 'suite' | 'throws' | 'expect' | 'executor' | 'handler' | 'run';

export interface HostUse {
  readonly site: number;
  readonly fn: FnId;
  readonly host: HostKind;
  /** loop: the method; test: the runner; throws: the assertion's path; handler: its path and kind; run: its path. */
  readonly name: string;
  /** loop: the receiver is proven to be an array (or string, for replace). */
  readonly known: boolean;
  /** Position of the callback among the arguments. */
  readonly argument: number;
}

/** One call of the program. */
export interface Site {
  readonly id: number;
  readonly file: number;
  readonly fact: SiteFact;
  /** The function it stands in. */
  readonly within: FnId;
  readonly targets: Set<FnId>;
  /** Paths of external functions that it may call: `fs.readFileSync`. */
  readonly externals: Set<string>;
  /** The callee may be something that isn't understood. */
  unknown: boolean;
  readonly hosts: HostUse[];
}

/** A replacement of an API by a test or a patch. */
export interface Patch {
  readonly file: number;
  readonly at: number;
  /** The one file that sees it. */
  readonly only?: FileId;
  /** The whole module is replaced for whoever loads it later: `jest.mock('fs', …)`. */
  readonly module?: true;
  /** The call that replaces it, when it is one that ends with a test or by `restore()`. */
  readonly site?: number;
}

export interface Linked {
  readonly files: readonly FileFacts[];
  readonly fns: readonly Fn[];
  readonly sites: readonly Site[];
  /** Sites that may call a function, by function. */
  readonly callers: readonly (readonly Site[])[];
  readonly hostUses: readonly (readonly HostUse[])[];
  readonly solver: Solver;
  /** How sharply it was looked at. */
  readonly precision: Precision;
  /** Global node of a file's value node. */
  readonly nodeOf: (file: number, node: ValueNode) => NodeId;
  /** APIs that tests or patches replace: `fs` or `fs.readFileSync` -> where. */
  readonly patched: ReadonlyMap<string, readonly Patch[]>;
  readonly importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>;
  /** Objects that code which is not seen may hold, and which code that is. */
  readonly met: Holders;
  /** What a file exports: the namespace of an ES module, the values of `module.exports`. */
  readonly exportsOf: (file: number) => readonly Obj[];
  /** Index of the file of the repository that a specifier leads to. */
  readonly fileAt: (file: number, specifier: string) => number | undefined;
  /** Solves on with another text of some files, where that can be done, and uses all of this up (changed-program.ts). */
  readonly carryOn: (files: readonly FileFacts[]) => number | undefined;
}

export interface LinkOptions {
  /** Exports of public entries in a file are called from outside (`keep`, `dual`) or only by what is seen (`break`). */
  readonly publicIsSeen: (file: FileId) => boolean;
}
