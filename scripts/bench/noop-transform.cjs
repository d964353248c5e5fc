// The least a jscodeshift transform can do: parse the file and leave it as it is.
'use strict';
module.exports = function noop(file, { jscodeshift }) {
  jscodeshift(file.source);
  return undefined;
};
