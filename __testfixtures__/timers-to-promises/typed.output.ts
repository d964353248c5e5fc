import { setTimeout as delay } from 'timers/promises';

async function sleep(ms: number): Promise<void> {
  await delay(Math.max(0, ms) + 1);
}

class Poller {
  private tries = 0;

  constructor(private readonly limit: number) {}

  async run(): Promise<number> {
    while (this.tries < this.limit) {
      this.tries++;
      await sleep(2);
    }
    const started: number = Date.now();
    while (Date.now() - started < 10) { await delay(Math.max(0, 10 - (Date.now() - started))); }
    await delay(10 + 1);
    return this.tries;
  }
}

async function main() {
console.log(await new Poller(3).run());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
