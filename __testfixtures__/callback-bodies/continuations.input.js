// functions inside that call back for the one around them
function vacuum(leaf, cb) {
  api.read(leaf, function (err, stat) {
    if (err) {
      if (err.code === 'ENOENT') return cb(null, 'gone');
      return cb(err);
    }
    if (coin('purge')) {
      api.drop(leaf, function (err) {
        if (err) return cb(err);
        next(leaf + '!');
      });
    } else if (coin('link')) {
      console.log('link');
      api.drop(stat, (err) => (err ? cb(err) : next(stat)));
    } else {
      next(leaf);
    }
  });

  // goes up until something is left
  function next(branch) {
    if (branch.length > 8) return cb(null, branch + '.');

    api.read(branch, function (error, files) {
      if (error) return finish(error);
      console.log('in ' + branch);
      api.drop(branch, function (error) {
        if (error) {
          if (error.code === 'ENOENT') {
            console.log('lost the race');
            finish(null, files);
            return;
          }
          return cb(error);
        }
        next(branch + '/up');
      });
    });
  }

  function finish(err, value) {
    console.log('finished');
    cb(err, err ? undefined : '' + value);
  }
}

function choose(name, cb) {
  if (coin('known')) done('known');
  else api.read(name, (err, text) => {
    if (err) cb(err);
    else done(text);
  });

  function done(text) {
    console.log('chosen ' + text);
    cb(null, text.length);
  }
}

function main(p) {
  vacuum(p, function (err, where) {
    if (err) return console.log('failed', err.message);
    console.log(where);
    choose(where, function (err, length) {
      if (err) throw err;
      console.log(length);
    });
  });
}

module.exports = { main };
