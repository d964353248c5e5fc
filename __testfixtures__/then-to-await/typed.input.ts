// Types stay where they were.
declare function step(name: string, ...rest: unknown[]): Promise<string>;
declare function log(...words: unknown[]): void;

export function sizes(id: string): Promise<number> {
  return step('load', id)
    .then((text: string) => step('more', text))
    .then(({ length }: { length: number }) => length)
    .catch((error: Error) => {
      log(error.message);
      return 0;
    });
}

export const first = (id: string): Promise<string> => step('list', id).then(found => found as string);
