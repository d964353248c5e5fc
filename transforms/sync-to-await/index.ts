// sync-to-await: synchronous Node APIs become awaited ones, through all callers.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'sync-to-await',
  description: 'synchronous fs, child_process, crypto and zlib calls become await, through all callers, in sources and tests',
  recommended: true,
});

export default asJscodeshift(transform);
