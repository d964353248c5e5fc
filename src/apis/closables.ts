// What a program opens for as long as it runs, and how it is closed in order.

/** A call that begins to listen and gives the server. */
const LISTENS = /^(?:https?\.(?:createServer|Server)\(\)|(?:net|tls)\.(?:createServer|Server)\(\)|(?:express|koa|connect)(?:\/app)?\(\))\.listen$/;

export const isListening = (path: string): boolean => LISTENS.test(path);

/** How something is closed: a method without arguments, or the function that ends a timer. */
export type Closing = { readonly method: string } | { readonly by: 'clearInterval' };

const CLOSABLE: Readonly<Record<string, Closing>> = {
  // https://nodejs.org/api/timers.html, https://nodejs.org/api/worker_threads.html#workerterminate
  setInterval: { by: 'clearInterval' },
  'worker_threads.Worker': { method: 'terminate' },
  // https://node-postgres.com/apis/pool#poolend
  'pg.Pool': { method: 'end' },
  // https://sidorares.github.io/node-mysql2/docs
  'mysql2.createPool': { method: 'end' },
  'mysql2/promise.createPool': { method: 'end' },
  'mysql.createPool': { method: 'end' },
  // https://redis.github.io/ioredis/classes/Redis.html#quit
  ioredis: { method: 'quit' },
  'ioredis.Redis': { method: 'quit' },
  'ioredis.Cluster': { method: 'quit' },
  // https://github.com/redis/node-redis/blob/master/docs/v4-to-v5.md; before 4 it gives no promise
  'redis.createClient': { method: 'quit' },
  // https://www.mongodb.com/docs/drivers/node/current/connect/mongoclient
  'mongodb.MongoClient': { method: 'close' },
  // https://knexjs.org/guide/#destroy
  knex: { method: 'destroy' },
  'knex.knex': { method: 'destroy' },
  // https://sequelize.org/api/v6/class/src/sequelize.js~sequelize#instance-method-close
  'sequelize.Sequelize': { method: 'close' },
  // https://piscinajs.dev/api-reference/methods#destroy
  piscina: { method: 'destroy' },
  'piscina.Piscina': { method: 'destroy' },
  // https://github.com/tinylibs/tinypool#api
  tinypool: { method: 'destroy' },
  'tinypool.Tinypool': { method: 'destroy' },
  // https://github.com/josdejong/workerpool#pool; it lets workers finish what they do
  'workerpool.pool': { method: 'terminate' },
  // https://docs.bullmq.io/guide/workers/graceful-shutdown
  'bullmq.Worker': { method: 'close' },
  'bullmq.Queue': { method: 'close' },
};

/** How what a call or `new` of `path` gives is closed. */
export const closingOf = (path: string): Closing | undefined => (Object.hasOwn(CLOSABLE, path) ? CLOSABLE[path] : undefined);

/** All paths, for the documentation. */
export const closablePaths: readonly string[] = Object.keys(CLOSABLE);
