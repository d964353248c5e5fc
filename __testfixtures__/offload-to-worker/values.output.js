// Plain data of every kind arrives as it left: also what is in it twice, and bytes that are a part of other bytes.
// done: 2 in a worker, 0 here
// unblock: offload
function again(value) {
  return { ...structuredClone(value), bytes: Buffer.concat([value.bytes]), isBuffer: Buffer.isBuffer(value.bytes), sum: value.bytes.reduce((sum, byte) => sum + byte, 0) };
}

async function main() {
  const shared = { name: 'shared' };
  const round = { name: 'round', list: [1, , 3] };
  round.self = round;
  const bytes = Buffer.from('small bytes of the pool');
  const value = {
    bytes, part: bytes.subarray(2, 5), floats: new Float64Array([1.5, -0, NaN]), date: new Date(5), nothing: undefined, none: null, big: 10n, minus: -0,
    map: new Map([['key', shared]]), set: new Set([shared, 'x']), pattern: /a+/gi, shared, round,
  };
  const { isBuffer, sum, part, floats, date, map, set, pattern, round: circle, minus, ...others } = await require('./offload/index.js').againInWorker(value);
  console.log(isBuffer, sum, Buffer.from(part).toString(), Object.is(floats[1], -0), date.getTime(), pattern.source, pattern.flags, Object.is(minus, -0));
  console.log(map.get('key') === others.shared, set.has(others.shared), circle.self === circle, 1 in circle.list, 'nothing' in others, others.big, others.none);
  part[0] = 33;
  console.log(others.bytes.toString().length, bytes.toString(), Object.keys(await require('./offload/index.js').againInWorker({ bytes: Buffer.from('x') })).join());
}

module.exports = { again };
if (require.main === module) Promise.resolve().then(main);
