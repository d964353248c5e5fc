// What was accepted goes through the gates of a whole plan; what brings a fault is refused, and that is said.
import { placeKey, versionKey } from '../../core/typing.ts';
import { count } from '../../preview/printable.ts';
import type { Context } from '../context.ts';
import { listed } from '../failure.ts';
import type { Study } from '../study.ts';
import type { Review } from './review.ts';

/** So often something is left out, before nothing is written. */
const ROUNDS = 8;

/**
 * Refuses accepted changes until the gates find no fault in the rest. All changes together went through them already.
 * @returns why nothing can be written; undefined when it can
 */
export async function soundly({ engine, terminal, progress }: Context, { repo }: Study, review: Review): Promise<string | undefined> {
  if (review.isWhole() || review.counts().accepted === 0) return undefined;
  progress.at('check');
  const gate = await engine.gate(repo.root, repo);
  for (let round = 0; ; round++) {
    const { plan, changes } = review.result();
    const { faults } = await gate(plan, changes);
    terminal.status('');
    if (faults.length === 0) return undefined;
    const evidence = listed([...new Set(faults.map((fault) => fault.evidence))], 3);
    const keys = new Set(faults.flatMap((fault) => fault.keys));
    const guilty = [...review.selection.chosen()].filter((id) => {
      const decision = review.decision(id)!;
      return keys.has(placeKey(decision)) || keys.has(versionKey(decision));
    });
    if (guilty.length === 0 || round >= ROUNDS) return evidence;
    const before = review.counts().accepted;
    review.say({ say: 'n', ids: guilty });
    terminal.tell(`unblock: ${count(before - review.counts().accepted, 'accepted change')} left out, without the others they would bring a fault: ${evidence}`);
    if (review.counts().accepted === 0) return undefined;
  }
}
