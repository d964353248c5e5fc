// Methods of databases and statements of sqlite3, which call back and return themselves.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { alike, methodsOf } from './methods.ts';

/** What `run` did is in `this` of its callback, which a promise has not: such a callback stays. */
const made = (takes: number, more: Partial<ErrorFirst> = {}): ErrorFirst => ({ takes, to: '', form: 'bound', handle: true, ...more });

/** Read off sqlite3 6.0.1 (lib/sqlite3.js, src/database.cc, src/statement.cc). */
export const sqlite3: ErrorFirstModule = {
  specifiers: ['sqlite3'],
  selves: ['default'],
  gives: { 'verbose()': '', 'Database()': 'Database()', 'cached.Database()': 'Database()', 'Database().prepare()': 'Statement()' },
  functions: {
    ...methodsOf('Database', { ...alike('run exec', made(1, { values: 0 })), ...alike('get all map', made(1)), close: made(0, { values: 0 }) }),
    ...methodsOf('Statement', { run: made(0, { values: 0 }), ...alike('get all map', made(0)), ...alike('finalize reset', made(0, { values: 0, noError: 'any' })) }),
  },
};
