// Modules of the repository that tests put others in place of: a call from there must go on reaching the same member.
import type { Linked } from '../resolve/linked.ts';

const MOCKS = new Set(['mock', 'doMock', 'unstable_mockModule', 'registerMock', 'setMock', 'module', 'registerSubstitute']);
const known = new WeakMap<Linked, { readonly everywhere: ReadonlySet<number>; readonly inFile: ReadonlySet<string> }>();

/** Whether what the file `from` loads of `target` may be something else under test. */
export function isMocked(from: number, target: number, linked: Linked): boolean {
  let mocks = known.get(linked);
  if (!mocks) known.set(linked, (mocks = findMocks(linked)));
  const imports = (file: number): boolean => linked.importersOf.get(linked.files[file]!.file)?.has(linked.files[from]!.file) === true;
  // the mock may stand for a module that hands the function on
  return from !== target && (mocks.everywhere.has(target) || [...mocks.everywhere].some(imports) || [...mocks.inFile].some((each) => each.startsWith(`${from}:`)));
}

/** Whether anything may be in the place of the module `target` under test, or of a variable of it. */
export function isMockedAnywhere(target: number, linked: Linked): boolean {
  isMocked(target, target, linked);
  const { everywhere, inFile } = known.get(linked)!;
  return everywhere.has(target) || [...inFile].some((each) => each.endsWith(`:${target}`)) || linked.sites.some(({ file, fact }) => typeof fact.literals[0] === 'string' && linked.fileAt(file, fact.literals[0]) === target && [...linked.solver.values(linked.nodeOf(file, fact.callee))].some(({ kind, path }) => kind === 'ext' && path === 'rewire'));
}

function findMocks(linked: Linked): { everywhere: Set<number>; inFile: Set<string> } {
  const everywhere = new Set<number>();
  const inFile = new Set<string>();
  for (const { file, fact } of linked.sites) {
    const [first] = fact.literals;
    const target = MOCKS.has(fact.member ?? '') && typeof first === 'string' && first.startsWith('.') ? linked.fileAt(file, first) : undefined;
    if (target !== undefined) everywhere.add(target);
  }
  for (const [name, patches] of linked.patched) {
    for (const { only } of patches) {
      const from = only === undefined || !name.startsWith('.') ? -1 : linked.files.findIndex(({ file }) => file === only);
      const target = from < 0 ? undefined : linked.fileAt(from, name);
      if (target !== undefined) inFile.add(`${from}:${target}`);
    }
  }
  return { everywhere, inFile };
}
