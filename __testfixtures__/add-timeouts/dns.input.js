const dns = require('node:dns');
const { lookup } = require('node:dns/promises');

async function addresses() {
  const { address } = await lookup('127.0.0.1');
  const other = await dns.promises.lookup('::1');
  return [address, other.address, ...(await Promise.all([lookup('127.0.0.2')])).map((each) => each.family)];
}

addresses().then((all) => console.log(all.join(' ')));
