// Reads what a test run left behind: names of the tests that passed, failed and were skipped.
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Runner } from './runner.ts';
import { parseTap } from './tap.ts';

/** What a report looks like. */
export interface ReportFormat {
  readonly runner: Runner;
  /** For the runner `regex`: what counts tests in the output; group 1 is a number, without it each match is one. */
  readonly regex?: Readonly<Partial<Record<'passed' | 'failed' | 'skipped', string>>>;
  /** For the runner `regex`: finds the names of failed tests. */
  readonly failName?: string;
}

export interface Results {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  /** What a failed test said, where the runner tells. */
  readonly errors: Readonly<Record<string, string>>;
  /** The run came to its own end. */
  readonly ended: boolean;
}

const NOTHING: Results = { passed: [], failed: [], skipped: [], errors: {}, ended: false };

/** The results of a run that wrote to `out` (and to `out.<pid>`), printed `log` and ended with `exitCode`. */
export async function readResults(setup: ReportFormat, out: string, log: string, exitCode: number): Promise<Results> {
  const parts = await partsOf(out);
  switch (setup.runner) {
    case 'mocha':
    case 'jasmine':
    case 'node':
      return together(parts.flatMap(ownReports).filter((part, _, all) => all.length === 1 || !isEmpty(part)));
    case 'jest':
    case 'vitest':
      return together(parts.map(jestReport));
    case 'tap':
    case 'ava':
      return parseTap(parts[0] ?? log, false);
    case 'tape':
    case 'brittle':
      return parseTap(parts[0] ?? log, true);
    case 'regex':
      return matched(setup, log);
    case 'nodeunit':
      return marked(parts[0] ?? log);
    case 'exit':
      // a test file that is run by hand often prints TAP
      if (/^(?:TAP version \d+|ok 1\b|not ok 1\b)/m.test(log)) return parseTap(log, true);
      return exitCode === 0
        ? { ...NOTHING, passed: ['the command'], ended: true }
        : { ...NOTHING, failed: ['the command'], errors: { 'the command': log.slice(-1500) }, ended: true };
  }
}

async function partsOf(out: string): Promise<string[]> {
  const names = (await readdir(dirname(out))).filter((name) => name === basename(out) || name.startsWith(`${basename(out)}.`));
  return Promise.all(names.sort().map((name) => readFile(join(dirname(out), name), 'utf8')));
}

const isEmpty = ({ passed, failed, ended }: Results): boolean => !ended && passed.length + failed.length === 0;

function together(all: readonly Results[]): Results {
  if (all.length === 0) return NOTHING;
  return {
    passed: all.flatMap(({ passed }) => passed),
    failed: all.flatMap(({ failed }) => failed),
    skipped: all.flatMap(({ skipped }) => skipped),
    errors: Object.assign({}, ...all.map(({ errors }) => errors)) as Record<string, string>,
    ended: all.every(({ ended }) => ended),
  };
}

/** Lines written by the reporters in reporters/. */
function ownReports(text: string): Results[] {
  const reports = text.split('\n').filter((line) => line.startsWith('{'));
  return reports.map((line) => {
    try {
      return { ...NOTHING, ...(JSON.parse(line) as Results) };
    } catch {
      return NOTHING;
    }
  });
}

/** nodeunit's own reporter: one line a test, with a mark. */
function marked(log: string): Results {
  const lines = log.replace(/\u001b\[[\d;]*m/g, '').split(/\r?\n/);
  const after = (mark: RegExp): string[] => lines.flatMap((line) => mark.exec(line)?.[1] ?? []);
  return { ...NOTHING, passed: after(/^\s*[\u2713\u2714] (.+)$/), failed: after(/^\s*[\u2716\u2717] (.+)$/), ended: lines.some((line) => /^(?:OK|FAILURES):/.test(line)) };
}

interface JestTest {
  readonly status: string;
  readonly title: string;
  readonly fullName?: string;
  readonly ancestorTitles?: readonly string[];
  readonly failureMessages?: readonly string[];
}

interface JestFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults?: readonly JestTest[];
}

/** The JSON of jest and vitest; a file that failed to load counts as one failed test. */
function jestReport(text: string): Results {
  let files: readonly JestFile[];
  try {
    files = (JSON.parse(text) as { testResults: readonly JestFile[] }).testResults;
  } catch {
    return NOTHING;
  }
  const tests = files.flatMap((file) => {
    const own = (file.assertionResults ?? []).map((test) => ({
      name: test.fullName ?? [...(test.ancestorTitles ?? []), test.title].join(' '),
      status: test.status,
      message: test.failureMessages?.[0] ?? '',
    }));
    return own.length === 0 && file.status === 'failed' ? [{ name: `[file] ${basename(file.name)}`, status: 'failed', message: file.message ?? '' }] : own;
  });
  const named = (wanted: (status: string) => boolean): string[] => tests.filter(({ status }) => wanted(status)).map(({ name }) => name);
  return {
    passed: named((status) => status === 'passed'),
    failed: named((status) => status === 'failed'),
    skipped: named((status) => status !== 'passed' && status !== 'failed'),
    errors: Object.fromEntries(tests.filter(({ status }) => status === 'failed').map(({ name, message }) => [name, message.slice(0, 1500)])),
    ended: true,
  };
}

/** Counts taken from the output; tests that only have a number are named by it. */
function matched({ regex = {}, failName }: ReportFormat, log: string): Results {
  const counted = (outcome: 'passed' | 'failed' | 'skipped'): { names: string[]; found: boolean } => {
    const pattern = regex[outcome];
    const matches = pattern === undefined ? [] : [...log.matchAll(new RegExp(pattern, 'gm'))];
    const sum = matches.reduce((total, match) => total + Number(match[1] ?? 1), 0);
    return { names: Array.from({ length: sum }, (_, i) => `${outcome} #${i}`), found: matches.length > 0 };
  };
  const passed = counted('passed');
  const failed = counted('failed').names;
  const names = failName === undefined ? [] : [...log.matchAll(new RegExp(failName, 'gm'))].map((match) => match[1]!);
  return {
    passed: passed.names,
    failed: [...names.slice(0, failed.length), ...failed.slice(names.length)],
    skipped: counted('skipped').names,
    errors: {},
    ended: passed.found,
  };
}
