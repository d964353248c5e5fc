// The wizard, reviews that are left and resumed, and the list of sessions, with the answers of a script.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Engine } from '../src/cli/engine.ts';
import { main } from '../src/cli/main.ts';
import type { Choice, Prompts } from '../src/cli/prompts.ts';
import type { Review } from '../src/cli/review/review.ts';
import { duringReview, savedReviews } from '../src/write/reviews.ts';
import { contents, removeFolders, tree } from './run-tools.ts';
import { PROJECT } from './temporary.ts';

afterEach(removeFolders);

const FILES = {
  'package.json': '{ "private": true, "engines": { "node": ">=20" }, "scripts": { "test": "node main.js" } }\n',
  'package-lock.json': '{}\n',
  'lib/load.js': "const fs = require('fs');\nexports.load = () => fs.readFileSync('package.json', 'utf8');\n",
  'lib/save.js': "const fs = require('fs');\nexports.save = (text) => fs.writeFileSync('out.txt', text);\n",
  'bin/other.js': "#!/usr/bin/env node\nconst fs = require('fs');\nconsole.log(fs.readdirSync('.').length > 0);\n",
  'main.js': "const { load } = require('./lib/load.js');\nconst { save } = require('./lib/save.js');\nconst text = load();\n\n\n\n\nsave(text);\nconsole.log('done');\n",
};

const CTRL_C = 'Ctrl-C';

type Step = (review: Review) => 'done' | 'quit' | 'interrupt';

interface Script {
  /** Names of choices to take, one a question; the first choice when there is none left. */
  readonly choose?: (string | RegExp)[];
  readonly many?: (string | RegExp)[];
  readonly review?: Step[];
  readonly typed?: string;
}

/** `unblock <argv>` on a terminal, with answers. */
async function unblock(root: string, argv: string[], { choose = [], many, review = [], typed }: Script = {}, given: Partial<Engine> = {}) {
  const said: { out: string; err: string; questions: string[] } = { out: '', err: '', questions: [] };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => void (said[name] += text), on: () => {}, off: () => {} });
  const names = <T>(choices: readonly Choice<T>[]): string => choices.map(({ name }) => name).join(' | ');
  const prompts: Prompts = {
    review: async (config) => {
      const kind = review.shift()!(config.review);
      if (config.note) said.questions.push(config.note);
      if (kind === 'interrupt') throw Object.assign(new Error('closed'), { name: 'ExitPromptError' });
      return { kind, at: 0 };
    },
    async choose<T>(message: string, choices: readonly Choice<T>[], preselected?: T) {
      said.questions.push(`${message} ${names(choices)}`);
      const wanted = choose.shift();
      if (wanted === undefined) return preselected ?? choices[0]!.value;
      if (wanted === CTRL_C) throw Object.assign(new Error('closed'), { name: 'ExitPromptError' });
      const found = choices.find(({ name }) => name.match(wanted));
      if (!found) throw new Error(`no ${wanted} in ${names(choices)}`);
      return found.value;
    },
    async chooseMany<T>(message: string, choices: readonly Choice<T>[], preselected: readonly T[]) {
      said.questions.push(`${message} ${names(choices)}`);
      return many ? choices.filter(({ name }) => many.some((wanted) => name.match(wanted))).map(({ value }) => value) : preselected;
    },
    input: async (message, preset, wrong) => {
      said.questions.push(message);
      const text = typed ?? preset;
      const objection = await wrong(text);
      if (objection !== undefined) throw new Error(objection);
      return text;
    },
    edit: async (text) => text,
    confirm: async () => false,
  };
  const code = await main(argv, { stdout: stream('out'), stderr: stream('err'), cwd: root, env: {}, interactive: true, prompts, ...given });
  return { code, ...said };
}

const answer = (yes: (file: string) => boolean | undefined, kind: 'done' | 'quit' | 'interrupt' = 'done'): Step => (review) => {
  for (const [at, { file, ids }] of review.questions.entries()) {
    const say = review.stateOf(at) === 'open' ? yes(file) : undefined;
    if (say !== undefined) review.say({ say: say ? 'y' : 'n', ids });
  }
  return kind;
};
const read = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the wizard', () => {
  test('says what it found, asks, reviews, writes, and ends with the way back and the same without questions', async () => {
    const root = tree(FILES);
    const { code, out, questions } = await unblock(root, [], { review: [answer(() => true)], choose: [/everything/, /Look at|Accept the/, /Write the/, /^No$/] });
    expect(code).toBe(0);
    expect(out).toContain('npm; Node >=20');
    expect(out).toContain('5 JavaScript; 5 CommonJS'.replace(/5/g, '4'));
    expect(out).toContain('node main.js');
    expect(out).toContain('3 blocking calls: 3 can be migrated, 0 stay');
    expect(questions[1]).toMatch(/What shall be done\? \(\d+ safe, \d+ to look at, 0 calls refused\)/);
    expect(out).toMatch(/to take it back: npx unblock undo \S+\nthe same without questions: npx unblock run --write\n/);
    expect(read(root, 'lib/load.js')).toContain('async () => await fs.promises.readFile');
    expect(existsSync(path.join(root, '.unblock/reviews'))).toBe(false);
  });

  test('a script with the flags it names does the same', async () => {
    const [one, other] = [tree(FILES), tree(FILES)];
    const { out } = await unblock(one, [], { choose: [/everything/, /^All/, /Write/, /^No$/] });
    const flags = /the same without questions: npx unblock (.*)/.exec(out)![1]!.split(' ');
    await unblock(other, flags);
    expect(contents(one)).toEqual(contents(other));
  });

  /** FILES in git; then lib/load.js is changed, and that is committed, too. */
  function repository(): string {
    const root = tree(FILES);
    const git = (...args: string[]): void => void spawnSync('git', args, { cwd: root });
    git('init', '-q');
    for (const [key, value] of [['user.name', 'Ada'], ['user.email', 'ada@example.org']]) git('config', key!, value!);
    git('add', '-A');
    git('commit', '-qm', 'one');
    appendFileSync(path.join(root, 'lib/load.js'), '// changed\n');
    git('commit', '-qam', 'two');
    return root;
  }

  test('only what differs from a commit: calls elsewhere stay, and the command says --since', async () => {
    const root = repository();
    const { out, questions } = await unblock(root, [], { choose: [/differs from a commit/, /^All/, /^Write the/, /^No$/], typed: 'HEAD~1' });
    expect(questions).toContain('Since which branch, tag or commit?');
    expect(out).toContain('the same without questions: npx unblock run --write --since \'HEAD~1\'\n');
    expect(read(root, 'lib/load.js')).toContain('await');
    expect(read(root, 'main.js')).toContain('await load()');
    expect(read(root, 'lib/save.js')).toBe(FILES['lib/save.js']);
    expect(read(root, 'bin/other.js')).toBe(FILES['bin/other.js']);
    await expect(unblock(repository(), [], { choose: [/differs from a commit/], typed: 'nowhere' })).resolves.toMatchObject({ err: expect.stringContaining("git knows no commit 'nowhere'") });
  });

  test('a review of what differs from a commit goes on as one', async () => {
    const root = repository();
    await unblock(root, ['review', '--since', 'HEAD~1'], { review: [(review) => (expect(review.questions.map(({ file }) => file)).toEqual(['lib/load.js', 'main.js']), 'quit')], choose: [/^Keep/] });
    await unblock(root, ['resume'], { review: [(review) => (expect(review.questions.map(({ file }) => file)).toEqual(['lib/load.js', 'main.js']), 'quit')], choose: [/^Forget/] });
  });

  test('in git, what is written can be committed at once, and the command says --commit', async () => {
    const root = repository();
    const { out, questions } = await unblock(root, [], { choose: [/everything/, /^All/, /each of the \d units/, /^No$/] });
    expect(questions.at(-2)).toMatch(/^And now\? Write the \d accepted changes now \| Write and commit them \| Write and commit them, each of the 2 units that stand alone by itself \|/);
    expect(out).toMatch(/wrote 4 files\ncommitted \w{10} .*\ncommitted \w{10} .*\nto take it back/);
    expect(out).toContain('the same without questions: npx unblock run --write --commit per-unit\n');
    expect(spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout).toBe('');
    // nobody is asked who said it
    const other = await unblock(repository(), ['--commit', 'none'], { choose: [/everything/, /^All/, /^Write the/, /^No$/] });
    expect(other.questions.at(-2)).toMatch(/^And now\? Write the \d accepted changes now \| Keep/);
    expect((await unblock(tree(FILES), [], { choose: [/everything/, /^All/, /^Write the/, /^No$/] })).questions.at(-2)).not.toContain('commit');
  });

  test('what goes wrong after the write does not say that nothing was written', async () => {
    const root = tree(FILES);
    const left = await unblock(root, [], { choose: [/everything/, /^All/, /^Write the/, CTRL_C] });
    expect([left.code, left.err]).toEqual([130, 'unblock: interrupted; files were written: unblock undo gives back what was there\n']);
    expect(read(root, 'lib/load.js')).toContain('await');
    const failed = await unblock(tree(FILES), [], { choose: [/everything/, /^All/, /^Write the/, /Static/] }, { verify: () => Promise.reject(new TypeError('a fault of ours')) });
    expect([failed.code, failed.err]).toEqual([3, expect.stringMatching(/a fault of ours; unblock undo gives back what was there/)]);
    const before = await unblock(tree(FILES), [], { choose: [/everything/, CTRL_C] });
    expect([before.code, before.err]).toEqual([130, 'unblock: interrupted, nothing was written\n']);
  });

  test('a folder alone may change: what reaches beyond it stays, and the command says --include', async () => {
    const root = tree(FILES);
    const { out } = await unblock(root, [], { choose: [/some folders/, /^All/, /Write/, /^No$/], many: [/^bin/] });
    expect(out).toContain('out-of-scope');
    expect(out).toContain('npx unblock run --write --include /bin/');
    expect(read(root, 'bin/other.js')).toContain('await fs.promises.readdir');
    expect(read(root, 'lib/load.js')).toBe(FILES['lib/load.js']);
  });

  test('only what is safe: reads, no writes', async () => {
    const root = tree(FILES);
    await unblock(root, [], { choose: [/everything/, /Only the/, /Write/, /^No$/] });
    expect(read(root, 'lib/load.js')).toContain('await');
    expect(read(root, 'lib/save.js')).toBe(FILES['lib/save.js']);
  });

  test('public functions: each policy with its real numbers', async () => {
    const root = tree({ 'package.json': '{ "name": "p", "main": "index.js" }\n', 'index.js': "const fs = require('fs');\nexports.load = () => fs.readFileSync('x', 'utf8');\n" });
    const { questions, out } = await unblock(root, [], { choose: [/change it/, /^All/, /Write/, /^No$/] });
    expect(questions[0]).toContain('keep it    0 migrated of 1 call, 0 files | add to it  0 migrated + 1 twinned of 1 call, 1 file | change it  1 migrated of 1 call, 1 file');
    expect(out).toContain('run --write --public-api break');
  });

  test('without a terminal nothing is asked; review and resume say that they need one', async () => {
    const root = tree(FILES);
    const said = { out: '', err: '' };
    const stream = (name: 'out' | 'err') => ({ write: (text: string) => void (said[name] += text), on: () => {}, off: () => {} });
    const at = { stdout: stream('out'), stderr: stream('err'), cwd: root, env: {}, interactive: false };
    expect(await main([], at)).toBe(0);
    expect(said.out).toContain('next: npx unblock run --write');
    expect([await main(['review'], at), await main(['resume'], at)]).toEqual([2, 2]);
    expect(said.err).toContain('needs a terminal; for scripts there is unblock run --write');
  });

  test('nothing written, nothing kept when all is refused', async () => {
    const root = tree(FILES);
    const before = contents(root);
    const { code, out } = await unblock(root, ['review'], { review: [answer(() => false)] });
    expect([code, out.includes('nothing was accepted, nothing was written')]).toEqual([0, true]);
    expect(contents(root)).toEqual(before);
    expect(existsSync(path.join(root, '.unblock'))).toBe(false);
  });
});

describe('a review that was left', () => {
  const left = (root: string, kind: 'quit' | 'interrupt') => unblock(root, ['review'], { review: [answer((file) => (file === 'lib/save.js' ? false : file === 'lib/load.js' ? true : undefined), kind)], choose: ['Keep'] });

  test.each([['quit', 0], ['interrupt', 130]] as const)('%s keeps the answers, resume goes on with them', async (kind, expected) => {
    const root = tree(FILES);
    const { code, out } = await left(root, kind);
    expect(code).toBe(expected);
    expect(out).toContain('to go on: npx unblock resume');
    expect(read(root, 'lib/load.js')).toBe(FILES['lib/load.js']);
    let seen = '';
    const again = await unblock(root, ['resume'], { review: [(review) => ((seen = review.questions.map(({ file }, at) => `${file} ${review.stateOf(at)}`).join()), answer((file) => file === 'main.js' || undefined)(review))], choose: ['Write'] });
    expect(seen).toContain('lib/load.js accepted');
    expect(seen).toContain('lib/save.js refused');
    expect(again.out).toContain('wrote');
    expect(read(root, 'lib/save.js')).toBe(FILES['lib/save.js']);
    expect(read(root, 'lib/load.js')).toContain('await');
    expect((await unblock(root, ['resume'])).err).toContain('there is no review to go on with');
  });

  test('a file edited in between is planned again and asked again; nothing else is, and nothing is overwritten', async () => {
    const root = tree(FILES);
    await left(root, 'quit');
    appendFileSync(path.join(root, 'lib/load.js'), "exports.more = () => fs.readFileSync('package.json');\n// edited\n");
    let states: string[] = [];
    const { questions } = await unblock(root, ['resume'], { review: [(review) => {
      states = review.questions.map(({ file }, at) => `${file} ${review.stateOf(at)}`);
      for (const { file, ids } of review.questions) if (file === 'lib/load.js') review.say({ say: 'y', ids });
      return 'done';
    }], choose: ['Write'] });
    expect(questions[0]).toBe('1 file changed since: its changes are asked again.');
    expect(states.filter((state) => state.startsWith('lib/load.js'))).toEqual(['lib/load.js open']);
    expect(states).toContain('lib/save.js refused');
    expect(read(root, 'lib/load.js')).toContain('// edited');
    expect(read(root, 'lib/load.js')).toContain('await fs.promises.readFile');
  });

  test('what was accepted and needs an edited file waits for that file, and counts again once it is answered', async () => {
    const root = tree(FILES);
    await unblock(root, ['review'], { review: [answer((file) => (file === 'lib/save.js' ? true : undefined), 'quit')], choose: ['Keep'] });
    appendFileSync(path.join(root, 'main.js'), '// edited\n');
    const { out } = await unblock(root, ['resume'], { review: [(review) => {
      const at = review.nextOpen(-1)!;
      expect(review.questions[at]!.file).not.toBe('lib/save.js');
      for (const { file, ids } of review.questions) if (file === 'main.js') review.say({ say: 'y', ids: ids.filter((id) => review.decision(id)!.name === 'save') });
      return 'quit';
    }], choose: [/Write/] });
    expect(out).toContain('wrote 2 files');
    expect(read(root, 'main.js')).toMatch(/await save\(text\)[\s\S]*\/\/ edited/);
  });

  test('edited between preview and write: nothing is written, the answers are kept', async () => {
    const root = tree(FILES);
    const { code, err, out } = await unblock(root, ['review'], { review: [answer(() => true)], choose: ['Write'] }, {
      dirtyFiles: async () => (appendFileSync(path.join(root, 'lib/load.js'), '// meanwhile\n'), []),
    });
    expect(code).toBe(4);
    expect(err).toContain('Nothing was written: lib/load.js');
    expect(out).toContain('the answers are kept; to go on: npx unblock resume');
    expect(read(root, 'main.js')).toBe(FILES['main.js']);
    expect(await savedReviews(root)).toHaveLength(1);
  });

  test('kill -9 loses no answer that was given, and the lock it leaves does not matter', async () => {
    const root = tree(FILES);
    const module = (file: string): string => JSON.stringify(pathToFileURL(path.join(PROJECT, file)).href);
    const program = `
      import { duringReview, openReview } from ${module('src/write/reviews.ts')};
      await duringReview(${JSON.stringify(root)}, () => {}, async () => {
        const log = await openReview(${JSON.stringify(root)}, { some: 'thing' });
        for (let i = 0; i < 100; i++) log.append({ say: 'y', ids: ['answer' + i] });
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
      });`;
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { cwd: PROJECT });
    expect(signal).toBe('SIGKILL');
    expect(existsSync(path.join(root, '.unblock/lock'))).toBe(true);
    const [review] = await savedReviews(root);
    expect(review!.answers).toHaveLength(100);
    // and a line that was cut off in the middle is no answer
    appendFileSync(path.join(root, '.unblock/reviews', `${review!.id}.jsonl`), '{"say":"y","ids":["half');
    expect((await savedReviews(root))[0]!.answers).toHaveLength(100);
    const notes: string[] = [];
    await duringReview(root, (note) => notes.push(note), async () => {});
    expect(notes[0]).toContain('took over the lock of process');
  });

  test('two at a time: the second one is told so', async () => {
    const root = tree(FILES);
    await duringReview(root, () => {}, async () => {
      const { code, err } = await unblock(root, ['review']);
      expect([code, err]).toEqual([4, expect.stringContaining('has been writing to')]);
    });
  });

  test('the wizard offers to go on', async () => {
    const root = tree(FILES);
    await left(root, 'quit');
    const { questions, out } = await unblock(root, [], { choose: [/Go on with it: begun .* UTC, \d changes/, 'Write'], review: [answer((file) => file === 'main.js' || undefined)] });
    expect(questions[0]).toContain('A review is under way.');
    expect(out).toContain('wrote');
  });

  test('a damaged file of answers is said, and changes nothing', async () => {
    const root = tree(FILES);
    await left(root, 'quit');
    const [file] = readdirSync(path.join(root, '.unblock/reviews'));
    const at = path.join(root, '.unblock/reviews', file!);
    writeFileSync(at, readFileSync(at, 'utf8').replace('"hashes":{', '"hashes":3,"x":{'));
    expect((await unblock(root, ['resume'])).err).toContain('is damaged: delete');
  });
});

describe('sessions', () => {
  test('lists reviews under way and writes, each with its command', async () => {
    const root = tree(FILES);
    expect((await unblock(root, ['sessions'])).out).toBe('nothing was written here, and no review is under way\n');
    await unblock(root, ['review'], { review: [answer((file) => file === 'bin/other.js' || undefined)], choose: ['Write'] });
    await unblock(root, ['review'], { review: [answer((file) => file === 'lib/load.js' || undefined, 'quit')], choose: ['Keep'] });
    const { out } = await unblock(root, ['sessions']);
    expect(out).toMatch(/review of \d changes under way, begun .* UTC\n  to go on: npx unblock resume 0001-/);
    expect(out).toMatch(/written, 1 file, .*\n  to take it back: npx unblock undo 0001-/);
    expect((await unblock(root, ['undo'])).code).toBe(0);
    expect(read(root, 'bin/other.js')).toBe(FILES['bin/other.js']);
    expect(await savedReviews(root)).toHaveLength(1);
  });
});
