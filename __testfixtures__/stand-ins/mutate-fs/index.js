// What mutate-fs 2.1 does in statFail: it puts functions of its own into fs until the function that it returns is called.
const fs = require('fs');

exports.statFail = (error) => {
  const { stat, statSync } = fs;
  fs.stat = (file, done) => process.nextTick(done, error);
  fs.statSync = () => { throw error; };
  return () => Object.assign(fs, { stat, statSync });
};
