// A transform that runs alone: named by itself it runs, with others it is a usage error, and --all leaves it out.
import { afterAll, expect, test, vi } from 'vitest';
import { contents, removeFolders, tree, unblock } from './run-tools.ts';

vi.setConfig({ testTimeout: 120_000 });
afterAll(removeFolders);

const CHAIN = "const load = (id) => Promise.resolve(id).then((found) => found + 1);\nload(1).then(console.log);\n";
const repository = (config = {}): string => tree({ 'package.json': JSON.stringify({ private: true, ...config }), 'main.js': CHAIN });

test('by itself it is written and taken back', async () => {
  const root = repository();
  const { code } = await unblock(root, 'run', 'then-to-await', '--write');
  expect(code).toBe(0);
  expect(contents(root)['main.js']).toBe("const load = async (id) => {\n  const found = await Promise.resolve(id);\n  return found + 1;\n};\nload(1).then(console.log);\n");
  await unblock(root, 'undo');
  expect(contents(root)['main.js']).toBe(CHAIN);
});

test('a saved plan is carried out', async () => {
  const root = repository();
  expect((await unblock(root, 'plan', 'then-to-await', '--out', 'plan.json')).code).toBe(0);
  expect((await unblock(root, 'apply', 'plan.json')).code).toBe(0);
  expect(contents(root)['main.js']).toContain('await Promise.resolve(id)');
});

test('together with another one it is refused', async () => {
  const root = repository();
  const { code, err } = await unblock(root, 'run', 'then-to-await', 'sync-to-await', '--write');
  expect([code, contents(root)['main.js']]).toEqual([2, CHAIN]);
  expect(err).toContain('together with other transforms is not supported');
  const configured = repository({ unblock: { transforms: ['sync-to-await', 'then-to-await'] } });
  expect((await unblock(configured, 'run', '--write')).code).toBe(2);
});

test('--all leaves it out', async () => {
  const root = repository();
  await unblock(root, 'run', '--all', '--write');
  expect(contents(root)['main.js']).toBe(CHAIN);
});
