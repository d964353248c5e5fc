// Test runners: by what a test says that it is done, what of that fails it, and since when they wait for promises.

/** By what a test or a hook of a runner is told to be done. */
export interface DoneForm {
  /** The parameter that it is, or is a method of. */
  readonly index: number;
  /** The method, where it is one. */
  readonly method?: string;
}

/** Runners by how code reaches them: an import, or no import. `ava.cb` is what ava makes of tests that call back. */
const DONE: Readonly<Record<string, DoneForm>> = {
  global: { index: 0 }, mocha: { index: 0 }, '@jest/globals': { index: 0 }, jasmine: { index: 0 }, lab: { index: 0 }, vitest: { index: 0 },
  'node:test': { index: 1 }, test: { index: 1 }, 'ava.cb': { index: 0, method: 'end' },
};

type Version = readonly [major: number, minor: number];

/** What depends on the version of a package. */
interface RunnerVersions {
  /** Before that it takes no promise. */
  readonly waitsSince?: Version;
  /** From then on no test calls back. */
  readonly doneUntil?: Version;
  /** `done(x)` fails the test for an `Error` only, and for nothing at all before that version. */
  readonly failsForErrors?: Version;
  readonly source: string;
}

const VERSIONS: Readonly<Record<string, RunnerVersions>> = {
  mocha: { waitsSince: [1, 18], source: 'https://github.com/mochajs/mocha/blob/main/CHANGELOG.md, 1.18.0' },
  jasmine: { waitsSince: [2, 7], failsForErrors: [3, 0], source: 'https://github.com/jasmine/jasmine/blob/main/release_notes/3.0.md; QueueRunner.js of 2.99.1: done callback received an Error object. Jasmine 3.0 will treat this as a failure' },
  'jasmine-core': { waitsSince: [2, 7], failsForErrors: [3, 0], source: 'as jasmine' },
  vitest: { doneUntil: [0, 10], source: 'https://vitest.dev/guide/migration#done-callback: deprecated as of 0.10.0; the context throws when it is called' },
  ava: { doneUntil: [4, 0], source: 'https://github.com/avajs/ava/releases/tag/v4.0.0: test.cb() is removed' },
};

const isBefore = (version: string, [major, minor]: Version): boolean => {
  const [, first, second] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return first !== undefined && (Number(first) < major || (Number(first) === major && Number(second ?? 0) < minor));
};

/** What speaks against `done` of a runner, or for `done(x)` to be looked at: by the versions of packages that a test file has. */
export interface DoneFacts {
  /** A runner too old to wait for promises, in words. */
  readonly tooOld?: string;
  /** No test of it calls back. */
  readonly noDone?: true;
  /** `done(x)` fails for an `Error`, or for nothing. */
  readonly fails?: 'errors' | 'never';
}

/** @param host how code reaches the runner @param versionOf the version or range of a package in that place */
export function doneFacts(host: string, versionOf: (name: string) => string | undefined): DoneFacts {
  const found = Object.entries(VERSIONS).flatMap(([name, facts]) => {
    const version = versionOf(name);
    return version === undefined ? [] : [{ name, version, ...facts }];
  });
  const old = found.find(({ version, waitsSince }) => waitsSince && isBefore(version, waitsSince));
  const imported = host === 'ava.cb' ? 'ava' : host;
  // without an import it is the only one that there is
  const ended = found.find(({ name, version, doneUntil }) => doneUntil && !isBefore(version, doneUntil) && (name === imported || (host === 'global' && !Object.keys(VERSIONS).some((other) => other !== name && versionOf(other) !== undefined) && versionOf('jest') === undefined)));
  const strict = found.find(({ name, failsForErrors }) => failsForErrors && (name === imported || host === 'global'));
  return {
    ...(old ? { tooOld: `${old.name} before ${old.waitsSince!.join('.')}` } : {}),
    ...(ended || (host === 'vitest' && versionOf('vitest') === undefined) ? { noDone: true } : {}),
    ...(strict ? { fails: isBefore(strict.version, strict.failsForErrors!) ? 'never' : 'errors' } : {}),
  };
}

/** What a test gets is no callback, though others get one in its place: the context of vitest. */
export const hasNoDone = (host: string, versionOf: (name: string) => string | undefined): boolean => doneFacts(host, versionOf).noDone === true;

/** What gets the error of a test that has `done`: all that is rejected fails it, whatever it is. */
export function doneHandler(done: string, host: string, versionOf: (name: string) => string | undefined): string {
  const method = doneForm(host)?.method;
  if (method !== undefined) return `${done}.${method}`;
  if (doneFacts(host, versionOf).fails === undefined) return done;
  return ['mocha', 'jest'].some((other) => versionOf(other) !== undefined) ? `${done}.fail || ${done}` : `${done}.fail`;
}

/** By what a test of a runner is told to be done; undefined for runners whose tests do not call back. */
export const doneForm = (host: string): DoneForm | undefined => DONE[host];

/** Runners whose tests end themselves, and which wait for a promise as well. */
export const ENDED: ReadonlySet<string> = new Set(['tap', 'tape', 'tape-promise', 'tape-catch', 'blue-tape']);
