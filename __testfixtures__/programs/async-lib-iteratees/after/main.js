// The library gives an async function no callback: what it runs keeps its callbacks.
const async = require('async');
const each = require('async/each');
const fs = require('fs');
const { callbackify } = require('util');

// its first parameter has the name of an error, and it is the last argument
function promised() {
  async.each([__filename], function (e, done) {
    callbackify(async () => {
      let err = null;
      try {
        await fs.promises.access(e);
      } catch (error) {
        err = error;
      }
      console.log('promised', err);
      if (err) throw err;
    })((error1) => done(error1));
  }).then(() => console.log('each: done'));
}

function single() {
  each([__filename], (error, done) => {
    callbackify(async () => {
      const stats = await fs.promises.stat(error);
      console.log('single', stats.isFile());
    })((error1) => (error1 ? done(error1) : done()));
  });
}

function queued() {
  const queue = async.queue(function (e, done) {
    callbackify(async () => {
      let err = null;
      let stats;
      try {
        stats = await fs.promises.stat(e);
      } catch (error) {
        err = error;
      }
      console.log('queued', stats.isFile());
      if (err) throw err;
    })((error1) => done(error1));
  });
  queue.push(__filename);
}

function cargos() {
  const cargo = async.cargo(function (e, done) {
    callbackify(async () => {
      let err = null;
      let stats;
      try {
        stats = await fs.promises.stat(e[0]);
      } catch (error) {
        err = error;
      }
      console.log('cargo', stats.isFile());
      if (err) throw err;
    })((error1) => done(error1));
  });
  cargo.push(__filename);
}

// tasks by their names
function first(done) {
  callbackify(async () => {
    const stats = await fs.promises.stat(__filename);
    return stats.isFile();
  })(done);
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
