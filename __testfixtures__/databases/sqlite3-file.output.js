// server: none
// modes: fine, bad sql, closed
const sqlite3 = require('sqlite3').verbose();
const { promisify } = require('util');

const mode = process.env.MODE;
const db = new sqlite3.Database(':memory:');

async function fill(names) {
  await promisify(db.run.bind(db))('CREATE TABLE users (name TEXT)');
  const insert = db.prepare('INSERT INTO users VALUES (?)');
  await promisify(insert.run.bind(insert))(names[0]);
  await promisify(insert.run.bind(insert))([names[1]]);
  await promisify(insert.finalize.bind(insert))().catch(() => {});
}

async function counted() {
  const row = await promisify(db.get.bind(db))(mode === 'bad sql' ? 'SELECT nothing FROM nowhere' : 'SELECT count(*) AS n FROM users WHERE name LIKE ?', mode === 'bad sql' ? [] : ['a%']);
  return row.n;
}

async function transaction() {
  await promisify(db.exec.bind(db))('BEGIN');
  try {
    await promisify(db.run.bind(db))('INSERT INTO users VALUES (?)', ['ada']);
  } catch (err) {
    await promisify(db.exec.bind(db))('ROLLBACK').catch(() => {});
    throw err;
  }
  try {
    await promisify(db.run.bind(db))(mode === 'bad sql' ? 'INSERT INTO nowhere VALUES (1)' : 'DELETE FROM users WHERE name = ?', mode === 'bad sql' ? [] : ['bob']);
  } catch (err) {
    await promisify(db.exec.bind(db))('ROLLBACK').catch(() => {});
    throw err;
  }
  await promisify(db.exec.bind(db))('COMMIT');
}

(async () => {
  let err = null;
  try {
    await fill(['alan', 'bob']);
  } catch (error) {
    err = error;
  }
  console.log('fill', err ? err.code : 'done');
  let err1 = null;
  let n;
  try {
    n = await counted();
  } catch (error1) {
    err1 = error1;
  }
  console.log('counted', err1 ? [err1.code, err1.message] : n);
  let err2 = null;
  try {
    await transaction();
  } catch (error2) {
    err2 = error2;
  }
  console.log('transaction', err2 ? err2.message : 'done');
  const rows = await promisify(db.all.bind(db))('SELECT name FROM users ORDER BY name');
  console.log(rows);
  let err3 = null;
  try {
    await promisify(db.close.bind(db))();
  } catch (error3) {
    err3 = error3;
  }
  console.log('closed', err3);
  if (mode !== 'closed') return;
  let err4 = null;
  try {
    await promisify(db.all.bind(db))('SELECT 1');
  } catch (error4) {
    err4 = error4;
  }
  console.log(err4 && err4.code);
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
