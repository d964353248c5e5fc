// readSync: its twin resolves to an object that holds the count, and counts its arguments differently.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';
import { hasSpread } from './options.ts';
import { optionsUnknown, spreadArguments } from './refusals.ts';

/**
 * readSync(fd, buffer), (fd, buffer, options) and (fd, buffer, offset, length, position) are forms of fs.read too;
 * (fd, buffer, offset, length) is not: fs.read takes the callback for the position, so `null` is added.
 */
export function adaptRead(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const { args } = site;
  if (hasSpread(args)) return spreadArguments();
  const [, , third, last] = args;
  // readSync ignores what follows an options object, fs.read does not.
  if (last !== undefined && (third?.kind === 'object' || third?.literal === null)) return optionsUnknown('the offset');
  const rewrite = { callee: calleeOf(entry, site), property: 'bytesRead' };
  if (args.length !== 4 || last === undefined) return rewrite;
  const end = { start: last.span.end, end: last.span.end };
  return { ...rewrite, argEdits: [{ span: end, text: ', null' }] };
}

/** read of graceful-fs and fs-extra passes five positional arguments on, whatever it gets: no options, nothing left out. */
export function adaptPositionalRead(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  return site.args.length < 4 && !hasSpread(site.args) ? optionsUnknown('the offset') : adaptRead(entry, site);
}
