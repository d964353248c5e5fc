const dns = require('node:dns');
const { lookup } = require('node:dns/promises');

async function addresses() {
  const { address } = await withDeadline(lookup('127.0.0.1'), 60000);
  const other = await withDeadline(dns.promises.lookup('::1'), 60000);
  return [address, other.address, ...(await Promise.all([withDeadline(lookup('127.0.0.2'), 60000)])).map((each) => each.family)];
}

addresses().then((all) => console.log(all.join(' ')));

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline(promise, ms) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    const error = new DOMException(`Timed out after ${ms} ms`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}
