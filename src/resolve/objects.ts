// Abstract objects: what a value may be, as the solver knows it.
import type { ReasonCode } from '../core/plan.ts';
import { isPattern } from './patterns.ts';

export type NodeId = number;
export type ObjId = number;
/** Index of a function of the whole program. */
export type FnId = number;

export type ObjKind = 'fn' | 'proto' | 'inst' | 'object' | 'array' | 'map' | 'exports' | 'module' | 'namespace' | 'promise' | 'ext' | 'data' | 'prim' | 'unknown' | 'special';

export interface Obj {
  readonly id: ObjId;
  readonly kind: ObjKind;
  /** fn, proto, inst: the function; -1 otherwise. */
  readonly fn: FnId;
  /** ext: its path (`fs.promises`); prim: its type; special: what calling it does (`arr:map`). */
  readonly path: string;
  /** special: the object it was read from. */
  readonly of: ObjId;
  readonly props: ReadonlyMap<string, NodeId>;
  readonly parents: ReadonlySet<ObjId>;
  /** Names under which it is read ('*': any), and where that flows to. */
  readonly reads: ReadonlyMap<string, ReadonlySet<NodeId>>;
  escaped: Escape | undefined;
}

const NO_PROPS: ReadonlyMap<string, NodeId> = new Map();
const NO_PARENTS: ReadonlySet<ObjId> = new Set();
const NO_READS: ReadonlyMap<string, ReadonlySet<NodeId>> = new Map();

/** Most objects have no properties of their own and nobody reads them: such tables are made when they are needed. */
export class AbstractObject implements Obj {
  readonly id: ObjId;
  readonly kind: ObjKind;
  readonly fn: FnId;
  readonly path: string;
  readonly of: ObjId;
  escaped: Escape | undefined = undefined;
  /** Node of whatever its properties hold, -1 while nobody asks. */
  all: NodeId = -1;
  ownProps: Map<string, NodeId> | undefined = undefined;
  ownParents: Set<ObjId> | undefined = undefined;
  /** Reads that must see properties and parents that come later. */
  ownReads: Map<string, Set<NodeId>> | undefined = undefined;
  /** True once a property holds a function; until then, who wants to know. */
  hasFunctions: true | (() => void)[] | undefined = undefined;
  onProp: ((prop: string, node: NodeId) => void)[] | undefined = undefined;
  /** A string of which the beginning or the end is known. */
  readonly isPattern: boolean;

  constructor(id: ObjId, kind: ObjKind, fn: FnId, path: string, of: ObjId) {
    this.id = id;
    this.kind = kind;
    this.fn = fn;
    this.path = path;
    this.of = of;
    this.isPattern = kind === 'prim' && isPattern(path);
  }

  get props(): ReadonlyMap<string, NodeId> {
    return this.ownProps ?? NO_PROPS;
  }

  get parents(): ReadonlySet<ObjId> {
    return this.ownParents ?? NO_PARENTS;
  }

  get reads(): ReadonlyMap<string, ReadonlySet<NodeId>> {
    return this.ownReads ?? NO_READS;
  }
}

/** All objects of a program. */
export class Objects {
  protected readonly all: AbstractObject[] = [];
  private readonly named = new Map<string, Obj>();
  private readonly tables = new Map<string, Map<number, Obj>>();

  get objs(): readonly Obj[] {
    return this.all;
  }

  obj(kind: ObjKind, options: { fn?: FnId; path?: string; of?: ObjId } = {}): Obj {
    const obj = new AbstractObject(this.all.length, kind, options.fn ?? -1, options.path ?? '', options.of ?? -1);
    this.all.push(obj);
    return obj;
  }

  /** The one object with this key. */
  intern(key: string, make: () => Obj): Obj {
    let obj = this.named.get(key);
    if (!obj) this.named.set(key, (obj = make()));
    return obj;
  }

  /** The one object of this kind for each number: faster than a key made of both. */
  numbered(kind: string, number: number, make: () => Obj): Obj {
    let table = this.tables.get(kind);
    if (!table) this.tables.set(kind, (table = new Map()));
    let obj = table.get(number);
    if (!obj) table.set(number, (obj = make()));
    return obj;
  }
}

/** A place where a value left the part of the program that is understood. */
export interface Escape {
  readonly reason: ReasonCode;
  /** File index and UTF-16 offset. */
  readonly file: number;
  readonly at: number;
  /** What it was handed to, in words: `express().get`. */
  readonly to: string;
  /** The package that it was handed to; none when it is not known. */
  readonly by?: string;
}

/** A class has a prototype of its own, whatever it extends. */
export const isInherited = (obj: Obj, name: string): boolean => obj.kind !== 'fn' || name !== 'prototype';
