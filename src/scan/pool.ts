// Runs an asynchronous function over many items with a bound on how many run at once.

/**
 * Maps `items` through `work`, at most `width` at a time.
 * @returns the results in the order of `items`, whatever order they finished in.
 * @throws the first error of `work`, after everything already started has settled.
 */
export async function mapPool<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const errors: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && errors.length === 0) {
      const index = next++;
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  if (errors.length > 0) throw errors[0];
  return results;
}
