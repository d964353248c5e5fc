// Text to bytes and back, without loss, and the hash that says whether bytes are the same.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { SourceFile } from '../core/source.ts';

export type Encoding = SourceFile['encoding'];

/** SHA-256, lower-case hex, as in SourceFile.hash. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The encoding that scan() reads these bytes with. */
export const encodingOf = (bytes: Uint8Array): Encoding => (isUtf8(bytes) ? 'utf8' : 'latin1');

/** The bytes of `text`; undefined when the encoding cannot express it (€ in latin1, half a surrogate pair in utf8). */
export function encode(text: string, encoding: Encoding): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}
