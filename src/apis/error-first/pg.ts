// Methods of clients and pools of pg, which give a promise where the callback is left out.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** Before version 7 it returns the query. */
const query: ErrorFirst = { takes: 1, to: '', form: 'omit', handle: true, submits: true };
/** Where nothing is connected it calls back at once. */
const end: ErrorFirst = { takes: 0, to: '', form: 'omit', values: 0, noError: 'undefined', atOnce: true };

/** Read off pg 8 (lib/client.js) and pg-pool 3 (index.js). */
export const pg: ErrorFirstModule = {
  specifiers: ['pg'],
  selves: ['default'],
  promises: { from: '7.0', before: '9.0' },
  gives: { 'Client()': 'Client()', 'Pool()': 'Pool()', 'Pool().connect()': 'Client()' },
  // the third argument of the callback releases the client
  hands: { 'Pool().connect': ['Client()'] },
  functions: {
    'Client().connect': { takes: 0, to: '', form: 'omit', values: 0 },
    'Client().query': query,
    'Client().end': end,
    'Pool().connect': { takes: 0, to: '', form: 'omit', noError: 'undefined', beside: ['release'] },
    'Pool().query': { ...query, noError: 'undefined' },
    'Pool().end': end,
  },
};
