// A hand-made plan with its changes: a chain over three files, a getter and a public function that stay.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { Edit, EditGroup, FileChange } from '../src/core/edit.ts';
import type { Cause, Decision, Location, MigrationPlan, SiteOutcome, Verdict } from '../src/core/plan.ts';
import type { ScannedRepo, SourceFile } from '../src/core/source.ts';
import { lineOf } from '../src/core/source.ts';
import { decisionOf, explain, overrule } from '../src/propagate/explain.ts';
import type { Explainer } from '../src/preview/why.ts';

export const sources: Record<string, string> = {
  'src/config.js': `'use strict';
const fs = require('fs');

/** Reads the settings. */
function readConfig(file) {
  const text = fs.readFileSync(file, 'utf8');
  return JSON.parse(text);
}

class Settings {
  get raw() {
    return fs.readFileSync(this.file, 'utf8');
  }
}

module.exports = { readConfig, Settings };
`,
  'src/user.js': `'use strict';
const { readConfig } = require('./config');

function loadUser(name) {
  const config = readConfig('users.json');
  return config[name];
}

module.exports = { loadUser };
`,
  'src/server.js': `'use strict';
const { loadUser } = require('./user');

async function handle(req) {
  const user = loadUser(req.name);
  return user;
}

module.exports = { handle };
`,
  'index.js': `const fs = require('fs');
exports.version = function version() {
  return fs.readFileSync('VERSION', 'utf8');
};
`,
};

/** The span of the nth occurrence of `needle`. */
export function span(text: string, needle: string, nth = 0): { start: number; end: number } {
  let start = text.indexOf(needle);
  for (let i = 0; i < nth; i++) start = text.indexOf(needle, start + 1);
  if (start < 0) throw new Error(`no ${needle}`);
  return { start, end: start + needle.length };
}

const location = (file: string, needle: string, nth = 0): Location => {
  const at = span(sources[file]!, needle, nth);
  return { file, ...lineOf(sources[file]!, at.start), span: at };
};

function decide(file: string, verdict: Verdict, name: string, needle: string, cause: Cause, more: { nth?: number; needs?: string[] } = {}): Decision {
  const at = location(file, needle, more.nth);
  return {
    id: `${file}:${at.span.start}-${at.span.end}:${verdict}`,
    file,
    span: at.span,
    line: at.line,
    verdict,
    transform: 'sync-to-await',
    name,
    cause,
    alsoBecause: [],
    needs: more.needs ?? [],
  };
}

const mapped: Cause = { kind: 'mapped-api', api: 'fs.readFileSync', target: 'node:fs/promises readFile' };
const read = decide('src/config.js', 'replace-api', 'fs.readFileSync', "fs.readFileSync(file, 'utf8')", mapped);
const readConfig = decide('src/config.js', 'make-async', 'readConfig', sources['src/config.js']!.slice(span(sources['src/config.js']!, 'function readConfig').start, span(sources['src/config.js']!, '\n}\n').end - 1), { kind: 'awaits', decision: read.id, at: location('src/config.js', 'fs.readFileSync') });
const callConfig = decide('src/user.js', 'await', 'readConfig', "readConfig('users.json')", { kind: 'awaits', decision: readConfig.id, at: location('src/user.js', 'readConfig(') });
const loadUser = decide('src/user.js', 'make-async', 'loadUser', 'function loadUser(name) {\n  const config', { kind: 'awaits', decision: callConfig.id, at: location('src/user.js', 'readConfig(') });
const callUser = decide('src/server.js', 'await', 'loadUser', 'loadUser(req.name)', { kind: 'awaits', decision: loadUser.id, at: location('src/server.js', 'loadUser(') });
const inGetter: Cause = { kind: 'hazard', code: 'getter', at: location('src/config.js', 'get raw()'), message: 'A getter cannot wait: whoever reads the property needs its value at once. Make it a method.' };
const getter = decide('src/config.js', 'keep', 'get raw', 'get raw()', inGetter);
const readRaw = decide('src/config.js', 'keep', 'fs.readFileSync', "fs.readFileSync(this.file, 'utf8')", { kind: 'caller-refused', decision: getter.id, at: location('src/config.js', 'get raw()') });
const isPublic: Cause = { kind: 'hazard', code: 'public-api', at: location('index.js', 'function version'), message: 'Code outside the repository can call version().' };
const publicVersion = decide('index.js', 'keep', 'version', 'function version', isPublic);
const readVersion = decide('index.js', 'keep', 'fs.readFileSync', "fs.readFileSync('VERSION', 'utf8')", { kind: 'caller-refused', decision: publicVersion.id, at: location('index.js', 'function version') });

const linked = (decision: Decision, ...needs: Decision[]): Decision => ({ ...decision, needs: needs.map(({ id }) => id) });

export const decisions = {
  read: linked(read, readConfig),
  readConfig: linked(readConfig, callConfig),
  callConfig: linked(callConfig, loadUser),
  loadUser: linked(loadUser, callUser),
  callUser,
  getter,
  readRaw,
  publicVersion,
  readVersion,
};

export const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const site = (decision: Decision, outcome: SiteOutcome['outcome'], reason?: string, message?: string): SiteOutcome => ({
  file: decision.file,
  line: decision.line,
  span: decision.span,
  api: 'fs.readFileSync',
  outcome,
  ...(reason ? { reason, message } : {}),
  role: 'source',
  decision: decision.id,
});

/** The plan for `sources`. */
export function makePlan(more: Partial<MigrationPlan> = {}): MigrationPlan {
  const files: Record<string, { hash: string; decisions: Decision[] }> = {};
  for (const decision of Object.values(decisions)) (files[decision.file] ??= { hash: hash(sources[decision.file]!), decisions: [] }).decisions.push(decision);
  return {
    version: 1,
    options: { publicApi: 'keep', transforms: ['sync-to-await'] },
    files,
    sites: [
      site(decisions.read, 'migrated'),
      site(decisions.readRaw, 'refused', 'getter', inGetter.kind === 'hazard' ? inGetter.message : ''),
      site(decisions.readVersion, 'refused', 'public-api', isPublic.kind === 'hazard' ? isPublic.message : ''),
    ],
    problems: [],
    ...more,
  };
}

export const insert = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

/** A change from edits written down by hand; the new text is what they give. */
export function makeChange(file: string, before: string, groups: readonly EditGroup[]): FileChange {
  const edits = groups.flatMap((group) => group.edits).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.order ?? 0) - (b.order ?? 0));
  let after = '';
  let done = 0;
  for (const edit of edits) {
    if (edit.span.start < done) throw new Error('edits overlap');
    after += before.slice(done, edit.span.start) + edit.text;
    done = edit.span.end;
  }
  return { file, before, after: after + before.slice(done), groups };
}

/** The changes that the plan stands for. */
export function makeChanges(): FileChange[] {
  const asynchronous = (decision: Decision): EditGroup => ({ decision: decision.id, edits: [insert(decision.span.start, 'async ')] });
  const awaited = (decision: Decision): EditGroup => ({ decision: decision.id, edits: [insert(decision.span.start, 'await ')] });
  const { read, readConfig, callConfig, loadUser, callUser } = decisions;
  const callee = { start: read.span.start, end: read.span.start + 'fs.readFileSync'.length };
  return [
    makeChange('src/config.js', sources['src/config.js']!, [
      asynchronous(readConfig),
      { decision: read.id, edits: [insert(callee.start, 'await '), { span: callee, text: 'fs.promises.readFile' }] },
    ]),
    makeChange('src/server.js', sources['src/server.js']!, [awaited(callUser)]),
    makeChange('src/user.js', sources['src/user.js']!, [asynchronous(loadUser), awaited(callConfig)]),
  ];
}

export const explainerFor = (plan: MigrationPlan): Explainer => ({
  decision: (id) => decisionOf(plan, id),
  explain: (decision) => explain(plan, decision),
  overrule: (decision) => overrule(plan, decision),
});

/** What a scan of `sources` gives. */
export function makeRepo(root: string): ScannedRepo {
  const files = Object.entries(sources).map(
    ([id, text]): SourceFile => ({ id, text, hash: hash(text), encoding: 'utf8', dialect: 'js', moduleKind: 'cjs', role: 'source', executable: false, packageDir: '' }),
  );
  return { root, files, packages: [], skipped: [{ path: 'vendor/jquery.js', why: 'vendored' }] };
}

/** A temporary git repository with these files, committed. */
export function gitRepository(files: Record<string, string | Uint8Array>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'unblock-test-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  git(root, 'init', '-q');
  git(root, 'config', 'core.autocrlf', 'false');
  git(root, 'add', '-A');
  git(root, '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'x');
  return root;
}

export const git = (root: string, ...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
