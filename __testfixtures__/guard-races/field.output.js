// a field of an object
// calls: account.withdraw(80) | account.withdraw(80) | account.deposit(10)
const fs = require('fs');
class Account {
  constructor() {
    this.balance = 100;
  }
  async withdraw(amount) {
    return await inTurn(Account, async () => {
    if (this.balance < amount) return 'refused';
    await fs.promises.appendFile('/bank.txt', `${amount}\n`);
    this.balance -= amount;
    return 'paid';
    });
  }
  async deposit(amount) {
    return await inTurn(Account, async () => {
    const before = this.balance;
    await fs.promises.appendFile('/bank.txt', `+${amount}\n`);
    this.balance = before + amount;
    });
  }
}
const account = new Account();
module.exports = { account, state: () => account.balance };

// Runs the tasks of one owner in turn: at once when none of them is under way, else after those that came before.
async function inTurn(owner, task) {
  const queues = Reflect.get(inTurn, 'queues') || new WeakMap();
  Reflect.set(inTurn, 'queues', queues);
  const others = queues.get(owner);
  if (others) await new Promise((begin) => others.push(begin));
  else queues.set(owner, []);
  try {
    return await task();
  } finally {
    const next = queues.get(owner).shift();
    if (next) next();
    else queues.delete(owner);
  }
}
