// Decisions to offload -> the files that make it so: the pool and its worker, the bridge that callers use, the dependency.
import type { Edit, FileChange } from '../../core/edit.ts';
import { bridgeFile, POOL_PACKAGE, type BridgeFile, type BridgePlace, type OffloadTask } from '../../core/offload.ts';
import { BLOCKING_PACKAGE } from '../../core/bridge.ts';
import type { Decision, Verdict } from '../../core/plan.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { blockingIndexText, blockingLine, blockingText, blockingWorkerText, knownBlocking } from '../bridge/render.ts';
import { addDependency } from './manifest.ts';
import { bridgeText, poolText, taskLines, transferText, workerText } from './render.ts';

export const taskOf = ({ data }: Decision): OffloadTask => data!['task'] as OffloadTask;

/** Files of one kind that go together in a folder. */
interface Kind {
  readonly verdict: Verdict;
  readonly package: { readonly name: string; readonly range: string };
  /** The file by whose style the others go. */
  readonly main: BridgeFile;
  /** In the order of writing: the whole text, and what a text that is there lacks. */
  readonly files: readonly (readonly [BridgeFile, (place: BridgePlace, tasks: readonly OffloadTask[]) => string, (text: string, place: BridgePlace, tasks: readonly OffloadTask[]) => readonly Edit[]])[];
}

const nothing = (): readonly Edit[] => [];

const KINDS: readonly Kind[] = [
  {
    verdict: 'offload', package: POOL_PACKAGE, main: 'pool',
    files: [['transfer', transferText, nothing], ['pool', poolText, nothing], ['worker', workerText, workerLines], ['index', bridgeText, (text, place, tasks) => bridgeLines(text, place, tasks, knownTasks(text), (task) => taskLines(task).bridge)]],
  },
  {
    verdict: 'bridge', package: BLOCKING_PACKAGE, main: 'blocking',
    files: [['transfer', transferText, nothing], ['blocking', blockingText, nothing], ['worker', blockingWorkerText, workerLines], ['index', blockingIndexText, (text, place, tasks) => bridgeLines(text, place, tasks, knownBlocking(text), blockingLine)]],
  },
];

/** Files that decisions need besides those that they are about; a file that is there already gets what it lacks. */
export const generatedChanges = (decisions: readonly Decision[], repo: ScannedRepo): FileChange[] => KINDS.flatMap((kind) => changesOf(kind, decisions.filter(({ verdict }) => verdict === kind.verdict), repo));

function changesOf(kind: Kind, decisions: readonly Decision[], repo: ScannedRepo): FileChange[] {
  const byFolder = new Map<string, Decision[]>();
  for (const decision of decisions) {
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
    const known = texts.get(bridgeFile(bridge, kind.main));
    // one style for all files of a folder
    const place = known === undefined ? bridge : { ...bridge, style: detectStyle(known) };
    const tasks = [...new Map(of.map((decision) => [taskOf(decision).name, { ...taskOf(decision), bridge: place }])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const [name, whole, missing] of kind.files) {
      const file = bridgeFile(place, name);
      const before = texts.get(file);
      add(file, before === undefined ? [insertion(0, whole(place, tasks))] : missing(before, place, tasks), before, of);
    }
    const manifest = place.packageDir === '' ? 'package.json' : `${place.packageDir}/package.json`;
    const json = texts.get(manifest);
    if (json !== undefined && !changes.has(manifest)) add(manifest, addDependency(json, kind.package.name, kind.package.range), json, decisions.filter((each) => taskOf(each).bridge.packageDir === place.packageDir));
  }
  return [...changes.values()];
}

const insertion = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

/** The task names of a bridge that is there, each with the specifier of its module and the name it has there. */
export function knownTasks(index: string): Map<string, { readonly specifier: string; readonly exported: string | undefined }> {
  const found = index.matchAll(/\boffloaded\(['"](\w+)['"], \(\) => (?:require|import)\(['"]([^'"]+)['"]\)(?:, ['"]([\w$]+)['"])?\)/g);
  return new Map([...found].map(([, name, specifier, exported]) => [name!, { specifier: specifier!, exported }]));
}

function bridgeLines(text: string, place: BridgePlace, tasks: readonly OffloadTask[], known: ReadonlyMap<string, unknown>, lineOf: (task: OffloadTask) => string): Edit[] {
  const { eol } = place.style;
  const lines = tasks.filter(({ name }) => !known.has(name)).map((task) => `${lineOf(task)}${eol}`).join('');
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
