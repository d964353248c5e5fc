import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { Server } from 'net';

const ticks: NodeJS.Timeout = closing(setInterval(() => undefined, 1000), (opened) => clearInterval(opened), 'timers');
const server = createServer((_request, response) => { response.end('typed'); });
drained(server.listen(0, () => {
  const { port } = server.address() as AddressInfo;
  void fetch(`http://localhost:${port}`).then((response) => response.text()).then((text) => {
    console.log(text);
    clearInterval(ticks);
    server.close();
    server.closeAllConnections();
  });
}));

// Has something closed on SIGINT and SIGTERM: timers before the servers, all else after them.
function closing<T>(thing: T, close: (thing: T) => unknown, when: 'timers' | 'others' = 'others'): T {
  shutdown()[when].push(() => close(thing));
  return thing;
}

// What is closed on SIGINT and SIGTERM. Then, or when that takes too long, the process ends by what it received; a second one ends it at once.
function shutdown(): { timers: (() => unknown)[], servers: (() => unknown)[], others: (() => unknown)[] } {
  const key = Symbol.for('closed on SIGINT and SIGTERM');
  const everywhere: any = globalThis;
  if (everywhere[key]) return everywhere[key];
  const closed: ReturnType<typeof shutdown> = { timers: [], servers: [], others: [] };
  everywhere[key] = closed;
  const names: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
  const stop = async (name: NodeJS.Signals) => {
    for (const each of names) process.removeListener(each, stop);
    const end = () => process.kill(process.pid, name);
    process.once('exit', end);
    globalThis.setTimeout(end, 35000);
    for (const group of [closed.timers, closed.servers, closed.others]) {
      await Promise.allSettled(group.map(async (close) => close()));
    }
    end();
  };
  for (const name of names) process.on(name, stop);
  return closed;
}

// Has a server closed on SIGINT and SIGTERM: it accepts nothing more, and has 30 seconds for what it has begun.
function drained<T extends import('net').Server>(server: T): T {
  const sockets: Set<import('net').Socket> = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const close = (done: () => void) => {
    const leaving: any = server;
    leaving.prependListener('request', (_request: unknown, response: import('http').ServerResponse) => {
      response.setHeader('Connection', 'close');
    });
    const idle = globalThis.setInterval(() => {
      if (!leaving.closeIdleConnections) return;
      leaving.closeIdleConnections();
      // one that never said anything is not idle for Node
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, 500);
    const late = globalThis.setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, 30000);
    const end = () => {
      globalThis.clearInterval(idle);
      globalThis.clearTimeout(late);
      done();
    };
    Server.prototype.close.call(server, end);
  };
  shutdown().servers.push(() => new Promise<void>((resolve) => close(resolve)));
  return server;
}
