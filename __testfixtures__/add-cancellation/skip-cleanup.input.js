// cancel: main
// expect: cancel-cleanup, cancel-held
const { mkdtemp, open, readFile, rm, writeFile } = require('fs/promises');

async function logged(text) {
  await writeFile('log.txt', text);
}

async function main() {
  const folder = await mkdtemp('work-');
  await writeFile(`${folder}/x`, 'x');
  await rm(folder, { recursive: true });
  const file = await open('a.txt');
  console.log((await readFile('b.txt')).length);
  await file.close();
  try {
    JSON.parse('{');
  } catch (error) {
    await logged(error.name);
  } finally {
    console.log(String(await readFile('log.txt')));
    for (const each of [1]) await null;
  }
}

main();
