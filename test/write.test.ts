// commit(), undo(), recover(), sessions(): all or nothing, and back to the same bytes.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FileChange } from '../src/core/edit.ts';
import { scan } from '../src/scan/scan.ts';
import { commit } from '../src/write/commit.ts';
import { recover } from '../src/write/recover.ts';
import { sessions } from '../src/write/sessions.ts';
import { undo } from '../src/write/undo.ts';
import { WriteError } from '../src/write/write-error.ts';
import { snapshot } from './bad-input-tree.ts';
import { folder, put, tree } from './temporary.ts';

/** What a test makes the file system do: called with the name of the operation and its first path. */
const faults = vi.hoisted(() => ({ before: undefined as ((operation: string, file: string) => void) | undefined }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const watched = (name: 'rename' | 'open' | 'unlink' | 'mkdir') =>
    async (...args: never[]): Promise<unknown> => {
      faults.before?.(name, String(args[name === 'rename' ? 1 : 0]));
      return (real[name] as (...all: never[]) => Promise<unknown>)(...args);
    };
  return { ...real, rename: watched('rename'), open: watched('open'), unlink: watched('unlink'), mkdir: watched('mkdir') };
});

afterEach(() => {
  faults.before = undefined;
});

const change = (file: string, before: string, after: string): FileChange => ({ file, before, after, groups: [] });
const hash = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

async function failure(promise: Promise<unknown>): Promise<WriteError> {
  const error = await promise.then(() => expect.fail('it went through'), (reason: unknown) => reason);
  expect(error).toBeInstanceOf(WriteError);
  return error as WriteError;
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('commit and undo', () => {
  test('odd bytes and modes: written exactly, restored exactly', async () => {
    const latin1 = Buffer.from('// caf\u00e9\r\nold\r\n', 'latin1');
    const root = tree({
      'crlf.js': 'a\r\nold\r\n',
      'bom.js': '\ufeffold\n',
      'latin1.js': latin1,
      'no-newline.js': 'x\nold',
      'empty.js': '',
      'deep/er/run': { text: '#!/usr/bin/env node\nold\n', mode: 0o755 },
      'read-only.js': { text: 'old', mode: 0o444 },
      'odd-mode.js': { text: 'old', mode: 0o4750 },
      'naïve "name"\n.js': 'old',
      'untouched.js': 'old',
    });
    const before = snapshot(root);
    const read = (id: string, encoding: BufferEncoding = 'utf8'): string => fs.readFileSync(path.join(root, id), encoding);
    const ids = Object.keys(before).filter((id) => id !== 'untouched.js' && id !== 'empty.js' && before[id]?.startsWith('file'));
    const changes = ids.map((id) => {
      const text = read(id, id === 'latin1.js' ? 'latin1' : 'utf8');
      return change(id, text, text.replace('old', 'new ü'));
    });
    const { session, notes } = await commit(root, [...changes, change('empty.js', '', 'no longer\n'), change('untouched.js', 'old', 'old')], { command: 'unblock run --write' });

    expect(notes).toEqual([]);
    expect(read('crlf.js')).toBe('a\r\nnew ü\r\n');
    expect(read('bom.js')).toBe('\ufeffnew ü\n');
    expect(fs.readFileSync(path.join(root, 'latin1.js'))).toEqual(Buffer.from('// caf\u00e9\r\nnew \u00fc\r\n', 'latin1'));
    expect(read('no-newline.js')).toBe('x\nnew ü');
    expect(read('empty.js')).toBe('no longer\n');
    const after = snapshot(root);
    for (const id of Object.keys(before)) expect(after[id]?.split(' ').slice(0, 2)).toEqual(before[id]?.split(' ').slice(0, 2));
    expect(after['untouched.js']).toBe(before['untouched.js']);
    expect(Object.keys(after).filter((id) => !(id in before) && !id.startsWith('.unblock'))).toEqual([]);
    expect(fs.readFileSync(path.join(root, '.unblock/.gitignore'), 'utf8')).toBe('*\n');
    expect(await sessions(root)).toMatchObject([{ id: session, state: 'done', command: 'unblock run --write' }]);

    expect((await undo(root)).files).toHaveLength(changes.length + 1);
    expect(snapshot(root)).toEqual(before);
  });

  test('what scan() reads is what commit() expects', async () => {
    const root = tree({ 'a.js': Buffer.from('\u00e9 var a;', 'latin1'), 'b.js': '\ufeffvar b;\r\n' });
    const before = snapshot(root);
    const repo = await scan(root);
    const changes = repo.files.map(({ id, text }) => change(id, text, text.replace('var', 'let')));
    await commit(root, changes, { sources: repo.files });
    expect(fs.readFileSync(path.join(root, 'a.js'))).toEqual(Buffer.from('\u00e9 let a;', 'latin1'));
    await undo(root);
    expect(snapshot(root)).toEqual(before);
  });

  test('any edit of any bytes: undo after commit is the identity', async () => {
    const bytes = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
      fc.array(fc.constantFrom('\r\n', '\n', '\r', '\ufeff', 'a', '\u0000', '€'), { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''))),
    );
    const name = fc.constantFrom('a.js', 'b.js', 'c/d.js', 'c/e/f.js', 'g h.js');
    const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o444);
    const one = fc.record({ name, bytes, mode, after: fc.string({ unit: fc.constantFrom('x', '\n', '\r\n', 'é', ' ') }) });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(one, { selector: (each) => each.name, minLength: 1 }), fc.integer({ min: 1, max: 3 }), async (files, rounds) => {
        const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unblock-test-'));
        try {
          for (const file of files) {
            put(root, { [file.name]: file.bytes });
            fs.chmodSync(path.join(root, file.name), file.mode);
          }
          const snapshots = [snapshot(root)];
          let written = 0;
          for (let round = 0; round < rounds; round++) {
            const repo = await scan(root).catch(() => undefined);
            const changes = files.flatMap(({ name: id, after }) => {
              const source = repo?.files.find((file) => file.id === id);
              return source && source.text !== after + round ? [change(id, source.text, after + round)] : [];
            });
            if (!repo || changes.length === 0) continue;
            await commit(root, changes, { sources: repo.files });
            written++;
            snapshots.push(snapshot(root));
          }
          for (; written > 0; written--) {
            await undo(root);
            const { '.unblock': _, ...rest } = snapshots[written - 1] as Record<string, string>;
            const now = Object.entries(snapshot(root)).filter(([id]) => !id.startsWith('.unblock'));
            expect(Object.fromEntries(now)).toEqual(Object.fromEntries(Object.entries(rest).filter(([id]) => !id.startsWith('.unblock'))));
          }
          expect(snapshot(root)).toEqual(snapshots[0]);
        } finally {
          fs.rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('sessions are undone one by one, the last first or by name', async () => {
    const root = tree({ 'a.js': '0', 'b.js': '0' });
    const before = snapshot(root);
    const first = await commit(root, [change('a.js', '0', '1')]);
    const second = await commit(root, [change('b.js', '0', '1')]);
    const third = await commit(root, [change('a.js', '1', '2')]);
    expect((await sessions(root)).map(({ id, state }) => [id, state])).toEqual([first, second, third].map(({ session }) => [session, 'done']));
    expect([first, second, third].map(({ session }) => session.slice(0, 5))).toEqual(['0001-', '0002-', '0003-']);

    expect(await failure(undo(root, first.session))).toMatchObject({ code: 'changed-since-write', files: ['a.js'] });
    expect(await undo(root, second.session)).toMatchObject({ session: second.session, files: ['b.js'] });
    expect(await undo(root)).toMatchObject({ session: third.session });
    expect(await failure(undo(root, second.session))).toMatchObject({ code: 'nothing-to-undo' });
    expect(await failure(undo(root, 'nonsense'))).toMatchObject({ code: 'unknown-session' });
    expect(await undo(root)).toMatchObject({ session: first.session });
    expect(snapshot(root)).toEqual(before);
    expect(await failure(undo(root))).toMatchObject({ code: 'nothing-to-undo' });
    expect(await sessions(root)).toEqual([]);
  });

  test('new files and folders are created, and gone after undo', async () => {
    const root = tree({ 'a.js': 'old' });
    const before = snapshot(root);
    const changes = [change('a.js', 'old', 'new'), change('lib/deep/new.js', '', 'é\n'), change('b.js', '', 'b')];
    expect(await failure(commit(root, changes))).toMatchObject({ code: 'changed-since-preview', files: ['lib/deep/new.js', 'b.js'] });
    await commit(root, changes, { creates: ['lib/deep/new.js', 'b.js'] });
    expect(fs.readFileSync(path.join(root, 'lib/deep/new.js'), 'utf8')).toBe('é\n');
    expect(fs.statSync(path.join(root, 'b.js')).mode & 0o777).toBe(0o666 & ~process.umask());
    await undo(root);
    expect(snapshot(root)).toEqual(before);
    put(root, { 'b.js': 'mine' });
    expect(await failure(commit(root, changes, { creates: ['lib/deep/new.js', 'b.js'] }))).toMatchObject({ code: 'changed-since-preview', files: ['b.js'] });
  });

  test('what others keep in .unblock stays', async () => {
    const root = tree({ 'a.js': 'old', '.unblock/cache/facts.json': '{}' });
    await commit(root, [change('a.js', 'old', 'new')]);
    await undo(root);
    expect(Object.keys(snapshot(root)).filter((id) => /\/(?:sessions|lock)/.test(id))).toEqual([]);
    expect(fs.readFileSync(path.join(root, '.unblock/cache/facts.json'), 'utf8')).toBe('{}');
  });

  test('a hard link elsewhere keeps the old bytes', async () => {
    const root = tree({ 'a.js': 'old' });
    const elsewhere = path.join(folder(), 'a.js');
    fs.linkSync(path.join(root, 'a.js'), elsewhere);
    await commit(root, [change('a.js', 'old', 'new')]);
    expect(fs.readFileSync(elsewhere, 'utf8')).toBe('old');
  });
});

describe('refused, with nothing written', () => {
  test('a file that changed since the preview: every such file is named', async () => {
    const root = tree({ 'a.js': 'old', 'b.js': 'mine', 'd.js': 'old' });
    const before = snapshot(root);
    const error = await failure(commit(root, [change('a.js', 'old', 'new'), change('b.js', 'old', 'new'), change('c.js', 'old', 'new'), change('d.js', 'old', 'new')]));
    expect(error).toMatchObject({ code: 'changed-since-preview', files: ['b.js', 'c.js'] });
    expect(error.message).toContain('b.js, c.js');
    expect(snapshot(root)).toEqual(before);
  });

  test('same text, other bytes: the hash tells', async () => {
    const root = tree({ 'a.js': 'é' });
    const sources = [{ id: 'a.js', hash: hash(Buffer.from('é', 'latin1')), encoding: 'latin1' as const }];
    expect(await failure(commit(root, [change('a.js', 'é', 'e')], { sources }))).toMatchObject({ code: 'changed-since-preview' });
    expect(await failure(commit(root, [change('a.js', 'é', 'e')], { sources: [{ id: 'a.js', hash: hash('other'), encoding: 'utf8' }] }))).toMatchObject({ code: 'changed-since-preview' });
  });

  test.each([
    ['before its turn', (operation: string, file: string) => operation === 'rename' && file.endsWith('/a.js')],
    ['in its turn', (operation: string, file: string) => operation === 'open' && file.endsWith('-1.tmp')],
  ])('a file that changes after the check and %s: those before it are put back', async (_name, isTheMoment) => {
    const root = tree({ 'a.js': 'old', 'b.js': 'old', 'c.js': 'old' });
    faults.before = (operation, file) => {
      if (isTheMoment(operation, file)) fs.writeFileSync(path.join(root, 'b.js'), 'mine');
    };
    const error = await failure(commit(root, ['a.js', 'b.js', 'c.js'].map((id) => change(id, 'old', 'new'))));
    expect(error).toMatchObject({ code: 'changed-since-preview', files: ['b.js'] });
    expect(Object.keys(snapshot(root))).toEqual(['a.js', 'b.js', 'c.js']);
    expect(['a.js', 'b.js', 'c.js'].map((id) => fs.readFileSync(path.join(root, id), 'utf8'))).toEqual(['old', 'mine', 'old']);
  });

  test.each<[string, (root: string, outside: string) => void, string]>([
    ['a symlink', (root, outside) => fs.symlinkSync(path.join(outside, 'a.js'), path.join(root, 'x.js')), 'x.js'],
    ['a file below a symlinked folder', (root, outside) => fs.symlinkSync(outside, path.join(root, 'dir')), 'dir/a.js'],
    ['a folder', (root) => fs.mkdirSync(path.join(root, 'x.js')), 'x.js'],
    ['a named pipe', (root) => spawnSync('mkfifo', [path.join(root, 'x.js')]), 'x.js'],
    ['a file below a file', (root) => fs.writeFileSync(path.join(root, 'dir'), ''), 'dir/a.js'],
  ])('%s', async (_name, prepare, id) => {
    const outside = tree({ 'a.js': 'old' });
    const root = tree({ 'b.js': 'old' });
    prepare(root, outside);
    const names = fs.readdirSync(root).sort();
    const error = await failure(commit(root, [change('b.js', 'old', 'new'), change(id, 'old', 'new')]));
    expect(error).toMatchObject({ code: 'changed-since-preview', files: [id] });
    expect(fs.readdirSync(root).sort()).toEqual(names);
    expect(fs.readFileSync(path.join(root, 'b.js'), 'utf8')).toBe('old');
    expect(snapshot(outside)).toEqual(snapshot(tree({ 'a.js': 'old' })));
  });

  test.each(['../a.js', '/etc/hosts', 'x/../../a.js', './a.js', 'a//b.js', '', '.git/config', 'sub/.GIT/hooks/x', '.unblock/lock', 'a\0.js'])('the path %j', async (id) => {
    const root = tree({ 'inner/b.js': 'old', 'a.js': 'old' });
    const before = snapshot(root);
    const error = await failure(commit(path.join(root, 'inner'), [change('b.js', 'old', 'new'), change(id, 'old', 'new')]));
    expect(error.code).toBe('outside-root');
    expect(snapshot(root)).toEqual(before);
  });

  test('text that the encoding cannot express', async () => {
    const root = tree({ 'a.js': Buffer.from('\u00e9', 'latin1'), 'b.js': 'x' });
    const before = snapshot(root);
    expect(await failure(commit(root, [change('a.js', 'é', '€')]))).toMatchObject({ code: 'bad-change', files: ['a.js'] });
    expect(await failure(commit(root, [change('b.js', 'x', '\ud800')]))).toMatchObject({ code: 'bad-change', files: ['b.js'] });
    expect(snapshot(root)).toEqual(before);
  });

  test('no change, a file twice, no such root', async () => {
    const root = tree({ 'a.js': 'old' });
    expect((await failure(commit(root, []))).code).toBe('nothing-to-write');
    expect((await failure(commit(root, [change('a.js', 'old', 'old')]))).code).toBe('nothing-to-write');
    expect((await failure(commit(root, [change('a.js', 'old', '1'), change('a.js', 'old', '2')]))).code).toBe('bad-change');
    expect((await failure(commit(path.join(root, 'gone'), [change('a.js', 'old', 'new')]))).code).toBe('missing-root');
    expect((await failure(undo(path.join(root, 'gone')))).code).toBe('missing-root');
    expect(Object.keys(snapshot(root))).toEqual(['a.js']);
  });

  test('a .unblock that is a symlink or holds a journal that leaves the root', async () => {
    const outside = tree({ 'a.js': 'theirs' });
    const root = tree({ 'a.js': 'old', '.unblock': { link: outside } });
    expect((await failure(commit(root, [change('a.js', 'old', 'new')]))).code).toBe('outside-root');
    expect(Object.keys(snapshot(outside))).toEqual(['a.js']);

    const version = (text: string, offset: number): object => ({ hash: hash(text), mode: 0o644, offset, length: text.length });
    const journal = { version: 1, id: '0001-20200101-000000', time: '', command: null, state: 'prepared', forced: true, folders: [], files: [{ file: '../a.js', before: version('evil', 0), after: version('x', 4), owner: null }] };
    const inner = { 'in/a.js': 'old', 'in/.unblock/sessions/0001-20200101-000000/journal.json': JSON.stringify(journal), 'in/.unblock/sessions/0001-20200101-000000/pack': 'evilx', 'a.js': 'theirs' };
    const nested = tree(inner);
    expect((await failure(commit(path.join(nested, 'in'), [change('a.js', 'old', 'new')]))).code).toBe('outside-root');
    expect((await failure(recover(path.join(nested, 'in'), { force: true }))).code).toBe('outside-root');
    expect(fs.readFileSync(path.join(nested, 'a.js'), 'utf8')).toBe('theirs');
    expect(fs.readFileSync(path.join(nested, 'in/a.js'), 'utf8')).toBe('old');
  });

  test('a journal of another make', async () => {
    const root = tree({ 'a.js': 'old', '.unblock/sessions/0001-20200101-000000/journal.json': '{"version":2}' });
    const error = await failure(commit(root, [change('a.js', 'old', 'new')]));
    expect(error.code).toBe('bad-journal');
    expect(error.message).toContain('0001-20200101-000000');
    expect((await failure(sessions(root))).code).toBe('bad-journal');
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toBe('old');
  });
});

describe('undo refuses', () => {
  test('files changed since, all of them named, nothing restored; force restores', async () => {
    const root = tree({ 'a.js': 'old', 'b.js': 'old', 'c.js': 'old', 'd.js': 'old' });
    const before = snapshot(root);
    const { session } = await commit(root, ['a.js', 'b.js', 'c.js', 'd.js'].map((id) => change(id, 'old', 'new')));
    put(root, { 'b.js': 'mine', 'd.js': 'old' });
    fs.rmSync(path.join(root, 'c.js'));
    const state = snapshot(root);
    const error = await failure(undo(root));
    expect(error).toMatchObject({ code: 'changed-since-write', files: ['b.js', 'c.js'] });
    expect(snapshot(root)).toEqual(state);
    expect(await undo(root, session, { force: true })).toMatchObject({ session });
    expect(snapshot(root)).toEqual(before);
  });

  test('symlinks, even with force', async () => {
    const outside = tree({ 'a.js': 'new' });
    const root = tree({ 'dir/a.js': 'old' });
    await commit(root, [change('dir/a.js', 'old', 'new')]);
    fs.rmSync(path.join(root, 'dir'), { recursive: true });
    fs.symlinkSync(outside, path.join(root, 'dir'));
    expect(await failure(undo(root, undefined, { force: true }))).toMatchObject({ code: 'changed-since-write', files: ['dir/a.js'] });
    expect(fs.readFileSync(path.join(outside, 'a.js'), 'utf8')).toBe('new');
  });

  test('a damaged pack: no file gets wrong bytes', async () => {
    const root = tree({ 'a.js': 'old' });
    const { session } = await commit(root, [change('a.js', 'old', 'new')]);
    fs.writeFileSync(path.join(root, '.unblock/sessions', session, 'pack'), 'oddnew');
    expect((await failure(undo(root))).code).toBe('bad-journal');
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toBe('new');
  });
});

describe('a failure in the middle', () => {
  const files = ['a.js', 'b.js', 'lib/c.js', 'lib/d.js'];
  const changes = files.map((id) => change(id, 'old', 'new'));
  const make = (): string => tree(Object.fromEntries(files.map((id) => [id, 'old'])));

  test.each(['ENOSPC', 'EACCES', 'EIO'])('%s while renaming or creating any of the files: all are as before', async (code) => {
    for (const operation of ['rename', 'open']) {
      for (const victim of [...files, 'journal.json']) {
        const root = make();
        const before = snapshot(root);
        let armed = true;
        let journals = 0;
        faults.before = (name, file) => {
          const isVictim = victim === 'journal.json' ? /journal\.json(?:\.new)?$/.test(file) : name === 'rename' ? file === path.join(root, victim) : file.startsWith(path.join(root, path.dirname(victim), '.unblock-')) && file.endsWith(`-${files.indexOf(victim)}.tmp`);
          if (!armed || name !== operation || !isVictim) return;
          // The first journal is written before anything is touched, the second says that all is done.
          if (victim === 'journal.json' && journals++ === 0) return;
          armed = false;
          throw systemError(code);
        };
        const error = await failure(commit(root, changes));
        expect(error.code).toBe('io');
        expect(error.message).toContain(victim);
        expect(error.message).toContain(code);
        if (victim !== 'journal.json') expect(error.files).toEqual([victim]);
        expect(armed).toBe(false);
        expect(snapshot(root)).toEqual(before);
      }
    }
  });

  test('the journal cannot be written: nothing is touched', async () => {
    const root = make();
    const before = snapshot(root);
    faults.before = (name, file) => {
      if (name === 'open' && file.endsWith('/pack')) throw systemError('ENOSPC');
    };
    expect((await failure(commit(root, changes))).code).toBe('io');
    expect(snapshot(root)).toEqual(before);
  });

  test('the root cannot be written to at all', async () => {
    const root = make();
    faults.before = (name) => {
      if (name === 'mkdir') throw systemError('EROFS');
    };
    const error = await failure(commit(root, changes));
    expect(error.code).toBe('io');
    expect(error.message).toContain('EROFS');
  });

  test('putting back fails too: the error says so, and undo restores later', async () => {
    const root = make();
    const before = snapshot(root);
    let broken = false;
    faults.before = (name, file) => {
      if (name !== 'rename' || file.includes('.unblock/')) return;
      if (file.endsWith('c.js')) broken = true;
      if (broken) throw systemError('EIO');
    };
    const error = await failure(commit(root, changes));
    expect(error.code).toBe('half-written');
    expect([...error.files].sort()).toEqual(['a.js', 'b.js', 'lib/c.js']);
    faults.before = undefined;
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toBe('new');
    expect((await sessions(root)).map(({ state }) => state)).toEqual(['prepared']);
    expect((await undo(root)).files).toEqual(files);
    expect(snapshot(root)).toEqual(before);
  });

  test('undo fails in the middle: the session is as it was, and can be undone later', async () => {
    const root = make();
    const before = snapshot(root);
    await commit(root, changes);
    const after = snapshot(root);
    let armed = true;
    faults.before = (name, file) => {
      if (armed && name === 'rename' && file.endsWith('c.js')) {
        armed = false;
        throw systemError('EACCES');
      }
    };
    expect(await failure(undo(root))).toMatchObject({ code: 'io', files: ['lib/c.js'] });
    expect(snapshot(root)).toEqual(after);
    await undo(root);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('recover', () => {
  /** A commit that stops for good after `count` files: as a kill would leave it, with the lock of a dead process. */
  async function cutOff(root: string, changes: readonly FileChange[], count: number): Promise<void> {
    let renamed = 0;
    let dead = false;
    faults.before = (name, file) => {
      if (dead) throw systemError('EIO');
      if (name === 'rename' && !file.includes('.unblock/') && renamed++ === count) dead = true;
      if (dead) throw systemError('EIO');
    };
    expect((await failure(commit(root, changes))).code).toBe('half-written');
    faults.before = undefined;
  }

  const changes = ['a.js', 'b.js', 'c.js'].map((id) => change(id, 'old', 'new'));
  const make = (): string => tree({ 'a.js': 'old', 'b.js': { text: 'old', mode: 0o755 }, 'c.js': 'old' });
  const texts = (root: string): string[] => ['a.js', 'b.js', 'c.js'].map((id) => fs.readFileSync(path.join(root, id), 'utf8'));

  test('rolls back by default, finishes with resume', async () => {
    for (const count of [1, 2]) {
      const root = make();
      const before = snapshot(root);
      await cutOff(root, changes, count);
      expect(new Set(texts(root)).size).toBe(2);
      expect((await recover(root)).recovered).toMatchObject([{ outcome: 'rolled-back', files: ['a.js', 'b.js', 'c.js'] }]);
      expect(snapshot(root)).toEqual(before);

      await cutOff(root, changes, count);
      expect((await recover(root, { mode: 'resume' })).recovered).toMatchObject([{ outcome: 'finished' }]);
      expect(texts(root)).toEqual(['new', 'new', 'new']);
      expect(fs.statSync(path.join(root, 'b.js')).mode & 0o777).toBe(0o755);
      await undo(root);
      expect(snapshot(root)).toEqual(before);
    }
  });

  test('undo of a session that was cut off leaves the sessions before it alone', async () => {
    const root = make();
    const { session } = await commit(root, [change('a.js', 'old', 'one')]);
    await cutOff(root, [change('a.js', 'one', 'two'), change('b.js', 'old', 'two')], 1);
    expect((await undo(root)).files).toEqual(['a.js', 'b.js']);
    expect(texts(root)).toEqual(['one', 'old', 'old']);
    expect((await undo(root)).session).toBe(session);
    expect(texts(root)).toEqual(['old', 'old', 'old']);
  });

  test('the next commit rolls back, and writes nothing: its changes were made from other files', async () => {
    const root = make();
    const before = snapshot(root);
    await cutOff(root, changes, 2);
    expect(await failure(commit(root, [change('c.js', 'old', 'other')]))).toMatchObject({ code: 'changed-since-preview', message: expect.stringMatching(/session 0001-.*Run again/) });
    expect(snapshot(root)).toEqual(before);
    await commit(root, [change('c.js', 'old', 'other')]);
    expect(texts(root)).toEqual(['old', 'old', 'other']);
  });

  test('a file that somebody changed after the kill is not touched without force', async () => {
    const root = make();
    await cutOff(root, changes, 2);
    put(root, { 'a.js': 'mine' });
    const state = snapshot(root);
    for (const attempt of [() => recover(root), () => recover(root, { mode: 'resume' }), () => undo(root), () => commit(root, changes)]) {
      expect(await failure(attempt())).toMatchObject({ code: 'changed-since-write', files: ['a.js'] });
      expect(snapshot(root)).toEqual(state);
    }
    await undo(root, undefined, { force: true });
    expect(texts(root)).toEqual(['old', 'old', 'old']);
  });

  test('nothing to recover: nothing happens', async () => {
    const root = make();
    const before = snapshot(root);
    expect(await recover(root)).toEqual({ recovered: [], notes: [] });
    expect(snapshot(root)).toEqual(before);
    await commit(root, changes);
    const after = snapshot(root);
    expect(await recover(root)).toEqual({ recovered: [], notes: [] });
    expect(snapshot(root)).toEqual(after);
  });
});

describe('the lock', () => {
  const changes = [change('a.js', 'old', 'new')];
  const lock = (holder: object): string => JSON.stringify({ pid: process.pid, host: os.hostname(), time: new Date().toISOString(), token: 't', ...holder });
  const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

  test.each([
    ['a living process', lock({})],
    ['a process of another machine', lock({ host: 'elsewhere.example', pid: 1 })],
  ])('of %s is respected', async (_name, holder) => {
    const root = tree({ 'a.js': 'old', '.unblock/lock': holder, '.unblock/.gitignore': '*\n' });
    const before = snapshot(root);
    for (const attempt of [() => commit(root, changes), () => undo(root), () => recover(root)]) {
      const error = await failure(attempt());
      expect(error.code).toBe('lock-held');
      expect(error.message).toContain(path.join(root, '.unblock/lock'));
    }
    expect(snapshot(root)).toEqual(before);
  });

  test.each([
    ['a dead process', () => lock({ pid: deadPid() })],
    ['a process before the last start of the machine', () => lock({ time: '2001-01-01T00:00:00.000Z' })],
    ['nobody: it is empty', () => ''],
    ['nobody: it is nonsense', () => '{"pid":"x"}'],
  ])('of %s is taken over, with a note', async (_name, holder) => {
    const root = tree({ 'a.js': 'old', '.unblock/lock': holder() });
    const { notes } = await commit(root, changes);
    expect(notes).toEqual([expect.stringContaining('took over')]);
    expect(fs.existsSync(path.join(root, '.unblock/lock'))).toBe(false);
    await undo(root);
    expect(Object.keys(snapshot(root))).toEqual(['a.js']);
  });

  test('what dead processes left of taking the lock is swept', async () => {
    const root = tree({ 'a.js': 'old', [`.unblock/lock.${deadPid()}.x`]: '', [`.unblock/lock.${deadPid()}.y.stale`]: '' });
    await commit(root, changes);
    await undo(root);
    expect(Object.keys(snapshot(root))).toEqual(['a.js']);
  });

  test('of many at once one wins, and nobody writes half', async () => {
    const root = tree({ 'a.js': 'old', '.unblock/lock': lock({ pid: deadPid() }) });
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => commit(root, [change('a.js', 'old', `new ${index}`)])));
    const winners = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
    expect(winners).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(['lock-held', 'changed-since-preview']).toContain((result.reason as WriteError).code);
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toBe(`new ${winners[0]}`);
    await undo(root);
    expect(fs.readFileSync(path.join(root, 'a.js'), 'utf8')).toBe('old');
  });
});
