console.log('greeting is loaded');

exports.greet = function greet(name) {
  return `hello ${name}`;
};
