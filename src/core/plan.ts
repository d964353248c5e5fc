// The plan: every decision with its cause, as plain JSON. All views (preview, undo, explain, patch) derive from it.
import type { ApiModule } from './api.ts';
import type { DeadlinePolicy } from './deadlines.ts';
import type { OffloadGate, OffloadVerdict } from './offload.ts';
import type { PolicyOverride, Scope } from './scope.ts';
import type { FileId, Span } from './source.ts';

/** What happens to the subject of a decision. */
export type Verdict =
  /** a synchronous API call is replaced by its asynchronous twin and awaited */
  | 'replace-api'
  /** a call of a function that becomes async is awaited */
  | 'await'
  /** a function becomes async */
  | 'make-async'
  /** a call of a higher-order function (array method) whose callback becomes async is rewritten in sequence */
  | 'loop'
  /** an assertion that a function throws becomes one that it rejects */
  | 'reject-assertion'
  /** top-level statements of a CommonJS entry script move into an async function */
  | 'async-main'
  /** an async version is added beside a function that stays sync */
  | 'twin'
  /** a type annotation or declaration follows a function that becomes async */
  | 'retype'
  /** a stub of a replaced API becomes one of its twin */
  | 'stub'
  /** a file is what the user's own transform makes of it */
  | 'codemod'
  /** a promise chain becomes awaited statements */
  | 'flatten'
  /** a promise that was taken for the value that it will hold is awaited */
  | 'add-await'
  /** a call with an error-first callback is awaited, and what its callback did follows it */
  | 'flatten-callbacks'
  /** a call of a function becomes one of its bridge, which has a worker thread do it, and is awaited */
  | 'offload'
  /** a call of a function that becomes async, in a caller that cannot wait, becomes one that blocks until a worker thread has done it */
  | 'bridge'
  /** a generator that a runner drives becomes an async function */
  | 'coroutine'
  /** an operation that waits for something outside of the program gets a deadline */
  | 'deadline'
  /** calls wait for their turn: no more than so many are under way */
  | 'bound'
  /** a part of a function takes turns with others that share its state, or a loop walks through a copy */
  | 'guard'
  /** a request with its callbacks becomes an awaited fetch */
  | 'fetch'
  /** an operation that waits, or a loop of such, ends when a signal aborts */
  | 'cancel'
  /** a function takes a signal, or a call hands it on */
  | 'pass-signal'
  /** promises that are waited for together stop one another, or wait for one another, when one fails */
  | 'group'
  /** what a call opens is closed when the process is told to end */
  | 'close'
  /** a promise made by hand that collects a stream becomes a loop over it */
  | 'iterate'
  /** left alone, for the reason that `cause` gives */
  | 'keep';

const ROOTS: ReadonlySet<Verdict> = new Set<Verdict>(['replace-api', 'flatten', 'add-await', 'coroutine', 'deadline', 'iterate', 'fetch', 'cancel', 'group', 'close', 'offload', 'guard', 'bound']);

/** What changes begin with, and what sites are about: everything else is there for such a change. */
export const isRoot = ({ verdict, cause }: Pick<Decision, 'verdict' | 'cause'>): boolean => ROOTS.has(verdict) || (verdict === 'flatten-callbacks' && cause.kind === 'mapped-api');

/** Why a decision was made. The first six are axioms, the others link to another decision. */
export type Cause =
  | { readonly kind: 'mapped-api'; readonly api: string; readonly target: string }
  | { readonly kind: 'directive'; readonly at: Location; readonly text: string }
  | { readonly kind: 'hazard'; readonly code: ReasonCode; readonly at: Location; readonly message: string }
  | { readonly kind: 'codemod'; readonly transform: string }
  | { readonly kind: 'missing-await'; readonly at: Location; readonly message: string }
  | { readonly kind: 'offload'; readonly at: Location; readonly message: string }
  | { readonly kind: 'bridged'; readonly decision: string; readonly at: Location; readonly message: string }
  | { readonly kind: 'awaits'; readonly decision: string; readonly at: Location }
  | { readonly kind: 'same-contract'; readonly decision: string; readonly at: Location }
  | { readonly kind: 'caller-refused'; readonly decision: string; readonly at: Location };

/** A place a person can go to. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Location {
  readonly file: FileId;
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}

/** Machine-readable reason of a refusal: a key of the table in src/hazards/messages.ts. */
export type ReasonCode = string;

/** One decision about one place in one file. */
export interface Decision {
  /** Stable: `<file>:<start>-<end>:<verdict>`; of a later pass, the second one say, `<file>:<start>-<end>@2:<verdict>`. */
  readonly id: string;
  readonly file: FileId;
  /** The call or function that the decision is about. */
  readonly span: Span;
  readonly line: number;
  readonly verdict: Verdict;
  /** Name of the transform that made it. */
  readonly transform: string;
  /** Subject in words a person knows: `loadUser`, `fs.readFileSync`. */
  readonly name: string;
  readonly cause: Cause;
  readonly alsoBecause: readonly Cause[];
  /** Ids of decisions that must be carried out together with this one. */
  readonly needs: readonly string[];
  /** What the rewriter needs beyond the span; plain JSON. Spans in it are of the text that its pass begins with. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Absent in the first pass. `span`, `line` and the places of causes are of the original text in every pass. */
  readonly pass?: InPass;
}

/** The number of the pass that an id tells of, 1 for the first one. */
export const passIn = (id: string): number => Number(/@(\d+):[\w-]+$/.exec(id)?.[1] ?? 1);

/** The pass that a decision belongs to, when others go before it. */
export interface InPass {
  /** Index in MigrationPlan.passes. */
  readonly index: number;
  /** The call or function, in the text that the passes before it give. */
  readonly span: Span;
}

/** One transform of several, which works on the texts that those before it give. */
export interface Pass {
  readonly transform: string;
  /** The hashes of files that earlier passes change, as they are when this one begins. */
  readonly files: Readonly<Record<FileId, string>>;
}

/** A file the tool could not handle: what happened, in one line. */
export interface Problem {
  readonly file: FileId;
  readonly code: 'does-not-parse' | 'tool-failure' | 'output-rejected' | 'unreadable' | 'transform-failed';
  readonly message: string;
  readonly line?: number;
}

/** Something a person should know about the plan that is neither a change nor a refusal. */
export interface Note {
  readonly code: 'unused-directive' | 'unknown-directive' | 'swallows-timeout' | 'swallows-abort' | 'shell-children' | 'bridge-cost' | 'bridge-refused';
  readonly file: FileId;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** Policy for functions that code outside the repository can call. */
export type PublicApiPolicy = 'keep' | 'dual' | 'break';

/** The options a plan was made with: same options, same input, same plan. */
export interface PlanOptions {
  readonly publicApi: PublicApiPolicy;
  readonly transforms: readonly string[];
  /** What may change; everything when left out. */
  readonly scope?: Scope;
  readonly overrides?: readonly PolicyOverride[];
  /** Packages of the user's configuration, known besides ours. */
  readonly apis?: readonly ApiModule[];
  /** The deadlines that add-timeouts sets. */
  readonly timeouts?: DeadlinePolicy;
  /** Functions that are to run in worker threads, besides those that a directive names: `file:function` each. */
  readonly offload?: readonly string[];
  /** What calls of them must take to be worth it; without it they all are. */
  readonly offloadGate?: OffloadGate;
  /** Where signals come from that add-cancellation hands on, besides functions that a directive names: `file:function`, `process:file:function`, `requests`. */
  readonly cancel?: readonly string[];
  /** Entry files of programs that graceful-shutdown is about, in place of those that package.json starts. */
  readonly shutdown?: readonly string[];
  /** Functions that callers who cannot wait may block for: `file:function` each. */
  readonly bridge?: readonly string[];
  /** How many of the calls that bound-concurrency is about may be under way at a time. */
  readonly concurrency?: number;
}

/** One blocking call site and its end: the report adds up over these. */
export interface SiteOutcome {
  readonly file: FileId;
  readonly line: number;
  readonly span: Span;
  /** `fs.readFileSync` */
  readonly api: string;
  readonly outcome: 'migrated' | 'twinned' | 'refused' | 'failed';
  /** Set when refused or failed. */
  readonly reason?: ReasonCode;
  /** One sentence for a person; set when refused or failed. */
  readonly message?: string;
  readonly role: 'source' | 'test' | 'script' | 'config' | 'example';
  /** The named functions around it, outermost first: `Store.load`; '' at the top level. */
  readonly within?: string;
  /** The decision about this site. */
  readonly decision: string;
}

export interface MigrationPlan {
  readonly version: 1;
  readonly options: PlanOptions;
  /** Per file that changes or holds a site: content hash at planning time, and its decisions in span order. */
  readonly files: Readonly<Record<FileId, { readonly hash: string; readonly decisions: readonly Decision[] }>>;
  readonly sites: readonly SiteOutcome[];
  readonly problems: readonly Problem[];
  /** Absent when there are none. */
  readonly notes?: readonly Note[];
  /** Functions that were named to run in worker threads. Absent when there are none. */
  readonly offloads?: readonly OffloadVerdict[];
  /** Files that carrying it out creates, or changes without a decision about a place in them. Told for a reader: they are made anew from the decisions. */
  readonly generated?: readonly { readonly file: FileId; readonly creates: boolean }[];
  /** The transforms in the order in which they are carried out; absent when it is one. */
  readonly passes?: readonly Pass[];
}
