var lib = require('./lib');
var own = require('./lib/own');
var { promisify } = require('util');

var shown = 0;
function show(label) {
  return function (err, value) {
    console.log(label, err ? err.code || err.message : value);
  };
}

(async () => {
  let err = null;
  let length;
  try {
    length = await promisify(lib.read.bind(lib))(__filename);
  } catch (error1) {
    err = error1;
  }
  console.log('read', err || length > 100);
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
setTimeout(function () { lib.later(__filename); }, 200);
setTimeout(function () { console.log(typeof own.start('echo started', show('start')).pid); }, 400);
setTimeout(function () {
  own.each([__filename, '/nowhere'], function (err) { shown++; if (shown === 2) console.log('each', shown); });
}, 800);
setTimeout(async function () {
  const [text, length] = await own.pair(__filename).catch(() => []);
  console.log('pair', text.length === length);
}, 1000);
setTimeout(function () {
  try {
    own.strict(1, show('strict'));
  } catch (error) {
    console.log('caught', error.message);
  }
}, 1200);
setTimeout(function () {
  own.keep(__filename);
  console.log(own.kept.map(function (each) { return each(show('kept')); }));
}, 1400);
