module.exports = {
  ...require('./files'),
  files: require('./files'),
  nested: { deep: require('./deep') },
  version: '1',
};

Object.assign(module.exports, require('./pick'));
