// Which functions of crypto take an error-first callback.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Facts: https://nodejs.org/api/crypto.html. run on Node 20. `generateKeyPair` gives two values; `diffieHellman` calls no callback before Node 23. */
export const crypto: ErrorFirstModule = {
  specifiers: ['crypto', 'node:crypto'],
  selves: ['default'],
  functions: {
    argon2: { takes: 2, to: 'argon2', form: 'promisify' },
    checkPrime: { takes: 1, to: 'checkPrime', form: 'promisify', noError: 'undefined' },
    diffieHellman: { takes: 1, to: 'diffieHellman', form: 'promisify' },
    generateKey: { takes: 2, to: 'generateKey', form: 'promisify' },
    generateKeyPair: { takes: 2, to: 'generateKeyPair', form: 'promisify', fields: ['publicKey', 'privateKey'] },
    generatePrime: { takes: 1, to: 'generatePrime', form: 'promisify', noError: 'undefined' },
    hkdf: { takes: 5, to: 'hkdf', form: 'promisify' },
    pbkdf2: { takes: 5, to: 'pbkdf2', form: 'promisify' },
    pseudoRandomBytes: { takes: 1, to: 'pseudoRandomBytes', form: 'promisify' },
    randomBytes: { takes: 1, to: 'randomBytes', form: 'promisify' },
    randomFill: { takes: 1, to: 'randomFill', form: 'promisify' },
    randomInt: { takes: 1, to: 'randomInt', form: 'promisify', noError: 'undefined' },
    scrypt: { takes: 3, to: 'scrypt', form: 'promisify' },
    sign: { takes: 3, to: 'sign', form: 'promisify' },
    verify: { takes: 4, to: 'verify', form: 'promisify' },
  },
};
