// A linked program with another text in some of its files: solved from where it stands, instead of from nothing.
import type { FileFacts } from '../core/facts.ts';
import type { ScannedRepo } from '../core/source.ts';
import { relink } from './link.ts';
import type { Linked, LinkOptions, Site } from './linked.ts';
import { TooManySteps } from './precision.ts';

/** The same program twice; both share what did not change. */
export interface ChangedProgram {
  readonly before: () => Linked;
  readonly after: () => Linked;
}

/** A program that was linked. It can be changed once; after that it is solved anew when it is asked for. */
export class Program {
  /** What was linked, in its order. */
  readonly input: readonly FileFacts[];
  private readonly repo: ScannedRepo;
  private readonly options: LinkOptions;
  private readonly first: Linked;
  private solution: Linked | undefined;

  constructor(input: readonly FileFacts[], repo: ScannedRepo, options: LinkOptions, linked: Linked) {
    this.input = input;
    this.repo = repo;
    this.options = options;
    this.first = linked;
    this.solution = linked;
  }

  /** Who calls whom. Not to be kept over a change. */
  get linked(): Linked {
    return (this.solution ??= relink(this.input, this.repo, this.options, this.first.precision));
  }

  /**
   * The program with `changed` in place of the facts of the same files. What flows is what flowed before, and what the new texts
   * add: values of the old text stay where they went, but its functions are no longer called and its calls are not seen.
   */
  with(changed: readonly FileFacts[]): ChangedProgram {
    const linked = this.linked;
    this.solution = undefined;
    const files = [...linked.files];
    const known = linked.sites.map((site) => ({ site, targets: site.targets.size, externals: site.externals.size, hosts: site.hosts.length, unknown: site.unknown }));
    const count = linked.fns.length;
    let first: number | undefined;
    try {
      first = linked.carryOn(changed);
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
    }
    if (first === undefined) return this.fromNothing(changed);
    const firstNew = first;
    const replaced = new Set(changed.map(({ file }) => file));
    const isOld = files.map(({ file }) => replaced.has(file));
    return {
      before: () => ({
        ...linked, files, fns: linked.fns.slice(0, count), sites: known.map(({ site, ...sizes }) => shrunk(site, sizes)),
        callers: linked.callers.slice(0, count).map((sites) => sites.filter(({ id }) => id < known.length)),
        hostUses: linked.hostUses.slice(0, count).map((uses) => uses.filter(({ site }) => site < known.length)),
      }),
      after: () => ({ ...linked, files: [...files, ...changed], sites: linked.sites.map((site) => (site.file < firstNew && isOld[site.file] ? silent(site) : without(site, (id) => isOld[linked.fns[id]!.file] === true))) }),
    };
  }

  private fromNothing(changed: readonly FileFacts[]): ChangedProgram {
    const byId = new Map(changed.map((facts) => [facts.file, facts]));
    const after = relink(this.input.map((facts) => byId.get(facts.file) ?? facts), this.repo, this.options, this.first.precision);
    return { before: () => this.linked, after: () => after };
  }
}

interface Sizes {
  readonly targets: number;
  readonly externals: number;
  readonly hosts: number;
  readonly unknown: boolean;
}

/** A call as it was when it had so many of each. */
function shrunk(site: Site, { targets, externals, hosts, unknown }: Sizes): Site {
  if (site.targets.size === targets && site.externals.size === externals && site.hosts.length === hosts && site.unknown === unknown) return site;
  return { ...site, targets: new Set([...site.targets].slice(0, targets)), externals: new Set([...site.externals].slice(0, externals)), hosts: site.hosts.slice(0, hosts), unknown };
}

function without(site: Site, isGone: (fn: number) => boolean): Site {
  const targets = [...site.targets].filter((id) => !isGone(id));
  return targets.length === site.targets.size ? site : { ...site, targets: new Set(targets), hosts: site.hosts.filter(({ fn }) => !isGone(fn)) };
}

/** A call of the old text: nothing is called any more. */
const silent = (site: Site): Site => ({ ...site, targets: new Set(), externals: new Set(), hosts: [] });
