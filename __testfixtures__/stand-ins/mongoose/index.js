// What the programs need of mongoose 6: a model over a list in memory, queries that are run by a callback or when they are awaited.
const rows = [];

function operation(name, callback, work) {
  const run = (settle) => {
    console.log(`> ${name}`);
    setImmediate(() => {
      if (process.env.MODE === `refused ${name}`) settle(Object.assign(new Error(`refused: ${name}`), { code: 11000 }));
      else settle(null, work());
    });
  };
  if (callback) return run(callback);
  return new Promise((resolve, reject) => { run((error, value) => (error ? reject(error) : resolve(value))); });
}

class Query {
  constructor(name, work) {
    this.name = name;
    this.work = work;
  }
  sort() { return this; }
  exec(callback) { return operation(this.name, callback, this.work); }
  then(...handlers) { return this.exec().then(...handlers); }
}

exports.Schema = class Schema {};

exports.model = () => class Model {
  constructor(fields) { Object.assign(this, fields); }
  save(callback) {
    return operation('save', callback, () => {
      if (!rows.includes(this)) rows.push(this);
      return this;
    });
  }
  static find(filter, callback) { return Model.query('find', () => [...rows], callback); }
  static findOne({ name }, callback) { return Model.query('findOne', () => rows.find((row) => row.name === name) ?? null, callback); }
  static query(name, work, callback) {
    const query = new Query(name, work);
    if (callback) query.exec(callback);
    return query;
  }
};
