// execAsync, execFileAsync and spawnAsync beside execSync, execFileSync and spawnSync, over real processes.
import cp from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Style } from '../src/core/style.ts';
import { runtimeFunction } from '../src/rewrite/runtime/index.ts';

const style: Style = { eol: '\n', indent: '  ', quote: "'", semicolons: true };
const refs = { spawn: 'cp.spawn', spawnAsync: 'spawnAsync', execFileAsync: 'execFileAsync' };
const names = ['spawnAsync', 'execFileAsync', 'execAsync'];
const source = names.map((name) => runtimeFunction(name).source({ lang: 'js', style, name, refs })).join('\n');
const migrated = new Function('cp', `${source}\nreturn { ${names.join(', ')} };`)(cp) as Record<string, (...args: any[]) => Promise<any>>;
const twin = { spawnSync: 'spawnAsync', execFileSync: 'execFileAsync', execSync: 'execAsync' } as const;
type SyncName = keyof typeof twin;

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unblock-processes-'));
const notExecutable = path.join(root, 'not-executable');
fs.writeFileSync(notExecutable, '');
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** Plain data of a result or error: without the pid, and without the errno that the runtime function does not know. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `Buffer ${value.toString('hex')}`;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Error) {
    const { error, errno, ...fields } = value as Error & { error?: unknown; errno?: unknown; code?: string };
    const known = fields.code === 'ETIMEDOUT' || fields.code === 'ENOBUFS' ? undefined : errno;
    return { message: value.message, errno: known ?? null, self: error === value, ...(plain({ ...fields }) as object) };
  }
  if (value === undefined) return null; // stdout of a process that never ran: null up to Node 20, undefined from 22 on
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'pid' ? Number(inner) > 0 : plain(inner)]),
  );
}

async function compare(name: SyncName, args: readonly unknown[]): Promise<unknown> {
  const run = async (call: () => unknown): Promise<unknown> => {
    try {
      return { value: plain(await call()) };
    } catch (error) {
      return { error: plain(error) };
    }
  };
  const before = await run(() => (cp[name] as (...args: any[]) => unknown)(...args));
  const after = await run(() => migrated[twin[name]]?.(...args));
  expect(after).toEqual(before);
  return before;
}

const commands = ['echo out', 'echo out; echo err >&2', 'cat', 'echo out; exit 3', 'echo err >&2; exit 4', 'kill -9 $$', 'echo part; kill -TERM $$', 'printf "\\303\\251"', 'exit 0', 'pwd; echo $MARK', 'cat; exit 1'];

const options = fc.record(
  {
    encoding: fc.constantFrom('utf8', 'latin1', 'hex', 'base64', 'buffer', null, undefined),
    input: fc.constantFrom('line\n', Buffer.from([0xe9, 0]), new Uint16Array([1, 2]), '', undefined),
    stdio: fc.constantFrom('pipe', 'ignore', ['pipe', 'pipe', 'ignore'], ['ignore', 'pipe', 'pipe'], ['pipe', 'ignore', 'pipe'], [null, undefined, 'pipe'], ['pipe', 'pipe', 'pipe', 'pipe'], undefined),
    cwd: fc.constantFrom(root, undefined),
    env: fc.constantFrom({ PATH: String(process.env['PATH']), MARK: 'set' }, undefined),
    timeout: fc.constantFrom(0, 5000, undefined),
    maxBuffer: fc.constantFrom(0, 1000, Infinity, undefined),
    shell: fc.constantFrom('/bin/sh', undefined),
  },
  { requiredKeys: [] },
);

/** A command with options. Input goes only to commands that read it: whether unread input is EPIPE is a race in Node itself. */
const run = fc.tuple(fc.constantFrom(...commands), options).map(([command, o]): [string, Record<string, unknown>] => {
  const { input, ...others } = o;
  return [command, command.startsWith('cat') ? { ...others, input } : others];
});

describe('the same results, errors and fields', () => {
  it('spawn', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([command, o]) => {
        await compare('spawnSync', ['/bin/sh', ['-c', command], { ...o, shell: undefined }]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('execFile', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([command, o]) => {
        await compare('execFileSync', ['/bin/sh', ['-c', command], { stdio: 'pipe', ...o, shell: undefined }]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('exec', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([command, o]) => {
        await compare('execSync', [command, { stdio: 'pipe', ...o }]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  const cases: [SyncName, unknown[]][] = [
    ['spawnSync', ['true']],
    ['spawnSync', ['echo', ['a', 'b']]],
    ['spawnSync', ['pwd', { cwd: '/' }]],
    ['spawnSync', ['true', undefined, { encoding: 'utf8' }]],
    ['spawnSync', ['true', null, { encoding: 'utf8' }]],
    ['spawnSync', ['no-such-program', ['a']]],
    ['spawnSync', ['no-such-program', ['a'], { input: 'text', encoding: 'utf8' }]],
    ['spawnSync', [notExecutable]],
    ['spawnSync', ['true', { cwd: '/no/such/folder' }]],
    ['spawnSync', ['echo one; exit 2', { shell: true }]],
    ['spawnSync', ['echo', ['$HOME'], { shell: '/bin/sh' }]],
    ['spawnSync', ['sh', ['-c', 'echo $0'], { argv0: 'named' }]],
    ['spawnSync', ['sh', ['-c', 'echo three >&3'], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], encoding: 'utf8' }]],
    ['spawnSync', ['cat', { input: 'x'.repeat(300_000), encoding: 'latin1' }]],
    ['spawnSync', ['true', { input: Buffer.alloc(5_000_000) }]],
    ['spawnSync', ['sh', ['-c', 'echo a; sleep 3; echo b'], { timeout: 150, encoding: 'utf8' }]],
    ['spawnSync', ['sh', ['-c', 'exec sleep 3'], { timeout: 150, killSignal: 'SIGKILL' }]],
    ['spawnSync', ['sh', ['-c', 'trap "exit 7" TERM; echo a; while :; do sleep 0.05; done'], { timeout: 300, encoding: 'utf8' }]],
    ['spawnSync', ['sh', ['-c', 'head -c 2000 /dev/zero; exec sleep 3'], { maxBuffer: 1000 }]],
    ['spawnSync', ['sh', ['-c', 'head -c 700 /dev/zero; head -c 700 /dev/zero >&2; exec sleep 3'], { maxBuffer: 1000 }]],
    ['spawnSync', ['head', ['-c', '3000', '/dev/zero'], { maxBuffer: 0 }]],
    ['execFileSync', ['echo', ['a b']]],
    ['execFileSync', ['true']],
    ['execFileSync', ['pwd', { cwd: '/', encoding: 'utf8' }]],
    ['execFileSync', ['no-such-program', ['a']]],
    ['execFileSync', ['no-such-program', { encoding: 'utf8' }]],
    ['execFileSync', ['sh', ['-c', 'exit 3']]],
    ['execFileSync', ['sh', ['-c', 'exit 3'], { argv0: 'other' }]],
    ['execFileSync', ['sh', ['-c', 'echo e >&2; exit 3'], { stdio: 'pipe', encoding: 'utf8' }]],
    ['execFileSync', ['sleep', ['3'], { timeout: 150 }]],
    ['execFileSync', ['sh', ['-c', 'head -c 2000 /dev/zero; exec sleep 3'], { maxBuffer: 1000 }]],
    ['execFileSync', ['echo', ['a'], { stdio: 'ignore' }]],
    ['execSync', ['echo hi']],
    ['execSync', ['echo hi', { encoding: 'utf8' }]],
    ['execSync', ['exit 3']],
    ['execSync', ['exit 3', { stdio: 'ignore' }]],
    ['execSync', ['no-such-program', { stdio: 'pipe' }]],
    ['execSync', ['echo hi', { shell: '/bin/no-such-shell' }]],
    ['execSync', ['echo hi', { cwd: '/no/such/folder' }]],
    ['execSync', ['exec sleep 3', { timeout: 150, encoding: 'utf8' }]],
    ['execSync', ['cat', { input: 'given' }]],
  ];
  it.each(cases.map(([name, args]): [SyncName, string, unknown[]] => [name, JSON.stringify(args).slice(0, 100), args]))('%s %s', async (name, _, args) => {
    await compare(name, args);
  });

  it('does not wait for a grandchild that holds the pipes after a timeout', async () => {
    // it removes the file when it ends
    const alive = path.join(root, 'alive');
    fs.writeFileSync(alive, '');
    await compare('spawnSync', ['sh', ['-c', `echo a; (sleep 20; rm -f ${alive}) & exit 0`], { timeout: 200, encoding: 'utf8' }]);
    expect(fs.existsSync(alive)).toBe(true);
  });

  it('waits for a grandchild that holds the pipes otherwise', async () => {
    const result = await migrated['execAsync']?.('(sleep 0.3; echo late) & echo early', { encoding: 'utf8' });
    expect(result).toBe('early\nlate\n');
  });
});

describe('bad arguments reject where the original throws', () => {
  const code = async (call: () => unknown): Promise<unknown> => {
    try {
      await call();
      return 'no error';
    } catch (error) {
      return (error as { code?: string }).code ?? (error as Error).name;
    }
  };
  it.each([
    ['spawnSync', [undefined]], ['spawnSync', ['']], ['spawnSync', ['true', 'text']], ['spawnSync', ['true', [], { cwd: 5 }]], ['spawnSync', ['true', [], { killSignal: 'SIGNOPE' }]],
    ['spawnSync', ['true', [], { stdio: 'nope' }]], ['spawnSync', ['true', [], { input: 5 }]], ['spawnSync', ['a\0b']], ['execFileSync', [undefined]], ['execFileSync', ['true', 'text']],
    ['execSync', [undefined]], ['execSync', [{}]],
  ] as [SyncName, unknown[]][])('%s %j', async (name, args) => {
    expect(await code(() => migrated[twin[name]]?.(...args))).toBe(await code(() => (cp[name] as any)(...args)));
  });
});

describe('what reaches the terminal', () => {
  /** Standard output and error of a program that runs `body`. */
  const program = (body: string): unknown => {
    const text = `const cp = require('child_process');\n${source}\n(async () => { ${body} })();`;
    const { status, stdout, stderr } = cp.spawnSync(process.execPath, ['-e', text], { encoding: 'utf8', input: 'from stdin\n' });
    return { status, stdout, stderr };
  };

  it.each([
    `console.log(1); const r = AWAIT EXEC('echo o; echo e >&2'); console.log(String(r));`,
    `AWAIT EXEC('echo o; echo e >&2', { stdio: 'pipe' }); console.log('end');`,
    `console.log(AWAIT EXEC('echo o; echo e >&2', { stdio: 'inherit' })); console.error('end');`,
    `console.log(AWAIT EXEC('cat', { stdio: 'inherit' }));`,
    `console.log(AWAIT EXEC('cat', { stdio: [0, 1, 2] }));`,
    `console.log(AWAIT EXEC('cat; echo e >&2', { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' }));`,
    `console.log(AWAIT EXEC('cat', { stdio: [process.stdin, process.stdout, process.stderr] }));`,
    `try { AWAIT EXEC('echo e >&2; exit 3', { encoding: 'utf8' }); } catch (e) { console.log(e.message, e.status, e.stderr); }`,
    `console.log(AWAIT FILE('sh', ['-c', 'echo o; echo e >&2'], { encoding: 'utf8' }));`,
    `const r = AWAIT SPAWN('sh', ['-c', 'echo o; echo e >&2']); console.log(Object.keys(r), String(r.output));`,
    `const r = AWAIT SPAWN('no-such-program'); console.log(Object.keys(r), r.error.message, r.pid);`,
    `const r = AWAIT SPAWN('sh', ['-c', 'cat; echo e >&2'], { stdio: 'inherit' }); console.log(r.output, r.status);`,
  ])('%s', (template) => {
    const fill = (exec: string, file: string, spawn: string, wait: string): string =>
      template.replace('AWAIT', wait).replace('EXEC', exec).replace('FILE', file).replace('SPAWN', spawn);
    expect(program(fill('execAsync', 'execFileAsync', 'spawnAsync', 'await'))).toEqual(
      program(fill('cp.execSync', 'cp.execFileSync', 'cp.spawnSync', '')),
    );
  });
});
