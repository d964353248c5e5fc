const Users = require('./lib/users');
const report = require('./lib/report');

const users = new Users('users.json');
async function main() {
console.log(await report(users));
try {
  console.log(await report.line(users, 'eve'));
} catch (error) {
  console.log(error.message);
}
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
