// expect: ambiguous-callee
const redis = require('redis');

const connect = () => redis.createClient();

// written down twice, there would be two clients
connect().get('name', function (err, value) {
  if (err) throw err;
  console.log(value);
});
