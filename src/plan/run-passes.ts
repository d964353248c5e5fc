// Runs one transform after the other, each on what those before it made, until their plans are one plan of the original.
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan, PlanOptions } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import { placeKey, versionKey, type Place } from '../core/typing.ts';
import { InOriginal } from './in-original.ts';
import { afterChanges, joinedPasses, passOf, type Carried } from './passes.ts';

/** Makes a plan without what it is given (key of the place -> evidence). */
export type Planner = (refused: ReadonlyMap<string, string>) => Promise<Carried>;

/** Transforms that are planned together, on texts of their own. */
export interface PassRun {
  /** At least one; the pass has the name of the last one. */
  readonly transforms: readonly string[];
  /** @param original says where a place of these texts was before all passes */
  planner(repo: ScannedRepo, original: (place: Place) => Place): Promise<Planner>;
}

/** A pass on texts that it was run on before: its planner, and what was refused of it, by the key of the original place. */
interface Begun {
  readonly texts: readonly FileChange[];
  readonly planner: Planner;
  readonly known: Map<string, Set<string>>;
}

/** The planner of all passes: keys that it is given are of places in the original. */
export function passesPlanner(repo: ScannedRepo, runs: readonly PassRun[], options: PlanOptions): Planner {
  const begun: (Begun | undefined)[] = [];
  return async (refused) => {
    let made: Carried | undefined;
    for (const [index, run] of runs.entries()) {
      const earlier = made;
      const texts = earlier?.changes ?? [];
      let pass = begun[index];
      if (!pass || !sameTexts(pass.texts, texts)) {
        const back = new InOriginal(texts);
        pass = { texts, planner: await run.planner(afterChanges(repo, texts), (place) => back.place(place)), known: new Map() };
        begun[index] = pass;
      }
      const transform = run.transforms.at(-1)!;
      made = earlier ? await laterPass(repo, earlier, transform, pass, refused) : withOptions(await pass.planner(refused), { ...options, transforms: [transform] });
    }
    return withOptions(made!, { ...options, transforms: runs.flatMap(({ transforms }) => transforms) });
  };
}

const withOptions = ({ plan, changes }: Carried, options: PlanOptions): Carried => ({ plan: { ...plan, options }, changes });

const sameTexts = (a: readonly FileChange[], b: readonly FileChange[]): boolean => a.length === b.length && a.every(({ file, after }, i) => file === b[i]!.file && after === b[i]!.after);

/** What is refused has a place in the original only: what the pass decides there is found by making its plan. */
async function laterPass(repo: ScannedRepo, earlier: Carried, transform: string, { planner, known }: Begun, refused: ReadonlyMap<string, string>): Promise<Carried> {
  const own = new Map<string, string>();
  for (const [key, evidence] of refused) for (const each of known.get(key) ?? []) own.set(each, evidence);
  for (;;) {
    const made = joinedPasses(repo, earlier, await planner(own), transform);
    const fresh = ownKeys(made.plan).flatMap(([key, each]) => {
      const evidence = refused.get(key);
      if (evidence === undefined || own.has(each)) return [];
      known.set(key, new Set([...(known.get(key) ?? []), each]));
      return [[each, evidence] as const];
    });
    if (fresh.length === 0) return made;
    for (const [key, evidence] of fresh) own.set(key, evidence);
  }
}

/** The keys of what the last pass changes: in the original, and in its own text. */
function ownKeys({ files, passes }: MigrationPlan): (readonly [string, string])[] {
  const last = passes!.length - 1;
  const own = Object.values(files).flatMap(({ decisions }) => decisions.filter((decision) => decision.verdict !== 'keep' && passOf(decision) === last));
  return own.map((decision) => {
    const key = decision.verdict === 'twin' ? versionKey : placeKey;
    return [key(decision), key({ file: decision.file, span: decision.pass!.span })] as const;
  });
}
