// The shape of the API catalogue: how a synchronous function of a package maps to its asynchronous twin.
import type { ReasonCode } from './plan.ts';

/** How the twin is reached from the module that the synchronous function came from. */
export type TwinForm =
  /** `to` names a member path of the same module that returns a promise: `promises.readFile`, `readJson` */
  | 'member'
  /** `to` names a member of the same module that takes an error-first callback: wrapped in `util.promisify` */
  | 'promisify';

/** One synchronous function with a faithful asynchronous twin. */
export interface ApiTwin {
  readonly to: string;
  readonly form?: TwinForm;
  /** Named adapter in src/rewrite/adapters, where arguments or results differ. */
  readonly adapter?: string;
  /** Lowest Node version that has the twin, `major.minor`. */
  readonly minNode?: string;
  /** What the synchronous function returns, when the flow analysis can use it. */
  readonly returns?: 'array' | 'string' | 'boolean' | 'number' | 'fd' | 'buffer' | 'undefined' | 'object';
}

/** One synchronous function that has no faithful twin. */
export interface ApiRefusal {
  readonly refuse: ReasonCode;
  readonly why: string;
}

export type ApiEntry = ApiTwin | ApiRefusal;

/** The catalogue of one package. Keys of `functions` are member paths: `readFileSync`, `realpathSync.native`. */
export interface ApiModule {
  /** Specifiers that load it: `fs`, `node:fs`. */
  readonly specifiers: readonly string[];
  /** Member paths that are the same module again: `default`. */
  readonly selves?: readonly string[];
  readonly functions: Readonly<Record<string, ApiEntry>>;
  /**
   * Methods of objects that a function of this module returns: `opendirSync()` -> `readSync`.
   * Keys are `<factory>().<method>`; the factory may be the sync function or its twin.
   */
  readonly methods?: Readonly<Record<string, ApiEntry>>;
}

export const isRefusal = (entry: ApiEntry): entry is ApiRefusal => 'refuse' in entry;
