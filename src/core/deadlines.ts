// Deadlines as plain data: the classes of operations, how each API is given one, and the values that the user sets.

/** What a deadline can be set for, with the words of the documentation. There are no default values. */
export const DEADLINE_CLASSES = {
  http: 'fetch, and promises around http(s) requests',
  exec: 'child processes',
  dns: 'name resolution',
  net: 'events of sockets',
  db: 'calls of database clients',
  fs: 'reading and writing files',
  timers: 'timers that are awaited',
  stream: 'pipelines and ends of streams',
  events: 'events of everything else',
} as const;

export type DeadlineClass = keyof typeof DEADLINE_CLASSES;

/** What the user set: milliseconds by class, or by `function:<name>`. */
export interface DeadlinePolicy {
  readonly values: Readonly<Record<string, number>>;
  /** The values stand in constants at the top of each file instead of at the calls. */
  readonly constants?: true;
}

/** Where the options of a call stand: an index, behind an optional list of arguments, or at the end of any number of arguments. */
export type OptionsPlace = number | 'behind-list' | 'last';

/** How an operation is given a deadline. */
export type DeadlineForm =
  /** An option of the API; `text` names a string that may stand in place of the options (`'utf8'`) as this property. */
  | { readonly by: 'signal' | 'timeout'; readonly at: OptionsPlace; readonly text?: 'encoding' }
  /** The API takes none: the caller goes on, the operation does as well. */
  | { readonly by: 'race' }
  /** It cannot have one, for the reason that the code names. */
  | { readonly by: 'refuse'; readonly code: string; readonly why: string };

/** A function that gives a promise of something outside of the program. */
export type DeadlineFunction = DeadlineForm & {
  readonly of: DeadlineClass;
  /** The lowest major version of Node that does it so. */
  readonly since?: number;
  /** Options that are a deadline already; `signal` when left out. */
  readonly own?: readonly string[];
  /** What it gives goes on using the signal when it is there (the body of a response). */
  readonly lasts?: true;
};

/** The functions of a package by member path; `f().g` is a method of what f gives, `promisify(f)` its promisified form. */
export interface DeadlineModule {
  readonly specifiers: readonly string[];
  readonly functions: Readonly<Record<string, DeadlineFunction>>;
}

/** Longer, and Node's timers fire at once. */
const LONGEST = 2 ** 31 - 1;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `500ms`, `10s`, `1.5m`, `2h`; undefined for everything else. */
export function durationOf(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const ms = Math.round(Number(number) * UNITS[unit!]!);
  return ms >= 1 && ms <= LONGEST ? ms : undefined;
}

/** What `http=10s,function:loadUser=5s` says, or the part of it that is not understood. */
export function deadlineValues(text: string): { readonly values: Readonly<Record<string, number>> } | { readonly wrong: string } {
  const values: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [, key, duration] = /^\s*([^=\s]+)=(\S+)\s*$/.exec(part) ?? [];
    const ms = duration === undefined ? undefined : durationOf(duration);
    if (key === undefined || ms === undefined || !isDeadlineKey(key)) return { wrong: part.trim() };
    values[key] = ms;
  }
  return { values };
}

/** A class, or `function:` with the name that calls of it end with. */
export const isDeadlineKey = (key: string): boolean => Object.hasOwn(DEADLINE_CLASSES, key) || /^function:[\w$]+(?:\.[\w$]+)*$/.test(key);
