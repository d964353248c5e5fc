// expect: ambiguous-callee
// without: mongodb
const { MongoClient } = require('mongodb');

const client = new MongoClient('mongodb://127.0.0.1');

// what is written down twice would give two collections: nothing says whether this mongodb gives promises
client.db('test').collection('users').insertOne({ name: 'ada' }, function (err) {
  if (err) throw err;
  console.log('added');
});
