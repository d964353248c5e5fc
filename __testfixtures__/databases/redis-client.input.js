// server: redis
// modes: answered, refused get name, refused set, refused incr, cut set, refused exec
const redis = require('redis');

const client = redis.createClient({ port: Number(process.env.REDIS_PORT), retry_strategy: () => undefined });
client.on('error', function () {});

function remember(key, value, callback) {
  client.get(key, function (err, known) {
    if (err) return callback(err);
    if (known !== null) return callback(null, known);
    client.set([key, value], function (err) {
      if (err) return callback(err);
      client.get(key, callback);
    });
  });
}

function count(callback) {
  client.INCR('visits', (err, visits) => {
    if (err) return callback(err);
    const batch = client.multi();
    batch.set('a', visits);
    batch.get('a');
    batch.exec(function (err, replies) {
      if (err) return callback(err);
      callback(null, replies);
    });
  });
}

remember('name', 'unblock', function (err, value) {
  console.log('remember', err ? [err.code, err.message] : value);
  if (err && err.code === 'CONNECTION_BROKEN') return;
  count(function (err, replies) {
    console.log('count', err ? [err.code, err.message] : replies);
    client.quit(function (err) {
      console.log('quit', Boolean(err));
    });
  });
});
