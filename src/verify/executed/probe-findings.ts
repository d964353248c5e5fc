// What the probe saw after the migration and not before: promises used as values, rejections, things left open.
import type { FileId } from '../../core/source.ts';
import type { RuntimeFinding } from '../../core/verification.ts';
import type { Probe } from './test-run.ts';

/** Names of resources that come and go with the runner, whatever the program does. */
const RUNNERS_OWN = /^(?:Timeout|FSEvent|SignalWrap|MessagePort|Worker|BroadcastChannel)/;

/** `isOurs` tells files of the repository. */
export function probeFindings(before: Probe, after: Probe, isOurs: (file: FileId) => boolean): RuntimeFinding[] {
  const fileOf = (place: string | undefined): string => (place ?? '').replace(/:\d+$/, '');
  const knownLeaks = new Set(before.leaks.map(({ place, key }) => `${fileOf(place)} ${key}`));
  const leaks = new Map(after.leaks.filter(({ place, key }) => isOurs(fileOf(place)) && !knownLeaks.has(`${fileOf(place)} ${key}`)).map(({ place, key }) => [`${place} ${wordsFor(key)}`, { place, key }]));
  const known = new Set(before.rejections.map(({ message, place }) => `${fileOf(place)} ${message}`));
  const rejections = new Map(after.rejections.filter(({ message, place }) => !known.has(`${fileOf(place)} ${message}`)).map((one) => [`${one.place} ${one.message}`, one]));
  const open = after.open.filter((name) => !before.open.includes(name) && !RUNNERS_OWN.test(name));
  return [
    ...[...leaks.values()].map(({ place, key }): RuntimeFinding => ({ kind: 'promise-leak', message: `a promise is used as a value: ${wordsFor(key)}`, place })),
    ...[...rejections.values()].map(({ message, place }): RuntimeFinding => ({ kind: 'unhandled-rejection', message: `nobody handled: ${message}`, place })),
    ...open.map((name): RuntimeFinding => ({ kind: 'open-handle', message: `when a process ended, a ${name} was open that was not before`, place: undefined })),
  ];
}

function wordsFor(key: string): string {
  if (key === 'Symbol(Symbol.iterator)') return 'it is spread or looped over';
  if (key === 'Symbol(Symbol.toPrimitive)' || key === 'toString' || key === 'valueOf') return 'it becomes a text or a number';
  return key === 'toJSON' ? 'it becomes JSON' : `.${key} is read from it`;
}
