// Makes a plan that the static checks find no fault with: what brings one is refused, and the plan is made again without it.
import type { Finding } from '../core/finding.ts';
import { isRoot, type Decision, type MigrationPlan } from '../core/plan.ts';
import { placeKey, versionKey } from '../core/typing.ts';
import { smallestFailing } from './delta.ts';
import type { PlanCheck, PlanFault } from './plan-check.ts';
import type { Made } from './typed.ts';

/** A plan is made again at most so often before all of it is given up. */
const ROUNDS = 8;
/** At most so many plans are tried to find out what a fault comes from when its place does not tell. */
const TRIALS = 40;

export interface Checked extends Made {
  /** What a person should look at; a plan with faults is never given out. */
  readonly review: readonly Finding[];
}

/** Makes the plan without what it is given (key of the place -> evidence). */
export type Make<T extends Made> = (refused: ReadonlyMap<string, string>) => Promise<T>;

/**
 * Makes a plan with `make` until `check` finds no fault.
 * @param given what must be refused anyway
 */
export async function makeChecked<T extends Made>(check: Pick<PlanCheck, 'of'>, given: ReadonlyMap<string, string>, make: Make<T>): Promise<T & Checked> {
  const refused = new Map(given);
  for (let round = 0; ; round++) {
    const made = await make(refused);
    const { faults, review } = check.of(made.plan, made.changes);
    if (faults.length === 0) return { ...made, review };
    const fresh = faults.flatMap(({ keys, evidence }) => keys.filter((key) => !refused.has(key)).map((key) => [key, evidence] as const));
    const found = round >= ROUNDS ? everything(made.plan, faults) : fresh.length > 0 ? fresh : await searched(check, refused, made, faults, make);
    if (round > ROUNDS) throw new Error(`faults do not go away: ${faults[0]!.evidence}`);
    for (const [key, evidence] of found) if (!refused.has(key)) refused.set(key, evidence);
  }
}

/** Where no place tells: the smallest set of calls that still brings one of the faults. */
async function searched<T extends Made>(check: Pick<PlanCheck, 'of'>, refused: ReadonlyMap<string, string>, { plan }: Made, faults: readonly PlanFault[], make: Make<T>): Promise<(readonly [string, string])[]> {
  const [first] = faults;
  const { evidence } = first!;
  const wanted = new Set(faults.map(({ finding }) => symptomOf(finding)));
  // calls of the same file first: they are the likely ones
  const calls = active(plan).filter(isRoot).sort((a, b) => Number(b.file === first!.finding.file) - Number(a.file === first!.finding.file)).map(placeKey);
  let trials = 0;
  const guilty = await smallestFailing(calls, async (subset) => {
    if (++trials > TRIALS) return false;
    const without = new Map([...refused, ...calls.filter((key) => !subset.includes(key)).map((key) => [key, evidence] as const)]);
    const { plan: other, changes } = await make(without);
    return check.of(other, changes).faults.some(({ finding }) => wanted.has(symptomOf(finding)));
  });
  return guilty.map((key) => [key, evidence] as const);
}

const symptomOf = ({ code, file }: Finding): string => `${code} ${file}`;

const active = ({ files }: MigrationPlan): Decision[] => Object.values(files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict !== 'keep'));

/** All that a plan does, so that nothing of it is left. */
function everything(plan: MigrationPlan, [fault]: readonly PlanFault[]): (readonly [string, string])[] {
  return active(plan).map((decision) => [decision.verdict === 'twin' ? versionKey(decision) : placeKey(decision), fault!.evidence] as const);
}
