const fs = require('fs');

const read = async (name) => await fs.promises.readFile(name, 'utf8');
async function size(name) { return (await read(name)).length; }
async function make(name) { await read(name); return class { constructor(x) { this.x = x; } }; }
async function tagFor(name) { const t = await read(name); return (s, ...v) => s.raw.join('|') + v.join('-') + t.length; }
async function parts(name) { return { text: await read(name), lines: (await read(name)).split('\n') }; }
async function maybe(name) { return await fs.promises.access(name).then(() => true, () => false) ? await read(name) : undefined; }
async function fnOf(name) { const n = await size(name); return () => n; }

async function main() {
  console.log((await read('a.txt')).length);
  console.log((await read('a.txt'))[0], (await read('a.txt')).toUpperCase().trim());
  console.log(new (await make('a.txt'))(4).x);
  console.log((await tagFor('a.txt'))`x${1}y${(await read('b.txt')).length}z`);
  console.log((await size('a.txt')) ** 2, 2 ** await size('b.txt'), (await size('a.txt')) ** 2);
  console.log(-await size('a.txt'), !await size('b.txt'), typeof await size('a.txt'), void await size('a.txt'));
  console.log(await size('a.txt') > 3 ? await read('a.txt') : await read('b.txt'));
  console.log((await maybe('a.txt'))?.length, (await maybe('none'))?.length, (await maybe('none'))?.trim().length);
  console.log([...await read('a.txt')].length, Math.max(...[await size('a.txt'), await size('b.txt')]));
  const { text, lines: [first, ...rest] } = await parts('b.txt');
  console.log(text.length, first, rest.length);
  const o = { ...await parts('c.txt'), [(await read('a.txt')).trim()]: 1 };
  console.log(Object.keys(o).length);
  switch (await size('a.txt')) {
    case await size('b.txt'): console.log('same'); break;
    case 3: console.log('three'); break;
    default: console.log('other');
  }
  console.log(`t: ${await read('a.txt')} ${await size('a.txt') + 1}`);
  console.log(await size('a.txt') + await size('b.txt') * await size('c.txt'), await size('a.txt') === await size('b.txt'), 'length' in await parts('a.txt'));
  console.log((await fnOf('a.txt'))());
  for (let i = 0; i < await size('a.txt'); i += 20) console.log(i);
  for (const line of (await read('b.txt')).split('\n')) console.log(line);
  for (const ch in await parts('a.txt')) console.log(ch);
  let n = 0;
  while (n < await size('a.txt')) n += 9;
  do { n++; } while (n < await size('b.txt'));
  console.log(n);
  const a = await size('a.txt'), b = (await size('b.txt'), await size('c.txt'));
  console.log(a, b);
  let x = null;
  x ??= await read('a.txt');
  x &&= x + await read('b.txt');
  console.log(x.length);
  if (!await maybe('none') && await maybe('a.txt')) console.log('cond');
  label: for (const f of ['a.txt', 'b.txt']) { if (await size(f) > 1) continue label; }
  try { await read('none'); } catch ({ code }) { console.log(code); } finally { console.log(await size('c.txt')); }
  return [await size('a.txt'), delete (await parts('a.txt')).text];
}

async function asyncMain() {
console.log(await main());
}

asyncMain().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
