// server: stand-in
// modes: fine, refused insertOne, refused toArray, refused findOneAndUpdate, refused connect
const { MongoClient } = require('mongodb');

function register(db, name, callback) {
  const users = db.collection('users');
  users.insertOne({ name }, function (err, result) {
    if (err) return callback(err);
    users.findOneAndUpdate({ _id: result.insertedId }, { $set: { seen: 1 } }, { upsert: false }, (err, found) => {
      if (err) return callback(err);
      callback(null, found.value);
    });
  });
}

MongoClient.connect('mongodb://127.0.0.1', { useUnifiedTopology: true }, function (err, client) {
  if (err) {
    console.log('connect', err.code);
    return;
  }
  const db = client.db('test');
  register(db, 'ada', function (err, user) {
    if (err) console.log('register', err.code);
    else console.log('register', user);
    db.collection('users').find({}).sort({ name: 1 }).limit(2).toArray(function (err, users) {
      if (err) console.log('list', err.code);
      else console.log('list', users);
      client.close(() => console.log('closed'));
    });
  });
});
