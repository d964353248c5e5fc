// A function that runs in worker threads, and where the files stand that make it so: what decisions to offload carry.
import type { FileId, Span } from './source.ts';
import type { Style } from './style.ts';

export interface OffloadTask {
  /** Unique among the tasks of its folder; the function of the bridge is `<name>InWorker`. */
  readonly name: string;
  /** The module that exports the function, and under which name; none where it is all that the module exports. */
  readonly module: FileId;
  readonly exported?: string;
  /** `module` is the specifier of a package. */
  readonly isPackage?: true;
  readonly bridge: BridgePlace;
}

/** Where the generated files of some tasks stand, and how they are written. */
export interface BridgePlace {
  readonly folder: FileId;
  /** `.js`, `.mjs`, `.cjs`, `.ts`, `.mts` or `.cts`. */
  readonly extension: string;
  /** How relative specifiers end that lead to a file with this extension: `.js`, `.ts` or nothing. */
  readonly specifierEnd: string;
  readonly format: 'esm' | 'cjs';
  readonly lang: 'js' | 'ts';
  readonly style: Style;
  /** Folder of the package.json that gets the dependency. */
  readonly packageDir: FileId;
}

/** The name of the function that callers use. */
export const bridgeName = ({ name }: Pick<OffloadTask, 'name'>): string => `${name}InWorker`;

/** The generated file with this name in a bridge's folder. */
export const bridgeFile = ({ folder, extension }: BridgePlace, name: BridgeFile): FileId => `${folder}/${name}${extension}`;

export type BridgeFile = 'index' | 'pool' | 'blocking' | 'transfer' | 'worker';

/** The package that generated code uses, and the versions it is written for. */
export const POOL_PACKAGE = { name: 'piscina', range: '^5.3.2', minNode: 20 } as const;

/** What became of a function that was named to run in worker threads. */
export interface OffloadVerdict {
  readonly file: FileId;
  /** 1-based. */
  readonly line: number;
  readonly name: string;
  /** Why no call of it changes; undefined when that depends on the call alone. */
  readonly refused?: { readonly code: string; readonly message: string };
  /** Calls of it, each of which is a site of the plan. */
  readonly calls: readonly { readonly file: FileId; readonly span: Span }[];
}

/** Below which time a call is not worth a round trip to a worker, and what was seen of functions. */
export interface OffloadGate {
  /** Of a round trip on this machine. */
  readonly roundTripMs: number;
  /** No call was seen to take longer, by `file:function`; only where one function of the file has that name. */
  readonly longestMs: Readonly<Record<string, number>>;
}
