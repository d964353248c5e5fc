// timers-to-promises: synchronous waits become awaited timers, through all callers.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'timers-to-promises',
  description: 'busy-waits, Atomics.wait, sleep packages and `sleep` commands become awaited timers, through all callers',
  recommended: false,
});

export default asJscodeshift(transform);
