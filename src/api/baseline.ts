// The baseline of `unblock check`: the blocking calls that are known, so that only new ones fail.
import { byCodeUnit } from '../core/order.ts';
import type { CallIdentity } from '../preview/call-key.ts';

/** Calls of one file that agree in all that is told apart of them. Lines are not kept: they move. */
export interface KnownCalls extends CallIdentity {
  readonly count: number;
}

export interface Baseline {
  readonly version: 1;
  /** By file; files and calls in code-unit order, so that two people who add calls rarely touch the same lines. */
  readonly calls: Readonly<Record<string, readonly KnownCalls[]>>;
}

export const EMPTY: Baseline = { version: 1, calls: {} };

/** The key of a call within its file. */
export const keyOfCall = ({ api, within, text }: CallIdentity): string => JSON.stringify([api, within, text]);

/** A baseline of these calls, in order. */
export function baselineOf(calls: ReadonlyMap<string, readonly KnownCalls[]>): Baseline {
  const files = [...calls].filter(([, known]) => known.length > 0).sort(([a], [b]) => byCodeUnit(a, b));
  return { version: 1, calls: Object.fromEntries(files.map(([file, known]) => [file, [...known].sort((a, b) => byCodeUnit(keyOfCall(a), keyOfCall(b)))])) };
}

/** The text that a baseline is saved as: one line for each call. */
export function baselineText({ version, calls }: Baseline): string {
  const files = Object.entries(calls).map(([file, known]) => `  ${JSON.stringify(file)}: [\n${known.map(({ api, within, text, count }) => `   ${JSON.stringify({ api, within, text, count })}`).join(',\n')}\n  ]`);
  return files.length === 0 ? `{\n "version": ${version},\n "calls": {}\n}\n` : `{\n "version": ${version},\n "calls": {\n${files.join(',\n')}\n }\n}\n`;
}

/** The baseline in `text`; undefined when it is none, or of another version. */
export function baselineFrom(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  return isBaseline(value) ? value : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isKnown = (value: unknown): boolean =>
  isRecord(value) && ['api', 'within', 'text'].every((key) => typeof value[key] === 'string') && Number.isInteger(value['count']) && (value['count'] as number) > 0;

function isBaseline(value: unknown): value is Baseline {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { calls } = value;
  return isRecord(calls) && Object.values(calls).every((known) => Array.isArray(known) && known.every(isKnown));
}
