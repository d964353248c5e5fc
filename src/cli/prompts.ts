// The questions that a terminal can be asked. Tests give their own answers.
import type { ReviewEnd } from './review/keys.ts';
import type { ReviewPrompt } from './review/prompt.ts';

/** One of several answers. */
export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** Shown while the choice is looked at. */
  readonly description?: string;
}

export interface Prompts {
  /** @throws ExitPromptError on Ctrl-C, as all of them do */
  review(config: ReviewPrompt): Promise<ReviewEnd>;
  /** The first choice is preselected unless `preselected` says otherwise. */
  choose<T>(message: string, choices: readonly Choice<T>[], preselected?: T): Promise<T>;
  /** Any number of them; `preselected` are ticked. */
  chooseMany<T>(message: string, choices: readonly Choice<T>[], preselected: readonly T[]): Promise<readonly T[]>;
  /** One line; `wrong` says what speaks against it. */
  input(message: string, preset: string, wrong: (text: string) => Promise<string | undefined>): Promise<string>;
  /** The text after somebody edited it in $VISUAL or $EDITOR. */
  edit(text: string, extension: string): Promise<string>;
  confirm(message: string, preselected: boolean): Promise<boolean>;
}

const PAGE = 12;

/** Inquirer's. It is loaded with the first question. */
export const realPrompts: Prompts = {
  review: async (config) => (await import('./review/prompt.ts')).askReview(config, { clearPromptOnDone: true }),
  async choose<T>(message: string, choices: readonly Choice<T>[], preselected?: T) {
    const answer = await ask({ type: 'select', message, choices: [...choices], pageSize: PAGE, ...(preselected === undefined ? {} : { default: preselected }) });
    return answer as T;
  },
  async chooseMany<T>(message: string, choices: readonly Choice<T>[], preselected: readonly T[]) {
    const answer = await ask({ type: 'checkbox', message, pageSize: PAGE, choices: choices.map((choice) => ({ ...choice, checked: preselected.includes(choice.value) })), required: true });
    return answer as readonly T[];
  },
  input: async (message, preset, wrong) => (await ask({ type: 'input', message, default: preset, validate: async (text: string) => (await wrong(text)) ?? true })) as string,
  async edit(text, extension) {
    const { createPromptModule } = await import('inquirer');
    const ask = createPromptModule({ clearPromptOnDone: true });
    const { answer } = await ask<{ answer: string }>([{ type: 'editor', name: 'answer', message: 'Edit the change', default: text, postfix: extension, waitForUserInput: false }]);
    return answer;
  },
  confirm: async (message, preselected) => (await ask({ type: 'confirm', message, default: preselected })) as boolean,
};

async function ask(question: Record<string, unknown>): Promise<unknown> {
  const { default: inquirer } = await import('inquirer');
  const answers = await inquirer.prompt<{ answer: unknown }>([{ ...question, name: 'answer' }] as never);
  return answers.answer;
}
