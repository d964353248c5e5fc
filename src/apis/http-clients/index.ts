// The packages that send requests of http, by the names that they are loaded under.
import type { HttpClient } from '../../core/http-client.ts';
import { request, requestPromise, requestPromiseNative } from './request.ts';
import { stayingClients } from './staying.ts';

export const httpClients: readonly HttpClient[] = [request, requestPromiseNative, requestPromise, ...stayingClients];

const bySpecifier = new Map(httpClients.flatMap((client) => client.specifiers.map((specifier) => [specifier, client] as const)));

/** The client that a specifier loads. */
export const httpClient = (specifier: string): HttpClient | undefined => bySpecifier.get(specifier);

const LOADED = new RegExp(`['"](?:${[...bySpecifier.keys()].map((each) => each.replace(/[-/]/g, '\\$&')).join('|')})['"]`);

/** Whether a text may use one of them at all. */
export const mayUseClient = (text: string): boolean => LOADED.test(text);
