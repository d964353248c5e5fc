// server: stand-in
// modes: fine, refused find, refused save, refused findOne
const mongoose = require('mongoose');

const User = mongoose.model('User', new mongoose.Schema({ name: String }));

function rename(from, to, callback) {
  User.findOne({ name: from }, function (err, user) {
    if (err) return callback(err);
    if (!user) return callback(new Error('nobody'));
    user.name = to;
    user.save(function (err, saved) {
      if (err) return callback(err);
      callback(null, saved.name);
    });
  });
}

const added = new User({ name: 'ada' });
added.save((err) => {
  if (err) console.log('save', err.code);
  rename('ada', 'alan', (err, name) => {
    if (err) console.log('rename', err.code || err.message);
    else console.log('rename', name);
    User.find({}).sort('name').exec((err, users) => {
      if (err) console.log('find', err.code);
      else console.log('find', users.length);
    });
  });
});
