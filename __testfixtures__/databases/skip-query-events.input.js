// expect: returns-handle
const mysql = require('mysql2');

const pool = mysql.createPool({ host: '127.0.0.1' });

// the query is an emitter, and somebody listens
const query = pool.query('SELECT * FROM accounts', function (err) {
  if (err) console.log(err.code);
});
query.on('fields', function (fields) {
  console.log(fields.length);
});
