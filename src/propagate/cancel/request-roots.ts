// Request handlers as roots: their signal aborts when the client goes away.
import { responseAt } from '../../apis/request-handlers.ts';
import type { Fn, Linked } from '../../resolve/linker.ts';
import { isAssigned } from '../../facts/name-uses.ts';
import type { CancelFiles } from './files.ts';
import type { Stays, Takers } from './takers.ts';

/** Functions that get a request and its response from a server, by what they are handed to alone. */
export const requestHandlers = (linked: Linked): Fn[] => linked.fns.filter((fn) => fn.escapes.some(({ to }) => responseAt(to) !== undefined));

/** The name of a handler's response, or why it can have no signal of its own. */
export function responseOf(fn: Fn, linked: Linked, files: CancelFiles, takers: Takers): { readonly response: string } | Stays {
  const name = fn.fact.name || 'a handler';
  const stays = (to: string): Stays => ({ code: 'cancel-kind', to: `${name}: ${to}` });
  const node = files.nodeOf(fn);
  const limited = takers.refusedAt(fn.file, fn.fact.span);
  if (limited) return limited;
  if (!node || !fn.fact.isAsync || fn.fact.isGenerator) return stays('it is not async');
  if (node['body'].type !== 'BlockStatement' || node['body'].directives.length > 0) return stays('its body is no block without directives');
  if (linked.callers[fn.id]!.length > 0 || linked.hostUses[fn.id]!.length > 0 || fn.escapes.some(({ to, reason }) => responseAt(to) === undefined && reason !== 'directive')) return stays('others than the server call it, too');
  // four parameters handle errors
  const params = node['params'] as { type: string; name: string }[];
  const response = params[1];
  if (params.length < 2 || params.length > 3 || response?.type !== 'Identifier') return stays('its response has no name');
  const uses = files.read(fn.file).sites.names.bindings.get(response as never)?.uses ?? [];
  return uses.some(isAssigned) ? stays('its response is given another value') : { response: response.name };
}
