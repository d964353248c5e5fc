// Tests that put another clock or other timers in the place of the real ones, and which files run with them.
import type { ScannedRepo } from '../../core/source.ts';
import type { Linked } from '../../resolve/linked.ts';

/** Tools that do, and assignments: what a timer of `timers/promises` does then depends on their version. */
const REPLACES = /\buseFakeTimers\b|@sinonjs\/fake-timers|\blolex\b|\bmock\s*\.\s*timers\b|\bjasmine\s*\.\s*clock\b|\b[mM]ock[dD]ate\b|\btimekeeper\b|\bspyOn\(\s*(?:global(?:This)?\s*,\s*['"](?:setTimeout|Date)|Date\b|performance\b)|\bstub\(\s*(?:Date|performance|global(?:This)?)\b|\b(?:Date|performance)\s*\.\s*now\s*=(?!=)|\b(?:global|globalThis|window)\s*\.\s*(?:Date|setTimeout|performance)\s*=(?!=)|['"]timers['"]\s*:\s*['"](?:fake|modern|legacy)|\bfakeTimers\b/;

export class ReplacedTime {
  private readonly linked: Linked;
  private readonly tools: ReadonlySet<string>;
  private readonly known = new Map<string, string | undefined>();

  constructor(linked: Linked, { files }: ScannedRepo) {
    this.linked = linked;
    this.tools = new Set(files.filter(({ text }) => REPLACES.test(text)).map(({ id }) => id));
  }

  /** A file that loads `file`, directly or not, and replaces the time; or `file` itself. */
  around(file: string): string | undefined {
    if (this.tools.size === 0) return undefined;
    if (!this.known.has(file)) this.known.set(file, this.find(file));
    return this.known.get(file);
  }

  private find(file: string): string | undefined {
    const seen = new Set([file]);
    for (const each of seen) {
      if (this.tools.has(each)) return each;
      for (const importer of this.linked.importersOf.get(each) ?? []) seen.add(importer);
    }
    // a setup file or a configuration is loaded by nobody who is seen
    return [...this.tools].find((tool) => /(?:^|[./-])(?:setup|config|jest|vitest)\b/i.test(tool));
  }
}
