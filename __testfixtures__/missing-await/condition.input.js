// prints: no | no | no | fallback | 2 rounds
let left = 2;
async function isReady() {
  await null;
  return false;
}

async function hasMore() {
  await null;
  return left-- > 0;
}

async function cached() {
  return undefined;
}

async function found(key) {
  const value = key === 'known' ? key : '';
  return value;
}

async function main() {
  if (isReady()) console.log('yes');
  else console.log('no');
  console.log(!isReady() ? 'no' : 'yes');
  console.log(isReady() && left > 100 ? 'yes' : 'no');
  console.log(found('other') || 'fallback');
  let rounds = 0;
  while (hasMore()) if (++rounds === 5) break;
  console.log(`${rounds} rounds`);
}

main();
