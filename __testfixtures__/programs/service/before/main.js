const Users = require('./lib/users');
const report = require('./lib/report');

const users = new Users('users.json');
console.log(report(users));
try {
  console.log(report.line(users, 'eve'));
} catch (error) {
  console.log(error.message);
}
