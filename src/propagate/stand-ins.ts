// Objects that tests put in the place of an API's module in one file: which of their functions can be called by the twin's name, too.
import { apiEntry } from '../apis/index.ts';
import { isRefusal, type ApiTwin } from '../core/api.ts';
import type { Linked, Patch, Site } from '../resolve/linked.ts';
import type { StubBond } from './stubs.ts';

/** Adapters of twins that resolve to what the API returns. */
const SAME_RESULT: readonly (string | undefined)[] = [undefined, 'path-or-fd', 'stat', 'readdir'];

/** The stand-ins that patches make, by patch and name of the API's function. */
export function standInBonds(linked: Linked, callsOf: (api: string) => readonly Site[]): ReadonlyMap<Patch, ReadonlyMap<string, StubBond | 'absent'>> {
  const found = new Map<Patch, ReadonlyMap<string, StubBond | 'absent'>>();
  for (const [module, patches] of linked.patched) {
    for (const patch of patches) {
      const members = patch.only === undefined || patch.site === undefined ? undefined : membersOf(linked, patch, module, callsOf);
      if (members) found.set(patch, members);
    }
  }
  return found;
}

function membersOf(linked: Linked, patch: Patch, module: string, callsOf: (api: string) => readonly Site[]): ReadonlyMap<string, StubBond | 'absent'> | undefined {
  const maker = linked.sites[patch.site!]!;
  const fact = linked.files[patch.file]!.standIns.find(({ site }) => site === maker.fact.index);
  if (!fact) return undefined;
  const inFile = (api: string): Site[] => callsOf(api).filter(({ file }) => linked.files[file]!.file === patch.only);
  const twinOf = (name: string): ApiTwin | undefined => {
    const entry = apiEntry(module, name);
    return entry && !isRefusal(entry) && entry.form !== 'promisify' && /^promises\.\w+$/.test(entry.to) ? entry : undefined;
  };
  const bonds = new Map<string, StubBond | 'absent'>();
  const names = new Set(linked.sites.flatMap(({ file, externals }) => (linked.files[file]!.file === patch.only ? [...externals].flatMap((path) => (path.startsWith(`${module}.`) ? [path.slice(module.length + 1)] : [])) : [])));
  for (const name of names) {
    const twin = twinOf(name);
    if (!twin) continue;
    if (!fact.members.includes(name)) { bonds.set(name, 'absent'); continue; }
    const existence = twin.adapter === 'exists';
    const isFitting = existence ? fact.quiet.includes(name) : fact.callable.includes(name) && SAME_RESULT.includes(twin.adapter);
    const isAlone = fact.members.every((other) => other === name || twinOf(other)?.to !== twin.to) && inFile(`${module}.${twin.to}`).length === 0;
    if (isFitting && isAlone) bonds.set(name, { api: `${module}.${name}`, file: patch.file, twin, makers: [maker], patches: [patch], reached: new Set(inFile(`${module}.${name}`)), existence, resolves: true, adds: name });
  }
  return bonds;
}
