// graceful-shutdown: servers and what they need are closed in order on SIGINT and SIGTERM.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'graceful-shutdown',
  description: 'closes servers, pools, workers and intervals on SIGINT and SIGTERM before these end the process: of the program that --shutdown <file> names, or that package.json starts',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
