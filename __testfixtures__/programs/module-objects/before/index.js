// users of the package call what is in there
module.exports = {
  get files() { return require('./lib/files'); },
  handlers: require('./lib/handlers'),
  formats: require('./lib/formats').formats,
};
