// expect: returns-handle
const mysql = require('mysql');

const db = mysql.createConnection({ host: '127.0.0.1' });

// whoever calls this gets the query
module.exports = function find(id, callback) {
  return db.query('SELECT 1', [id], function (err, rows) {
    if (err) return callback(err);
    callback(null, rows);
  });
};

const query = module.exports(1, (err) => {
  if (err) throw err;
});
query.on('end', () => console.log('end'));
