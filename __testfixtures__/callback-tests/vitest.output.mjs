// runner: vitest
// worlds: 2
// depends: vitest 4.1.12
// transforms: sync-to-await
// what a row of a table holds is no callback, and neither is the context of a test
import fs from 'node:fs';
import { expect, it } from 'vitest';

it.each([['a.txt', 21], ['b.txt', 21]])('reads %s', async (file, size) => {
  expect((await fs.promises.readFile('a.txt', 'utf8')).length + (await fs.promises.readFile(file, 'utf8')).length).toBe(21 + size);
});

it('has a context', async (context) => {
  expect(await fs.promises.readFile('a.txt', 'utf8')).toMatch(/^a-text/);
  expect(context.task.name).toBe('has a context');
});
