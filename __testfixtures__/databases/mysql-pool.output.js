// server: mysql
// modes: answered, refused BEGIN|START, refused UPDATE a, refused UPDATE b, refused COMMIT, refused SELECT, cut UPDATE b, cut SELECT
const mysql = require('mysql');
const { promisify } = require('util');

const pool = mysql.createPool({ host: '127.0.0.1', port: Number(process.env.MYSQL_PORT), user: 'u', connectionLimit: 1 });

async function transfer(from, to, amount) {
  const conn = await promisify(pool.getConnection.bind(pool))();
  try {
    await promisify(conn.beginTransaction.bind(conn))();
  } catch (err) {
    conn.release();
    throw err;
  }
  let result;
  try {
    result = await promisify(conn.query.bind(conn))('UPDATE a SET x = x - ? WHERE id = ?', [amount, from]);
  } catch (err) {
    await promisify(conn.rollback.bind(conn))().catch(() => {});
    conn.release();
    throw err;
  }
  try {
    await promisify(conn.query.bind(conn))('UPDATE b SET x = x + ? WHERE id = ?', [amount, to]);
  } catch (err) {
    await promisify(conn.rollback.bind(conn))().catch(() => {});
    conn.release();
    throw err;
  }
  try {
    await promisify(conn.commit.bind(conn))();
  } catch (err) {
    await promisify(conn.rollback.bind(conn))().catch(() => {});
    conn.release();
    throw err;
  }
  conn.release();
  return result.affectedRows;
}

class Accounts {
  constructor(db) {
    this.db = db;
  }

  async ids() {
    const rows = await promisify(this.db.query.bind(this.db))('SELECT id FROM accounts');
    return rows.map((row) => row.id);
  }

  async all() {
    return promisify(this.db.query.bind(this.db))({ sql: 'SELECT * FROM accounts' });
  }
}

async function main() {
  const accounts = new Accounts(pool);
  let err = null;
  let count;
  try {
    count = await transfer(1, 2, 50);
  } catch (error) {
    err = error;
  }
  console.log('transfer', err ? [err.code, err.message, err.fatal, err.sqlMessage] : count);
  let err1 = null;
  let ids;
  try {
    ids = await accounts.ids();
  } catch (error1) {
    err1 = error1;
  }
  console.log('ids', err1 ? err1.message : ids);
  let err2 = null;
  let rows;
  try {
    rows = await accounts.all();
  } catch (error2) {
    err2 = error2;
  }
  if (err2) console.log('all', err2.code);
  else console.log('all', rows.length);
  let err3;
  try {
    await promisify(pool.end.bind(pool))();
  } catch (error3) {
    err3 = error3;
  }
  console.log('end', Boolean(err3));
}

main();
