// Which parts of requestFetch (src/rewrite/runtime/request-fetch.ts) the calls of a file can reach: what no call names is not written into it.
import { BODILESS_METHODS } from '../../apis/http-requests.ts';
import type { HttpClient } from '../../core/http-client.ts';
import type { ToldOptions } from '../../facts/http/client-options.ts';

/** A call that is rewritten, with what it is told. */
export interface ToldCall {
  readonly client: HttpClient;
  readonly told: ToldOptions;
}

/** Options that have a part of their own name. */
const NAMED = ['headers', 'auth', 'body', 'json', 'form', 'qs', 'encoding', 'gzip', 'maxRedirects', 'followRedirect', 'followAllRedirects', 'simple'];

/**
 * The parts, undefined for all of them: where options are not seen, any may be there. Besides those of options there are
 * - `mixed`: not all calls give options as their only argument; `options`: some give options at all
 * - `method`: the options say it, in words that the file does not show; `unsafe`: one that is not redirected
 * - `redirects`: some request is redirected
 * - `sent`: something has a body; `made`: the request is more than an address, headers and `json: true`
 * - `environment`: its proxies count
 * - `whole`: the promise may be one of the response
 */
export function partsFor(calls: readonly ToldCall[]): ReadonlySet<string> | undefined {
  if (calls.some(({ told: { form } }) => form === 'unknown')) return undefined;
  const parts = new Set(calls.flatMap(({ told }) => NAMED.filter((name) => told.known.has(name))));
  const add = (part: string, isNeeded: boolean): void => void (isNeeded && parts.add(part));
  const isUnsafe = ({ told: { method } }: ToldCall): boolean => method === undefined || !BODILESS_METHODS.has(method);
  const isSafe = ({ told: { method } }: ToldCall): boolean => method === undefined || BODILESS_METHODS.has(method);
  // what gives a promise hands its options on as one argument
  const forms = new Set(calls.map(({ client, told: { form } }) => (client.promise ? 'options' : form)));
  add('mixed', forms.has('both') || forms.size > 1);
  add('options', parts.has('mixed') || forms.has('options'));
  add('method', calls.some(({ told: { method } }) => method === undefined));
  add('unsafe', calls.some(isUnsafe));
  add('redirects', parts.has('followAllRedirects') || calls.some(isSafe));
  add('sent', parts.has('body') || parts.has('form') || calls.some(({ told: { known } }) => known.has('json') && known.get('json')!.type !== 'BooleanLiteral'));
  add('made', ['sent', 'qs', 'auth', 'gzip'].some((part) => parts.has(part)));
  add('proxy', calls.some(({ told: { proxy } }) => proxy !== undefined));
  add('environment', calls.some(({ told: { proxy } }) => proxy !== 'off'));
  add('whole', calls.some(({ client, told: { known } }) => client.promise !== undefined && known.has(client.promise.whole)));
  return parts;
}
