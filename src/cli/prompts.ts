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

/** The streams that prompts use; the terminal when left out. */
export interface PromptStreams {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}

/** Inquirer's prompts. It is loaded with the first question. */
export function promptsOn(streams: PromptStreams = {}): Prompts {
  const ask = async (question: Record<string, unknown>, more: { readonly clearPromptOnDone?: boolean } = {}): Promise<unknown> => {
    const { createPromptModule } = await import('inquirer');
    const { answer } = await createPromptModule({ ...streams, ...more })<{ answer: unknown }>([{ ...question, name: 'answer' }] as never);
    return answer;
  };
  return {
    review: async (config) => (await import('./review/prompt.ts')).askReview(config, { ...streams, clearPromptOnDone: true }),
    async choose<T>(message: string, choices: readonly Choice<T>[], preselected?: T) {
      return (await ask({ type: 'select', message, choices: [...choices], pageSize: PAGE, ...(preselected === undefined ? {} : { default: preselected }) })) as T;
    },
    async chooseMany<T>(message: string, choices: readonly Choice<T>[], preselected: readonly T[]) {
      return (await ask({ type: 'checkbox', message, pageSize: PAGE, choices: choices.map((choice) => ({ ...choice, checked: preselected.includes(choice.value) })), required: true })) as readonly T[];
    },
    input: async (message, preset, wrong) => (await ask({ type: 'input', message, default: preset, validate: async (text: string) => (await wrong(text)) ?? true })) as string,
    edit: async (text, extension) => (await ask({ type: 'editor', message: 'Edit the change', default: text, postfix: extension, waitForUserInput: false }, { clearPromptOnDone: true })) as string,
    confirm: async (message, preselected) => (await ask({ type: 'confirm', message, default: preselected })) as boolean,
  };
}

export const realPrompts: Prompts = promptsOn();
