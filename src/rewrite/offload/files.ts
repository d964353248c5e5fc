// Decisions to offload -> the files that make it so: the pool and its worker, the bridge that callers use, the dependency.
import type { Edit, FileChange } from '../../core/edit.ts';
import { bridgeFile, POOL_PACKAGE, type BridgeFile, type BridgePlace, type OffloadTask } from '../../core/offload.ts';
import type { Decision } from '../../core/plan.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { addDependency } from './manifest.ts';
import { bridgeText, poolText, taskLines, transferText, workerText } from './render.ts';

export const taskOf = ({ data }: Decision): OffloadTask => data!['task'] as OffloadTask;

const isOffload = ({ verdict }: Decision): boolean => verdict === 'offload';

/** Files that decisions need besides those that they are about; a file that is there already gets what it lacks. */
export function generatedChanges(decisions: readonly Decision[], repo: ScannedRepo): FileChange[] {
  const byFolder = new Map<string, Decision[]>();
  for (const decision of decisions.filter(isOffload)) {
    const { folder } = taskOf(decision).bridge;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), decision]);
  }
  const texts = new Map([...repo.files, ...(repo.manifests ?? [])].map(({ id, text }) => [id, text]));
  const changes = new Map<string, FileChange>();
  const add = (file: string, edits: readonly Edit[], before: string | undefined, of: readonly Decision[]): void => {
    if (edits.length === 0) return;
    const [first, ...others] = of.map(({ id }) => id);
    const owned = edits.map((edit) => ({ ...edit, isShared: true as const, ...(others.length > 0 && { also: others }) }));
    changes.set(file, { file, before: before ?? '', after: applyEdits(before ?? '', owned), groups: [{ decision: first!, edits: owned }], ...(before === undefined && { creates: true as const }) });
  };
  for (const of of byFolder.values()) {
    const { bridge } = taskOf(of[0]!);
    const known = texts.get(bridgeFile(bridge, 'pool'));
    // one style for all files of a folder
    const place = known === undefined ? bridge : { ...bridge, style: detectStyle(known) };
    const tasks = [...new Map(of.map((decision) => [taskOf(decision).name, { ...taskOf(decision), bridge: place }])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const fill = (name: BridgeFile, whole: () => string, missing: (text: string) => readonly Edit[]): void => {
      const file = bridgeFile(place, name);
      const before = texts.get(file);
      add(file, before === undefined ? [insertion(0, whole())] : missing(before), before, of);
    };
    fill('transfer', () => transferText(place), () => []);
    fill('pool', () => poolText(place), () => []);
    fill('worker', () => workerText(place, tasks), (text) => workerLines(text, place, tasks));
    fill('index', () => bridgeText(place, tasks), (text) => bridgeLines(text, place, tasks));
    const manifest = place.packageDir === '' ? 'package.json' : `${place.packageDir}/package.json`;
    const json = texts.get(manifest);
    if (json !== undefined && !changes.has(manifest)) add(manifest, addDependency(json, POOL_PACKAGE.name, POOL_PACKAGE.range), json, decisions.filter(isOffload).filter((each) => taskOf(each).bridge.packageDir === place.packageDir));
  }
  return [...changes.values()];
}

const insertion = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

/** The task names of a bridge that is there, each with the specifier of its module and the name it has there. */
export function knownTasks(index: string): Map<string, { readonly specifier: string; readonly exported: string | undefined }> {
  const found = index.matchAll(/\boffloaded\(['"](\w+)['"], \(\) => (?:require|import)\(['"]([^'"]+)['"]\)(?:, ['"]([\w$]+)['"])?\)/g);
  return new Map([...found].map(([, name, specifier, exported]) => [name!, { specifier: specifier!, exported }]));
}

function bridgeLines(text: string, place: BridgePlace, tasks: readonly OffloadTask[]): Edit[] {
  const known = knownTasks(text);
  const { eol } = place.style;
  const lines = tasks.filter(({ name }) => !known.has(name)).map((task) => `${taskLines(task).bridge}${eol}`).join('');
  return lines === '' ? [] : [insertion(text.length, text.endsWith('\n') ? lines : `${eol}${lines}`)];
}

function workerLines(text: string, place: BridgePlace, tasks: readonly OffloadTask[]): Edit[] {
  const { eol } = place.style;
  const table = /^const tasks\b.*\{[^\S\n]*\r?\n/m.exec(text);
  if (!table) throw new Error(`the worker in ${place.folder} has no table of tasks any more`);
  const added = tasks.filter(({ name }) => !new RegExp(`^\\s*${name}[,:]`, 'm').test(text.slice(table.index))).map(taskLines);
  const imports = added.flatMap(({ workerImport }) => workerImport ?? []);
  const lastImport = [...text.matchAll(/^import .*\r?\n/gm)].at(-1);
  return [
    ...(imports.length > 0 ? [insertion(lastImport ? lastImport.index + lastImport[0].length : 0, imports.map((line) => line + eol).join(''))] : []),
    ...(added.length > 0 ? [insertion(table.index + table[0].length, added.map(({ workerEntry }) => workerEntry + eol).join(''))] : []),
  ];
}
