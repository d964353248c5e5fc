// Finds which calls of a migration are to blame for a difference, and the migration without them that shows none.
import type { FileChange } from '../../core/edit.ts';
import { isRoot, type MigrationPlan } from '../../core/plan.ts';
import type { FileId } from '../../core/source.ts';
import { placeKey } from '../../core/typing.ts';
import type { TakenBack } from '../../core/verification.ts';
import { smallestFailing } from '../delta.ts';
import type { OnTrial } from './progress.ts';

/** Makes the plan again without the calls in `refused` (key of the place -> evidence). */
export type Replan = (refused: ReadonlyMap<string, string>) => Promise<{ readonly plan: MigrationPlan; readonly changes: readonly FileChange[] }>;

/** A migrated text by file; files that a plan leaves alone are not in it. */
export type Texts = ReadonlyMap<FileId, string>;

export interface BisectOptions {
  readonly replan: Replan;
  /** The migrated texts that showed the difference. */
  readonly shown: Texts;
  /** Calls to refuse anyway, with the evidence. */
  readonly given?: ReadonlyMap<string, string>;
  readonly symptomOf: SymptomOf;
  readonly onProgress: OnTrial;
}

/** The first symptom that a tree with these migrated texts shows, undefined when it shows none; whether that was known before. */
export type SymptomOf = (texts: Texts) => Promise<{ readonly symptom: string | undefined; readonly isKnown: boolean }>;

export interface Bisected {
  readonly takenBack: readonly TakenBack[];
  /** The migration without what was taken back. */
  readonly texts: Texts;
  /** It shows no symptom. */
  readonly isClean: boolean;
  /** Calls that the plan was made without (key of the place -> evidence); undefined when something made by hand was taken back. */
  readonly refused?: ReadonlyMap<string, string>;
}

/** After so many culprits the rest is given up. */
const ROUNDS = 10;

/** @returns undefined when the tree is not what the plan makes, and the hand-made part is not to blame either */
export async function bisect({ replan, shown, given = new Map(), symptomOf, onProgress }: BisectOptions): Promise<Bisected | undefined> {
  let tried = 0;
  const ask = async (texts: Texts, left: number): Promise<string | undefined> => {
    if (tried === 0) onProgress(0, left, false);
    const { symptom, isKnown } = await symptomOf(texts);
    onProgress(++tried, left, isKnown);
    return symptom;
  };
  const planned = async (refused: ReadonlyMap<string, string>): Promise<{ plan: MigrationPlan; texts: Texts }> => {
    const { plan, changes } = await replan(refused);
    return { plan, texts: new Map(changes.map(({ file, after }) => [file, after])) };
  };

  const full = await planned(given);
  const byHand = differing(full.texts, shown);
  const takenBack: TakenBack[] = [];
  if (byHand.length > 0) {
    const symptom = (await ask(shown, byHand.length + 1)) ?? 'it no longer shows';
    if ((await ask(full.texts, byHand.length)) === undefined) {
      // what unblock made is sound: a change that somebody made by hand is to blame
      const guilty = await smallestFailing(byHand, async (files) => (await ask(mixed(full.texts, shown, files), Math.ceil(Math.log2(byHand.length + 1)))) !== undefined);
      return { takenBack: [{ places: guilty.map((file) => `${file} (changed by hand)`), files: guilty, evidence: symptom }], texts: mixed(shown, full.texts, guilty), isClean: true };
    }
  }
  const refused = new Map(given);
  let { plan, texts } = full;
  for (let round = 0; round < ROUNDS; round++) {
    const symptom = await ask(texts, Math.ceil(Math.log2(placesOf(plan).length + 1)));
    if (symptom === undefined) return { takenBack, texts, refused, isClean: true };
    const places = placesOf(plan);
    if (places.length === 0) break;
    const fails = async (enabled: readonly Place[]): Promise<boolean> => {
      const without = new Map([...refused, ...places.filter((place) => !enabled.includes(place)).map(({ key }) => [key, symptom] as const)]);
      return (await ask((await planned(without)).texts, Math.ceil(Math.log2(enabled.length + 1)))) !== undefined;
    };
    const guilty = await smallestFailing(places, fails);
    for (const { key } of guilty) refused.set(key, symptom);
    takenBack.push({ places: guilty.map(({ words }) => words), files: [...new Set(guilty.map(({ file }) => file))], evidence: symptom });
    ({ plan, texts } = await planned(refused));
  }
  return { takenBack, texts, refused, isClean: (await ask(texts, 0)) === undefined };
}

interface Place {
  readonly key: string;
  readonly words: string;
  readonly file: FileId;
}

/** The units of a plan: calls that are replaced, chains that are flattened. Whatever waits for them follows. */
function placesOf(plan: MigrationPlan): Place[] {
  return Object.values(plan.files).flatMap(({ decisions }) => decisions).filter(isRoot).map((decision) => ({
    key: placeKey(decision), words: `${decision.file}:${decision.line} ${decision.name}`, file: decision.file,
  }));
}

const differing = (planned: Texts, shown: Texts): FileId[] => [...new Set([...planned.keys(), ...shown.keys()])].filter((file) => planned.get(file) !== shown.get(file)).sort();

/** `base` with some files as they are in `other`. */
function mixed(base: Texts, other: Texts, files: readonly FileId[]): Texts {
  const texts = new Map(base);
  for (const file of files) {
    const text = other.get(file);
    if (text === undefined) texts.delete(file);
    else texts.set(file, text);
  }
  return texts;
}
