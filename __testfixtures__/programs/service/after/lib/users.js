'use strict';

var read = require('./read');

function Users(file) {
  this.file = file;
  this.cache = null;
}

Users.prototype.load = async function () {
  if (!this.cache) {
    this.cache = await read.json(this.file);
  }
  return this.cache;
};

Users.prototype.role = async function (name) {
  var user = (await this.load())[name];
  if (!user) throw new Error('no user ' + name);
  return user.role;
};

Users.prototype.names = async function () {
  return Object.keys(await this.load());
};

module.exports = Users;
