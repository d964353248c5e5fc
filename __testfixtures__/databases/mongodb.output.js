// server: stand-in
// modes: fine, refused insertOne, refused toArray, refused findOneAndUpdate, refused connect
const { MongoClient } = require('mongodb');

async function register(db, name) {
  const users = db.collection('users');
  const result = await users.insertOne({ name });
  const found = await users.findOneAndUpdate({ _id: result.insertedId }, { $set: { seen: 1 } }, { upsert: false });
  return found.value;
}

(async () => {
  let client;
  try {
    client = await MongoClient.connect('mongodb://127.0.0.1', { useUnifiedTopology: true });
  } catch (err) {
    console.log('connect', err.code);
    return;
  }
  const db = client.db('test');
  let err = null;
  let user;
  try {
    user = await register(db, 'ada');
  } catch (error) {
    err = error;
  }
  if (err) console.log('register', err.code);
  else console.log('register', user);
  db.collection('users').find({}).sort({ name: 1 }).limit(2).toArray(async function (err, users) {
    if (err) console.log('list', err.code);
    else console.log('list', users);
    await client.close().catch(() => {});
    console.log('closed');
  });
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
