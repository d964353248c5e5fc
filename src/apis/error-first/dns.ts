// Which functions of dns take an error-first callback.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';

const functions: Record<string, ErrorFirst> = {
  lookup: { takes: 1, to: 'lookup', form: 'promisify', fields: ['address', 'family'], plainWith: 'all' },
  lookupService: { takes: 2, to: 'lookupService', form: 'promisify', fields: ['hostname', 'service'] },
  resolve: { takes: 1, to: 'resolve', form: 'promisify' },
  resolve4: { takes: 1, to: 'resolve4', form: 'promisify' },
  resolve6: { takes: 1, to: 'resolve6', form: 'promisify' },
  resolveAny: { takes: 1, to: 'resolveAny', form: 'promisify' },
  resolveCaa: { takes: 1, to: 'resolveCaa', form: 'promisify' },
  resolveCname: { takes: 1, to: 'resolveCname', form: 'promisify' },
  resolveMx: { takes: 1, to: 'resolveMx', form: 'promisify' },
  resolveNaptr: { takes: 1, to: 'resolveNaptr', form: 'promisify' },
  resolveNs: { takes: 1, to: 'resolveNs', form: 'promisify' },
  resolvePtr: { takes: 1, to: 'resolvePtr', form: 'promisify' },
  resolveSoa: { takes: 1, to: 'resolveSoa', form: 'promisify' },
  resolveSrv: { takes: 1, to: 'resolveSrv', form: 'promisify' },
  resolveTxt: { takes: 1, to: 'resolveTxt', form: 'promisify' },
  reverse: { takes: 1, to: 'reverse', form: 'promisify' },
};

/** Methods of a resolver: all but those that ask the system. */
const ofResolver = Object.fromEntries(Object.entries(functions).filter(([name]) => !name.startsWith('lookup')).map(([name, entry]) => [`Resolver().${name}`, { ...entry, form: 'bound' as const }]));

/** Facts: https://nodejs.org/api/dns.html. `lookup` gives two values, or one with `all`. */
export const dns: ErrorFirstModule = { specifiers: ['dns', 'node:dns'], selves: ['default'], functions: { ...functions, ...ofResolver } };
