// What was measured of a server before and after, as the lines that benches print.
import type { Load, Measured } from './measure.ts';

/** @param loads what was asked for, the route that is watched first */
export function printMeasured(old: Measured, now: Measured, loads: readonly Load[]): void {
  const routes = loads.map(({ path }) => path.replace(/\?.*/, ''));
  const line = (name: string, of: (one: Measured) => number, unit: string): void => console.log(`${name.padEnd(28)}${of(old).toFixed(1).padStart(10)} -> ${of(now).toFixed(1).padStart(8)} ${unit}   ${ratio(of(old), of(now))}`);
  line(`${routes[0]} p50`, (one) => one.loads[0]!.p50, 'ms');
  line(`${routes[0]} p99`, (one) => one.loads[0]!.p99, 'ms');
  line(`${routes[0]} slowest`, (one) => one.loads[0]!.max, 'ms');
  line('event loop held, longest', (one) => one.loopMaxMs, 'ms');
  line('event loop held, p99', (one) => one.loopP99Ms, 'ms');
  routes.forEach((route, index) => console.log(`${`${route} answers a second`.padEnd(28)}${old.loads[index]!.perSecond.toFixed(1).padStart(10)} -> ${now.loads[index]!.perSecond.toFixed(1).padStart(8)}`));
  console.log(`failed or not answered      ${String(old.failed).padStart(10)} -> ${String(now.failed).padStart(8)}`);
}

const ratio = (old: number, now: number): string => (now > 0 ? `${(old / now).toFixed(1)}x` : '');
