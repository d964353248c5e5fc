// The decisions about loops that read: which of them begin their reads ahead of their turn.
import { READ_AHEAD, type AheadData } from '../../core/bounds.ts';
import type { DirectiveFact } from '../../core/facts.ts';
import { readingLoops, type ReadingLoop } from '../../facts/bounds/reading-loops.ts';
import type { BoundObstacle } from '../../facts/bounds/mapped-promises.ts';
import type { Node } from '../../syntax/node.ts';
import { refusedPlace } from '../file-by-file.ts';
import { judgedPlace } from '../judged-place.ts';
import type { BoundOptions } from './plan-bounds.ts';
import type { ReadFile } from './read-files.ts';

/**
 * @param transform the name that plans carry
 * @param requested loops about which a directive says more
 */
export function judgedLoops(file: ReadFile, directives: readonly DirectiveFact[], options: BoundOptions, transform: string, requested: ReadonlySet<Node>): ReturnType<typeof judgedPlace>[] {
  // one at a time is what a loop does anyway
  if (options.concurrency === 1) return [];
  return readingLoops(file.program, file.names).filter(({ loop }) => !requested.has(loop)).map((place) => {
    const directive = directives.find(({ kind, target }) => kind === 'ignore-next-line' && target === file.lineOf(place.loop.start));
    const { found, loop } = place;
    const obstacle = obstacleOf(place, file, options) ?? (directive && { code: 'directive', to: directive.text }) ?? ('code' in found ? found : undefined);
    const spanOf = ({ start, end }: Node) => ({ start, end });
    const data: AheadData | undefined = obstacle || 'code' in found ? undefined : { concurrency: options.concurrency!, ahead: { item: spanOf(found.item), list: spanOf(found.list), call: spanOf(found.call), keepsItem: found.keepsItem } };
    return judgedPlace(file.source, file.lineOf, transform, { node: loop, name: `${place.api} in a loop`, verdict: 'bound', target: obstacle ? '' : `${READ_AHEAD}, ${options.concurrency} at a time`, obstacle, ...(data && { data }) });
  });
}

function obstacleOf({ loop }: ReadingLoop, { source }: ReadFile, options: BoundOptions): BoundObstacle | undefined {
  const limited = refusedPlace({ file: source.id, span: { start: loop.start, end: loop.end } }, options.limits, options);
  if (limited) return limited;
  if (source.role === 'test') return { code: 'bound-in-test' };
  return options.concurrency === undefined ? { code: 'bound-no-value' } : undefined;
}
