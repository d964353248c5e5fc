// What is known of lilconfig: the forms belong to two objects.
import type { ApiModule } from '../../core/api.ts';

const OBJECTS = 'lilconfigSync makes an object whose methods are all synchronous; lilconfig makes another one';

/** Exports of 2.1.0 and 3.1.3. */
export const lilconfig: readonly ApiModule[] = [
  {
    specifiers: ['lilconfig'],
    selves: ['default'],
    versions: { from: '2.0', before: '4.0' },
    functions: {},
    methods: {
      'lilconfigSync().search': { refuse: 'no-faithful-twin', why: OBJECTS },
      'lilconfigSync().load': { refuse: 'no-faithful-twin', why: OBJECTS },
    },
  },
];
