class Store {
  load(cb) {
    this.loads++;
    api.read(this.name, function (err, text) {
      if (err) { return cb(err); }
      this.text = text;
      console.log(this.loads);
      cb();
    }.bind(this));
  }
}

function main(p) {
  const self = { name: p, loads: 0 };
  api.drop(p, (err) => {
    if (err) throw err;
    self.store = new Store();
    console.log(self, this.own);
  });
}

module.exports = { main };
