// What cosmiconfig maps to: up to 5 the same object has both forms, later they are two objects.
import type { ApiModule } from '../../core/api.ts';

const OBJECTS = 'cosmiconfigSync makes an object whose methods are all synchronous; cosmiconfig makes another one';

/** Exports of 5.2.1, 8.3.6, 9.0.0. */
export const cosmiconfig: readonly ApiModule[] = [
  {
    specifiers: ['cosmiconfig'],
    selves: ['default'],
    versions: { from: '5.0', before: '6.0' },
    functions: {},
    methods: {
      '().searchSync': { to: 'search' },
      '().loadSync': { to: 'load' },
    },
  },
  {
    specifiers: ['cosmiconfig'],
    selves: ['default'],
    versions: { from: '6.0', before: '10.0' },
    functions: {},
    methods: {
      'cosmiconfigSync().search': { refuse: 'no-faithful-twin', why: OBJECTS },
      'cosmiconfigSync().load': { refuse: 'no-faithful-twin', why: OBJECTS },
    },
  },
];
