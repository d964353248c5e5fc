// npm run bench:handlers: what migrating the handlers of examples/express-server does to its other route, and that answers are the same.
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { answersOf } from './handlers/answers.ts';
import { measured, type Load } from './offload/measure.ts';
import { printMeasured } from './offload/table.ts';
import { BIN, buildIfStale, must, PROJECT } from './shared/unblock.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const LOGIN = '/login?user=ann&password=secret%20of%20ann';
const LOADS: readonly Load[] = [{ path: '/ping', connections: 4 }, { path: LOGIN, connections: 2 }, { path: '/reports/long', connections: 1 }];
/** Success, and errors of every kind: thrown by a handler, by what it calls, handed to next, no route. */
const REQUESTS = ['/ping', LOGIN, '/login?user=ann&password=wrong', '/login?user=eve&password=x', '/login?user=bob', '/reports/short', '/reports/long', '/reports/none', '/reports/folder', '/nowhere'];

const root = await mkdtemp(path.join(tmpdir(), 'unblock-handlers-'));
try {
  await buildIfStale();
  const before = path.join(root, 'before');
  const after = path.join(root, 'after');
  for (const copy of [before, after]) {
    await cp(path.join(PROJECT, 'examples/express-server'), copy, { recursive: true });
    await mkdir(path.join(copy, 'node_modules'));
    await symlink(path.join(PROJECT, 'node_modules/express4'), path.join(copy, 'node_modules/express'));
    await writeFile(path.join(copy, 'data/long.txt'), Array.from({ length: 4000 }, (_, line) => `${line} ${(line * 7919) % 10007} ${'report '.repeat(line % 7)}`).join('\n'));
    await mkdir(path.join(copy, 'data/folder.txt'));
  }
  await must(process.execPath, [BIN, 'run', '--root', after, '--write', '--allow-dirty', '--no-color'], PROJECT);

  const [expected, actual] = [await answersOf(before, REQUESTS), await answersOf(after, REQUESTS)];
  const differing = REQUESTS.filter((_, index) => expected[index] !== actual[index]);
  console.log(`${REQUESTS.length - differing.length} of ${REQUESTS.length} requests are answered as before: status, headers and body${differing.length > 0 ? `; not so: ${differing.join(', ')}` : ''}`);

  const [old, now] = [await measured(before, SECONDS, LOADS), await measured(after, SECONDS, LOADS)];
  console.log(`\n${availableParallelism()} cores, Node ${process.version}, ${SECONDS} s each: ${LOADS.map(({ path: route, connections }) => `${connections} connections ask for ${route.replace(/\?.*/, '')}`).join(', ')}\n`);
  printMeasured(old, now, LOADS);
  if (differing.length > 0 || now.failed > 0 || now.loads[0]!.p99 >= old.loads[0]!.p99) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
