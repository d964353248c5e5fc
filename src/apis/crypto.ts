// What crypto maps to: the callback forms, which do the same work in the thread pool.
import type { ApiModule } from '../core/api.ts';

/**
 * Facts: https://nodejs.org/api/crypto.html. Functions that block only for microseconds (randomBytes without a callback,
 * createHash) are not listed: their asynchronous forms cost more than they spare.
 */
export const crypto: ApiModule = {
  specifiers: ['crypto', 'node:crypto'],
  selves: ['default'],
  functions: {
    argon2Sync: { to: 'argon2', form: 'promisify', returns: 'buffer', minNode: '24.7' },
    checkPrimeSync: { to: 'checkPrime', form: 'promisify', returns: 'boolean', minNode: '15.8' },
    generateKeyPairSync: { to: 'generateKeyPair', form: 'promisify', returns: 'object', minNode: '10.12' },
    generateKeySync: { to: 'generateKey', form: 'promisify', returns: 'object', minNode: '15.0' },
    generatePrimeSync: { to: 'generatePrime', form: 'promisify', minNode: '15.8' },
    hkdfSync: { to: 'hkdf', form: 'promisify', returns: 'object', minNode: '15.0' },
    pbkdf2Sync: { to: 'pbkdf2', form: 'promisify', returns: 'buffer' },
    randomFillSync: { to: 'randomFill', form: 'promisify' },
    scryptSync: { to: 'scrypt', form: 'promisify', returns: 'buffer', minNode: '10.5' },
  },
};
