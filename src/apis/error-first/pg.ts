// Methods of clients and pools of pg, which give a promise where the callback is left out.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** Before version 7 it returns the query. A pool gives no error as undefined, a client as null. */
const query: ErrorFirst = { takes: 1, to: '', form: 'bound', handle: true, noError: 'any', submits: true };
/** Where nothing is connected it calls back at once. */
const end: ErrorFirst = { takes: 0, to: '', form: 'bound', values: 0, noError: 'any', atOnce: true };

/** Read off pg 8 (lib/client.js) and pg-pool 3 (index.js). */
export const pg: ErrorFirstModule = {
  specifiers: ['pg'],
  selves: ['default'],
  promises: { from: '7.0', before: '9.0' },
  gives: { 'Client()': 'Client()', 'Pool()': 'Pool()', 'native.Client()': 'Client()', 'native.Pool()': 'Pool()', 'Pool().connect()': 'Client()' },
  hands: { 'Pool().connect': ['Client()'] },
  functions: {
    'Client().connect': { takes: 0, to: '', form: 'bound', values: 0, noError: 'any' },
    'Client().query': query,
    'Client().end': end,
    'Pool().connect': { takes: 0, to: '', form: 'bound', noError: 'any' },
    'Pool().query': query,
    'Pool().end': end,
  },
};
