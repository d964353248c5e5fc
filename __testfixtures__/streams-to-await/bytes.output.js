const fs = require('fs');

// Chunks of three bytes, so that there are many of them.
async function read(file) {
  const chunks = [];
  const stream = fs.createReadStream(file, { highWaterMark: 3 });
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const part = async (file, start, end) => {
  const chunks = [];
  for await (const chunk of fs.createReadStream(file, { start, end })) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

async function main() {
  console.log((await read('a.txt')).toString(), await part('b.txt', 2, 5));
  for (const work of [() => read('missing.txt'), () => part('.', 0, 1), () => read(), () => part('a.txt', 5, 2)]) {
    const promise = work();
    console.log(promise instanceof Promise, await promise.catch((error) => error.code));
  }
  const order = [];
  read('c.txt').then(() => order.push('read'));
  order.push('begun');
  await part('c.txt', 0, 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(order.join());
}

main();
