// Handlers that are names of functions are called.
const double = (text) => text + text;

function show(text) {
  log('show', text);
  return step('shown', text);
}

function recovered({ message }) {
  return 'recovered ' + message;
}

async function run(id) {
  let result;
  try {
    const result1 = await double(await step('load', id));
    result = await show(result1);
  } catch (error) {
    result = await recovered(error);
  }
  return JSON.stringify(result);
}

class Reader {
  constructor() {
    this.seen = 0;
  }

  async read(id) {
    return this.count(await step('read', id));
  }

  count(text) {
    this.seen++;
    return [text, this.seen];
  }
}

module.exports = { run, read: (id) => new Reader().read(id) };
