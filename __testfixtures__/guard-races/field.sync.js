// a field of an object
// calls: account.withdraw(80) | account.withdraw(80) | account.deposit(10)
const fs = require('fs');
class Account {
  constructor() {
    this.balance = 100;
  }
  withdraw(amount) {
    if (this.balance < amount) return 'refused';
    fs.appendFileSync('/bank.txt', `${amount}\n`);
    this.balance -= amount;
    return 'paid';
  }
  deposit(amount) {
    const before = this.balance;
    fs.appendFileSync('/bank.txt', `+${amount}\n`);
    this.balance = before + amount;
  }
}
const account = new Account();
module.exports = { account, state: () => account.balance };
