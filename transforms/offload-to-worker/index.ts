// offload-to-worker: calls of functions that compute for long are done in worker threads, and awaited.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'offload-to-worker',
  description: 'has functions that compute for long run in worker threads: those named with --offload <file>:<function> or by a comment // unblock: offload',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
