// What verify found out about a migrated tree: plain data for the terminal, for --json and for the page.
import type { Finding } from './finding.ts';
import type { FileId } from './source.ts';

/** A migrated call and whether the tests ran it. */
export interface SiteCoverage {
  readonly file: FileId;
  readonly line: number;
  readonly text: string;
}

/** How one test ended before and after. */
export interface TestDifference {
  readonly name: string;
  readonly before: 'passed' | 'failed' | 'skipped' | 'absent';
  readonly after: 'passed' | 'failed' | 'skipped' | 'absent';
  /** What the test said when it failed. */
  readonly message: string;
}

export interface TestEvidence {
  readonly command: string;
  /** Which runner's report was read; 'exit' when only the exit code tells. */
  readonly runner: string;
  readonly passedBefore: number;
  readonly passedAfter: number;
  readonly failedBefore: number;
  /** Passed before and do not after, every time they were run. */
  readonly broken: readonly TestDifference[];
  /** Tests that do not end the same way each time, before or after. */
  readonly flaky: readonly string[];
  readonly secondsBefore: number;
  readonly secondsAfter: number;
  /** Longest time the event loop stood still in one process of the tests, in milliseconds. */
  readonly blockedMsBefore: number;
  readonly blockedMsAfter: number;
}

/** What happened while the tests ran, seen by a preload: a promise used as a value, a rejection that nobody handled. */
export interface RuntimeFinding {
  readonly kind: 'promise-leak' | 'unhandled-rejection' | 'open-handle' | 'delayed-order' | 'export-shape' | 'type-error';
  readonly message: string;
  /** `src/a.js:12`, where it is known. */
  readonly place: string | undefined;
}

/** A part of the migration that was found responsible and is to be taken back. */
export interface TakenBack {
  /** Functions and calls of the unit, as places. */
  readonly places: readonly string[];
  readonly files: readonly FileId[];
  readonly evidence: string;
}

/** A part of the work and how long it took. */
export interface TimedPart {
  readonly name: string;
  readonly seconds: number;
}

export interface ExecutedPart {
  readonly tests: TestEvidence | undefined;
  readonly sites: { readonly executed: number; readonly total: number; readonly notExecuted: readonly SiteCoverage[] } | undefined;
  /** Modules that were loaded before and after, and those that could not be loaded even before. */
  readonly modules: { readonly compared: number; readonly notLoaded: readonly { readonly file: FileId; readonly reason: string }[] };
  /** Errors that the repository's own TypeScript found; undefined when it has none. */
  readonly types: { readonly version: string; readonly errorsBefore: number; readonly errorsAfter: number } | undefined;
  readonly delays: { readonly orders: readonly string[]; readonly seed: number };
  readonly findings: readonly RuntimeFinding[];
  readonly seconds: number;
  /** How long each part took, analysis included. */
  readonly parts: readonly TimedPart[];
  /** All of it against one run of the tests and the analysis; absent without tests. */
  readonly ratio?: number;
  /** Why a part was not done. */
  readonly notes: readonly string[];
}

export interface Verification {
  /** What the tree was compared with, in words. */
  readonly against: string;
  readonly changed: readonly FileId[];
  readonly becameAsync: number;
  readonly findings: readonly Finding[];
  readonly executed?: ExecutedPart;
  readonly takenBack?: readonly TakenBack[];
}

/** True when something shows that the program is another one. */
export const isDifferent = ({ findings, executed }: Verification): boolean =>
  findings.some(({ level }) => level === 'fault') || (executed !== undefined && (executed.findings.length > 0 || (executed.tests?.broken.length ?? 0) > 0));
