const assert = require('assert');
const fs = require('fs');
const { load, MissingData } = require('./lib/load.js');
const { talk } = require('./lib/talk.js');
const { ask } = require('./lib/ask.js');
const { only } = require('./lib/only.js');
const { counted } = require('./lib/counted.js');
const { own, holder } = require('./lib/own.js');
const { loud } = require('./lib/loud.js');
const { extend } = require('./lib/list.js');
const { free } = require('./lib/free.js');
const { page } = require('./lib/page.js');
const { note, FILE } = require('./lib/noted.js');

/** A view as a template engine reads it: property by property, at once. */
class View {
  get title() { return load('data.json').title; }
  get missing() { return load('none.json'); }
  get bad() { return load(''); }
  get page() { return page('data.json', { upper: true }); }
  get talk() { return talk(__filename); }
  get ask() { return ask(__filename); }
  get only() { return only(__filename); }
  get counted() { return counted(__filename); }
  get own() { return own(__filename, 1); }
  get loud() { return loud(__filename); }
  get extended() { const list = []; return [extend(list, __filename), list.length]; }
  get noted() { return note(FILE, 'from a getter'); }
}

const template = (view, names) => names.map((name) => `${name}=${JSON.stringify(view[name])}`).join('\n');

function failure(view, name) {
  try {
    return view[name];
  } catch (error) {
    return [error.constructor.name, error instanceof MissingData, error instanceof TypeError, error.name, error.message, error.code, Buffer.isBuffer(error.bytes), error.cause?.code, error.cause instanceof Error, /load\.js/.test(error.stack)];
  }
}

function waits() {
  console.log(load('data.json').list.length, page('data.json').text.length, talk(__filename), counted(__filename), own(__filename, 0), loud(__filename));
  console.log(extend([1], __filename), free(__filename), ask(__filename));
  console.log(note(FILE, 'first'), note(FILE, 'second'));
}

function main() {
  waits();
  const view = new View();
  console.log(template(view, ['title', 'page', 'talk', 'ask', 'counted', 'own', 'loud', 'extended', 'noted']));
  console.log(view.only > 10, holder.size, Buffer.isBuffer(view.page.bytes), view.page.made.get(1).getTime());
  console.log(failure(view, 'missing'), failure(view, 'bad'));
  assert.throws(() => view.bad, TypeError);
  console.log(fs.readFileSync(FILE, 'utf8'));
  fs.unlinkSync(FILE);
}

main();
