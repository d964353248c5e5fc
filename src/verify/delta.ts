// Delta debugging: the smallest part of a set that still fails (Zeller and Hildebrandt 2002, ddmin).

/**
 * A subset of `items` that fails, and from which no single item can be left out.
 * @param fails asked about subsets; it is known to be true of all items
 */
export async function smallestFailing<T>(items: readonly T[], fails: (subset: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let left = items;
  for (let parts = 2; left.length > 1; ) {
    const size = Math.ceil(left.length / parts);
    const chunks = Array.from({ length: Math.ceil(left.length / size) }, (_, i) => left.slice(i * size, (i + 1) * size));
    const one = await firstOf(chunks, fails);
    if (one) {
      left = one;
      parts = 2;
      continue;
    }
    const rest = chunks.length > 2 ? await firstOf(chunks.map((chunk) => left.filter((item) => !chunk.includes(item))), fails) : undefined;
    if (rest) {
      left = rest;
      parts = Math.max(parts - 1, 2);
    } else if (parts >= left.length) break;
    else parts = Math.min(parts * 2, left.length);
  }
  return left;
}

async function firstOf<T>(sets: readonly (readonly T[])[], fails: (subset: readonly T[]) => Promise<boolean>): Promise<readonly T[] | undefined> {
  for (const set of sets) if (await fails(set)) return set;
  return undefined;
}
