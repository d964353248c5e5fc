// What would not arrive as it left is done in the main thread: whose object it is, and what it can do, does not change.
// done: 1 in a worker, 10 here
// unblock: offload
function first(list) {
  return list.length > 1 ? list[0] : list.length;
}

// unblock: offload
function told(value) {
  const { fixed, hidden, label, width, price } = Object.getOwnPropertyDescriptors(value);
  return [fixed?.writable, hidden?.value, label?.value, width?.value, String(price?.value)].join();
}

// unblock: offload
function start(bytes) {
  return bytes.subarray(0, 2);
}

// unblock: offload
function patternOf(text) {
  return { exec: new RegExp(text, 'g'), url: new URL(`http://localhost/${text}`) };
}

class Money {
  constructor(amount) {
    this.amount = amount;
  }

  toString() {
    return `${this.amount} EUR`;
  }
}

function main() {
  const one = { n: 1 };
  console.log(first([one, 2]) === one, first([one]));
  const hidden = Object.defineProperty({ seen: 1 }, 'hidden', { value: 2, enumerable: false });
  const fixed = Object.defineProperty({}, 'fixed', { value: 3, enumerable: true });
  const named = Object.assign(new Map([[1, 2]]), { label: 'named' });
  const bytes = Object.assign(new Uint8Array(3), { width: 7 });
  const [byName] = [JSON.parse('{"list":[{"price":1}]}')].map(({ list }) => Object.assign(list, { price: new Money(5) }));
  for (const value of [hidden, fixed, named, bytes, byName, Object.setPrototypeOf({ label: 'no map' }, Map.prototype)]) console.log(told(value));
  const whole = Buffer.from('a part of this');
  start(whole)[0] = 65;
  console.log(patternOf('x').url.pathname, told(Object.freeze({ label: 'frozen' })), whole.toString());
}

module.exports = { first, told, start, patternOf };
if (require.main === module) Promise.resolve().then(main);
