// Streams: pipeline takes its options behind any number of streams and destroys them; finished only stops waiting.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

const pipeline: DeadlineFunction = { of: 'stream', by: 'signal', at: 'last', since: 16 };
const finished: DeadlineFunction = { of: 'stream', by: 'signal', at: 1, since: 16 };

/** https://nodejs.org/api/stream.html#streams-promises-api. */
export const streamPromises: DeadlineModule = { specifiers: ['stream/promises'], functions: { pipeline, finished } };

/** The promisified functions are those of stream/promises. */
export const streams: DeadlineModule = { specifiers: ['stream'], functions: { 'promises.pipeline': pipeline, 'promises.finished': finished, 'promisify(pipeline)': pipeline, 'promisify(finished)': finished } };
