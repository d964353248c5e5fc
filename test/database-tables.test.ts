// The tables of methods of databases against the packages themselves: each method is there, and is promisified as any function is.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorFirst, errorFirstModules, kindAt, stepsFromKind } from '../src/apis/error-first/index.ts';

const require = createRequire(import.meta.url);

const load = (name: string): any => require(name);

/** An object of each kind, without a server. */
const MADE: Readonly<Record<string, () => unknown>> = {
  'mysql Connection()': () => load('mysql').createConnection({}),
  'mysql Pool()': () => load('mysql').createPool({}),
  'mysql PoolCluster()': () => load('mysql').createPoolCluster(),
  'mysql PoolNamespace()': () => load('mysql').createPoolCluster().of('*'),
  'mysql2 Connection()': () => load('mysql2').Connection.prototype,
  'mysql2 Pool()': () => load('mysql2').createPool({}),
  'mysql2 PoolCluster()': () => load('mysql2').createPoolCluster(),
  'mysql2 PoolNamespace()': () => load('mysql2').createPoolCluster().of('*'),
  'pg Client()': () => new (load('pg').Client)(),
  'pg Pool()': () => new (load('pg').Pool)(),
  'nodemailer Mail()': () => load('nodemailer').createTransport({ jsonTransport: true }),
  'redis RedisClient()': () => load('redis3').RedisClient.prototype,
  'redis Multi()': () => load('redis3').Multi.prototype,
};

for (const { specifiers: [name], functions, gives } of errorFirstModules) {
  if (!gives) continue;
  describe.each([...new Set(Object.keys(functions).map((path) => path.slice(0, path.indexOf('()') + 2)))])(`${name} %s`, (kind) => {
    const make = MADE[`${name} ${kind}`];
    it.skipIf(!make)('has the methods of the table', () => {
      const object = make!() as Record<string, unknown>;
      for (const path of Object.keys(functions).filter((each) => each.startsWith(`${kind}.`))) {
        const method = object[path.slice(kind.length + 1)];
        expect(typeof method, path).toBe('function');
        expect((method as { [promisify.custom]?: unknown })[promisify.custom], path).toBeUndefined();
      }
    });
  });
}

describe('kinds of objects', () => {
  it('one path stands for all ways to come by an object', () => {
    expect(kindAt('mysql.createPool()')).toBe('mysql.Pool()');
    expect(kindAt('mysql.Pool()')).toBe('mysql.Pool()');
    expect(kindAt('pg.Pool().connect()')).toBe('pg.Client()');
    expect(kindAt('mysql.format()')).toBeUndefined();
    expect(stepsFromKind('mysql.Pool().query')).toBe('.query');
    expect(stepsFromKind('mysql.format().query')).toBeUndefined();
  });

  it('a method is known by the kind of its object', () => {
    expect(errorFirst('mysql.Pool().query')?.entry.form).toBe('bound');
    expect(errorFirst('mysql.createPool().query')).toBeUndefined();
    expect(errorFirst('redis.RedisClient().on')).toBeUndefined();
  });
});
