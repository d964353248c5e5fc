// What is known of execa: its asynchronous form gives another result.
import type { ApiModule } from '../../core/api.ts';

const EXECA = "the asynchronous form leaves the program's input open, its errors have other words, and its result has `all`";

/** Seen in runs of 2.1.0 to 9.6.0: a program that reads its input ends with execaSync, and waits for ever with execa. */
export const execa: readonly ApiModule[] = [
  {
    specifiers: ['execa'],
    selves: ['default'],
    versions: { from: '2.0', before: '6.0' },
    functions: {
      sync: { refuse: 'no-faithful-twin', why: EXECA },
      commandSync: { refuse: 'no-faithful-twin', why: EXECA },
    },
  },
  {
    specifiers: ['execa'],
    selves: ['default'],
    versions: { from: '6.0', before: '10.0' },
    functions: {
      execaSync: { refuse: 'no-faithful-twin', why: EXECA },
      execaCommandSync: { refuse: 'no-faithful-twin', why: EXECA },
    },
  },
];
