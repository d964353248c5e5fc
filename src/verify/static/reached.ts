// Which files of a tree have to be looked at when some changed: those that a promise of theirs may get to, or theirs may come from.
import type { FileId } from '../../core/source.ts';
import type { Fn } from '../../resolve/linked.ts';
import { isPromiseApi, PromiseKinds } from './promise-kinds.ts';
import type { Tree } from './tree.ts';

export interface Reached {
  readonly ids: ReadonlySet<FileId>;
  readonly kinds: PromiseKinds;
}

/**
 * What is a promise in `roots` and in all files that have something to do with that: whoever calls a function that returns one,
 * functions that are given one, and those that may give one to what is looked at. In all other files calls give what they gave.
 * @param isAsBefore functions of which callers know already that they return promises
 */
export function reachedFrom(tree: Tree, roots: Iterable<FileId>, isAsBefore: (fn: Fn) => boolean): Reached {
  const ids = new Set(roots);
  const sources = new PromiseSources(tree);
  for (;;) {
    const kinds = new PromiseKinds(tree, [...ids].flatMap((id) => tree.byId.get(id) ?? []));
    const before = ids.size;
    for (const fn of kinds.promising) if (kinds.ofResult(fn) !== 0 && !isAsBefore(fn)) for (const site of tree.linked.callers[fn.id]!) ids.add(tree.linked.files[site.file]!.file);
    for (const fn of kinds.given) ids.add(tree.fileOf(fn));
    for (const fn of sources.calledFrom(ids)) ids.add(tree.fileOf(fn));
    if (ids.size === before || [...ids].slice(before).every((id) => !tree.byId.has(id))) return { ids, kinds };
  }
}

/** Without one of these a text has no promise that does not come from somewhere else. */
const MAKES_PROMISES = /async|[pP]romis|\bimport\s*\(|\bfsp\b|fetch|\bonce\b|[rR]eject|openAsBlob|scheduler|\\\\[ux]/;

/** Functions that are not async and may return a promise all the same, by what they call. */
class PromiseSources {
  private readonly tree: Tree;
  private found: ReadonlySet<Fn> | undefined;

  constructor(tree: Tree) {
    this.tree = tree;
  }

  /** Those that are called from files of `ids` and stand in other ones. */
  calledFrom(ids: ReadonlySet<FileId>): Fn[] {
    const { linked } = this.tree;
    const isLooked = linked.files.map(({ file }) => ids.has(file));
    const called = new Set<Fn>();
    for (const { file, targets } of linked.sites) if (isLooked[file]) for (const id of targets) if (!isLooked[linked.fns[id]!.file] && !linked.fns[id]!.fact.isAsync) called.add(linked.fns[id]!);
    if (called.size === 0) return [];
    this.found ??= this.all();
    return [...called].filter((fn) => this.found!.has(fn));
  }

  private all(): Set<Fn> {
    const { linked, repo } = this.tree;
    const texts = new Map(repo.files.map(({ id, text }) => [id, text]));
    const makers = linked.files.map(({ file }) => MAKES_PROMISES.test(texts.get(file) ?? ''));
    const found = new Set(linked.fns.filter(({ file, fact }) => makers[file] && MAKES_PROMISES.test(texts.get(linked.files[file]!.file)!.slice(fact.span.start, fact.span.end))));
    for (const site of linked.sites) if ([...site.externals].some((path) => isPromiseApi(path, []))) found.add(linked.fns[site.within]!);
    for (const fn of found) {
      for (const site of linked.callers[fn.id]!) found.add(linked.fns[site.within]!);
      for (const use of linked.hostUses[fn.id]!) found.add(linked.fns[linked.sites[use.site]!.within]!);
    }
    return found;
  }
}
