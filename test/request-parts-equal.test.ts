// requestFetch with the parts that calls can reach, and with all of them: the same requests and the same results, for options of any kind and servers of any kind.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Style } from '../src/core/style.ts';
import { request } from '../src/apis/http-clients/request.ts';
import { partsFor, type ToldCall } from '../src/rewrite/fetch/request-parts.ts';
import { runtimeFunction } from '../src/rewrite/runtime/index.ts';

const style: Style = { eol: '\n', indent: '  ', quote: "'", semicolons: true };
const NAMES = ['requestFetch', 'requestParts', 'queryText', 'requestUrl', 'refuseProxy', 'requestAnswer', 'socketError'];
const refs = Object.fromEntries(NAMES.map((name) => [name, name]));

type World = Readonly<{ globalThis: object; process: object }>;
type Send = (...args: unknown[]) => Promise<Record<string, unknown>>;

const written = (parts: ReadonlySet<string> | undefined): ((world: World) => Send) => {
  const make = new Function('globalThis', 'process', `${NAMES.map((name) => runtimeFunction(name).source({ lang: 'js', style, name, refs, parts })).join('\n')}\nreturn requestFetch;`);
  return (world) => make(world.globalThis, world.process) as Send;
};

interface Served {
  readonly status: number;
  readonly body: string;
  readonly headers: [string, string][];
}

/** Answers in turn; 'fail' is a socket that closes. */
const served: fc.Arbitrary<readonly (Served | 'fail')[]> = fc.array(fc.oneof(
  fc.constant('fail' as const),
  fc.record({ status: fc.constantFrom(200, 404), body: fc.constantFrom('', '{"a":1}', '\ufeffx', 'oops'), headers: fc.constant<[string, string][]>([['x', '1'], ['set-cookie', 'a=1']]) }),
  fc.record({ status: fc.constantFrom(301, 302, 307, 308), body: fc.constant('moved'), headers: fc.constantFrom('/b', 'http://other:1/c', 'ftp://x/', 'http://u:p@d/').map((to): [string, string][] => [['location', to]]) }),
), { minLength: 1, maxLength: 3 });

const OPTIONS = {
  qs: fc.constantFrom({ a: [1] }, {}, { b: null }),
  auth: fc.constantFrom({ user: 'a', pass: 'b' }, { bearer: 'x' }, { username: 'q' }, {}),
  encoding: fc.constantFrom(null, 'utf8', 'latin1', undefined),
  gzip: fc.boolean(),
  headers: fc.constantFrom({ 'Content-Type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded', 'Content-Length': '3' }, { Authorization: 'Z', accept: 'q' }),
  followRedirect: fc.boolean(),
  followAllRedirects: fc.boolean(),
  maxRedirects: fc.constantFrom(1, 0, undefined),
  proxy: fc.constantFrom(null, undefined),
};

interface Given {
  readonly method: string | undefined;
  readonly computed: string | undefined;
  readonly options: Record<string, unknown>;
  readonly address: string;
  readonly form: 'text' | 'options' | 'both';
  readonly reads: readonly string[];
}

const given: fc.Arbitrary<Given> = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'post', 'patch', 'Get', undefined).chain((method) => fc.record({
  method: fc.constant(method),
  computed: fc.constantFrom('GET', 'post', 'DELETE', undefined, 'head'),
  // what has no body by its method has none
  options: method === undefined || /^(get|head)$/i.test(method)
    ? fc.record({ ...OPTIONS, json: fc.constant(true) }, { requiredKeys: [] })
    : fc.record({ ...OPTIONS, json: fc.constantFrom<unknown>(true, { a: 1 }, 'x'), body: fc.constantFrom('text', 'a=1!'), form: fc.constantFrom<unknown>({ a: "it's" }, "a=b'") }, { requiredKeys: [] }),
  address: fc.constantFrom('http://a.b/x', 'http://me:pw@a.b/x?q=1', 'https://a.b/', 'nope', '', 'ftp://z/'),
  form: fc.constantFrom('text', 'options', 'both'),
  reads: fc.subarray(['headers', 'statusMessage']),
}));

/** The call, as the text of a file shows it. */
function toldOf({ method, options, form, reads }: Given): ToldCall {
  const known = form === 'text' ? [] : Object.entries(options).filter(([name]) => name !== 'proxy').map(([name, value]) => [name, { type: typeof value === 'boolean' ? 'BooleanLiteral' : 'Identifier', start: 0, end: 0 }] as const);
  const proxy = form === 'text' || !('proxy' in options) ? undefined : options['proxy'] === null ? 'off' : 'maybe';
  return { client: request, told: { method: form === 'text' ? (method ?? 'GET') : method, known: new Map(known) as unknown as ToldCall['told']['known'], form, proxy }, reads: new Set(reads) };
}

function argumentsOf({ method, computed, options, address, form }: Given): unknown[] {
  const told = method === undefined ? { ...options, method: computed } : options;
  return form === 'text' ? [method ?? 'GET', address] : form === 'both' ? [method, address, told] : [method, { ...told, uri: address }];
}

/** What went out, and what came of it. */
async function outcome(make: (world: World) => Send, call: Given, answers: readonly (Served | 'fail')[], env: object): Promise<unknown> {
  const sent: unknown[] = [];
  const fetch = async (url: URL, init: { method: string; headers: Headers; redirect: string; body?: Buffer | null }): Promise<Response> => {
    const answer = answers[sent.length % answers.length]!;
    sent.push([url.href, init.method, [...init.headers].sort(), init.redirect, init.body?.toString() ?? null]);
    if (answer === 'fail') throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('closed'), { code: 'UND_ERR_SOCKET' }) });
    return new Response(answer.body, { status: answer.status, statusText: 'Words', headers: answer.headers });
  };
  const send = make({ globalThis: { URL, Headers, fetch }, process: { env } });
  const result = await send(...argumentsOf(call)).then(
    (response) => ['statusCode', 'body', ...call.reads].map((member) => response[member]),
    ({ name, message, code }: Error & { code?: string }) => ({ name, message, code }),
  );
  return { result, sent };
}

test('what is left out is never reached', async () => {
  const whole = written(undefined);
  const sizes = new Set<number>();
  await fc.assert(fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 2 }), served, fc.boolean(), async (calls, answers, isProxied) => {
    const parts = partsFor(calls.map(toldOf))!;
    sizes.add(parts.size);
    const some = written(parts);
    const env = isProxied ? { http_proxy: 'http://proxy:1' } : {};
    for (const call of calls) expect(await outcome(some, call, answers, env)).toEqual(await outcome(whole, call, answers, env));
  }), { numRuns: 1500, seed: 5 });
  expect(sizes.size).toBeGreaterThan(8);
});
