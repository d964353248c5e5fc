// add-cancellation: an AbortSignal is handed down to everything that can be stopped.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'add-cancellation',
  description: 'hands an AbortSignal from the functions named with --cancel <file>:<function>, or by a comment // unblock: cancel, down to all that can be stopped',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
