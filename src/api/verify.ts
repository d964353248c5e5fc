// Says whether a migrated program is still the same program.
import type { Verified, VerifyOptions } from '../verify/verify.ts';

/** All but `isStatic` can be left out. Only with `isStatic: true` no code of the repository is run (it runs in a copy). */
export type VerifyRequest = Partial<Omit<VerifyOptions, 'isStatic'>> & Pick<VerifyOptions, 'isStatic'>;

/** @returns undefined when there is nothing to compare the tree with: no session of unblock and no commit */
export async function verify({ root = '.', against, test, ...rest }: VerifyRequest): Promise<Verified | undefined> {
  return (await import('../verify/verify.ts')).verifyTree({ ...rest, root, against, test });
}
