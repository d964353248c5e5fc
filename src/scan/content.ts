// Turns the bytes of a file into the text every stage works on, without losing one of them.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { SourceFile } from '../core/source.ts';

const hashes = new WeakMap<Buffer, string>();

/** SHA-256 of `bytes` in lower-case hex. Computed once for one buffer, which nobody changes. */
export function hashOf(bytes: Buffer): string {
  let hash = hashes.get(bytes);
  if (hash === undefined) hashes.set(bytes, (hash = createHash('sha256').update(bytes).digest('hex')));
  return hash;
}

/** Text, encoding and content hash of `bytes`. Encoding the text again with `encoding` gives the same bytes. */
export function decode(bytes: Buffer): Pick<SourceFile, 'text' | 'encoding' | 'hash'> {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return { text: bytes.toString(encoding), encoding, hash: hashOf(bytes) };
}
