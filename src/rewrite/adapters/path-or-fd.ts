// readFileSync and its like: they take a path or a file descriptor, fs.promises takes only the path.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite } from '../../core/rewrite.ts';

/** Where argument 0 is a file descriptor, the promisified callback function, which accepts numbers. */
export function adaptPathOrFd(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const first = site.args[0];
  const isFd = first?.fd === 'yes' || typeof first?.literal === 'number';
  return { callee: isFd ? site.promisified(entry.to.replace(/^promises\./, '')) : site.refer(entry.to) };
}
