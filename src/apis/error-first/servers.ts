// Methods of servers that take a callback: `close` an error-first one, `listen` one that gets nothing.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

/** Errors of `listen` are events: where there is one, the callback is never called, and the promise never settled. */
const listen: ErrorFirst = { takes: 0, to: '', form: 'resolve', values: 0, bare: true, handle: true, aside: true };
const close: ErrorFirst = { takes: 0, to: '', form: 'bound', values: 0, noError: 'undefined', handle: true };

const made = (name: string): Record<string, ErrorFirst> => ({ [`${name}().listen`]: listen, [`${name}().close`]: close });

const server = (module: string, makers: readonly string[]): ErrorFirstModule => ({ specifiers: [module, `node:${module}`], selves: ['default'], functions: Object.assign({}, ...makers.map(made)) as Record<string, ErrorFirst> });

/** Facts: https://nodejs.org/api/net.html#serverclosecallback, run on Node 20. */
export const servers: readonly ErrorFirstModule[] = [
  server('net', ['createServer', 'Server']), server('http', ['createServer', 'Server']), server('https', ['createServer', 'Server']),
  server('tls', ['createServer', 'Server']), server('http2', ['createServer', 'createSecureServer']),
];
