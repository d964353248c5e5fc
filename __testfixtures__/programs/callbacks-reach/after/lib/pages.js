var fs = require('fs');
var path = require('path');

// the string can call what is declared here, and gets nothing from it
exports.settings = function (text) {
  return eval('(' + text + ')');
};

async function show(file, label) {
  let stats;
  try {
    stats = await fs.promises.stat(file);
  } catch (err) {
    console.log(label, err.code);
    return;
  }
  const text = await fs.promises.readFile(file, 'utf8');
  console.log(label, stats.isFile(), text.length > 10);
}

// who calls it by a string may look at what it gives
function begin(file) {
  fs.access(file, function (err) {
    console.log('begun', err === null);
  });
  return 'begun';
}

// the string sees its variables
function watch(file, expression) {
  fs.access(file, function (err) {
    console.log('watched', eval(expression));
  });
}

exports.run = function (dir) {
  show(path.join(dir, 'package.json'), 'there');
  show(path.join(dir, 'nowhere'), 'not there');
  console.log(begin(dir));
  watch(dir, 'err === null');
};
