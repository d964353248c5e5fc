// Which changes a person should look at, and why: what rests on more than what the analysis proves.
import type { Decision, MigrationPlan } from '../core/plan.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { Dependence } from './dependence.ts';

/** Calls that change the disk or start a program: whoever runs meanwhile can see it half done. */
const ACTS = /(?:^|\.)(?:write|writev|append|unlink|rename|rm|rmdir|mkdir|mkdirs|mkdirp|mkdtemp|copyFile|copy|cp|truncate|ftruncate|remove|move|output|empty|ensure|create|symlink|link|l?chmod|fchmod|l?chown|fchown|l?utimes|futimes|exec|execFile|spawn)\w*Sync$/;

/** Tells of a file whether code outside of the repository may load it: source of a package that is not private. */
export function exposedFiles({ files, packages }: ScannedRepo): (file: FileId) => boolean {
  const open = new Set(packages.filter((each) => !each.private).map(({ dir }) => dir));
  const exposed = new Set(files.filter(({ role, packageDir }) => role === 'source' && open.has(packageDir)).map(({ id }) => id));
  return (file) => exposed.has(file);
}

/** Why a change is worth a look by itself; undefined when nothing speaks for one. */
export function doubtAbout({ file, verdict, data = {} }: Decision, { options }: MigrationPlan, isExposed: (file: FileId) => boolean): string | undefined {
  switch (verdict) {
    case 'replace-api':
      if (data['wait'] !== undefined) return 'nothing else ran while it waited: others run now';
      if (data['guard'] !== undefined) return 'the callee may be something else: asked at run time';
      return ACTS.test(String(data['path'] ?? '')) ? 'acts on the disk or starts a program: what runs meanwhile can see it half done' : undefined;
    case 'loop':
      return data['fresh'] === true ? undefined : 'a loop waits between its steps: the array could change meanwhile';
    case 'make-async':
      if (data['body'] !== null && data['body'] !== undefined) return 'a test or callback gets an async function around its body';
      if (data['method'] !== undefined) return 'work of a constructor moves into a method';
      if (data['kind'] === 'method') return 'a method: calls of this name on objects that are not known are not seen';
      return mayBreak(options) && isExposed(file) ? 'with --public-api break, callers outside of the repository must wait, too' : undefined;
    case 'twin':
      return 'adds a function beside another one';
    case 'stub':
    case 'reject-assertion':
      return 'a test asserts in another way';
    case 'add-await':
      return 'the program does something else than before: that is meant';
    case 'bridge':
      return 'the process stands still until a worker has done it: what it is given and gives is a copy';
    case 'offload':
      return 'runs in another thread: what it is given and gives is a copy, and others run meanwhile';
    case 'flatten':
      return 'a promise chain is taken apart: errors and order of effects';
    case 'flatten-callbacks':
      return 'a callback is taken apart: errors and order of effects';
    case 'coroutine':
      return 'a generator becomes an async function: what it yields must be what await waits for';
    case 'iterate':
      return 'a stream is read in another way: errors and order of effects';
    case 'deadline':
      return 'an operation that takes longer than its deadline fails: that is meant';
    case 'bound':
      return 'calls wait for their turn: which of several errors comes first can be another, that is meant';
    case 'guard':
      return 'calls that overlapped wait for one another: that is meant';
    case 'fetch':
      return 'a request is sent by another client: its headers, and what is not said of it';
    case 'group':
      return 'when one promise fails, the others are stopped or waited for: that is meant';
    case 'close':
      return 'SIGINT and SIGTERM no longer end the process at once: that is meant';
    case 'cancel':
      return 'what it does ends in the middle when the signal aborts: that is meant';
    case 'pass-signal':
    case 'await':
    case 'async-main':
    case 'retype':
    case 'keep':
      return undefined;
  }
}

const mayBreak = ({ publicApi, overrides = [] }: MigrationPlan['options']): boolean => publicApi === 'break' || overrides.some((each) => each.publicApi === 'break');

/** The changes that nobody needs to look at: those that could be made if all doubtful ones were refused. */
export function safeChanges(plan: MigrationPlan, isExposed: (file: FileId) => boolean): ReadonlySet<string> {
  const changing = Object.values(plan.files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict !== 'keep'));
  const dependence = new Dependence(changing);
  const fallen = dependence.fall(changing.flatMap((decision, index) => (doubtAbout(decision, plan, isExposed) === undefined ? [] : [index])));
  return new Set(changing.filter((_, i) => !fallen[i]).map(({ id }) => id));
}
