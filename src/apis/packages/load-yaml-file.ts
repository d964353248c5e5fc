// What load-yaml-file maps to.
import type { ApiModule } from '../../core/api.ts';

/** Run with 1.0.0. */
export const loadYamlFile: readonly ApiModule[] = [
  {
    specifiers: ['load-yaml-file'],
    selves: ['default'],
    versions: { from: '1.0', before: '2.0' },
    functions: {
      loadYamlFileSync: { to: 'loadYamlFile' },
    },
  },
];
