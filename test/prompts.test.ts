// Each question as a person meets it: what it shows, which keys it takes, what it gives.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { render } from '@inquirer/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { promptsOn, type Prompts, type PromptStreams } from '../src/cli/prompts.ts';
import { folder, removeFolders } from './run-tools.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  removeFolders();
});

/** One question on a terminal that the test reads and types at. */
async function asked<T>(question: (prompts: Prompts) => Promise<T>) {
  const prompt = await render<T, undefined>(((_: undefined, streams: PromptStreams) => question(promptsOn(streams))) as never, undefined);
  // inquirer is loaded with the question
  await vi.waitFor(() => expect(prompt.getScreen()).not.toBe(''), { timeout: 20_000 });
  return { ...prompt, press: (...keys: string[]) => keys.forEach((key) => prompt.events.keypress(key)) };
}

const CHOICES = [
  { value: 'a', name: 'the first', description: 'What the first does.' },
  { value: 'b', name: 'the second' },
  { value: 'c', name: 'the third' },
];

test('one of several: the first is preselected, or the one that is said; the arrows move, Enter takes', async () => {
  const { getScreen, press, answer, nextRender } = await asked((prompts) => prompts.choose('What shall be done?', CHOICES));
  expect(getScreen()).toBe('? What shall be done?\n❯ the first\n  the second\n  the third\n\nWhat the first does.\n↑↓ navigate • ⏎ select');
  press('down');
  await nextRender();
  expect(getScreen()).toContain('❯ the second');
  press('enter');
  expect(await answer).toBe('b');
  const other = await asked((prompts) => prompts.choose('And now?', CHOICES, 'c'));
  expect(other.getScreen()).toContain('❯ the third');
  other.press('enter');
  expect(await other.answer).toBe('c');
});

test('any number: the preselected are ticked, space ticks and unticks, none is no answer', async () => {
  const { getScreen, press, answer, nextRender } = await asked((prompts) => prompts.chooseMany('These may change:', CHOICES, ['a', 'b']));
  expect(getScreen()).toMatch(/◉ the first\n.*◉ the second\n.*◯ the third/);
  press('space', 'down', 'space');
  await nextRender();
  press('enter');
  await vi.waitFor(() => expect(getScreen()).toContain('At least one choice must be selected'));
  press('down', 'space');
  press('enter');
  expect(await answer).toEqual(['c']);
});

test('a line of text: Enter takes the preset, what is wrong is said and asked again', async () => {
  const wrong = async (text: string): Promise<string | undefined> => (text === 'nowhere' ? "git knows no commit 'nowhere'" : undefined);
  const { getScreen, press, events, answer } = await asked((prompts) => prompts.input('Since which branch, tag or commit?', 'HEAD~1', wrong));
  expect(getScreen()).toContain('? Since which branch, tag or commit? (HEAD~1)');
  events.type('nowhere');
  press('enter');
  await vi.waitFor(() => expect(getScreen()).toContain("git knows no commit 'nowhere'"));
  for (let i = 0; i < 'nowhere'.length; i++) press('backspace');
  events.type('main');
  press('enter');
  expect(await answer).toBe('main');
  const preset = await asked((prompts) => prompts.input('Since?', 'HEAD~1', wrong));
  preset.press('enter');
  expect(await preset.answer).toBe('HEAD~1');
});

test('yes or no: Enter takes the preselected', async () => {
  const { getScreen, press, answer } = await asked((prompts) => prompts.confirm('Write these changes?', false));
  expect(getScreen()).toBe('? Write these changes? (y/N)');
  press('enter');
  expect(await answer).toBe(false);
  const yes = await asked((prompts) => prompts.confirm('Edit again?', false));
  yes.events.type('y');
  yes.press('enter');
  expect(await yes.answer).toBe(true);
});

test('the editor of the person gets the text in a file of that language, and gives what was saved', async () => {
  const editor = path.join(folder(), 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\ncase "$1" in *.mjs) sed -i "s/one/two/" "$1";; esac\n');
  chmodSync(editor, 0o755);
  vi.stubEnv('VISUAL', editor);
  const prompt = await render<string, undefined>(((_: undefined, streams: PromptStreams) => promptsOn(streams).edit('one();\n', '.mjs')) as never, undefined);
  expect(await prompt.answer).toBe('two();\n');
});

test('Ctrl-C at a question ends it as the commands expect', async () => {
  const { events, answer } = await asked((prompts) => prompts.choose('And now?', CHOICES));
  events.keypress({ name: 'c', ctrl: true });
  await expect(answer).rejects.toMatchObject({ name: 'ExitPromptError' });
});
