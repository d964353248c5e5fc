// server: stand-in
// modes: fine, refused find, refused save, refused findOne
const mongoose = require('mongoose');

const User = mongoose.model('User', new mongoose.Schema({ name: String }));

async function rename(from, to) {
  const user = await User.findOne({ name: from });
  if (!user) throw new Error('nobody');
  user.name = to;
  const saved = await user.save();
  return saved.name;
}

const added = new User({ name: 'ada' });
(async () => {
  try {
    await added.save();
  } catch (err) {
    console.log('save', err.code);
  }
  let err = null;
  let name;
  try {
    name = await rename('ada', 'alan');
  } catch (error) {
    err = error;
  }
  if (err) console.log('rename', err.code || err.message);
  else console.log('rename', name);
  User.find({}).sort('name').exec((err, users) => {
    if (err) console.log('find', err.code);
    else console.log('find', users.length);
  });
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
