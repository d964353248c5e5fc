// Stubs of catalogued APIs: which can follow their API to its twin, and which calls must change together with each.
import { apiEntry, isVersioned } from '../apis/index.ts';
import { isRefusal, type ApiTwin } from '../core/api.ts';
import type { MockFact, StubFact } from '../core/facts.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { Linked, Patch, Site } from '../resolve/linked.ts';
import { ForeignCode, type ForeignModules } from './foreign-calls.ts';
import { standInBonds } from './stand-ins.ts';
import type { StubReach } from './stub-reach.ts';

/** Stubs of one API in one file, which follow it together. */
export interface StubBond {
  /** `fs.readFileSync` */
  readonly api: string;
  readonly file: number;
  readonly twin: ApiTwin;
  /** The calls that make the stubs, in source order. */
  readonly makers: readonly Site[];
  readonly patches: readonly Patch[];
  /** Every call of the API that may run while one of them is in place, whatever becomes of it. */
  readonly reached: ReadonlySet<Site>;
  /** The twin rejects where the API returns false. */
  readonly existence: boolean;
  /** The test library has functions for stubs that resolve and reject. */
  readonly resolves: boolean;
  /** The member of a mocked module that gets the twin's name. */
  readonly renames?: string;
  /** The member of an object in the module's place that gets a twin beside it: calls that stay go on calling the member. */
  readonly adds?: string;
}

/** Lowest versions of test libraries that have stubs which resolve and reject, by the style of their stubs. */
const RESOLVES: Readonly<Record<StubFact['style'], Readonly<Record<string, readonly [number, number]>>>> = {
  jasmine: { jasmine: [3, 5], 'jasmine-core': [3, 5] },
  jest: { jest: [22, 2], vitest: [0, 0] },
  sinon: { sinon: [2, 0] },
  node: {},
};

/** `callback:fs.readFileSync`, `fs.readFileSync.call` -> `fs.readFileSync` */
const bare = (path: string): string => path.replace(/^callback:/, '').replace(/\.(call|apply|bind\(\))$/, '').replace(/^fs\/promises\./, 'fs.promises.');

/** `expect(fs.readFileSync)`: asks about a stub. It would call the function only to see it throw, which is no question about a stub. */
export const isAssertion = (site: Site): boolean => [...site.externals].every((path) => path.startsWith('callback:') || /(^|\.)expect$/.test(path));

export class Stubs {
  private readonly linked: Linked;
  private readonly repo: ScannedRepo;
  private readonly reach: StubReach;
  /** Calls by the path of what they call. */
  private readonly callsOf = new Map<string, Site[]>();
  private readonly foreign: ForeignCode;
  private readonly roles: ReadonlyMap<string, string>;
  private readonly byPatch = new Map<Patch, StubBond>();
  private readonly mockBonds: readonly StubBond[];
  private readonly standIns: ReadonlyMap<Patch, ReadonlyMap<string, StubBond | 'absent'>>;
  readonly bonds: readonly StubBond[];

  constructor(linked: Linked, repo: ScannedRepo, reach: StubReach, foreign: ForeignModules | undefined) {
    this.linked = linked;
    this.repo = repo;
    this.reach = reach;
    this.foreign = new ForeignCode(repo, foreign);
    this.roles = new Map(repo.files.map(({ id, role }) => [id, role]));
    for (const site of linked.sites) {
      for (const path of site.externals) this.callsOf.set(bare(path), [...(this.callsOf.get(bare(path)) ?? []), site]);
    }
    const candidates = linked.files.flatMap(({ stubs }, file) => stubs.flatMap((fact) => this.bond(fact, file) ?? []));
    // two stubs of one file must not both replace the same twin
    this.bonds = candidates.filter((bond) => candidates.every((other) => other === bond || other.file !== bond.file || twinPath(other) !== twinPath(bond)));
    for (const bond of this.bonds) for (const patch of bond.patches) this.byPatch.set(patch, bond);
    const patches = [...linked.patched.values()].flat().filter((patch) => patch.module);
    this.mockBonds = patches.flatMap((patch) => {
      const mock = this.mockOf(patch);
      return mock ? mock.plain.flatMap((member) => this.mockBond(patch, mock, member)) : [];
    });
    this.standIns = standInBonds(linked, (api) => this.callsOf.get(api) ?? []);
    const added = [...this.standIns.values()].flatMap((members) => [...members.values()].filter((bond) => bond !== 'absent'));
    this.bonds = [...this.bonds, ...this.mockBonds, ...added];
  }

  /** The bond that a patch belongs to, if its stub can follow the API. */
  bondOf(patch: Patch, member: string): StubBond | 'absent' | undefined {
    return patch.module ? this.mocked(patch, member) : (this.byPatch.get(patch) ?? this.standIns.get(patch)?.get(member));
  }

  /** What becomes of a member of a mocked module: 'absent' when the mock has neither it nor its twin. */
  private mocked(patch: Patch, member: string): StubBond | 'absent' | undefined {
    const known = this.mockBonds.find((bond) => bond.renames === member && bond.patches.includes(patch));
    const mock = this.mockOf(patch);
    const to = mock && this.twinOf(mock.module, member);
    if (known || !mock || to === undefined || mock.members.includes(member)) return known;
    const twins = mock.members.flatMap((each) => [each, this.twinOf(mock.module, each) ?? each]);
    return twins.includes(to) ? undefined : 'absent';
  }

  private mockOf({ file, site }: Patch): MockFact | undefined {
    const index = site === undefined ? -1 : this.linked.sites[site]!.fact.index;
    return this.linked.files[file]!.mocks.find((mock) => mock.site === index);
  }

  /** The member of the same module that takes the place of another: none where the twin is a member of something else. */
  private twinOf(module: string, member: string): string | undefined {
    const entry = isVersioned(module) ? undefined : apiEntry(module, member);
    return entry && !isRefusal(entry) && entry.form !== 'promisify' && !entry.to.includes('.') ? entry.to : undefined;
  }

  private mockBond(patch: Patch, { module, members }: MockFact, renames: string): StubBond[] {
    const to = this.twinOf(module, renames);
    if (to === undefined || members.includes(to) || members.some((other) => other !== renames && this.twinOf(module, other) === to)) return [];
    const api = `${module}.${renames}`;
    const bond: StubBond = { api, file: patch.file, twin: apiEntry(module, renames) as ApiTwin, makers: [this.linked.sites[patch.site!]!], patches: [patch], reached: this.reachedBy([patch], api), existence: false, resolves: true, renames };
    const isMentioned = this.linked.files.some(({ file: id, constraints }, file) => this.roles.get(id) === 'test' && this.reach.sharesProcess(patch, file) && (this.reads(file, module, renames) > 0 || constraints.some((c) => c[0] === 'import' && c[3] === renames && c[2].replace(/^node:/, '') === module)));
    return isMentioned || this.meetsTwin(bond) || this.meetsForeignCode(bond, module, module) ? [] : [bond];
  }

  private bond(fact: StubFact, file: number): StubBond | undefined {
    if (fact.problem !== undefined || fact.calls.length === 0) return undefined;
    const makers = this.linked.sites.filter((site) => site.file === file && fact.calls.some((call) => call.site === site.fact.index));
    const module = this.moduleOf(makers);
    // which function takes the place of a stubbed one depends on the version, and may be the package itself
    const entry = module === undefined || isVersioned(module) ? undefined : apiEntry(module, fact.member);
    if (module === undefined || !entry || isRefusal(entry) || entry.form === 'promisify') return undefined;
    const existence = entry.adapter === 'exists';
    if (!(existence ? fact.fits.existence : fact.fits.value && [undefined, 'path-or-fd', 'stat', 'readdir'].includes(entry.adapter))) return undefined;
    const resolves = this.resolves(fact.style, file);
    if (existence && !resolves && fact.style !== 'node') return undefined;
    const api = `${module}.${fact.member}`;
    const isAsserted = (site: Site): boolean => site.file === file && isAssertion(site);
    const patches = (this.linked.patched.get(api) ?? []).filter((patch) => makers.some((maker) => maker.id === patch.site));
    const bond: StubBond = { api, file, twin: entry, makers, patches, reached: new Set([...this.reachedBy(patches, api)].filter((site) => !isAsserted(site))), existence, resolves };
    return patches.length === makers.length && this.isAllMentioned(fact, file, module) && !this.meetsTwin(bond) && (bond.reached.size === 0 || !this.meetsForeignCode(bond, fact.member, entry.to)) ? bond : undefined;
  }

  /** The module whose member all of them replace. */
  private moduleOf(makers: readonly Site[]): string | undefined {
    const paths = new Set<string | undefined>();
    for (const { file, fact } of makers) for (const obj of this.linked.solver.values(this.linked.nodeOf(file, fact.args[0] ?? -1))) paths.add(obj.kind === 'ext' ? obj.path : undefined);
    return paths.size === 1 ? [...paths][0] : undefined;
  }

  private reachedBy(patches: readonly Patch[], api: string): ReadonlySet<Site> {
    return new Set((this.callsOf.get(api) ?? []).filter((site) => patches.some((patch) => this.reach.reaches(patch, site))));
  }

  /** Every place of the test files that reads the replaced function without calling it was understood. */
  private isAllMentioned(fact: StubFact, file: number, module: string): boolean {
    return this.reads(file, module, fact.member) === fact.mentions && this.linked.files.every(({ file: id }, other) => other === file || this.reach.isTest(other) || this.roles.get(id) !== 'test' || this.reads(other, module, fact.member) === 0);
  }

  private reads(file: number, module: string, member: string): number {
    const called = new Set(this.linked.sites.filter((site) => site.file === file).map((site) => site.fact.callee));
    return this.linked.files[file]!.constraints.filter((c) => c[0] === 'load' && c[2] === member && !called.has(c[3]) && [...this.linked.solver.values(this.linked.nodeOf(file, c[1]))].some((obj) => obj.kind === 'ext' && obj.path === module)).length;
  }

  /** Something else uses the twin while a stub is in place, or replaces it. */
  private meetsTwin(bond: StubBond): boolean {
    const twin = twinPath(bond);
    if ([...(this.linked.patched.get(twin) ?? []), ...(this.linked.patched.get(twin.replace(/^fs\.promises\./, 'fs/promises.')) ?? [])].some((patch) => patch.file === bond.file || bond.patches.some((own) => this.reach.isEndless(own)))) return true;
    const others = [...this.callsOf].flatMap(([path, sites]) => {
      if (path === bond.api) return [];
      const dot = path.indexOf('.');
      const entry = dot < 0 ? undefined : apiEntry(path.slice(0, dot), path.slice(dot + 1));
      return path === twin || (entry && !isRefusal(entry) && `${path.slice(0, dot)}.${entry.to}` === twin) ? sites : [];
    });
    return others.some((site) => bond.patches.some((patch) => this.reach.reaches(patch, site)));
  }

  /** Code outside of the program would lose the stub, or get one that it did not have. */
  private meetsForeignCode({ patches }: StubBond, member: string, to: string): boolean {
    return this.linked.sites.some((site) => this.foreign.mayUse(site, member, to) && patches.some((patch) => this.reach.reaches(patch, site)));
  }

  private resolves(style: StubFact['style'], file: number): boolean {
    const packages = this.repo.packages.filter((pkg) => this.linked.files[file]!.file.startsWith(pkg.dir));
    return Object.entries(RESOLVES[style]).some(([name, [major, minor]]) => packages.some((pkg) => {
      const version = /(\d+)(?:\.(\d+))?/.exec(pkg.installed[name] ?? pkg.dependencies[name] ?? '');
      return version !== null && (Number(version[1]) > major || (Number(version[1]) === major && Number(version[2] ?? 0) >= minor));
    }));
  }
}

/** `fs.promises.readFile` */
const twinPath = ({ api, twin }: StubBond): string => `${api.slice(0, api.lastIndexOf('.'))}.${twin.to}`;
