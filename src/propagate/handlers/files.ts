// What handlers do to files and the system: what took turns because each call held the whole process would overlap.
import { changedFile, effectOf, isLook } from '../../apis/effects.ts';
import { functionAt } from '../../apis/index.ts';
import { maySame, pathEnd, type PathEnd } from '../../facts/handlers/path-end.ts';
import type { Fn, Site } from '../../resolve/linked.ts';
import type { Reach } from './reach.ts';

/** A call that changes something, or looks at it; `path` is the API's. */
interface Act {
  readonly site: Site;
  readonly path: string;
}

export class FileEffects {
  private readonly reach: Reach;
  private all: readonly Act[] | undefined;

  constructor(reach: Reach) {
    this.reach = reach;
  }

  /**
   * A call that keeps `fn` from running beside other handlers: one that it makes and that changes something, or one
   * elsewhere that may change a file which it reads.
   */
  conflictOf(fn: Fn): Site | undefined {
    const acts = this.reach.callsOf(fn).flatMap((site) => this.actOf(site) ?? []);
    const own = acts.find((act) => this.changes(act));
    if (own) return own.site;
    const read = acts.filter(({ path }) => effectOf(path) === 'reads');
    if (read.length + acts.filter(({ path }) => effectOf(path) === 'command').length === 0) return undefined;
    return this.changing().find((change) => {
      const at = changedFile(change.path);
      return read.length === 0 || at === undefined || read.some(({ site }) => maySame(this.endOf(site, 0), this.endOf(change.site, at)));
    })?.site;
  }

  /** Calls that change something while the program runs. */
  private changing(): readonly Act[] {
    this.all ??= this.reach.linked.sites.flatMap((site): Act[] => {
      const act = this.actOf(site);
      return act && this.changes(act) && this.reach.isRunning(this.reach.linked.fns[site.within]!) ? [act] : [];
    });
    return this.all;
  }

  private actOf(site: Site): Act | undefined {
    for (const external of site.externals) {
      const path = external.replace(/^callback:/, '').replace(/\.(?:call|apply|bind\(\))$/, '');
      if (functionAt(path)) return { site, path };
    }
    return undefined;
  }

  private changes({ site, path }: Act): boolean {
    const effect = effectOf(path);
    if (effect !== 'command') return effect === 'changes';
    const [command] = site.fact.literals;
    return path !== 'child_process.execSync' || typeof command !== 'string' || !isLook(command);
  }

  private endOf(site: Site, argument: number): PathEnd | undefined {
    const reader = this.reach.reader(site.file);
    return reader && pathEnd(reader.callAt(site.fact.span)?.['arguments'][argument], reader.names);
  }
}
