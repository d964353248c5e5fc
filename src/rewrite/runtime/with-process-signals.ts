// A signal for the entry of a program: aborted by SIGINT and SIGTERM, which end the process as they did when all has stopped.
import { defineRuntime } from './template.ts';

/** What takes no signal is given five seconds; a second SIGINT or SIGTERM ends the process at once, as nobody listens any more. */
export const withProcessSignals = defineRuntime(
  'withProcessSignals',
  `
// Runs a program with a signal that aborts on SIGINT and SIGTERM. When it has stopped, or after five seconds, the process ends by what it received.
async function «withProcessSignals»‹<T>›(run‹: (signal: AbortSignal) => Promise<T>›)‹: Promise<T>› {
  const names‹: NodeJS.Signals[]› = ['SIGINT', 'SIGTERM'];
  const controller = new AbortController();
  let received‹: NodeJS.Signals | undefined›;
  const leave = () => {
    for (const name of names) process.removeListener(name, stop);
  };
  const end = () => {
    if (received) process.kill(process.pid, received);
  };
  const stop = (name‹: NodeJS.Signals›) => {
    received = name;
    leave();
    process.once('exit', end);
    globalThis.setTimeout(end, 5000).unref();
    controller.abort();
  };
  «setMaxListeners»(0, controller.signal);
  for (const name of names) process.on(name, stop);
  try {
    return await run(controller.signal);
  } finally {
    leave();
    end();
  }
}`,
  { requires: [{ module: 'events', member: 'setMaxListeners' }] },
);
