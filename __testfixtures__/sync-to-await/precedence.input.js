const fs = require('fs');

const read = (name) => fs.readFileSync(name, 'utf8');
function size(name) { return read(name).length; }
function make(name) { read(name); return class { constructor(x) { this.x = x; } }; }
function tagFor(name) { const t = read(name); return (s, ...v) => s.raw.join('|') + v.join('-') + t.length; }
function parts(name) { return { text: read(name), lines: read(name).split('\n') }; }
function maybe(name) { return fs.existsSync(name) ? read(name) : undefined; }
function fnOf(name) { const n = size(name); return () => n; }

function main() {
  console.log(read('a.txt').length);
  console.log(read('a.txt')[0], read('a.txt').toUpperCase().trim());
  console.log(new (make('a.txt'))(4).x);
  console.log(tagFor('a.txt')`x${1}y${read('b.txt').length}z`);
  console.log(size('a.txt') ** 2, 2 ** size('b.txt'), (size('a.txt')) ** 2);
  console.log(-size('a.txt'), !size('b.txt'), typeof size('a.txt'), void size('a.txt'));
  console.log(size('a.txt') > 3 ? read('a.txt') : read('b.txt'));
  console.log(maybe('a.txt')?.length, maybe('none')?.length, maybe('none')?.trim().length);
  console.log([...read('a.txt')].length, Math.max(...[size('a.txt'), size('b.txt')]));
  const { text, lines: [first, ...rest] } = parts('b.txt');
  console.log(text.length, first, rest.length);
  const o = { ...parts('c.txt'), [read('a.txt').trim()]: 1 };
  console.log(Object.keys(o).length);
  switch (size('a.txt')) {
    case size('b.txt'): console.log('same'); break;
    case 3: console.log('three'); break;
    default: console.log('other');
  }
  console.log(`t: ${read('a.txt')} ${size('a.txt') + 1}`);
  console.log(size('a.txt') + size('b.txt') * size('c.txt'), size('a.txt') === size('b.txt'), 'length' in parts('a.txt'));
  console.log(fnOf('a.txt')());
  for (let i = 0; i < size('a.txt'); i += 20) console.log(i);
  for (const line of read('b.txt').split('\n')) console.log(line);
  for (const ch in parts('a.txt')) console.log(ch);
  let n = 0;
  while (n < size('a.txt')) n += 9;
  do { n++; } while (n < size('b.txt'));
  console.log(n);
  const a = size('a.txt'), b = (size('b.txt'), size('c.txt'));
  console.log(a, b);
  let x = null;
  x ??= read('a.txt');
  x &&= x + read('b.txt');
  console.log(x.length);
  if (!maybe('none') && maybe('a.txt')) console.log('cond');
  label: for (const f of ['a.txt', 'b.txt']) { if (size(f) > 1) continue label; }
  try { read('none'); } catch ({ code }) { console.log(code); } finally { console.log(size('c.txt')); }
  return [size('a.txt'), delete parts('a.txt').text];
}

console.log(main());
