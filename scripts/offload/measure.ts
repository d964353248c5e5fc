// One server in a process of its own, under load from this one: how long its routes take, and how long its event loop is held.
/// <reference path="./autocannon.d.ts" />
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly perSecond: number;
}

/** Requests that are sent all the time. */
export interface Load {
  readonly path: string;
  readonly connections: number;
  readonly method?: 'POST';
  readonly body?: string;
}

export interface Measured {
  /** Of each load, in order. */
  readonly loads: readonly Latency[];
  readonly loopMaxMs: number;
  readonly loopP99Ms: number;
  readonly failed: number;
}

const SERVER = fileURLToPath(new URL('watched-server.cjs', import.meta.url));
const WARM_UP_S = 2;

/** @param root folder with the app */
export async function measured(root: string, seconds: number, loads: readonly Load[]): Promise<Measured> {
  const server = spawn(process.execPath, [SERVER, path.join(root, 'app.js')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const url = `http://127.0.0.1:${port}`;
    const load = (duration: number) => Promise.all(loads.map(({ path: route, ...load }) => autocannon({ url: url + route, duration, timeout: 60, ...load })));
    await load(WARM_UP_S);
    await asked(server, 'reset');
    const results = await load(seconds);
    const { max, p99 } = await asked(server, 'loop');
    return { loads: results.map(latencyOf), loopMaxMs: max, loopP99Ms: p99, failed: results.reduce((sum, { errors, timeouts, non2xx }) => sum + errors + timeouts + non2xx, 0) };
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  }
}

async function asked(server: ChildProcess, what: string): Promise<{ max: number; p99: number }> {
  server.send(what);
  const [answer] = (await once(server, 'message')) as [{ max: number; p99: number }];
  return answer;
}

const latencyOf = ({ latency, requests }: autocannon.Result): Latency => ({ p50: latency.p50, p99: latency.p99, max: latency.max, perSecond: requests.average });
