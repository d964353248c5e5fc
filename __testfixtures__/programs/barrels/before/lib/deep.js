module.exports = exports = require('./exists').default;
