// Servers on loopback that programs of the tests talk to: each says what it was asked, and fails or hangs up where it is told to.
import { createServer, type Socket } from 'node:net';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What a server does to one request. */
export type Fate = 'answered' | 'refused' | 'cut';

export interface DatabaseServer {
  /** Environment that leads a program to it. */
  readonly env: Readonly<Record<string, string>>;
  /** What it was asked, in order. */
  readonly log: readonly string[];
  readonly close: () => Promise<void>;
}

interface MysqlConnection {
  serverHandshake(options: object): void;
  on(event: string, listener: (...args: any[]) => void): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(row: readonly unknown[]): void;
  writeEof(): void;
  writeOk(result?: object): void;
  writeError(error: object): void;
  _resetSequenceId(): void;
  readonly stream: Socket;
}

const COLUMN = { catalog: 'def', schema: 'test', table: 't', orgTable: 't', name: 'id', orgName: 'id', characterSet: 33, columnLength: 11, columnType: 253, flags: 0, decimals: 0 };

/** The server of mysql2. A SELECT gives two rows. */
export async function mysqlServer(fateOf: (request: string) => Fate): Promise<DatabaseServer> {
  const server = (require('mysql2') as { createServer(): any }).createServer();
  const log: string[] = [];
  const sockets = new Set<Socket>();
  let next = 1;
  server.on('connection', (connection: MysqlConnection) => {
    sockets.add(connection.stream);
    connection.on('error', () => {});
    connection.serverHandshake({ protocolVersion: 10, serverVersion: '5.6.10', connectionId: next++, statusFlags: 2, characterSet: 8, capabilityFlags: 0xffffff & ~0x800 });
    connection.on('query', (sql: string) => {
      log.push(sql);
      // it counts packets from the first one of a command on
      setImmediate(() => connection._resetSequenceId());
      const fate = fateOf(sql);
      if (fate === 'cut') return connection.stream.destroy();
      if (fate === 'refused') return connection.writeError({ code: 1062, message: `refused: ${sql}` });
      if (!/^SELECT/i.test(sql)) return connection.writeOk({ affectedRows: 1, insertId: 7 });
      connection.writeColumns([COLUMN]);
      for (const row of ['1', '2']) connection.writeTextRow([row]);
      return connection.writeEof();
    });
    connection.on('ping', () => connection.writeOk());
    connection.on('quit', () => { log.push('(quit)'); connection.stream.end(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    env: { MYSQL_PORT: String(server._server.address().port) },
    log,
    close: async () => { for (const socket of sockets) socket.destroy(); await new Promise((resolve) => { server.close(resolve); }); },
  };
}

/** A server of the Redis protocol (https://redis.io/docs/latest/develop/reference/protocol-spec/) with strings in it. */
export async function redisServer(fateOf: (request: string) => Fate): Promise<DatabaseServer> {
  const log: string[] = [];
  const values = new Map<string, string>();
  const sockets = new Set<Socket>();
  const answer = ([name = '', key = '', value = '']: readonly string[]): string => {
    switch (name.toLowerCase()) {
      case 'get': { const found = values.get(key); return found === undefined ? '$-1\r\n' : `$${Buffer.byteLength(found)}\r\n${found}\r\n`; }
      case 'set': case 'hmset': values.set(key, value); return '+OK\r\n';
      case 'incr': { const count = Number(values.get(key) ?? 0) + 1; values.set(key, String(count)); return `:${count}\r\n`; }
      case 'info': return '$17\r\nredis_version:3.0\r\n';
      default: return '+OK\r\n';
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let left = '';
    let queue: string[] | undefined;
    socket.on('data', (chunk) => {
      left += chunk.toString();
      for (let match; (match = /^\*(\d+)\r\n((?:\$\d+\r\n[^\r]*\r\n)*)/.exec(left)); ) {
        const words = [...match[2]!.matchAll(/\$\d+\r\n([^\r]*)\r\n/g)].map(([, word]) => word!);
        if (words.length < Number(match[1])) return;
        left = left.slice(match[0].length);
        const request = words.join(' ');
        if (!/^info$/i.test(request)) log.push(request);
        const fate = fateOf(request);
        if (fate === 'cut') return socket.destroy();
        const name = words[0]!.toLowerCase();
        if (fate === 'refused') { socket.write(`-ERR refused: ${request}\r\n`); continue; }
        if (name === 'multi') { queue = []; socket.write('+OK\r\n'); }
        else if (name === 'exec') { socket.write(`*${queue!.length}\r\n${queue!.join('')}`); queue = undefined; }
        else if (queue) { queue.push(answer(words)); socket.write('+QUEUED\r\n'); }
        else socket.write(answer(words));
        if (name === 'quit') socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    env: { REDIS_PORT: String((server.address() as { port: number }).port) },
    log,
    close: async () => { for (const socket of sockets) socket.destroy(); await new Promise((resolve) => { server.close(resolve); }); },
  };
}

/** A server of mail that keeps none (https://www.rfc-editor.org/rfc/rfc5321). */
export async function smtpServer(fateOf: (request: string) => Fate): Promise<DatabaseServer> {
  const log: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let isText = false;
    let left = '';
    socket.write('220 example.org ESMTP\r\n');
    socket.on('data', (chunk) => {
      left += chunk.toString();
      for (let end; (end = left.indexOf('\r\n')) >= 0; ) {
        const line = left.slice(0, end);
        left = left.slice(end + 2);
        if (!isText) log.push(line.replace(/^(EHLO|HELO) .*/, '$1'));
        if (isText && line !== '.') continue;
        const fate = isText ? 'answered' : fateOf(line);
        if (fate === 'cut') return socket.destroy();
        if (fate === 'refused') socket.write('550 refused\r\n');
        else if (line === 'DATA') { isText = true; socket.write('354 go on\r\n'); }
        else { isText = false; socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n'); }
        if (line === 'QUIT') socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    env: { SMTP_PORT: String((server.address() as { port: number }).port) },
    log,
    close: async () => { for (const socket of sockets) socket.destroy(); await new Promise((resolve) => { server.close(resolve); }); },
  };
}
