// What an app answers: one request after the other, in this process.
import type { Server } from 'node:http';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** @param root folder with the app */
export async function answersOf(root: string, requests: readonly string[]): Promise<string[]> {
  const { createServer } = createRequire(path.join(root, 'app.js'))('./app.js') as { createServer: () => Server };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answers: string[] = [];
  for (const request of requests) {
    const response = await fetch(`http://127.0.0.1:${port}${request}`, { signal: AbortSignal.timeout(10_000) });
    const headers = [...response.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    // a message may name the folder
    answers.push([response.status, ...headers, body].join('\n'));
  }
  server.closeAllConnections();
  server.close();
  return answers;
}
