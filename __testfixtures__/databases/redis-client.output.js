// server: redis
// modes: answered, refused get name, refused set, refused incr, cut set, refused exec
const redis = require('redis');
const { promisify } = require('util');

const client = redis.createClient({ port: Number(process.env.REDIS_PORT), retry_strategy: () => undefined });
client.on('error', function () {});

async function remember(key, value) {
  const known = await promisify(client.get.bind(client))(key);
  if (known !== null) return known;
  await promisify(client.set.bind(client))([key, value]);
  return promisify(client.get.bind(client))(key);
}

async function count() {
  const visits = await promisify(client.INCR.bind(client))('visits');
  const batch = client.multi();
  batch.set('a', visits);
  batch.get('a');
  return promisify(batch.exec.bind(batch))();
}

(async () => {
  let err = null;
  let value;
  try {
    value = await remember('name', 'unblock');
  } catch (error) {
    err = error;
  }
  console.log('remember', err ? [err.code, err.message] : value);
  if (err && err.code === 'CONNECTION_BROKEN') return;
  let err1 = null;
  let replies;
  try {
    replies = await count();
  } catch (error1) {
    err1 = error1;
  }
  console.log('count', err1 ? [err1.code, err1.message] : replies);
  let err2 = null;
  try {
    await promisify(client.quit.bind(client))();
  } catch (error2) {
    err2 = error2;
  }
  console.log('quit', Boolean(err2));
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
