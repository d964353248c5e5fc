// Finds the next change that mentions something.
import type { Review } from './review.ts';

/** The first question after `at` (then from the start) whose file name or lines match. */
export function searchFrom(review: Review, at: number, pattern: string): { readonly at: number | undefined } | { readonly error: string } {
  let wanted: RegExp;
  try {
    wanted = new RegExp(pattern, /[A-Z]/.test(pattern) ? '' : 'i');
  } catch (error) {
    return { error: `Malformed search pattern: ${(error as Error).message}` };
  }
  const count = review.questions.length;
  for (let i = 1; i <= count; i++) {
    const next = (at + i) % count;
    if (wanted.test(review.questions[next]!.file) || review.hunks(next).some(({ lines }) => lines.some((line) => wanted.test(line)))) return { at: next };
  }
  return { at: undefined };
}
