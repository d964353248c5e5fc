// Which parts of requestFetch (src/rewrite/runtime/request-fetch.ts) the calls of a file can reach: what no call names is not written into it.
import type { HttpClient } from '../../core/http-client.ts';
import type { ToldOptions } from '../../facts/http/client-options.ts';

/** A call that is rewritten, with what it is told. */
export interface ToldCall {
  readonly client: HttpClient;
  readonly told: ToldOptions;
  /** Names of what is read of the response; undefined where that may be anything. */
  readonly reads?: ReadonlySet<string>;
}

/** Options that have a part of their own name. */
const NAMED = ['headers', 'auth', 'body', 'json', 'form', 'qs', 'encoding', 'gzip', 'maxRedirects', 'followRedirect', 'followAllRedirects', 'simple'];

/** As request tells them apart. */
const NOT_REDIRECTED = /^(PATCH|PUT|POST|DELETE)$/;

/**
 * The parts, undefined for all of them: where options are not seen, any may be there. Besides those of options there are
 * - `mixed`: not all calls give options as their only argument; `options`: some give options at all
 * - `method`: the options say it, in words that the file does not show; `cased`: in small letters, perhaps; `unsafe`: it is one that is not redirected
 * - `redirects`: some request is redirected
 * - `sent`: something has a body; `made`: the request is more than an address, headers and `json: true`
 * - `environment`: its proxies count
 * - `heard`, `message`: somebody reads the headers of the response, or the words beside its status
 * - `whole`: the promise may be one of the response
 */
export function partsFor(calls: readonly ToldCall[]): ReadonlySet<string> | undefined {
  if (calls.some(({ told: { form } }) => form === 'unknown')) return undefined;
  const parts = new Set(calls.flatMap(({ told }) => NAMED.filter((name) => told.known.has(name))));
  const add = (part: string, isNeeded: boolean): void => void (isNeeded && parts.add(part));
  const isUnsafe = ({ told: { method } }: ToldCall): boolean => method === undefined || NOT_REDIRECTED.test(method);
  const isSafe = ({ told: { method } }: ToldCall): boolean => method === undefined || !NOT_REDIRECTED.test(method);
  // what gives a promise hands its options on as one argument
  const forms = new Set(calls.map(({ client, told: { form } }) => (client.promise ? 'options' : form)));
  add('mixed', forms.has('both') || forms.size > 1);
  add('options', parts.has('mixed') || forms.has('options'));
  add('method', calls.some(({ told: { method } }) => method === undefined));
  add('cased', calls.some(({ told: { method } }) => method === undefined || /[a-z]/.test(method)));
  add('unsafe', calls.some(isUnsafe));
  add('redirects', parts.has('followAllRedirects') || calls.some(isSafe));
  add('sent', parts.has('body') || parts.has('form') || calls.some(({ told: { known } }) => known.has('json') && known.get('json')!.type !== 'BooleanLiteral'));
  add('made', ['sent', 'qs', 'auth', 'gzip'].some((part) => parts.has(part)));
  add('proxy', calls.some(({ told: { proxy } }) => proxy !== undefined));
  add('environment', calls.some(({ told: { proxy } }) => proxy !== 'off'));
  const isRead = (member: string): boolean => calls.some(({ reads }) => reads?.has(member) !== false);
  add('heard', isRead('headers'));
  add('message', isRead('statusMessage'));
  add('whole', calls.some(({ client, told: { known } }) => client.promise !== undefined && known.has(client.promise.whole)));
  return parts;
}
