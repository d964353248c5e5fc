// Types stay where they were.
declare function step(name: string, ...rest: unknown[]): Promise<string>;
declare function log(...words: unknown[]): void;

export async function sizes(id: string): Promise<number> {
  try {
    const text: string = await step('load', id);
    const { length }: { length: number } = await step('more', text);
    return await length;
  } catch (error: any) {
    log(error.message);
    return 0;
  }
}

export const first = async (id: string): Promise<string> => {
  const found = await step('list', id);
  return found as string;
};
