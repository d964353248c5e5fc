const helper = require('some-package-that-nobody-knows-of');

exports.callIt = function callIt(n) {
  return helper(n);
};
