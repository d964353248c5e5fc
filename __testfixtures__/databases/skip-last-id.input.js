// expect: callback-form
const sqlite3 = require('sqlite3');

const db = new sqlite3.Database(':memory:');

// what was inserted is in `this`, which a promise has not
db.run('INSERT INTO users VALUES (?)', ['ada'], function (err) {
  if (err) throw err;
  console.log(this.lastID);
});
