// Completions for shells: the script that a shell loads, and the answers to what it asks when somebody presses Tab.
import shells from '@bomb.sh/tab';
import describe from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import type { Shell } from './shells.ts';

/** The script for a shell; it calls `unblock complete -- <words>`. */
export const completionScript = (shell: Shell): string => printed(() => shells.setup('unblock', 'unblock', shell));

/** What can stand for the last of `words`, as the script expects it. Without an answer of ours the shell offers files. */
export function completionsOf(program: Command, words: readonly string[]): string {
  const options = program.createHelp().visibleOptions(program);
  const tree = describe(program, { completionCommandName: 'completion' });
  // options of the program are taken after a command, too
  for (const command of tree.commands.values()) {
    for (const { long, description, required, argChoices } of options) {
      const name = long?.slice(2);
      if (name === undefined || command.options.has(name)) continue;
      if (required) command.option(name, description, (complete) => argChoices?.forEach((choice) => complete(choice, '')));
      else command.option(name, description);
    }
  }
  const answer = printed(() => tree.parse([...words]));
  return /^:\d+\n$/.test(answer) ? ':0\n' : answer;
}

/** What a function prints with console.log, the only way out of the library. */
function printed(work: () => void): string {
  const { log } = console;
  let text = '';
  console.log = (line: unknown) => void (text += `${String(line)}\n`);
  try {
    work();
  } finally {
    console.log = log;
  }
  return text;
}
