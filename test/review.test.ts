// The review: what its keys do, what it shows, and that what comes out of it is what was answered.
import { readFileSync } from 'node:fs';
import { render } from '@inquirer/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { editQuestion, type EditorPrompts } from '../src/cli/review/edit.ts';
import { askReview } from '../src/cli/review/prompt.ts';
import { Review, type Said } from '../src/cli/review/review.ts';
import { explainerOf } from '../src/api/planned.ts';
import { analyse, type Analysis } from '../src/pipeline.ts';
import { palette } from '../src/preview/palette.ts';
import { widthOf } from '../src/preview/styled.ts';
import { removeFolders, tree } from './run-tools.ts';

afterEach(removeFolders);

const FILES = {
  'package.json': '{ "private": true }\n',
  'lib/load.js': `const fs = require('fs');

exports.load = function load() {
  return fs.readFileSync('x', 'utf8');
};

// nothing to see here
// nor here
// nor here

exports.list = function list() {
  return fs.readdirSync('.').concat(fs.readdirSync('..'));
};

// nothing to see here
// nor here
// nor here

exports.save = function save(text) {
  fs.writeFileSync('x', text);
};
`,
  'main.js': `const { load, list, save } = require('./lib/load.js');
save('1');
console.log(load());
console.log(list());
`,
};

const planned = (files: Record<string, string> = FILES): Promise<Analysis> => analyse({ root: tree(files), publicApi: 'break', transforms: ['sync-to-await'] });

/** A review of FILES in a terminal of this size. */
async function opened(more: { columns?: number; rows?: number; colour?: boolean; files?: Record<string, string>; at?: number } = {}) {
  const analysis = await planned(more.files);
  const said: Said[] = [];
  const review = new Review({ ...analysis, onSaid: (each) => said.push(each) });
  const { columns = 80, rows = 24, colour = false } = more;
  const prompt = await render(askReview, { review, explainer: explainerOf(analysis.plan), colours: palette(colour), at: more.at ?? 0, size: () => ({ columns, rows }) });
  const screen = (raw = false): string => prompt.getScreen({ raw });
  const press = (...keys: string[]): string => {
    for (const key of keys) prompt.events.keypress({ name: key.length > 1 ? key : key.toLowerCase(), shift: /^[A-Z]$/.test(key), ...(key.length === 1 ? { sequence: key } : {}) });
    return screen();
  };
  const states = (): string => review.questions.map((_, at) => review.stateOf(at)[0]).join('');
  return { analysis, review, said, prompt, screen, press, states };
}

describe('what is shown', () => {
  test('a counter, file and function, the lines, what an answer takes along, the keys', async () => {
    const { screen } = await opened();
    expect(screen()).toBe(`(1/4) lib/load.js:3 in load [safe]
@@ -1,7 +1,7 @@
1   const fs = require('fs');
2
3 - exports.load = function load() {
4 -   return fs.readFileSync('x', 'utf8');
3 + exports.load = async function load() {
4 +   return await fs.promises.readFile('x', 'utf8');
5   };
6
7   // nothing to see here
y also accepts 1 change in 1 file; n also drops 1 change in 1 file
Apply this change [y,n,q,a,d,A,u,r,j,k,J,K,g,/,s,e,w,?]?`);
  });

  test('side by side in a wide terminal', async () => {
    const { screen } = await opened({ columns: 120 });
    const rows = screen().split('\n');
    expect(rows[4]).toBe(`${'3 - exports.load = function load() {'.padEnd(58)} │ 3 + exports.load = async function load() {`);
    expect(rows.every((row) => widthOf(row) <= 120)).toBe(true);
  });

  test.each([[80, 24, false], [80, 24, true], [120, 24, true], [60, 16, false], [200, 50, true]])('%d x %d: no screen is larger, whatever the pane', async (columns, rows, colour) => {
    const long = `module.exports = () => require('fs').readFileSync(${JSON.stringify('日本'.repeat(120))}, 'utf8');\n${'x();\n'.repeat(200)}`;
    const { press, screen, prompt } = await opened({ columns, rows, colour, files: { ...FILES, 'long.js': long, 'a.js': `const f = require('./long.js');\n${'console.log(f());\n'.repeat(60)}` } });
    for (const key of ['x', 'w', 'x', '?', 'x', 'u', 'x', 'r', 'x', 'g', 'escape', '/', 'escape', 'J', 'down', 'space', 'J', 'J', 'space', 'A', 'x']) {
      press(key);
      await prompt.nextRender();
      const lines = screen().split('\n');
      expect(lines.length, key).toBeLessThan(rows);
      expect(lines.filter((line) => widthOf(line) > columns), key).toEqual([]);
    }
  });

  test('colours: changed words are marked, keywords and strings coloured; without colours the text is the same', async () => {
    const { columns, rows } = { columns: 80, rows: 24 };
    const { screen } = await opened({ columns, rows, colour: true });
    const raw = screen(true);
    expect(raw).toMatch(/\u001b\[7m\u001b\[32masync/);
    expect(raw).toMatch(/\u001b\[35mfunction\u001b\[39m/);
    expect(raw).toMatch(/\u001b\[33m'utf8'\u001b\[39m/);
    const trimmed = (text: string): string[] => text.split('\n').map((line) => line.trimEnd());
    expect(trimmed(screen())).toEqual(trimmed((await opened({ columns, rows })).screen()));
  });

  test('an escape sequence in a source file is made visible', async () => {
    const { screen } = await opened({ files: { 'package.json': '{ "private": true }\n', 'a.js': "const fs = require('fs');\nfs.readFileSync('\u001b[2J\u202e');\n" } });
    expect(screen(true)).not.toContain('\u001b[2J\u202e');
    expect(screen()).toContain("readFile('␛[2J<U+202E>')");
  });
});

describe('keys', () => {
  test('y accepts with what it needs, n refuses with what depends on it, and both say so before', async () => {
    const { press, said, states, prompt, screen } = await opened();
    expect(states()).toBe('oooo');
    press('y');
    await prompt.nextRender();
    // the script's own change is about other calls, too: it stays a question
    expect(states()).toBe('aooo');
    expect(screen()).toContain('(2/4)');
    press('n');
    expect(said.map(({ say }) => say)).toEqual(['y', 'n']);
    expect(states()[1]).toBe('r');
  });

  test('refusing the script drops all that waits in it', async () => {
    const { press, states, prompt, screen, review } = await opened({ at: 3 });
    expect(screen()).toContain('n also drops 3 changes in 1 file');
    press('n');
    await expect(prompt.answer).resolves.toEqual({ kind: 'done', at: 3 });
    expect(states()).toBe('dddr');
    expect(review.result().changes).toEqual([]);
  });

  test('a and d answer for the rest of the file', async () => {
    const { press, states } = await opened();
    press('d');
    expect(states().slice(0, 3)).toBe('rrr');
    const other = await opened();
    other.press('a');
    expect(other.states().slice(0, 3)).toBe('aaa');
  });

  test('A accepts what is safe in one step, and shows it before', async () => {
    const { press, states, prompt } = await opened();
    expect(press('A')).toContain('Open changes that are safe: 2 changes in 1 file');
    press('y');
    await prompt.nextRender();
    expect(states()).toMatch(/^aao/);
  });

  test('j, k, J, K, g and / move; nothing is answered', async () => {
    const { press, prompt, screen, states } = await opened();
    const at = async (...keys: string[]): Promise<string> => {
      press(...keys);
      await prompt.nextRender();
      return screen().slice(0, 5);
    };
    expect(await at('j')).toBe('(2/4)');
    expect(await at('k')).toBe('(1/4)');
    expect(await at('k')).toBe('(4/4)');
    expect(await at('K')).toBe('(1/4)');
    expect(await at('J')).toBe('(4/4)');
    expect(press('J')).toContain('No next file.');
    expect(await at('g', '3', 'return')).toBe('(3/4)');
    expect(press('g', '9', 'return')).toContain('only 4 changes available');
    press('escape');
    expect(await at('/', 'r', 'e', 'a', 'd', 'd', 'i', 'r', 'return')).toBe('(2/4)');
    expect(press('/', '(', 'return')).toContain('Malformed search pattern');
    press('escape');
    expect(press('/', 'z', 'z', 'return')).toContain("No change matches 'zz'.");
    expect(states()).toBe('oooo');
  });

  test('s splits; what belongs together stays together', async () => {
    const files = { 'package.json': '{ "private": true, "type": "module" }\n', 'a.js': "import fs from 'fs';\nfs.readFileSync('a');\nlet x = 1;\nfs.readFileSync('b');\n" };
    const { press, review, states } = await opened({ files });
    expect(states()).toBe('o');
    expect(press('s')).toContain('Split into 2 changes.');
    expect(states()).toBe('oo');
    expect(press('s')).toContain('Sorry, cannot split this change.');
    press('n');
    press('y');
    expect(review.result().changes.map(({ after }) => after)).toEqual(["import fs from 'fs';\nfs.readFileSync('a');\nlet x = 1;\nawait fs.promises.readFile('b');\n"]);
  });

  test('w shows the chain of causes, any key goes back', async () => {
    const { press } = await opened({ at: 3 });
    const why = press('w');
    expect(why).toContain('[why]');
    expect(why).toMatch(/calls fs\.readFileSync\s+lib\/load\.js:4\s+-> fs\.promises\.readFile/);
    expect(press('x')).toContain('Apply this change');
  });

  test('u and r ask about the whole unit and the whole transform', async () => {
    const { press, prompt, states } = await opened();
    expect(press('u')).toContain('This unit stands or falls together: 4 changes in 2 files');
    press('x');
    expect(press('r')).toContain('All changes of sync-to-await: 4 changes in 2 files');
    press('n');
    await expect(prompt.answer).resolves.toMatchObject({ kind: 'done' });
    expect(states()).toBe('rrrr');
  });

  test('q ends and leaves the rest open; an unknown key says so; ? helps', async () => {
    const { press, prompt, states } = await opened();
    expect(press('x')).toContain("Unknown key 'x' (use '?' for help)");
    expect(press('?')).toContain('y - accept this change');
    press('x', 'n', 'q');
    await expect(prompt.answer).resolves.toMatchObject({ kind: 'quit' });
    expect(states()).toContain('o');
  });
});

describe('what comes out', () => {
  test('imports stay while somebody uses them, and are shown with the first change of the file', async () => {
    const files = { 'package.json': '{ "private": true, "type": "module" }\n', 'a.js': `import { readFileSync } from 'fs';\n\n\n\n\n\nconsole.log(readFileSync('a', 'utf8'));\n\n\n\n\n\nconsole.log(readFileSync('b', 'utf8'));\n` };
    const { review, screen, press } = await opened({ files });
    expect(review.questions).toHaveLength(2);
    expect(screen()).toContain("import { readFile } from 'fs/promises'".slice(0, 20));
    press('n');
    press('y');
    const [change] = review.result().changes;
    expect(change!.after).toContain("readFileSync('a', 'utf8')");
    expect(change!.after).toContain("await readFile('b', 'utf8')");
    expect(change!.after).toMatch(/import .*readFile\b/);
    expect(change!.after).toMatch(/import .*readFileSync/);
  });

  test('a change that lost a part is shown as it would be written now', async () => {
    const { review, press, screen, prompt } = await opened({ at: 1 });
    const ids = review.questions[1]!.ids.filter((id) => review.decision(id)!.name === 'fs.readdirSync');
    review.say({ say: 'n', ids: [ids[0]!] });
    press('w', 'x');
    await prompt.nextRender();
    expect(screen()).toContain("fs.readdirSync('.').concat(await fs.promises.readdir('..'))");
  });
});

describe('editing', () => {
  const prompts = (edits: ((text: string) => string)[], again = true): EditorPrompts & { asked: string[] } => {
    const asked: string[] = [];
    return { asked, edit: async (text) => edits.shift()!(text), confirm: async (message) => (asked.push(message), again) };
  };

  test('what was edited is written, and the change counts as accepted', async () => {
    const { review, states } = await opened();
    expect(await editQuestion(review, 0, prompts([(text) => text.replace("'x', 'utf8'", "'y', { encoding: 'utf8' }")]))).toBe('');
    expect(states()[0]).toBe('a');
    expect(review.isEdited(0)).toBe(true);
    review.say({ say: 'y', ids: review.questions[3]!.ids });
    expect(review.result().changes[0]!.after).toContain("return await fs.promises.readFile('y', { encoding: 'utf8' });");
  });

  test('the editor gets the new lines, and unblock\'s own are taken out again', async () => {
    const { review } = await opened();
    let seen = '';
    await editQuestion(review, 0, prompts([(text) => ((seen = text), text.replace('};', '}; // edited'))]));
    expect(seen).toContain('// unblock: these are the lines');
    expect(seen).toContain('exports.load = async function load() {\n  return await fs.promises');
    expect(review.result().changes[0]!.after).not.toContain('// unblock:');
  });

  test('what does not parse is offered again, with what was typed', async () => {
    const { review, states } = await opened();
    const texts: string[] = [];
    const asked = prompts([(text) => `${text}function (\n`, (text) => (texts.push(text), text.replace('function (\n', ''))]);
    expect(await editQuestion(review, 0, asked)).toBe('');
    expect(asked.asked[0]).toContain('would not parse');
    expect(texts[0]).toContain('function (\n');
    expect(states()[0]).toBe('a');
  });

  test('or dropped', async () => {
    const { review, states } = await opened();
    expect(await editQuestion(review, 0, prompts([(text) => text.replace('async ', '')], false))).toBe('Your edit was dropped.');
    expect(await editQuestion(review, 0, prompts([() => '']))).toBe('The change was left as it was.');
    expect(states()[0]).toBe('o');
  });

  test('an edited change falls with what it depends on', async () => {
    const { review, states } = await opened();
    await editQuestion(review, 0, prompts([(text) => text.replace("'x'", "'y'")]));
    review.say({ say: 'n', ids: review.questions[3]!.ids });
    expect([states()[0], review.isEdited(0)]).toEqual(['d', false]);
    expect(review.result().changes).toEqual([]);
  });

  test('line ends and a missing final newline stay as they are', async () => {
    const { review, analysis } = await opened({ files: { 'package.json': '{ "private": true }\n', 'a.js': "const fs = require('fs');\r\nconst f = () =>\r\n  fs.readFileSync('a');\r\nf();" } });
    await editQuestion(review, 0, prompts([(text) => `${text.replaceAll('\r\n', '\n').replace("'a'", "'b'")}\n`]));
    const { after } = review.result().changes[0]!;
    expect(after.replaceAll('\r\n', '').includes('\n')).toBe(false);
    expect(after).toContain("readFile('b')");
    expect(readFileSync(`${analysis.repo.root}/a.js`, 'utf8').endsWith('\n')).toBe(after.endsWith('\n'));
  });
});
