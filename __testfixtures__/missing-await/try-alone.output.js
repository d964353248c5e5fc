// prints: no: full
let room = 0;
async function save(entry) {
  await null;
  if (room === 0) throw new Error('full');
  return entry;
}

async function store(entry) {
  try {
    await save(entry);
  } catch (error) {
    return `no: ${error.message}`;
  }
  return 'stored';
}

process.on('unhandledRejection', () => {});
store('x').then((answer) => console.log(answer));
