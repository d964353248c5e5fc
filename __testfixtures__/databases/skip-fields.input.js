// expect: callback-values
const mysql = require('mysql');

const db = mysql.createConnection({ host: '127.0.0.1' });

// a promise has the rows, and not the columns
function columns(callback) {
  db.query('SELECT * FROM accounts', function (err, rows, fields) {
    if (err) return callback(err);
    callback(null, rows.length, fields.map(({ name }) => name));
  });
}

columns(function (err, count, names) {
  if (err) throw err;
  console.log(count, names);
});
