// The one question of the plain run. The interactive review of single hunks will sit beside this file.

/** Asks on the terminal; no is the default. @throws ExitPromptError on Ctrl-C. */
export async function confirm(message: string): Promise<boolean> {
  const { default: inquirer } = await import('inquirer');
  const { answer } = await inquirer.prompt<{ answer: boolean }>([{ type: 'confirm', name: 'answer', message, default: false }]);
  return answer;
}
