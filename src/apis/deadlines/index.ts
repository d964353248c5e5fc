// Which functions give a promise of something outside of the program, and how each is given a deadline.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';
import { childProcess, generated } from './child-process.ts';
import { mysql2, pg } from './databases.ts';
import { dns, dnsPromises } from './dns.ts';
import { events } from './events.ts';
import { fetching } from './fetch.ts';
import { filePromises, files } from './fs.ts';
import { streamPromises, streams } from './stream.ts';
import { timerPromises, timers } from './timers.ts';

/** Every module, in the order of the documentation. */
export const deadlineModules: readonly DeadlineModule[] = [fetching, childProcess, generated, files, filePromises, dns, dnsPromises, events, timers, timerPromises, streams, streamPromises, pg, mysql2];

const bySpecifier = new Map(deadlineModules.flatMap((module) => module.specifiers.map((specifier) => [specifier, module] as const)));

/** The function at a member path of a module, with or without `node:`. */
export function deadlineFunction(specifier: string, path: string): DeadlineFunction | undefined {
  const functions = bySpecifier.get(specifier.replace(/^node:/, ''))?.functions;
  const name = path.replace(/^default\./, '');
  return functions && Object.hasOwn(functions, name) ? functions[name] : undefined;
}
