// Which calls may run while a stub is in place: what its process loads, and what runs between its making and its end.
import type { ScannedRepo } from '../core/source.ts';
import type { Fn, Linked, Patch, Site } from '../resolve/linked.ts';
import { hookName, TestFiles } from './test-files.ts';

/** Functions from which a call may be reached. */
interface Above {
  readonly fns: ReadonlySet<number>;
  /** Those among them that may be called by somebody who is not seen. */
  readonly unseen: readonly Fn[];
}

/** A function that a test framework calls. */
interface Registered {
  readonly fn: Fn;
  /** Path of the framework's function: `test.serial`. */
  readonly path: string;
  /** Its name when it is a hook. */
  readonly hook: string | undefined;
  /** The function that registers it. */
  readonly by: Fn;
}

const AFTER = /^(after|afterEach|afterAll|teardown|suiteTeardown)$/;

export class StubReach {
  private readonly linked: Linked;
  private readonly tests: TestFiles;
  private readonly possibleCallers: (fn: Fn) => readonly Site[] | undefined;
  private readonly above = new Map<number, Above>();
  private readonly activities = new Map<Patch, ReadonlySet<number> | undefined>();
  private registered: readonly Registered[] | undefined;

  constructor(linked: Linked, repo: ScannedRepo, possibleCallers: (fn: Fn) => readonly Site[] | undefined) {
    this.linked = linked;
    this.tests = new TestFiles(linked, repo);
    const known = new Map<number, readonly Site[] | undefined>();
    this.possibleCallers = (fn) => {
      if (!known.has(fn.id)) known.set(fn.id, possibleCallers(fn));
      return known.get(fn.id);
    };
  }

  /** Whether `site` may run while `patch` is in place. */
  reaches(patch: Patch, site: Site): boolean {
    if (patch.only !== undefined) return patch.only === this.linked.files[site.file]!.file;
    const files = this.filesOf(patch);
    if (files !== 'open' && !files.has(site.file)) return false;
    const active = patch.module ? undefined : this.activity(patch);
    if (!active) return true;
    const { fns, unseen } = this.aboveOf(site.within);
    if (unseen.some((fn) => files === 'open' || files.has(fn.file))) return true;
    return [...fns].some((fn) => active.has(fn));
  }

  /** Whether a file may be loaded where a patch is made. */
  sharesProcess(patch: Patch, file: number): boolean {
    const files = this.filesOf(patch);
    return files === 'open' || files.has(file);
  }

  private filesOf(patch: Patch): ReadonlySet<number> | 'open' {
    const isRegistry = patch.module === true && [...(this.linked.sites[patch.site ?? -1]?.externals ?? [])].some((path) => /^(jest|vi|vitest\.vi|@jest\/globals\.jest)\./.test(path));
    return this.tests.loadedWith(patch.file, isRegistry);
  }

  /** The patch may stay in place for ever. */
  isEndless(patch: Patch): boolean {
    return this.activity(patch) === undefined;
  }

  /** A file that registers tests and that no other one loads. */
  isTest(file: number): boolean {
    return this.tests.isTest(file);
  }

  /**
   * Tests that replace something for a while, beside other tests: while one waited, the others would see the stub. By
   * function, the file that it stands in.
   */
  concurrentMakers(): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    for (const patches of this.linked.patched.values()) {
      for (const { site: id } of patches) {
        const site = id === undefined ? undefined : this.linked.sites[id]!;
        const makers = site && site.fact.literals[1] ? (this.makersOf(site) ?? []) : [];
        for (const { fn, path } of makers) if (!fn.fact.isAsync && this.tests.runsConcurrently(fn.file, path)) found.set(fn.id, this.linked.files[fn.file]!.file);
      }
    }
    return found;
  }

  /** All functions above a function, up to tests and the top levels of modules. */
  private aboveOf(id: number): Above {
    const known = this.above.get(id);
    if (known) return known;
    const fns = new Set([id]);
    const unseen: Fn[] = [];
    for (const each of fns) {
      const fn = this.linked.fns[each]!;
      if (this.isUnseen(fn)) unseen.push(fn);
      for (const site of [...this.linked.callers[each]!, ...(this.possibleCallers(fn) ?? [])]) fns.add(site.within);
      for (const use of this.linked.hostUses[each]!) if (use.host !== 'test') fns.add(this.linked.sites[use.site]!.within);
    }
    const above = { fns, unseen };
    this.above.set(id, above);
    return above;
  }

  private isUnseen(fn: Fn): boolean {
    const { fact } = fn;
    // a test file is loaded before its tests run; when another module is, is not known
    if (fact.kind === 'module') return !this.tests.isTest(fn.file);
    return fact.kind === 'getter' || fact.kind === 'setter' || fact.isGenerator || fact.obstacle !== undefined || this.possibleCallers(fn) === undefined || this.linked.hostUses[fn.id]!.some(({ host }) => host === 'handler');
  }

  /** The functions of tests during which a patch may be in place; undefined when it may be at any time. */
  private activity(patch: Patch): ReadonlySet<number> | undefined {
    if (!this.activities.has(patch)) this.activities.set(patch, this.findActivity(patch));
    return this.activities.get(patch);
  }

  private findActivity(patch: Patch): ReadonlySet<number> | undefined {
    const site = patch.site === undefined ? undefined : this.linked.sites[patch.site];
    if (!site) return undefined;
    const makers = this.makersOf(site);
    if (!makers || makers.some(({ path }) => this.tests.runsConcurrently(site.file, path))) return undefined;
    const active = new Set<number>();
    for (const { fn, hook, by } of makers) {
      const end = this.endOf(site, fn, hook);
      if (end === undefined) return undefined;
      active.add(fn.id);
      if (end === 'here') continue;
      if (hook === undefined) { this.addHooksAfter(fn, active); continue; }
      // a hook at the top of a file may be one of every test
      if (by.fact.kind === 'module') return undefined;
      for (const other of this.registeredFns()) if (this.isInside(other.fn, by) || !this.isSuite(other.by)) active.add(other.fn.id);
      this.addHooksAfter(fn, active);
    }
    return active;
  }

  /** The tests and hooks in which the stub is made; undefined when that is not known. */
  private makersOf(site: Site): readonly Registered[] | undefined {
    const makers: Registered[] = [];
    const seen = new Set([site.within]);
    for (const id of seen) {
      const fn = this.linked.fns[id]!;
      const registered = this.registeredFns().filter((each) => each.fn === fn);
      if (fn.fact.kind === 'module' || this.isUnseen(fn) || (this.possibleCallers(fn)?.length ?? 0) > 0 || this.linked.hostUses[id]!.some((use) => use.host === 'suite')) return undefined;
      makers.push(...registered);
      const above = [...this.linked.callers[id]!, ...this.linked.hostUses[id]!.filter((use) => use.host !== 'test').map((use) => this.linked.sites[use.site]!)];
      if (registered.length === 0 && above.length === 0) return undefined;
      for (const { within } of above) seen.add(within);
    }
    return makers;
  }

  /** Where a stub made in a test or hook ends: in that function, with the test or suite, or never as far as is known. */
  private endOf(stub: Site, maker: Fn, hook: string | undefined): 'here' | 'with-test' | undefined {
    if (stub.fact.member === undefined && this.tests.depends('jasmine') && !this.tests.depends('jest')) return 'with-test';
    if (stub.fact.member === 'spyOn' && this.tests.configSays(/restoreMocks\s*:\s*true/)) return 'with-test';
    if (maker.file !== stub.file) return undefined;
    const fact = this.linked.files[stub.file]!.stubs.find(({ calls }) => calls.some((call) => call.site === stub.fact.index));
    const ends = [
      ...(fact?.calls.find((call) => call.site === stub.fact.index)?.restores ?? []).map(({ within, at }) => ({ fn: this.linked.fns[maker.id - maker.fact.index + within]!, at })),
      ...this.linked.sites.filter((site) => site.file === stub.file && this.endsAll(site, stub)).map((site) => ({ fn: this.linked.fns[site.within]!, at: site.fact.span.start })),
    ];
    if (hook === undefined && stub.within === maker.id && ends.some(({ fn, at }) => fn === maker && at > stub.fact.span.start)) return 'here';
    const registrar = this.registeredFns().find((each) => each.fn === maker)!.by;
    const ending = this.registeredFns().some((each) => {
      if (!ends.some(({ fn }) => fn === each.fn) || each.hook === undefined) return false;
      const fits = /Each$|^teardown$/.test(each.hook) ? hook === undefined || /Each$|^setup$/.test(hook) : AFTER.test(each.hook) && (hook === 'before' || hook === 'beforeAll' || hook === 'suiteSetup');
      return fits && AFTER.test(each.hook) && (each.by === registrar || this.isInside(registrar, each.by));
    });
    return ending ? 'with-test' : undefined;
  }

  /** `sandbox.restore()`, `vi.restoreAllMocks()`: ends all stubs of the same maker. */
  private endsAll(site: Site, stub: Site): boolean {
    const { member, receiver } = site.fact;
    if (member === 'restoreAllMocks' && stub.fact.member === 'spyOn') return [...site.externals].some((path) => /^(jest|vi|vitest\.vi|@jest\/globals\.jest)\.restoreAllMocks$/.test(path));
    return (member === 'restore' || member === 'verifyAndRestore' || member === 'restoreAll') && receiver >= 0 && receiver === stub.fact.receiver;
  }

  /** Hooks that run when a test is over, in the suites around it and at the top of every file. */
  private addHooksAfter(fn: Fn, active: Set<number>): void {
    for (const each of this.registeredFns()) {
      if (each.hook !== undefined && AFTER.test(each.hook) && (each.by.fact.kind === 'module' || !this.isSuite(each.by) || this.isInside(fn, each.by))) active.add(each.fn.id);
    }
  }

  private isInside(fn: Fn, outer: Fn): boolean {
    if (outer.fact.kind === 'module') return fn.file === outer.file;
    return fn.file === outer.file && outer.fact.span.start <= fn.fact.span.start && fn.fact.span.end <= outer.fact.span.end;
  }

  private isSuite(fn: Fn): boolean {
    return fn.fact.kind === 'module' || this.linked.hostUses[fn.id]!.some((use) => use.host === 'suite');
  }

  private registeredFns(): readonly Registered[] {
    return (this.registered ??= this.linked.fns.flatMap((fn) => this.linked.hostUses[fn.id]!.flatMap((use) => {
      if (use.host !== 'test') return [];
      const site = this.linked.sites[use.site]!;
      const path = [...site.externals].find((each) => !each.startsWith('callback:')) ?? site.fact.member ?? '';
      return [{ fn, path, hook: hookName(path), by: this.linked.fns[site.within]! }];
    })));
  }
}
