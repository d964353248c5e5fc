// The library gives an async function no callback: what it runs keeps its callbacks.
const async = require('async');
const each = require('async/each');
const fs = require('fs');

// its first parameter has the name of an error, and it is the last argument
function promised() {
  async.each([__filename], function (e, done) {
    fs.access(e, function (err) {
      console.log('promised', err);
      done(err);
    });
  }).then(() => console.log('each: done'));
}

function single() {
  each([__filename], (error, done) => {
    fs.stat(error, (err, stats) => {
      if (err) return done(err);
      console.log('single', stats.isFile());
      done();
    });
  });
}

function queued() {
  const queue = async.queue(function (e, done) {
    fs.stat(e, function (err, stats) {
      console.log('queued', stats.isFile());
      done(err);
    });
  });
  queue.push(__filename);
}

function cargos() {
  const cargo = async.cargo(function (e, done) {
    fs.stat(e[0], function (err, stats) {
      console.log('cargo', stats.isFile());
      done(err);
    });
  });
  cargo.push(__filename);
}

// tasks by their names
function first(done) {
  fs.stat(__filename, function (err, stats) {
    if (err) return done(err);
    done(null, stats.isFile());
  });
}

const second = (done) => fs.stat('none', (err) => done(null, err.code));

async function named() {
  return async.parallel([first, second]);
}

async function auto() {
  const results = await async.auto({
    first,
    both: ['first', async function (results) {
      const stats = await fs.promises.stat(__filename);
      return results.first === stats.isFile();
    }],
  });
  console.log('auto', results);
}

setTimeout(promised, 1);
setTimeout(single, 150);
setTimeout(queued, 300);
setTimeout(cargos, 450);
setTimeout(auto, 600);
setTimeout(async function () {
  const results = await named();
  console.log('named', results);
}, 750);
