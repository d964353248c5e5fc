// expect: promise-in-doubt
async function save() {
  await null;
}
async function main() {
  if (save()) console.log('saved');
  console.log(save().ok);
}
main();
