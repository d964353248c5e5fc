// Request handlers as roots: their signal aborts when the client goes away.
import { registering } from '../../apis/handlers/index.ts';
import { rolesOf } from '../../resolve/handler-calls.ts';
import type { Fn, HostUse, Linked } from '../../resolve/linked.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import type { CancelFiles } from './files.ts';
import type { Stays, Takers } from './takers.ts';

/** The framework hands the function a request and its response, in this order. */
function takesResponse(fn: Fn, { host, name }: HostUse): boolean {
  const kind = host === 'handler' ? registering(name)?.kind : undefined;
  const [first, second] = kind ? rolesOf(kind, fn.fact.params.length) : [];
  return first === 'request' && second === 'response';
}

/** Functions that are registered as handlers of requests. */
export const requestHandlers = (linked: Linked): Fn[] => linked.fns.filter((fn) => linked.hostUses[fn.id]!.some((use) => takesResponse(fn, use)));

/** The name of a handler's response, or why it can have no signal of its own. */
export function responseOf(fn: Fn, linked: Linked, files: CancelFiles, takers: Takers): { readonly response: string } | Stays {
  const name = fn.fact.name || 'a handler';
  const stays = (to: string): Stays => ({ code: 'cancel-kind', to: `${name}: ${to}` });
  const node = files.nodeOf(fn);
  const limited = takers.refusedAt(fn.file, fn.fact.span);
  if (limited) return limited;
  if (!node || !fn.fact.isAsync || fn.fact.isGenerator) return stays('it is not async');
  if (node['body'].type !== 'BlockStatement' || node['body'].directives.length > 0) return stays('its body is no block without directives');
  if (linked.callers[fn.id]!.length > 0 || linked.hostUses[fn.id]!.some((use) => !takesResponse(fn, use)) || fn.escapes.some(({ reason }) => reason !== 'directive')) return stays('others than the server call it, too');
  // four parameters handle errors
  const params = node['params'] as { type: string; name: string }[];
  const response = params[1];
  if (params.length < 2 || params.length > 3 || response?.type !== 'Identifier') return stays('its response has no name');
  const uses = files.read(fn.file).sites.names.bindings.get(response as never)?.uses ?? [];
  return uses.some(isAssigned) ? stays('its response is given another value') : { response: response.name };
}
