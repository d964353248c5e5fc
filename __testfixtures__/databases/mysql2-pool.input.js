// server: mysql
// modes: answered, refused BEGIN|START, refused UPDATE a, refused UPDATE b, refused COMMIT, refused SELECT, cut UPDATE b, cut SELECT
const mysql2 = require('mysql2');

const pool = mysql2.createPool({ host: '127.0.0.1', port: Number(process.env.MYSQL_PORT), user: 'u', connectionLimit: 1 });

function transfer(from, to, amount, callback) {
  pool.getConnection(function (err, conn) {
    if (err) return callback(err);
    conn.beginTransaction(function (err) {
      if (err) {
        conn.release();
        return callback(err);
      }
      conn.query('UPDATE a SET x = x - ? WHERE id = ?', [amount, from], function (err, result) {
        if (err) {
          return conn.rollback(function () {
            conn.release();
            callback(err);
          });
        }
        conn.query('UPDATE b SET x = x + ? WHERE id = ?', [amount, to], function (err) {
          if (err) {
            return conn.rollback(function () {
              conn.release();
              callback(err);
            });
          }
          conn.commit(function (err) {
            if (err) {
              return conn.rollback(function () {
                conn.release();
                callback(err);
              });
            }
            conn.release();
            callback(null, result.affectedRows);
          });
        });
      });
    });
  });
}

class Accounts {
  constructor(db) {
    this.db = db;
  }

  ids(callback) {
    this.db.query('SELECT id FROM accounts', (err, rows) => {
      if (err) return callback(err);
      callback(null, rows.map((row) => row.id));
    });
  }

  all(callback) {
    this.db.query({ sql: 'SELECT * FROM accounts' }, callback);
  }
}

function main() {
  const accounts = new Accounts(pool);
  transfer(1, 2, 50, function (err, count) {
    console.log('transfer', err ? [err.code, err.message, err.fatal, err.sqlMessage] : count);
    accounts.ids(function (err, ids) {
      console.log('ids', err ? err.message : ids);
      accounts.all(function (err, rows) {
        if (err) console.log('all', err.code);
        else console.log('all', rows.length);
        pool.end(function (err) {
          console.log('end', Boolean(err));
        });
      });
    });
  });
}

main();
