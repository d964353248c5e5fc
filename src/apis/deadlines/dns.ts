// Name resolution takes no signal.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

const NAMES = ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'reverse'];
const functions = (name: (of: string) => string): Record<string, DeadlineFunction> => Object.fromEntries(NAMES.map((each) => [name(each), { of: 'dns', by: 'race' }]));

/** https://nodejs.org/api/dns.html#dns-promises-api: getaddrinfo() cannot be stopped. */
export const dnsPromises: DeadlineModule = { specifiers: ['dns/promises'], functions: functions((name) => name) };

export const dns: DeadlineModule = { specifiers: ['dns'], functions: { ...functions((name) => `promises.${name}`), ...functions((name) => `promisify(${name})`) } };
