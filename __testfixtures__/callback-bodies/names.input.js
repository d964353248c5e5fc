const data = 'outer';

function load(data, cb) {
  api.read(data, function (err, data) {
    if (err) return cb(err);
    api.read(data, function (err, data) {
      if (err) {
        api.read('other', function (err, data) {
          cb(err, data);
        });
        return;
      }
      const error = data + data.length;
      api.drop(error, function (error) {
        console.log(error === null);
        cb(null, data);
      });
    });
  });
}

function main(p) {
  if (p) {
    const text = data;
    load(text, function (err, p) {
      if (err) return console.log(err.message, data);
      p = p + '!';
      console.log(p, data);
    });
  } else api.read(p, (err, data) => console.log(err, data));
}

module.exports = { main };
