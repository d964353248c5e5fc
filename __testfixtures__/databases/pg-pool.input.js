// server: postgres
// modes: fine, bad sql, lost, nowhere
const { Pool, Client } = require('pg');

const mode = process.env.MODE;
const pool = new Pool(mode === 'nowhere' ? { host: '/nowhere' } : { max: 1 });
const SECOND = { 'bad sql': 'INSERT INTO missing VALUES ($1)', lost: 'SELECT pg_terminate_backend(pg_backend_pid()), $1::int' }[mode] || 'INSERT INTO pairs VALUES ($1)';

pool.on('error', function () {});

function withClient(values, callback) {
  pool.connect(function (err, client, done) {
    if (err) return callback(err);
    client.on('error', function () {});
    client.query('BEGIN', function (err) {
      if (err) {
        done(err);
        return callback(err);
      }
      client.query('INSERT INTO pairs VALUES ($1)', [values[0]], function (err) {
        if (err) {
          return client.query('ROLLBACK', function () {
            done();
            callback(err);
          });
        }
        client.query(SECOND, [values[1]], function (err, result) {
          if (err) {
            return client.query('ROLLBACK', function (failed) {
              done(failed);
              callback(err);
            });
          }
          client.query('COMMIT', function (err) {
            done(err);
            if (err) return callback(err);
            callback(null, result.rowCount);
          });
        });
      });
    });
  });
}

function sum(callback) {
  const query = { text: 'SELECT sum(n)::int AS sum FROM pairs' };
  pool.query(query, function (err, result) {
    if (err) return callback(err);
    callback(null, result.rows[0].sum);
  });
}

function prepare(callback) {
  const client = new Client(mode === 'nowhere' ? { host: '/nowhere' } : {});
  client.connect(function (err) {
    if (err) return callback(err);
    client.query('DROP TABLE IF EXISTS pairs', function (err) {
      if (err) return callback(err);
      client.query('CREATE TABLE pairs (n int)', function (err) {
        if (err) return callback(err);
        client.end(function () {
          callback(null);
        });
      });
    });
  });
}

function main() {
  prepare(function (err) {
    console.log('prepare', err ? err.code : 'done');
    withClient([1, 2], function (err, count) {
      console.log('insert', err ? [err.code, err.message] : count);
      sum(function (err, total) {
        if (err) console.log('sum', err.code);
        else console.log('sum', total);
        pool.end(function () {
          console.log('end');
        });
      });
    });
  });
}

main();
