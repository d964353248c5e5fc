// What is known of gray-matter: reading a file.
import type { ApiModule } from '../../core/api.ts';

const NONE = 'the package has no asynchronous form; the file could be read before and given to matter()';

/** Exports of 4.0.3. Calls that parse text are not listed, they read nothing. */
export const grayMatter: readonly ApiModule[] = [
  {
    specifiers: ['gray-matter'],
    selves: ['default'],
    versions: { from: '4.0', before: '5.0' },
    functions: {
      read: { refuse: 'no-faithful-twin', why: NONE },
    },
  },
];
