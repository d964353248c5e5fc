// Reads what is written about a repository: Markdown and the like. Nothing of it is migrated; verify looks for calls in it.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileId } from '../core/source.ts';
import { decode } from './content.ts';
import { listFiles } from './list-files.ts';
import { mapPool } from './pool.ts';
import { isVendored } from './vendored.ts';

/** One document, or package.json, whose scripts may hold code. */
export interface Document {
  readonly id: FileId;
  readonly text: string;
}

const DOCUMENT = /\.(?:md|mdx|markdown|mkd|rst|adoc|asciidoc)$|(?:^|\/)package\.json$/i;
/** What is longer is generated, and no person corrects calls in it. */
const MOST_BYTES = 1_000_000;
const READERS = 16;

/** The documents of the repository at `root`; one that cannot be read is left out. */
export async function readDocuments(root: string): Promise<Document[]> {
  const ids = (await listFiles(root)).filter((id) => DOCUMENT.test(id) && !isVendored(id) && !/(?:^|\/)change(?:log|s)\b|(?:^|\/)history\b/i.test(id));
  const read = await mapPool(ids, READERS, async (id): Promise<Document | undefined> => {
    const file = path.join(root, id);
    try {
      return (await stat(file)).size > MOST_BYTES ? undefined : { id, text: decode(await readFile(file)).text };
    } catch {
      return undefined;
    }
  });
  return read.filter((one) => one !== undefined);
}
