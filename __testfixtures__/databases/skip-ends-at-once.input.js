// expect: callback-at-once
const mysql = require('mysql2');

const db = mysql.createConnection({ host: '127.0.0.1' });

// the connection calls back before `end` returns, so that this comes first
function stop() {
  db.end(function () {
    console.log('ended');
  });
}

stop();
console.log('stopping');
