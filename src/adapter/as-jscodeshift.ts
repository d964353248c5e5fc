// A transform as jscodeshift calls it: one file at a time, alone or by a plan of the whole program.
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { withApis } from '../apis/index.ts';
import { deadlineValues, type DeadlinePolicy } from '../core/deadlines.ts';
import type { MigrationPlan, SiteOutcome } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { rewriteAll } from '../plan/build.ts';
import { packageFolderOf, scanOne } from '../scan/one-file.ts';
import type { Transform } from './define-transform.ts';
import { planAlone } from './plan-alone.ts';
import { partOf, passedOver, savedPlan } from './saved-plan.ts';

/** What jscodeshift hands over; `source` is the file's bytes read as UTF-8. */
export interface JscodeshiftFile {
  readonly path: string;
  readonly source: string;
}

/** The part of jscodeshift's API that is used: text is neither parsed nor printed with it. */
export interface JscodeshiftApi {
  /** Adds to a count that `--dry` prints. */
  readonly stats: (name: string, quantity?: number) => void;
  /** Prints a line about the file. */
  readonly report: (message: string) => void;
}

/** The options of the command line, those that jscodeshift does not know included. */
export type JscodeshiftOptions = Readonly<Record<string, unknown>>;

/** The new text of the file; undefined leaves it as it is. */
export type JscodeshiftTransform = (file: JscodeshiftFile, api: JscodeshiftApi, options: JscodeshiftOptions) => string | undefined;

/**
 * Makes `transform` callable by `npx jscodeshift -t transforms/<name>/index.ts <dir>`.
 *
 * - Alone, only this file is known: what it exports, and what a module that others may load does while loading, stays.
 * - With `--plan=<file>` the decisions that `unblock plan --out <file>` made for the whole program are carried out, if
 *   the file is still what it was then. `--root=<dir>` is the folder the plan was made for (default: the current one).
 *
 * `--verbose=1` reports each call that stays, `--dry` counts them. Throws for a file that does not parse, for a plan
 * that cannot be used and for our own bugs; jscodeshift counts that as an error and goes on.
 */
export function asJscodeshift({ name }: Transform): JscodeshiftTransform {
  return ({ path: file, source }, { stats, report }, options) => {
    const planFile = options['plan'];
    const place = placeOf(file, options['root'], planFile === undefined);
    if (typeof place === 'string') return void report(place);
    if (!place) return undefined;
    if (source.includes('\ufffd') && !isUtf8(readFileSync(file))) {
      return void report('is left out: it is not UTF-8, and jscodeshift would write it as UTF-8; use unblock itself');
    }
    const repo = scanOne(place.root, place.id, source);
    let plan = planFile === undefined ? planAlone(repo, name, timeoutsOf(options)) : undefined;
    if (planFile !== undefined) {
      const whole = savedPlan(planFile);
      const part = partOf(whole, repo.files[0], name);
      if (part === 'stale') return void report('is left out: it changed since the plan was made, and the other files may rely on its part; make a new plan');
      const missed = passedOver(whole, place.id, options['extensions']);
      if (missed.length > 0) report(`this run passes over files of the plan that change with it (use --extensions, or unblock apply): ${missed.join(', ')}`);
      plan = part;
    }
    if (!plan) return undefined;
    if (plan.files[place.id]?.decisions.some(({ verdict }) => verdict === 'offload' || verdict === 'bridge')) return void report('is left out: its change needs files that do not exist yet, which jscodeshift cannot create; use unblock apply');
    if (plan.files[place.id]?.decisions.some(({ verdict }) => verdict === 'bound')) return void report('is left out: its change needs a package that package.json may not name yet, which jscodeshift cannot change; use unblock apply');
    const { plan: done, changes } = withApis(plan.options.apis, () => rewriteAll(plan, repo));
    const problem = done.problems[0];
    if (problem) throw new Error(`${problem.message}${problem.line === undefined ? '' : ` (line ${problem.line})`}`);
    tell(done, stats, options['verbose'] ? report : () => {});
    return changes[0]?.after;
  };
}

/** `--timeout=http=10s,exec=60s`, and `--timeout-constants`. @throws Error for what is not understood */
function timeoutsOf({ timeout, 'timeout-constants': hyphened, timeoutConstants = hyphened }: JscodeshiftOptions): DeadlinePolicy | undefined {
  if (timeout === undefined) return undefined;
  const given = deadlineValues(Array.isArray(timeout) ? timeout.join(',') : String(timeout));
  if ('wrong' in given) throw new Error(`--timeout does not understand '${given.wrong}': it is written as http=10s,exec=60s`);
  return { values: given.values, ...(Boolean(timeoutConstants) && { constants: true as const }) };
}

/** Where the file stands; undefined for one behind a symlink, a sentence for one that the plan cannot know. */
function placeOf(file: string, given: unknown, alone: boolean): Pick<ScannedRepo, 'root'> & { id: string } | string | undefined {
  const absolute = path.resolve(file);
  const real = realOf(absolute);
  let from = path.resolve(typeof given === 'string' ? given : '.');
  if (!isBelow(from, absolute)) {
    if (!alone) return `is left out: it lies outside of ${from}; --root=<dir> names the folder that the plan was made for`;
    from = packageFolderOf(absolute);
  }
  const root = realOf(from);
  if (path.join(root, path.relative(from, absolute)) !== real || isLink(absolute)) return undefined;
  return { root, id: path.relative(root, real).split(path.sep).join('/') };
}

const isBelow = (root: string, file: string): boolean => {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};

function realOf(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;

function tell({ sites }: MigrationPlan, stats: JscodeshiftApi['stats'], report: JscodeshiftApi['report']): void {
  for (const site of sites) {
    stats(site.outcome === 'migrated' ? 'migrated' : `kept: ${site.reason}`);
    if (site.outcome !== 'migrated') report(lineOfSite(site));
  }
}

const lineOfSite = ({ line, api, message }: SiteOutcome): string => `line ${line}: ${api} stays: ${message}`;
