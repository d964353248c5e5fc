class Source {
  constructor(name) {
    this.name = name;
  }
  read() {
    throw new Error('to be overridden');
  }
  async describe() {
    return `${this.name}: ${(await this.read()).trim()} (${await this.size()})`;
  }
  async size() {
    return (await this.read()).length;
  }
}

module.exports = { Source };
