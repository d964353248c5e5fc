// What would not arrive as it left is done in the main thread: whose object it is, and what it can do, does not change.
// done: 1 in a worker, 8 here
// unblock: offload
function first(list) {
  return list.length > 1 ? list[0] : list.length;
}

// unblock: offload
function tagged(value) {
  return { value, tag: Object.keys(value).length };
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
  for (const value of [hidden, fixed, named, bytes, byName]) {
    const { value: same } = tagged(value);
    console.log(same === value, same.hidden, same.label, same.width, String(same.price), Object.getOwnPropertyDescriptor(same, 'fixed')?.writable);
  }
  console.log(patternOf('x').url.pathname, Object.isFrozen(tagged(Object.freeze({ a: 1 })).value));
}

module.exports = { first, tagged, patternOf };
if (require.main === module) Promise.resolve().then(main);
