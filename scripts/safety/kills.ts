// kill -9 at random moments of a write: the tree must be the old one or the new one, and there must be a way back to the old one.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitAll } from '../shared/git.ts';
import { differences, treeOf } from '../shared/tree.ts';
import type { Contestant } from './contestants.ts';
import type { Verdict } from './faults.ts';
import { start } from './process.ts';

const FILES = 60;
const body = (index: number): string => `const fs = require('fs');\nlegacy(${index});\nconsole.log(fs.readFileSync('data.txt', 'utf8'));\n${'// a line that makes the file long enough to be torn\n'.repeat(400)}`;
const name = (index: number): string => `f${index}.js`;

/**
 * Kills `times` writes of `tool`, each at another moment between the first sign of it and its end. A tool whose tree is
 * damaged once has failed and is not killed again; `onKill` is told the number of each kill.
 */
export async function survivesKills(tool: Contestant, times: number, onKill: (kill: number) => void): Promise<Verdict> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'unblock-kills-')));
  try {
    const original = join(base, 'original');
    mkdirSync(original);
    for (let index = 0; index < FILES; index++) writeFileSync(join(original, name(index)), body(index));
    writeFileSync(join(original, 'data.txt'), 'data');
    // jscodeshift's --gitignore fails without one
    writeFileSync(join(original, '.gitignore'), 'ignored/\n');
    await commitAll(original, 'all');
    const before = await treeOf(original);
    const copy = async (): Promise<string> => {
      const root = join(base, 'work');
      rmSync(root, { recursive: true, force: true });
      cpSync(original, root, { recursive: true });
      return root;
    };
    const lengths: number[] = [];
    const plan = join(base, 'plan.json');
    const first = await copy();
    if (tool.plan) await start(tool.plan(first, plan), first).finished;
    const command = (root: string): readonly string[] => tool.apply?.(root, plan) ?? tool.command(root);
    for (let run = 0; run < 2; run++) lengths.push(await lengthOfWrite(command(await copy()), join(base, 'work')));
    const after = await treeOf(join(base, 'work'));
    if (differences(before, after).length < FILES) return `changes only ${differences(before, after).length} of ${FILES} files`;
    const longest = Math.max(...lengths);
    let within = 0;
    for (let kill = 1; kill <= times; kill++) {
      onKill(kill);
      const root = await copy();
      const running = start(command(root), root);
      let isOver = false;
      void running.finished.then(() => void (isOver = true));
      await signOfWriting(root, () => isOver);
      await sleep(Math.random() * longest);
      running.kill();
      await running.finished;
      const now = await treeOf(root);
      const torn = [...now].filter(([file, content]) => content !== before.get(file) && content !== after.get(file)).map(([file]) => file);
      const changed = differences(before, now).length;
      if (changed > 0 && changed < FILES) within++;
      if (!tool.undo) {
        if (torn.length > 0) return `kill ${kill}: torn or left behind: ${torn[0]}`;
        if (changed > 0 && changed < FILES) return `kill ${kill}: ${changed} of ${FILES} files changed, no way back`;
        continue;
      }
      const isOurs = (file: string): boolean => /(?:^|\/)\.unblock-/.test(file);
      if (torn.some((file) => !isOurs(file))) return `kill ${kill}: torn: ${torn.find((file) => !isOurs(file))}`;
      // every other time, the next run has to cope
      if (kill % 2 === 0) {
        const { code, output } = await start(command(root), root).finished;
        // a plan that was carried out before the kill is stale
        const isFine = code === 0 || (code === 4 && changed === FILES);
        if (!isFine || differences(after, await treeOf(root)).length > 0) return `kill ${kill}: the next run ends with ${code}: ${output.trim().split('\n').at(-1)}`;
      }
      const { code, output } = await start(tool.undo(root), root).finished;
      const left = differences(before, await treeOf(root));
      const isUntouched = changed === 0 && kill % 2 === 1;
      if (left.length > 0 || (code !== 0 && !isUntouched)) return `kill ${kill}: undo ends with ${code} and ${left.length} files differ: ${output.trim().split('\n').at(-1)}`;
      if (existsSync(join(root, '.unblock'))) return `kill ${kill}: .unblock is left behind`;
    }
    return within === 0 ? 'no kill hit the write' : '';
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Waits until the tool has begun to write, or has ended. */
async function signOfWriting(root: string, isOver: () => boolean): Promise<void> {
  const first = body(0);
  while (!isOver()) {
    if (existsSync(join(root, '.unblock')) || readFileSync(join(root, name(0)), 'utf8') !== first) return;
    await sleep(1);
  }
}

async function lengthOfWrite(command: readonly string[], root: string): Promise<number> {
  const running = start(command, root);
  let isOver = false;
  void running.finished.then(() => void (isOver = true));
  await signOfWriting(root, () => isOver);
  const begun = performance.now();
  await running.finished;
  return performance.now() - begun;
}
