// Methods of connections and pools of mysql and mysql2, which call back and give no promise.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { methodsOf } from './methods.ts';

/** It returns the query, an emitter. Promises have the rows: `fields` is a second value. */
const query: ErrorFirst = { takes: 1, to: '', form: 'bound', handle: true };
const turn: ErrorFirst = { takes: 0, to: '', form: 'bound', handle: true };
const end: ErrorFirst = { takes: 0, to: '', form: 'bound', values: 0, noError: 'undefined', handle: true };
/** It writes to the server after it called back. */
const end2: ErrorFirst = { ...end, atOnce: true };

const connection = { query, beginTransaction: turn, commit: turn, rollback: turn };
const pool = { query, getConnection: turn };

const gives = { 'createConnection()': 'Connection()', 'createPool()': 'Pool()', 'createPoolCluster()': 'PoolCluster()', 'PoolCluster().of()': 'PoolNamespace()' };
const hands = { 'Pool().getConnection': ['Connection()'], 'PoolCluster().getConnection': ['Connection()'], 'PoolNamespace().getConnection': ['Connection()'] };

/** What both packages have. */
const shared: Record<string, ErrorFirst> = { ...methodsOf('Connection', connection), ...methodsOf('Pool', pool), ...methodsOf('PoolCluster', { getConnection: turn }), ...methodsOf('PoolNamespace', { query, getConnection: turn }) };

/** Read off mysql 2.18.1 (lib/Connection.js, lib/Pool.js, lib/PoolCluster.js, lib/PoolNamespace.js). */
export const mysql: ErrorFirstModule = { specifiers: ['mysql'], selves: ['default'], gives, hands, functions: { ...shared, ...methodsOf('Connection', { connect: turn, changeUser: turn, ping: turn, statistics: turn, end }), 'Pool().end': end } };

/** Read off mysql2 3.x (lib/base). Its `promise()` makes errors of its own, which lack properties of those that callbacks get. */
export const mysql2: ErrorFirstModule = {
  specifiers: ['mysql2'],
  selves: ['default'],
  gives,
  hands: { ...hands, 'Connection().prepare': ['Statement()'] },
  functions: { ...shared, ...methodsOf('Connection', { connect: { ...turn, atOnce: true }, changeUser: { ...turn, noError: 'any' }, ping: { ...turn, values: 0, noError: 'undefined' }, end: end2 }), 'Pool().end': end2, 'Connection().execute': query, 'Pool().execute': query, 'PoolNamespace().execute': query, 'Connection().prepare': query, 'Statement().execute': turn },
};
