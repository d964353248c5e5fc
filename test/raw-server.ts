// A server on loopback that answers byte for byte what a test says, and notes what it was asked.
import net from 'node:net';

export interface Asked {
  readonly line: string;
  /** In the order and the case in which they came. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface RawServer {
  readonly port: number;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** What a test does with a connection on which a request came in. */
export type Answer = (socket: net.Socket, asked: Asked) => void;

/** Reads whole requests: with a length, in chunks, or without a body. */
export async function rawServer(answer: Answer): Promise<RawServer> {
  const asked: Asked[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let read = requestIn(bytes); read; read = requestIn(bytes)) {
        bytes = bytes.subarray(read.length);
        asked.push(read.asked);
        answer(socket, read.asked);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    asked,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

function requestIn(bytes: Buffer): { readonly asked: Asked; readonly length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...rows] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = rows.map((row) => [row.slice(0, row.indexOf(':')), row.slice(row.indexOf(':') + 1).trim()] as const);
  const given = (name: string): string | undefined => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const from = end + 4;
  if (given('transfer-encoding') === 'chunked') {
    const last = bytes.indexOf('0\r\n\r\n', from);
    if (last < 0) return undefined;
    return { asked: { line, headers, body: unchunked(bytes.subarray(from, last)) }, length: last + 5 };
  }
  const length = Number(given('content-length') ?? 0);
  if (bytes.length < from + length) return undefined;
  return { asked: { line, headers, body: bytes.subarray(from, from + length).toString() }, length: from + length };
}

function unchunked(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString(), 16);
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts).toString();
}
