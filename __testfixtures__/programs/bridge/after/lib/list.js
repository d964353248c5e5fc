const fs = require('fs');

// the caller would see nothing of that
exports.extend = function extend(list, file) {
  list.push(fs.readFileSync(file, 'utf8').length > 10);
  return list.length;
};

exports.extendAsync = async function extendAsync(list, file) {
  list.push((await fs.promises.readFile(file, 'utf8')).length > 10);
  return list.length;
};
