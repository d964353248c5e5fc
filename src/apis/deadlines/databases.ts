// Clients of databases: none takes a signal for a query. What a query does in the database, it does after its deadline as well.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

const query: DeadlineFunction = { of: 'db', by: 'race' };
/** A connection that comes after its deadline belongs to nobody. */
const holding: DeadlineFunction = { of: 'db', by: 'refuse', code: 'deadline-side-effect', why: 'the connection that it gives after that would never be released' };

/** https://node-postgres.com/apis/client */
export const pg: DeadlineModule = {
  specifiers: ['pg'],
  functions: { 'Client().query': query, 'Pool().query': query, 'Client().connect': query, 'Pool().connect': holding, 'Client().end': query, 'Pool().end': query },
};

/** https://sidorares.github.io/node-mysql2/docs */
export const mysql2: DeadlineModule = {
  specifiers: ['mysql2/promise'],
  functions: { 'createConnection().query': query, 'createConnection().execute': query, 'createPool().query': query, 'createPool().execute': query, createConnection: holding, 'createPool().getConnection': holding },
};
