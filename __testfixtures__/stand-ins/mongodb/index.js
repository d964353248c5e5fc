// What the programs need of mongodb 4: operations on a list in memory, with a callback or a promise; MODE says which one fails.
const rows = [];

function operation(name, args, work) {
  const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  console.log(`> ${name} ${JSON.stringify(args)}`);
  const done = new Promise((resolve, reject) => {
    setImmediate(() => {
      if (process.env.MODE === `refused ${name}`) reject(Object.assign(new Error(`refused: ${name}`), { code: 11000 }));
      else resolve(work(...args));
    });
  });
  if (!callback) return done;
  done.then((result) => callback(undefined, result), (error) => callback(error));
  return undefined;
}

class Cursor {
  sort() { return this; }
  limit(count) { this.count = count; return this; }
  toArray(...args) { return operation('toArray', args, () => rows.slice(0, this.count)); }
}

class Collection {
  insertOne(...args) {
    return operation('insertOne', args, (document) => {
      rows.push({ _id: rows.length + 1, ...document });
      return { insertedId: rows.length };
    });
  }
  findOneAndUpdate(...args) {
    return operation('findOneAndUpdate', args, ({ _id }, { $set }) => ({ value: Object.assign(rows.find((row) => row._id === _id), $set) }));
  }
  find() { return new Cursor(); }
}

class Db {
  collection() { return new Collection(); }
}

class MongoClient {
  static connect(...args) { return operation('connect', args, () => new MongoClient()); }
  db() { return new Db(); }
  close(...args) { return operation('close', args, () => undefined); }
}

module.exports = { MongoClient };
