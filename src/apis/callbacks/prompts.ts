// What prompts does with functions in its questions.
import type { CallbackModule, CallbackRule } from '../../core/api.ts';

/** All but these are called and awaited before a question is asked, with what the answer before gave. */
const questions: CallbackRule = {
  use: 'awaited',
  argument: 0,
  properties: ['type', 'name', 'message', 'initial', 'hint', 'choices', 'min', 'max', 'active', 'inactive', 'limit', 'format'],
};

/**
 * Read off prompts 2.4.2: lib/index.js awaits `type`, `format` and every other function of a question; text, number and date
 * await `validate`. Answers set by `prompts.override` are checked by a `validate` that is not awaited. `suggest` is raced,
 * `onRender` and `onState` are called and forgotten.
 */
export const prompts: CallbackModule = {
  specifiers: ['prompts'],
  functions: {
    '': [questions, { use: 'awaited', argument: 0, properties: ['validate'], unless: 'override' }, { use: 'awaited', argument: 1, properties: ['onSubmit', 'onCancel'] }],
    prompt: [questions, { use: 'awaited', argument: 0, properties: ['validate'], unless: 'override' }, { use: 'awaited', argument: 1, properties: ['onSubmit', 'onCancel'] }],
  },
};
