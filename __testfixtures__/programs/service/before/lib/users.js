'use strict';

var read = require('./read');

function Users(file) {
  this.file = file;
  this.cache = null;
}

Users.prototype.load = function () {
  if (!this.cache) {
    this.cache = read.json(this.file);
  }
  return this.cache;
};

Users.prototype.role = function (name) {
  var user = this.load()[name];
  if (!user) throw new Error('no user ' + name);
  return user.role;
};

Users.prototype.names = function () {
  return Object.keys(this.load());
};

module.exports = Users;
