// Transports of nodemailer: `sendMail` gives a promise where the callback is left out.
import type { ErrorFirstModule } from '../../core/api.ts';

/** Read off nodemailer 4.0.0 (lib/mailer/index.js) and 10.6.0. `verify` is the transport's own: one that has none calls no callback, and gives no promise. */
export const nodemailer: ErrorFirstModule = {
  specifiers: ['nodemailer'],
  selves: ['default'],
  promises: { from: '4.0', before: '11.0' },
  gives: { 'createTransport()': 'Mail()' },
  functions: {
    'Mail().sendMail': { takes: 1, to: '', form: 'omit' },
    'Mail().verify': { takes: 0, to: '', form: 'bound', handle: true },
  },
};
