// What may run when a handler is called, and what may run while it waits.
import type { SourceFile } from '../../core/source.ts';
import { TextReader } from '../../facts/handlers/reader.ts';
import { endsFunction } from '../../facts/handlers/ends-function.ts';
import type { Fn, HostKind, Linked, Site } from '../../resolve/linked.ts';
import { sitesWithin } from '../sites-within.ts';

/** Hosts that call their callback before they return. */
const AT_ONCE = new Set<HostKind>(['loop', 'sort', 'replace', 'throws', 'expect', 'executor', 'suite', 'run']);

export class Reach {
  readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly readers = new Map<number, TextReader | undefined>();
  private readonly atLoad = new Map<number, boolean>();
  private readonly byPlace = new Map<string, Site>();

  constructor(linked: Linked, sources: ReadonlyMap<string, SourceFile>) {
    this.linked = linked;
    this.sources = sources;
  }

  source(file: number): SourceFile {
    return this.sources.get(this.linked.files[file]!.file)!;
  }

  /** The text of a file; undefined where it cannot be read. */
  reader(file: number): TextReader | undefined {
    if (!this.readers.has(file)) {
      let reader: TextReader | undefined;
      try {
        const source = this.sources.get(this.linked.files[file]!.file);
        reader = source && new TextReader(source);
      } catch {
        // a file that does not parse has no facts either
      }
      this.readers.set(file, reader);
    }
    return this.readers.get(file);
  }

  /** The function that the call may run before it returns. */
  calledAt(site: Site): Fn[] {
    return [...site.targets, ...site.hosts.filter(({ host }) => AT_ONCE.has(host)).map(({ fn }) => fn)].map((id) => this.linked.fns[id]!);
  }

  /** All calls that may be made before a call of `fn` returns. */
  callsOf(fn: Fn): Site[] {
    const seen = new Set([fn.id]);
    const calls: Site[] = [];
    for (const id of seen) {
      for (const site of sitesWithin(this.linked, id)) {
        calls.push(site);
        for (const called of this.calledAt(site)) seen.add(called.id);
      }
    }
    return calls;
  }

  /** Nothing but modules that are being loaded calls `fn`: no request is there yet. */
  runsAtLoad(fn: Fn): boolean {
    if (fn.fact.kind === 'module') return true;
    const known = this.atLoad.get(fn.id);
    if (known !== undefined) return known;
    this.atLoad.set(fn.id, true);
    const callers = this.linked.callers[fn.id]!;
    const uses = this.linked.hostUses[fn.id]!;
    const answer = fn.escapes.length === 0 && callers.length + uses.length > 0 && !this.linked.solver.dropped.has(fn.id) &&
      uses.every(({ host }) => AT_ONCE.has(host)) && [...callers, ...uses.map(({ site }) => this.linked.sites[site]!)].every((site) => this.runsAtLoad(this.linked.fns[site.within]!));
    this.atLoad.set(fn.id, answer);
    return answer;
  }

  /** Functions that may run while a handler waits; what tests do is not the program. */
  isRunning(fn: Fn): boolean {
    return this.source(fn.file)?.role !== 'test' && !this.runsAtLoad(fn);
  }

  siteAt(file: number, start: number, end?: number): Site | undefined {
    if (this.byPlace.size === 0) for (const site of this.linked.sites) {
      this.byPlace.set(`${site.file}:${site.fact.span.start}:${site.fact.span.end}`, site);
      if (!this.byPlace.has(`${site.file}:${site.fact.span.start}`)) this.byPlace.set(`${site.file}:${site.fact.span.start}`, site);
    }
    return this.byPlace.get(end === undefined ? `${file}:${start}` : `${file}:${start}:${end}`);
  }

  /** Nothing of the function around it runs after the call. */
  isLast(site: Site): boolean {
    const call = this.reader(site.file)?.callAt(site.fact.span);
    return call !== undefined && endsFunction(call);
  }

  /** The calls that hand `fn` to something that is not known to call it later. */
  handedOver(fn: Fn): Site[] {
    const later = new Set<HostKind>(['fire', 'then', 'handler', 'test', 'awaited']);
    const uses = this.linked.hostUses[fn.id]!.filter(({ host }) => !later.has(host)).map(({ site }) => this.linked.sites[site]!);
    return [...uses, ...fn.escapes.flatMap(({ file, at }) => this.siteAt(file, at) ?? [])];
  }
}
