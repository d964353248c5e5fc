// The frameworks that handlers are registered with, and the look-up over them.
import type { HandlerKind, HandlerModule, Registration } from '../../core/handlers.ts';
import { commander } from './commander.ts';
import { connect } from './connect.ts';
import { cron, nodeCron } from './cron.ts';
import { express } from './express.ts';
import { fastify, fastifyPlugin } from './fastify.ts';
import { hapi } from './hapi.ts';
import { http } from './http.ts';
import { koa } from './koa.ts';
import { yargs } from './yargs.ts';

export const handlerModules: readonly HandlerModule[] = [commander, connect, cron, express, fastify, fastifyPlugin, hapi, http, koa, nodeCron, yargs];

/** A function or method that registers handlers, or gives what does. */
export interface Registering {
  readonly framework: HandlerModule;
  /** The package or module. */
  readonly module: string;
  readonly registration: Registration;
  readonly kind: HandlerKind | undefined;
  /** Path of the framework's object `app`. */
  readonly instance: string;
  /** Path of the object that it gives. */
  readonly gives: string | undefined;
}

/** Path under which value flow knows an object of a framework. It has a call in it: what is in such an object was made at run time. */
const pathOf = (module: string, object: string): string => (object === '' ? module : object.startsWith('.') ? module + object : `${module}/${object}()`);

const byPath = new Map<string, Registering>(handlerModules.flatMap((framework) => framework.specifiers.flatMap((module) =>
  Object.entries(framework.objects).flatMap(([object, members]) => Object.entries(members).map(([member, registration]): [string, Registering] => [
    member === '' ? pathOf(module, object) : `${pathOf(module, object)}.${member}`,
    { framework, module, registration, instance: pathOf(module, 'app'), kind: registration.handlers && framework.kinds[registration.handlers.kind], gives: registration.gives && pathOf(module, registration.gives) },
  ])))));

/** What is known of the function at `path`, undefined when nothing is. With `path#kind`, of its handlers of that kind. */
export function registering(path: string): Registering | undefined {
  const [name, kind] = path.split('#') as [string, string?];
  const known = byPath.get(name);
  return known && kind !== undefined ? { ...known, kind: known.framework.kinds[kind] } : known;
}

const NAMES = handlerModules.flatMap(({ specifiers }) => specifiers);
const LOADS = new RegExp(`['"\`](?:${NAMES.filter((name) => !/https?$/.test(name)).join('|')})['"\`]|\\bcreateServer\\b`);

/** Whether a text may register handlers. */
export const mayRegister = (text: string): boolean => LOADS.test(text);
