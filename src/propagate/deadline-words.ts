// What is said of deadlines: durations, names of constants, and notes about what a deadline does not do.
import type { Node } from '../syntax/node.ts';

const UNITS = [['h', 3_600_000], ['m', 60_000], ['s', 1000]] as const;

/** `10 s`, `1.5 m`, `500 ms` */
export function durationText(ms: number): string {
  const unit = UNITS.find(([, size]) => ms >= size && (ms * 10) % size === 0);
  return unit ? `${ms / unit[1]} ${unit[0]}` : `${ms} ms`;
}

/** `HTTP_TIMEOUT_MS`; of `function:db.loadUser` `DB_LOAD_USER_TIMEOUT_MS`. */
export const constantName = (key: string): string => `${key.replace(/^function:/, '').replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/\W+/g, '_').toUpperCase()}_TIMEOUT_MS`;

export const swallowNote = (name: string): string => `this handler hides that ${name} timed out: what follows goes on as if it had not failed`;

/** A command that the shell may start further processes for; undefined for a single program. */
export function shellNote(name: string, command: Node): string | undefined {
  if (command.type === 'StringLiteral' && !/[|&;<>()$`\n]/.test(command['value'])) return undefined;
  return `${name} runs a shell: the deadline kills the shell, and what that started may live on; execFile starts the program itself`;
}
