class Store {
  async load() {
    this.loads++;
    const text = await api.promises.read(this.name);
    this.text = text;
    console.log(this.loads);
  }
}

async function main(p) {
  const self = { name: p, loads: 0 };
  await api.promises.drop(p);
  self.store = new Store();
  console.log(self, this.own);
}

module.exports = { main };
