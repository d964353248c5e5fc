// Request handlers as roots: their signal aborts when the client goes away.
import { registering } from '../../apis/handlers/index.ts';
import { rolesOf } from '../../resolve/handler-calls.ts';
import type { Fn, HostUse, Linked } from '../../resolve/linked.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import type { CancelFiles } from './files.ts';
import type { Stays, Takers } from './takers.ts';

/** Where a handler finds the response of Node: the parameter of this index, or a member of it. */
interface ResponsePlace {
  readonly index: number;
  readonly member: string;
}

/** By the roles of parameters; a handler has it by the first of these. Of Fastify: https://fastify.dev/docs/latest/Reference/Reply/#raw, of Koa: https://koajs.com/#ctx-res */
const MEMBERS: Readonly<Record<string, string>> = { response: '', reply: '.raw', context: '.res' };

/** Where the framework hands the function the response; handlers of errors begin with one. */
function responsePlace(fn: Fn, { host, name }: HostUse): ResponsePlace | undefined {
  const kind = host === 'handler' ? registering(name)?.kind : undefined;
  const roles: readonly string[] = kind ? rolesOf(kind, fn.fact.params.length) : [];
  const index = roles.findIndex((role) => Object.hasOwn(MEMBERS, role));
  return index < 0 || roles[0] === 'error' ? undefined : { index, member: MEMBERS[roles[index]!]! };
}

/** Of a handler that only a directive names, by what its parameters are called everywhere. */
function namedPlace([first = '', second = '']: readonly string[]): ResponsePlace | undefined {
  if (/^_?res(?:ponse)?$/.test(second)) return { index: 1, member: MEMBERS['response']! };
  if (/^_?reply$/.test(second)) return { index: 1, member: MEMBERS['reply']! };
  return /^(?:ctx|context)$/.test(first) ? { index: 0, member: MEMBERS['context']! } : undefined;
}

/** Functions that are registered as handlers of requests. */
export const requestHandlers = (linked: Linked): Fn[] => linked.fns.filter((fn) => linked.hostUses[fn.id]!.some((use) => responsePlace(fn, use) !== undefined));

/** The expression for a handler's response, or why it can have no signal of its own. */
export function responseOf(fn: Fn, linked: Linked, files: CancelFiles, takers: Takers): { readonly response: string } | Stays {
  const name = fn.fact.name || 'a handler';
  const stays = (to: string): Stays => ({ code: 'cancel-kind', to: `${name}: ${to}` });
  const node = files.nodeOf(fn);
  const places = linked.hostUses[fn.id]!.map((use) => responsePlace(fn, use));
  const limited = takers.refusedAt(fn.file, fn.fact.span);
  if (limited) return limited;
  if (!node || !fn.fact.isAsync || fn.fact.isGenerator) return stays('it is not async');
  if (node['body'].type !== 'BlockStatement' || node['body'].directives.length > 0) return stays('its body is no block without directives');
  if (linked.callers[fn.id]!.length > 0 || places.some((place) => place === undefined || place.index !== places[0]!.index || place.member !== places[0]!.member) || fn.escapes.some(({ reason }) => reason !== 'directive')) return stays('others than the server call it, too');
  const params = node['params'] as { type: string; name: string }[];
  const place = places[0] ?? namedPlace(params.map((each) => each.name ?? ''));
  if (!place) return stays('it is not known what it is called with');
  const response = params[place.index];
  // one more is what goes on to the next handler; an Express handler with four is one of errors
  if (params.length > place.index + 2 || response?.type !== 'Identifier') return stays('its response has no name');
  const uses = files.read(fn.file).sites.names.bindings.get(response as never)?.uses ?? [];
  return uses.some(isAssigned) ? stays('its response is given another value') : { response: `${response.name}${place.member}` };
}
