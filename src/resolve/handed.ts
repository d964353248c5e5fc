// What an installed package does with an object that it is handed: which members it reads, and which leave it again.
import type { FileFacts } from '../core/facts.ts';
import type { FileId, ScannedRepo } from '../core/source.ts';
import { Linker } from './linker.ts';
import { TooManySteps, type Obj } from './solver.ts';

/** The sources of a package, read as text. */
export interface Installed {
  readonly repo: ScannedRepo;
  readonly files: readonly FileFacts[];
}

/** Finds the installed package that a file of the repository gets under a name. */
export type FindInstalled = (from: FileId, name: string) => Installed | undefined;

/** Name of the object in the package's own value flow; no module is called so. */
const ARGUMENT = '#argument';
const PRECISION = { values: 24, functions: 24, steps: 400_000 };

export const isHanded = (path: string): boolean => path.startsWith(ARGUMENT);
/** How far members of members are followed. */
export const HANDED_STEPS = 8;

/** Members of the handed object as lists of names; `*` is any name. */
export class Uses {
  private readonly read: readonly (readonly string[])[];
  private readonly left: readonly (readonly string[])[];

  constructor(read: Iterable<string>, left: Iterable<string>) {
    const namesOf = (path: string): string[] => path.split('.').slice(1);
    // what a call returned is no member
    this.read = [...read].filter((path) => !path.includes('()')).map(namesOf);
    this.left = [...left].filter((path) => !path.includes('()')).map(namesOf);
  }

  /** The package reads this member. */
  reads(member: readonly string[]): boolean {
    return this.read.some((names) => names.length === member.length && matches(names, member));
  }

  /** The member, or what it is a member of, reaches code that is neither the package's nor understood. */
  leaves(member: readonly string[]): boolean {
    return this.left.some((names) => names.length <= member.length && matches(names, member));
  }
}

const matches = (names: readonly string[], member: readonly string[]): boolean => names.every((name, i) => name === '*' || name === member[i]);

/** Answers what packages do with their arguments, each question once. */
export class HandedUses {
  private readonly find: FindInstalled;
  private readonly known = new Map<string, Uses | undefined>();

  constructor(find: FindInstalled) {
    this.find = find;
  }

  /**
   * What becomes of an argument of a call.
   *
   * @param path the callee: `grunt-legacy-log.Log`
   * @returns undefined when that cannot be known: anything may happen to it.
   */
  of(from: FileId, path: string, argument: number, isNew: boolean): Uses | undefined {
    const found = this.package(from, path);
    if (!found) return undefined;
    const key = `${found.installed.repo.root} ${found.members.join('.')} ${argument} ${isNew}`;
    if (!this.known.has(key)) this.known.set(key, solve(found.installed, found.members, argument, isNew));
    return this.known.get(key);
  }

  /** The package that a path begins with; its name may hold dots. */
  private package(from: FileId, path: string): { installed: Installed; members: string[] } | undefined {
    const parts = path.split('.');
    for (let length = parts.length; length > 0; length--) {
      const installed = this.find(from, parts.slice(0, length).join('.'));
      if (installed) return { installed, members: parts.slice(length) };
    }
    return undefined;
  }
}

function solve({ repo, files }: Installed, members: readonly string[], argument: number, isNew: boolean): Uses | undefined {
  const entries = repo.packages[0]!.publicEntries;
  if (entries.length !== 1 || members.some((name) => !/^[\w$]+$/.test(name)) || files.some((file) => file.parseFailed || file.dynamicCode)) return undefined;
  const linker = new Linker(files, repo, PRECISION);
  const left = new Set<string>();
  linker.onLeave = (path) => left.add(path);
  let isKnown = true;
  try {
    linker.link({ publicIsSeen: true }, () => {
      const handed = linker.external(ARGUMENT);
      let callee = linker.solver.node();
      linker.exportsOf(entries[0]!, callee);
      for (const name of members) {
        const member = linker.solver.node();
        linker.solver.watch(callee, (obj) => linker.solver.read(obj, name, member));
        callee = member;
      }
      linker.solver.watch(callee, (obj: Obj) => {
        if (obj.kind !== 'fn') isKnown = false;
        else linker.hand(linker.fns[obj.fn]!, handed, argument, isNew);
      });
      linker.later.push(() => { if (linker.solver.isEmpty(callee)) isKnown = false; });
    });
  } catch (error) {
    if (error instanceof TooManySteps) return undefined;
    throw error;
  }
  if (!isKnown || linker.solver.hasLost) return undefined;
  return new Uses(linker.solver.objs.filter((obj) => obj.kind === 'ext' && isHanded(obj.path)).map((obj) => obj.path), left);
}
