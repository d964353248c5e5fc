// guard-races: what was one step before it waited becomes one step again.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'guard-races',
  description: 'functions that wait between a read and a write of shared state take turns, and loops that wait walk through a copy; what it cannot guard is to review',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
