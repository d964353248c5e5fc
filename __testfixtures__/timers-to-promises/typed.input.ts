import { execSync } from 'child_process';

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

class Poller {
  private tries = 0;

  constructor(private readonly limit: number) {}

  run(): number {
    while (this.tries < this.limit) {
      this.tries++;
      sleep(2);
    }
    const started: number = Date.now();
    while (Date.now() - started < 10) {}
    execSync('sleep 0.01');
    return this.tries;
  }
}

console.log(new Poller(3).run());
