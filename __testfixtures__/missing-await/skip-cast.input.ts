// expect: nothing
type Task = Promise<number> & { cancel?: () => void };
async function start(): Promise<number> {
  return 1;
}
async function main(): Promise<void> {
  (start() as Task).cancel?.();
  console.log('started');
}
void main();
