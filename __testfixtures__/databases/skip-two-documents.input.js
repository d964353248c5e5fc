// expect: callback-values
const mongoose = require('mongoose');

const User = mongoose.model('User', new mongoose.Schema({ name: String }));

const user = new User({ name: 'ada' });
// before version 5 there was a number besides
user.save(function (err, saved, count) {
  if (err) throw err;
  console.log(saved.name, count);
});
