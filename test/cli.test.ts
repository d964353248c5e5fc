// The commands with a hand-made pipeline: what they print, write and answer.
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../src/cli/engine.ts';
import { main } from '../src/cli/main.ts';
import type { Report } from '../src/cli/report.ts';
import type { Output, Surroundings } from '../src/cli/terminal.ts';
import type { MigrationPlan } from '../src/core/plan.ts';
import { ScanError } from '../src/scan/scan-error.ts';
import type { Verified } from '../src/verify/verify.ts';
import { WriteError } from '../src/write/write-error.ts';
import { decisions, git, gitRepository, hash, makeChanges, makePlan, makeRepo, sources } from './preview-fixture.ts';

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true, force: true })));

class Capture extends EventEmitter implements Output {
  text = '';
  isTTY = false;
  write(text: string): void {
    this.text += text;
  }
}

interface Ran {
  code: number;
  out: string;
  err: string;
  report: () => Report;
  calls: string[];
}

let root: string;
beforeEach(() => {
  root = gitRepository(sources);
  roots.push(root);
});

/** Runs the CLI in `root` with a pipeline that answers the hand-made plan; `calls` records what was asked of it. */
async function cli(argv: string[], given: Partial<Engine & Surroundings & { tty: boolean }> = {}): Promise<Ran> {
  const stdout = new Capture();
  const stderr = new Capture();
  stderr.isTTY = given.tty ?? false;
  const calls: string[] = [];
  const engine: Partial<Engine> = {
    transforms: async () => [
      { name: 'sync-to-await', description: '', recommended: true },
      { name: 'rare', description: '', recommended: false },
    ],
    analyse: async ({ root, publicApi, transforms, onProgress }) => {
      calls.push(`analyse ${publicApi} ${transforms.join()}`);
      onProgress?.('facts', 2, 4);
      return { repo: makeRepo(root), plan: makePlan({ options: { publicApi, transforms } }), changes: makeChanges() };
    },
    changesForPlan: async () => makeChanges(),
    findingsForPlan: async () => ({ faults: [], review: [] }),
    dirtyFiles: async () => [],
    commit: async (_, changes) => {
      calls.push(`commit ${changes.map(({ file }) => file).join()}`);
      return { session: 's1', notes: [] };
    },
    undo: async (_, session) => ({ session: session ?? 's9', files: ['a.js'], commits: [], notes: [] }),
    confirm: async () => {
      calls.push('confirm');
      return false;
    },
  };
  const code = await main(argv, { stdout, stderr, cwd: root, env: {}, interactive: false, ...engine, ...given });
  return { code, out: stdout.text, err: stderr.text, calls, report: () => JSON.parse(stdout.text) as Report };
}

const problems = (code: MigrationPlan['problems'][number]['code']): Partial<Engine> => ({
  analyse: async ({ root }) => ({ repo: makeRepo(root), plan: makePlan({ problems: [{ file: 'bad.js', code, message: 'Unexpected token', line: 3 }] }), changes: makeChanges() }),
});
const nothing: Partial<Engine> = { analyse: async ({ root }) => ({ repo: makeRepo(root), plan: makePlan(), changes: [] }) };
const throwing = (error: Error): Partial<Engine> => ({ analyse: () => Promise.reject(error) });

describe('run', () => {
  test('without a terminal it is a dry run: preview, next command, exit 0, nothing written', async () => {
    const { code, out, err, calls } = await cli([]);
    expect(code).toBe(0);
    expect(out).toContain('+  const user = await loadUser(req.name);');
    expect(out).toContain('1 more call could migrate with --public-api break');
    expect(out).toMatch(/next: npx unblock run --write\n$/);
    expect(err).toBe('');
    expect(calls).toEqual(['analyse keep sync-to-await']);
  });
  test('on a terminal it asks; no is no', async () => {
    const { code, calls } = await cli(['run'], { interactive: true });
    expect([code, calls]).toEqual([0, ['analyse keep sync-to-await', 'confirm']]);
  });
  test('on a terminal it asks; yes writes', async () => {
    const { code, out, calls } = await cli(['run'], { interactive: true, confirm: async () => true });
    expect(code).toBe(0);
    expect(calls.at(-1)).toBe('commit src/config.js,src/server.js,src/user.js');
    expect(out).toMatch(/wrote 3 files\nto take it back: npx unblock undo s1\n$/);
  });
  test('Ctrl-C at the question', async () => {
    const error = Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
    const { code, err } = await cli(['run'], { interactive: true, confirm: () => Promise.reject(error) });
    expect([code, err]).toEqual([130, 'unblock: interrupted, nothing was written\n']);
  });
  test.each([['--dry-run'], ['--check'], ['--json']])('%s never asks', async (flag) => {
    expect((await cli([flag], { interactive: true })).calls).not.toContain('confirm');
  });
  test('--write writes without a diff and says how to take it back', async () => {
    const { code, out, calls } = await cli(['run', '--write']);
    expect(code).toBe(0);
    expect(calls.at(-1)).toMatch(/^commit /);
    expect(out).not.toContain('@@');
    expect(out).toMatch(/wrote 3 files\nto take it back: npx unblock undo s1\n$/);
  });
  test('--check: pending changes are exit 1', async () => {
    expect((await cli(['run', '--check'])).code).toBe(1);
    expect((await cli(['run', '--check'], nothing)).code).toBe(0);
  });
  test('nothing to do', async () => {
    const { code, out } = await cli(['run', '--write'], nothing);
    expect([code, out.endsWith('nothing to change\n')]).toEqual([0, true]);
  });
  test('a directory and names of transforms in any order, --all, --public-api', async () => {
    const elsewhere = gitRepository(sources);
    roots.push(elsewhere);
    const first = await cli(['run', '--all', '--write', '--public-api', 'break', elsewhere]);
    expect(first.calls[0]).toBe('analyse break sync-to-await,rare');
    expect(first.out).toContain(`npx unblock undo s1 --root ${elsewhere}`);
    const second = await cli(['run', elsewhere, 'rare']);
    expect(second.calls[0]).toBe('analyse keep rare');
    expect(second.out).toContain(`next: npx unblock run --write rare --root ${elsewhere}\n`);
  });
  test('--verbose after --write shows the diff too', async () => {
    expect((await cli(['run', '--write', '--verbose'])).out).toContain('@@');
  });
});

describe('a dirty tree', () => {
  test('writing is refused, the files are named', async () => {
    const { code, err, out, calls } = await cli(['run', '--write'], { dirtyFiles: async () => ['src/user.js'] });
    expect(code).toBe(4);
    expect(err).toBe('unblock: 1 file to write has uncommitted changes: src/user.js. Commit or stash them, or pass --allow-dirty\n');
    expect(out).toBe('');
    expect(calls).toHaveLength(1);
  });
  test('--allow-dirty overrides', async () => {
    expect((await cli(['run', '--write', '--allow-dirty'], { dirtyFiles: async () => ['src/user.js'] })).code).toBe(0);
  });
  test('git is asked about the files that change and no others', async () => {
    const asked: (readonly string[])[] = [];
    await cli(['run', '--write'], { dirtyFiles: async (_, files) => (asked.push(files), []) });
    expect(asked).toEqual([['src/config.js', 'src/server.js', 'src/user.js']]);
  });
  test('the question is not asked when the answer could not be kept', async () => {
    const { code, err, calls } = await cli(['run'], { interactive: true, dirtyFiles: async () => ['src/user.js'] });
    expect([code, calls.length]).toEqual([0, 1]);
    expect(err).toContain('not offering to write, these have uncommitted changes: src/user.js');
  });
  test('with the real git', async () => {
    writeFileSync(path.join(root, 'src/user.js'), `${sources['src/user.js']}// edited\n`);
    writeFileSync(path.join(root, 'README.md'), 'edited');
    const { dirtyFiles } = await import('../src/scan/dirty-files.ts');
    expect((await cli(['run', '--write'], { dirtyFiles })).code).toBe(4);
    git(root, 'checkout', 'src/user.js');
    expect((await cli(['run', '--write'], { dirtyFiles })).code).toBe(0);
  });
});

describe('exit codes', () => {
  test.each(['tool-failure', 'output-rejected', 'does-not-parse', 'unreadable'] as const)('3 for a file that fails: %s', async (code) => {
    for (const argv of [['run', '--write'], ['run', '--check'], ['scan'], ['plan']]) {
      const ran = await cli(argv, problems(code));
      expect(ran.code).toBe(3);
      expect(ran.err).toMatch(/^unblock: bad\.js:3 .*: Unexpected token\n$/);
    }
  });
  test('3 for a site that failed', async () => {
    const plan = makePlan();
    const sites = plan.sites.map((site, i) => (i === 0 ? { ...site, outcome: 'failed' as const, reason: 'tool-failure', message: 'm' } : site));
    expect((await cli(['scan'], { analyse: async ({ root }) => ({ repo: makeRepo(root), plan: { ...plan, sites }, changes: [] }) })).code).toBe(3);
  });
  const mistakes: [string[], RegExp][] = [
    [['--nope'], /unknown option '--nope'/],
    [['--public-api', 'all'], /'all' is invalid. Allowed choices are keep, dual, break/],
    [['run', '--write', '--dry-run'], /'--write' cannot be used with option '--dry-run'/],
    [['run', '--write', '--check'], /cannot be used/],
    [['scna'], /'scna' is no command, no transform \(sync-to-await, rare\) and no existing directory/],
    [['run', '/nowhere/at/all'], /no existing directory/],
    [['--root', '/nowhere/at/all'], /no directory at \/nowhere\/at\/all: --root names/],
    [['--root', 'index.js'], /no directory at .*index\.js/],
    [['run', 'src', '--root', '.'], /one directory at a time, got src, \./],
    [['run', 'rare', '--all'], /--all or names of transforms, not both/],
    [['apply'], /missing required argument 'plan\.json'/],
    [['apply', 'none.json'], /cannot read .*none\.json \(ENOENT\)/],
    [['apply', 'index.js'], /index\.js is no plan/],
    [['undo', 'a', 'b'], /too many arguments/],
    [['explain', 'src/user.js'], /'src\/user\.js' names no line: write it as/],
    [['explain', 'src/none.js:3'], /there is no file src\/none\.js/],
    [['explain', 'src/user.js:1'], /nothing was decided at src\/user\.js:1; lines of this file with a decision: 4, 5/],
    [['explain', '/etc/passwd:1'], /\/etc\/passwd is not under/],
  ];
  test.each(mistakes)('2 for %j', async (argv, message) => {
    const { code, out, err } = await cli(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    const { code: again, report, err: same } = await cli([...argv, '--json']);
    expect(again).toBe(2);
    expect(report()).toMatchObject({ status: 'usage', exitCode: 2, plan: null });
    expect(`unblock: ${report().error!.message}\n`).toBe(same);
  });
  test('2 when nothing matched', async () => {
    const { code, err } = await cli(['scan'], throwing(new ScanError('nothing-to-scan', 'no source file in /x')));
    expect([code, err]).toEqual([2, 'unblock: no source file in /x\n']);
  });
  test.each([
    ['lock-held', 4, 'refused'],
    ['changed-since-preview', 4, 'refused'],
    ['io', 3, 'write-failed'],
    ['half-written', 3, 'write-failed'],
  ] as const)('%s on writing is %i', async (code, exitCode, status) => {
    const ran = await cli(['run', '--write', '--json'], { commit: () => Promise.reject(new WriteError(code, 'what happened', ['a.js'])) });
    expect(ran.report()).toMatchObject({ status, exitCode, error: { message: 'what happened', files: ['a.js'] } });
    expect([ran.code, ran.err]).toEqual([exitCode, 'unblock: what happened\n']);
  });
  test('3 for a fault of ours: the stage is named, the stack comes with --verbose', async () => {
    const faulty: Partial<Engine> = {
      analyse: async ({ onProgress }) => {
        onProgress?.('propagate', 0, 0);
        throw new TypeError('x is undefined');
      },
    };
    const { code, err } = await cli(['run', '--write'], faulty);
    expect([code, err]).toEqual([3, 'unblock: internal error in propagate: x is undefined; nothing was written (--verbose shows where)\n']);
    expect((await cli(['run', '--verbose'], faulty)).err).toContain('cli.test.ts');
    expect((await cli(['run', '--json'], faulty)).report()).toMatchObject({ status: 'internal-error', exitCode: 3 });
  });
  test('a plan that does not add up is a fault of ours', async () => {
    const plan = makePlan();
    const sites = [{ ...plan.sites[0]!, outcome: 'lost' as never }];
    const { code, err } = await cli(['run', '--write'], { analyse: async ({ root }) => ({ repo: makeRepo(root), plan: { ...plan, sites }, changes: makeChanges() }) });
    expect(code).toBe(3);
    expect(err).toContain('internal error in preview: src/config.js:6: fs.readFileSync has no outcome; nothing was written');
  });
});

describe('--json', () => {
  test('run: one document, and the plan in it survives the round trip', async () => {
    const { report, err, code } = await cli(['run', '--json']);
    const { status, exitCode, plan, changes, summary, timings, peakRssMb } = report();
    expect({ code, err, status, exitCode }).toEqual({ code: 0, err: '', status: 'changes-pending', exitCode: 0 });
    expect(plan).toEqual(makePlan());
    expect(changes!.map(({ file, encoding }) => [file, encoding])).toEqual([['src/config.js', 'utf8'], ['src/server.js', 'utf8'], ['src/user.js', 'utf8']]);
    expect(summary).toMatchObject({ sites: 3, migrated: 1, twinned: 0, refused: 2, failed: 0, keptForPublicApi: 1 });
    expect(Object.keys(timings)).toEqual(['start', 'scan', 'facts', 'preview', 'total']);
    expect(peakRssMb).toBeGreaterThan(10);
  });
  test('the patches together apply', async () => {
    const { report } = await cli(['run', '--json']);
    writeFileSync(path.join(root, 'all.patch'), report().changes!.map(({ patch }) => patch).join(''));
    git(root, 'apply', 'all.patch');
    for (const { file, after } of makeChanges()) expect(readFileSync(path.join(root, file), 'utf8')).toBe(after);
  });
  test('run --write: where the migrated sites are now', async () => {
    const { report } = await cli(['run', '--write', '--json']);
    const { status, session, written } = report();
    expect([status, session]).toEqual(['ok', 's1']);
    expect(written!.map(({ file, sites }) => [file, sites.length])).toEqual([['src/config.js', 1], ['src/server.js', 0], ['src/user.js', 0]]);
    const [site] = written![0]!.sites;
    expect(site).toMatchObject({ span: decisions.read.span, api: 'fs.readFileSync', outcome: 'migrated' });
    expect(makeChanges()[0]!.after.slice(site!.outputStart)).toMatch(/^fs\.promises\.readFile\(file/);
  });
  test('nothing to do', async () => {
    expect((await cli(['--json'], nothing)).report()).toMatchObject({ status: 'nothing-to-do', exitCode: 0, changes: [] });
  });
  test('partial', async () => {
    const { report, err } = await cli(['--json'], problems('does-not-parse'));
    expect(report()).toMatchObject({ status: 'partial', exitCode: 3 });
    expect(err).toBe('unblock: bad.js:3 does not parse: Unexpected token\n');
  });
  test('explain', async () => {
    const { report } = await cli(['explain', 'src/server.js:5', '--json']);
    expect(report().explanations).toMatchObject([{ decision: decisions.callUser, steps: [{ relation: 'awaits' }, { relation: 'calls-api' }], overrule: { kind: 'directive', spares: 5 } }]);
  });
});

describe('plan and apply', () => {
  test('the saved plan is the plan; nothing else is written', async () => {
    const { code, out, calls } = await cli(['plan', '--out', 'plan.json']);
    expect(code).toBe(0);
    expect(out).toMatch(/plan saved in plan\.json\nnext: npx unblock apply plan\.json\n$/);
    expect(JSON.parse(readFileSync(path.join(root, 'plan.json'), 'utf8'))).toEqual(makePlan());
    expect(git(root, 'status', '--porcelain')).toBe('?? plan.json\n');
    expect(calls).toHaveLength(1);
  });
  test('--check', async () => expect((await cli(['plan', '--check'])).code).toBe(1));
  test('a second plan replaces the first, never anything else', async () => {
    await cli(['plan', '--out', 'plan.json']);
    expect((await cli(['plan', '--out', 'plan.json'])).code).toBe(0);
    const { code, err } = await cli(['plan', '--out', 'index.js']);
    expect(code).toBe(4);
    expect(err).toContain('index.js exists and is no plan: give another name');
    expect(readFileSync(path.join(root, 'index.js'), 'utf8')).toBe(sources['index.js']);
  });
  test('a place that cannot be written', async () => {
    const { code, err } = await cli(['plan', '--out', 'no/such/folder/plan.json']);
    expect(code).toBe(2);
    expect(err).toContain('(ENOENT): --out names a file in an existing folder');
  });
  test('apply writes what the plan says', async () => {
    await cli(['plan', '--out', 'plan.json']);
    const { code, out, calls } = await cli(['apply', 'plan.json']);
    expect([code, calls]).toEqual([0, ['commit src/config.js,src/server.js,src/user.js']]);
    expect(out).toContain('to take it back: npx unblock undo s1');
    expect((await cli(['apply', 'plan.json', '--dry-run'])).calls).toEqual([]);
    expect((await cli(['apply', 'plan.json'], { dirtyFiles: async () => ['src/user.js'] })).code).toBe(4);
  });
  test.each([
    ['edited', () => writeFileSync(path.join(root, 'index.js'), 'edited')],
    ['gone', () => rmSync(path.join(root, 'index.js'))],
    ['a symlink to the same bytes', () => {
      writeFileSync(path.join(root, 'copy.txt'), sources['index.js']!);
      rmSync(path.join(root, 'index.js'));
      symlinkSync('copy.txt', path.join(root, 'index.js'));
    }],
    ['a folder', () => {
      rmSync(path.join(root, 'index.js'));
      mkdirSync(path.join(root, 'index.js'));
    }],
  ])('a stale plan is refused: a file is %s', async (_, change) => {
    await cli(['plan', '--out', 'plan.json']);
    change();
    const { code, err, calls } = await cli(['apply', 'plan.json']);
    expect([code, calls]).toEqual([4, []]);
    expect(err).toBe('unblock: stale plan, nothing was written: index.js changed since plan.json was made. Make a new one: npx unblock plan --out plan.json\n');
  });
  const good = JSON.stringify(makePlan());
  test.each([
    ['not json', 'no plan'],
    ['[]', 'no plan'],
    [good.replace('"version":1', '"version":2'), 'another version'],
    [good.replaceAll('"index.js"', '"../index.js"'), 'no plan'],
    [good.replaceAll('"index.js"', '"/etc/index.js"'), 'no plan'],
    [good.replaceAll('"alsoBecause":[]', '"alsoBecause":null'), 'no plan'],
  ])('a plan that is none: %#', async (text, message) => {
    writeFileSync(path.join(root, 'plan.json'), text);
    const { code, err } = await cli(['apply', 'plan.json']);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
  test('the hash is that of the bytes', () => expect(makePlan().files['index.js']!.hash).toBe(hash(readFileSync(path.join(root, 'index.js')))));
});

describe('the others', () => {
  test('scan', async () => {
    const { code, out } = await cli(['scan', '--verbose']);
    expect(code).toBe(0);
    expect(out).toContain('total                3            1     -        2       -');
    expect(out).toContain('vendored     vendor/jquery.js');
    expect(out).toMatch(/next: npx unblock\n$/);
  });
  test('explain, from another folder too', async () => {
    const wanted = 'loadUser awaits readConfig()      src/user.js:5';
    expect((await cli(['explain', 'src/server.js:5'])).out).toContain(wanted);
    expect((await cli(['explain', 'server.js:5:16', '--root', '..'], { cwd: path.join(root, 'src') })).out).toContain(wanted);
    expect((await cli(['explain', path.join(root, 'src/server.js:5')])).out).toContain(wanted);
  });
  test('explain a file that was skipped', async () => {
    mkdirSync(path.join(root, 'vendor'));
    writeFileSync(path.join(root, 'vendor/jquery.js'), '');
    expect((await cli(['explain', 'vendor/jquery.js:1'])).err).toBe('unblock: vendor/jquery.js was skipped: vendored\n');
  });
  test('undo', async () => {
    expect(await cli(['undo'])).toMatchObject({ code: 0, out: '1 file restored to what it was before session s9\n' });
    expect((await cli(['undo', 's3', '--json'])).report()).toMatchObject({ status: 'ok', session: 's3', restored: ['a.js'] });
    const none = await cli(['undo'], { undo: () => Promise.reject(new WriteError('nothing-to-undo', 'nothing to undo')) });
    expect([none.code, none.err]).toEqual([0, 'unblock: nothing to undo\n']);
    expect((await cli(['undo', 'x'], { undo: () => Promise.reject(new WriteError('unknown-session', 'no session x')) })).code).toBe(2);
    expect((await cli(['undo'], { undo: () => Promise.reject(new WriteError('changed-since-write', 'a.js changed')) })).code).toBe(4);
  });
  test('--version and --help', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, out: `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`, err: '' });
    for (const argv of [['--help'], ['run', '--help'], ['help', 'plan']]) {
      const { code, out } = await cli(argv);
      expect([code, out.startsWith('Usage: unblock')]).toEqual([0, true]);
    }
  });
});

describe('with the real writer', () => {
  const real = async (): Promise<Partial<Engine>> => {
    const [{ commit }, { undo }, { dirtyFiles }] = await Promise.all([import('../src/write/commit.ts'), import('../src/write/undo.ts'), import('../src/scan/dirty-files.ts')]);
    return { commit, undo, dirtyFiles };
  };
  const tree = (): Record<string, string> => Object.fromEntries(Object.keys(sources).map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

  test('run --write, undo: the bytes are back and nothing else is left', async () => {
    const written = await cli(['run', '--write'], await real());
    expect(written.code).toBe(0);
    expect(tree()).toEqual({ ...sources, ...Object.fromEntries(makeChanges().map(({ file, after }) => [file, after])) });
    const session = /undo (\S+)\n$/.exec(written.out)![1]!;
    expect(await cli(['undo', session], await real())).toMatchObject({ code: 0, out: `3 files restored to what they were before session ${session}\n` });
    expect(tree()).toEqual(sources);
    expect(git(root, 'status', '--porcelain')).toBe('');
    expect(await cli(['undo'], await real())).toMatchObject({ code: 0 });
  });
  test('apply', async () => {
    await cli(['plan', '--out', 'plan.json']);
    expect((await cli(['apply', 'plan.json'], await real())).code).toBe(0);
    expect(tree()['src/user.js']).toBe(makeChanges()[2]!.after);
    expect((await cli(['apply', 'plan.json'], await real())).code).toBe(4);
  });
  test('a file edited between preview and write: refused, nothing written', async () => {
    const edited = `${sources['src/user.js']}// edited\n`;
    const edit = async (): Promise<boolean> => (writeFileSync(path.join(root, 'src/user.js'), edited), true);
    const { code, err } = await cli(['run'], { ...(await real()), dirtyFiles: async () => [], interactive: true, confirm: edit });
    expect(code).toBe(4);
    expect(err).toContain('src/user.js');
    expect(tree()).toEqual({ ...sources, 'src/user.js': edited });
  });
  test('a file edited since the write: undo refuses, --force does it', async () => {
    await cli(['run', '--write'], await real());
    writeFileSync(path.join(root, 'src/user.js'), 'mine');
    expect((await cli(['undo'], await real())).code).toBe(4);
    expect(tree()['src/user.js']).toBe('mine');
    expect((await cli(['undo', '--force'], await real())).code).toBe(0);
    expect(tree()).toEqual(sources);
  });
});

describe('streams', () => {
  test('a closed pipe is no error, and the write goes on', async () => {
    const stdout = new Capture();
    stdout.write = () => void stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    const { code, calls, err } = await cli(['run', '--write', '--verbose'], { stdout });
    expect([code, calls.at(-1)?.split(' ')[0], err]).toEqual([0, 'commit', '']);
  });
  test('a full disk is one', async () => {
    const stdout = new Capture();
    stdout.write = () => void stdout.emit('error', Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
    const { code, err } = await cli(['scan'], { stdout });
    expect([code, err]).toEqual([3, 'unblock: the output could not be written: ENOSPC: no space left\n']);
  });
  test('colour: for a terminal, unless refused; forced when asked', async () => {
    const coloured = async (argv: string[], env: Record<string, string>, isTTY: boolean): Promise<boolean> => {
      const stdout = new Capture();
      stdout.isTTY = isTTY;
      await cli(argv, { stdout, env });
      return stdout.text.includes('\u001b[');
    };
    expect(await coloured(['run'], {}, true)).toBe(true);
    expect(await coloured(['run'], {}, false)).toBe(false);
    expect(await coloured(['run', '--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await coloured(['run'], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await coloured(['run'], { TERM: 'dumb' }, true)).toBe(false);
    expect(await coloured(['run'], { FORCE_COLOR: '1' }, false)).toBe(true);
  });
  test('progress is one line that goes away, on a terminal only', async () => {
    const { err } = await cli(['run'], { tty: true });
    expect(err).toContain('facts 2/4');
    expect(err).not.toContain('\n');
    expect(err.endsWith('\r\u001b[K')).toBe(true);
    expect((await cli(['run'])).err).toBe('');
    expect((await cli(['run', '--no-progress'], { tty: true })).err).toBe('');
  });
  test('no listener stays behind', async () => {
    const before = process.listenerCount('SIGINT');
    await cli(['run']);
    expect(process.listenerCount('SIGINT')).toBe(before);
    expect(existsSync(path.join(root, '.unblock'))).toBe(false);
  });
});

describe('verify', () => {
  const clean: Verified = { against: 'session 0001', changed: ['a.js'], becameAsync: 2, findings: [] };
  const finding = { code: 'floating-promise', level: 'fault', file: 'a.js', line: 3, column: 1, message: 'nobody waits for load()', excerpt: 'load();' } as const;

  test('nothing wrong is exit code 0; without executing anything it says so', async () => {
    const asked: unknown[] = [];
    const { code, out } = await cli(['verify', '--static', '--against', 'HEAD~1', '--seed', '7'], { verify: async ({ onProgress: _, ...options }) => { asked.push(options); return clean; } });
    expect(asked).toEqual([{ root, against: 'HEAD~1', isStatic: true, test: undefined, orders: undefined, seed: 7 }]);
    expect([code, out]).toEqual([0, '1 file differs from session 0001, 2 functions became async\nstatic checks: nothing wrong\nno difference found (nothing was executed)\n']);
  });
  test('a fault is exit code 5, a finding to review is not', async () => {
    const fault = await cli(['verify'], { verify: async () => ({ ...clean, findings: [finding] }) });
    expect([fault.code, fault.out]).toEqual([5, expect.stringContaining('fault  a.js:3:1 nobody waits for load() (floating-promise)\n       load();\n')]);
    expect((await cli(['verify'], { verify: async () => ({ ...clean, findings: [{ ...finding, level: 'review' }] }) })).code).toBe(0);
  });
  test('--json gives all of it', async () => {
    const { report, code } = await cli(['verify', '--json'], { verify: async () => ({ ...clean, findings: [finding] }) });
    expect([code, report().status, report().verification]).toEqual([5, 'differs', { ...clean, findings: [finding] }]);
  });
  test('nothing to compare with, orders that are none: exit code 2', async () => {
    const nothing = await cli(['verify'], { verify: async () => undefined });
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('nothing to compare')]);
    expect((await cli(['verify', '--delays', 'backwards'], { verify: async () => clean })).code).toBe(2);
  });
  test('--html writes a page in which text of other people does nothing', async () => {
    const { code, out } = await cli(['verify', '--html', 'page.html'], { verify: async () => ({ ...clean, findings: [{ ...finding, excerpt: '<script>alert(1)</script>' }] }) });
    const page = readFileSync(path.join(root, 'page.html'), 'utf8');
    expect([code, out]).toEqual([5, expect.stringContaining('page written: page.html')]);
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page).not.toMatch(/<script|src=|href=/);
  });
  test('--take-back writes what is left, and only when that shows nothing', async () => {
    const rest = { changes: makeChanges(), isClean: true };
    const taken = await cli(['verify', '--take-back'], { verify: async () => ({ ...clean, findings: [finding], rest }) });
    expect([taken.code, taken.calls.filter((call) => call.startsWith('commit')).length]).toEqual([0, 1]);
    const dirty = await cli(['verify', '--take-back'], { verify: async () => ({ ...clean, findings: [finding], rest: { ...rest, isClean: false } }) });
    expect([dirty.code, dirty.calls.filter((call) => call.startsWith('commit')).length]).toEqual([5, 0]);
  });
});
