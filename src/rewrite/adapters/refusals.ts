// The reasons why an adapter keeps a call, and their sentences.
import type { AdapterAnswer } from '../../core/rewrite.ts';

/** The options decide what the call means, and their values are not in the text of the call. */
export const optionsUnknown = (what: string): AdapterAnswer => ({
  refuse: 'options-unknown',
  why: `${what} is not written out in the call, and the asynchronous form treats it differently`,
});

/** Arguments are spread, so that it is not known which one is which. */
export const spreadArguments = (): AdapterAnswer => ({
  refuse: 'spread-arguments',
  why: 'the arguments are spread, so it is not known which forms of the function are called',
});

/** No asynchronous form does the same. */
export const noFaithfulTwin = (why: string): AdapterAnswer => ({ refuse: 'no-faithful-twin', why });
