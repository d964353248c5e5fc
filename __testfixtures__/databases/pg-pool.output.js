// server: postgres
// modes: fine, bad sql, lost, nowhere
const { Pool, Client } = require('pg');

const mode = process.env.MODE;
const pool = new Pool(mode === 'nowhere' ? { host: '/nowhere' } : { max: 1 });
const SECOND = { 'bad sql': 'INSERT INTO missing VALUES ($1)', lost: 'SELECT pg_terminate_backend(pg_backend_pid()), $1::int' }[mode] || 'INSERT INTO pairs VALUES ($1)';

pool.on('error', function () {});

async function withClient(values) {
  const client = await pool.connect();
  const done = client.release;
  client.on('error', function () {});
  try {
    await client.query('BEGIN');
  } catch (err) {
    done(err);
    throw err;
  }
  try {
    await client.query('INSERT INTO pairs VALUES ($1)', [values[0]]);
  } catch (err) {
    await client.query('ROLLBACK').catch(() => {});
    done();
    throw err;
  }
  let result;
  try {
    result = await client.query(SECOND, [values[1]]);
  } catch (err) {
    let failed = null;
    try {
      await client.query('ROLLBACK');
    } catch (error) {
      failed = error;
    }
    done(failed);
    throw err;
  }
  let err = null;
  try {
    await client.query('COMMIT');
  } catch (error1) {
    err = error1;
  }
  done(err);
  if (err) throw err;
  return result.rowCount;
}

async function sum() {
  const query = { text: 'SELECT sum(n)::int AS sum FROM pairs' };
  const result = await pool.query(query);
  return result.rows[0].sum;
}

async function prepare() {
  const client = new Client(mode === 'nowhere' ? { host: '/nowhere' } : {});
  await client.connect();
  await client.query('DROP TABLE IF EXISTS pairs');
  await client.query('CREATE TABLE pairs (n int)');
  await client.end().catch(() => {});
}

async function main() {
  let err = null;
  try {
    await prepare();
  } catch (error) {
    err = error;
  }
  console.log('prepare', err ? err.code : 'done');
  let err1 = null;
  let count;
  try {
    count = await withClient([1, 2]);
  } catch (error1) {
    err1 = error1;
  }
  console.log('insert', err1 ? [err1.code, err1.message] : count);
  let err2 = null;
  let total;
  try {
    total = await sum();
  } catch (error2) {
    err2 = error2;
  }
  if (err2) console.log('sum', err2.code);
  else console.log('sum', total);
  await pool.end().catch(() => {});
  console.log('end');
}

main();
