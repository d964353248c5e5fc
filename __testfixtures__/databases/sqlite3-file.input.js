// server: none
// modes: fine, bad sql, closed
const sqlite3 = require('sqlite3').verbose();

const mode = process.env.MODE;
const db = new sqlite3.Database(':memory:');

function fill(names, callback) {
  db.run('CREATE TABLE users (name TEXT)', (err) => {
    if (err) return callback(err);
    const insert = db.prepare('INSERT INTO users VALUES (?)');
    insert.run(names[0], function (err) {
      if (err) return callback(err);
      insert.run([names[1]], function (err) {
        if (err) return callback(err);
        insert.finalize(function () {
          callback(null);
        });
      });
    });
  });
}

function counted(callback) {
  db.get(mode === 'bad sql' ? 'SELECT nothing FROM nowhere' : 'SELECT count(*) AS n FROM users WHERE name LIKE ?', mode === 'bad sql' ? [] : ['a%'], (err, row) => {
    if (err) return callback(err);
    callback(null, row.n);
  });
}

function transaction(callback) {
  db.exec('BEGIN', function (err) {
    if (err) return callback(err);
    db.run('INSERT INTO users VALUES (?)', ['ada'], function (err) {
      if (err) return db.exec('ROLLBACK', () => callback(err));
      db.run(mode === 'bad sql' ? 'INSERT INTO nowhere VALUES (1)' : 'DELETE FROM users WHERE name = ?', mode === 'bad sql' ? [] : ['bob'], function (err) {
        if (err) return db.exec('ROLLBACK', () => callback(err));
        db.exec('COMMIT', callback);
      });
    });
  });
}

fill(['alan', 'bob'], function (err) {
  console.log('fill', err ? err.code : 'done');
  counted(function (err, n) {
    console.log('counted', err ? [err.code, err.message] : n);
    transaction(function (err) {
      console.log('transaction', err ? err.message : 'done');
      db.all('SELECT name FROM users ORDER BY name', (err, rows) => {
        if (err) throw err;
        console.log(rows);
        db.close((err) => {
          console.log('closed', err);
          if (mode !== 'closed') return;
          db.all('SELECT 1', (err) => console.log(err && err.code));
        });
      });
    });
  });
});
