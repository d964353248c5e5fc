// A signal for a request handler: aborted when the client goes away, and what a handler does with what that ends.
import { defineRuntime } from './template.ts';

/** 'close' comes once, after the response as well as in the place of it; nothing has to be taken away. */
export const disconnectSignal = defineRuntime(
  'disconnectSignal',
  `
// A signal that aborts when the client is gone before it has its whole response.
function «disconnectSignal»(response‹: { destroyed: boolean, writableFinished: boolean, once(event: 'close', listener: () => void): unknown }›)‹: AbortSignal› {
  const controller = new AbortController();
  const check = () => {
    if (!response.writableFinished) controller.abort();
  };
  «setMaxListeners»(0, controller.signal);
  if (response.destroyed) check();
  else response.once('close', check);
  return controller.signal;
}`,
  { requires: [{ module: 'events', member: 'setMaxListeners' }] },
);

/** Nobody is there any more who could be told. */
export const throwUnlessAborted = defineRuntime(
  'throwUnlessAborted',
  `
// Lets go of an error by which something ended because its signal aborted; throws every other one.
function «throwUnlessAborted»(error‹: any›, signal‹: AbortSignal›)‹: void› {
  const isAbort = signal.aborted && error && (error === signal.reason || error.cause === signal.reason || error.name === 'AbortError');
  if (!isAbort) throw error;
}`,
);
