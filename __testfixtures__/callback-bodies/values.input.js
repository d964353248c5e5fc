const there = (name, cb) => {
  api.there(name, function (exists) {
    if (!exists) return cb(null, false);
    api.pair(name, (err, left, right) => {
      if (err) return cb(err);
      cb(null, left + right);
    });
  });
};

function main(p) {
  api.pair(p, function (err, left, other) {
    if (err) return console.log(err.code);
    console.log(left, other);
    api.pair(p, function (err, left) {
      console.log(left);
      api.pair(p, function () {
        console.log('last');
      });
    });
  });
}

module.exports = { main };
