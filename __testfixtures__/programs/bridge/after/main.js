const assert = require('assert');
const fs = require('fs');
const { load, MissingData } = require('./lib/load.js');
const { talk } = require('./lib/talk.js');
const { ask, askAsync } = require('./lib/ask.js');
const { only } = require('./lib/only.js');
const { counted, countedAsync } = require('./lib/counted.js');
const { own, ownAsync, holder } = require('./lib/own.js');
const { loud, loudAsync } = require('./lib/loud.js');
const { extend, extendAsync } = require('./lib/list.js');
const { free } = require('./lib/free.js');
const { page } = require('./lib/page.js');
const { note, FILE } = require('./lib/noted.js');
const { loadBlocking, pageBlocking, noteBlocking } = require('./lib/blocking/index.js');

/** A view as a template engine reads it: property by property, at once. */
class View {
  get title() { return loadBlocking('data.json').title; }
  get missing() { return loadBlocking('none.json'); }
  get bad() { return loadBlocking(''); }
  get page() { return pageBlocking('data.json', { upper: true }); }
  get talk() { return talk(__filename); }
  get ask() { return ask(__filename); }
  get only() { return only(__filename); }
  get counted() { return counted(__filename); }
  get own() { return own(__filename, 1); }
  get loud() { return loud(__filename); }
  get extended() { const list = []; return [extend(list, __filename), list.length]; }
  get noted() { return noteBlocking(FILE, 'from a getter'); }
}

const template = (view, names) => names.map((name) => `${name}=${JSON.stringify(view[name])}`).join('\n');

function failure(view, name) {
  try {
    return view[name];
  } catch (error) {
    return [error.constructor.name, error instanceof MissingData, error instanceof TypeError, error.name, error.message, error.code, Buffer.isBuffer(error.bytes), error.cause?.code, error.cause instanceof Error, /load\.js/.test(error.stack)];
  }
}

async function waits() {
  console.log((await load('data.json')).list.length, (await page('data.json')).text.length, talk(__filename), await countedAsync(__filename), await ownAsync(__filename, 0), await loudAsync(__filename));
  console.log(await extendAsync([1], __filename), await free(__filename), await askAsync(__filename));
  console.log(await note(FILE, 'first'), await note(FILE, 'second'));
}

async function main() {
  await waits();
  const view = new View();
  console.log(template(view, ['title', 'page', 'talk', 'ask', 'counted', 'own', 'loud', 'extended', 'noted']));
  console.log(view.only > 10, holder.size, Buffer.isBuffer(view.page.bytes), view.page.made.get(1).getTime());
  console.log(failure(view, 'missing'), failure(view, 'bad'));
  assert.throws(() => view.bad, TypeError);
  console.log(await fs.promises.readFile(FILE, 'utf8'));
  await fs.promises.unlink(FILE);
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
