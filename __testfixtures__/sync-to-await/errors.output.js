const fs = require('fs');

async function inner(name) {
  return await fs.promises.readFile(name, 'utf8');
}
async function caught(name) {
  try {
    return await inner(name);
  } catch (error) {
    return error.code;
  } finally {
    console.log('finally');
  }
}
const rethrown = async (name) => {
  try {
    return await inner(name);
  } finally {
    console.log('released');
  }
};

async function main() {
console.log(await caught('none.txt'), await caught('a.txt'));
try {
  await rethrown('none.txt');
} catch ({ message }) {
  console.log(message);
}
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
