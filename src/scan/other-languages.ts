// Files in languages that become JavaScript: they are not migrated, but what they load they may call.
import path from 'node:path';
import type { FileId, SourceFile } from '../core/source.ts';
import { decode } from './content.ts';
import { disk } from './disk.ts';
import { mapPool } from './pool.ts';
import { roleOf } from './role.ts';
import { isVendored } from './vendored.ts';

const OTHER = /\.(?:coffee|litcoffee|coffee\.md|iced|ls|civet|vue|svelte|astro|mdx|res|elm)$/;
const READERS = 8;

/** @returns those of the listed files that are written in such a language and can be read, in the order listed */
export async function readOtherLanguages(root: string, listed: readonly FileId[], packageOf: (id: FileId) => { readonly dir: string }): Promise<SourceFile[]> {
  const ids = listed.filter((id) => OTHER.test(id) && !isVendored(id));
  const read = await mapPool(ids, READERS, async (id): Promise<SourceFile | undefined> => {
    const file = path.join(root, id);
    const isFile = await disk.look(file).then(({ kind }) => kind === 'file', () => false);
    const bytes = isFile ? await disk.bytes(file).catch(() => undefined) : undefined;
    if (!bytes || bytes.includes(0)) return undefined;
    const { dir: packageDir } = packageOf(id);
    return { id, ...decode(bytes), dialect: 'js', moduleKind: 'cjs', role: roleOf(id, packageDir), executable: false, packageDir };
  });
  return read.filter((file) => file !== undefined);
}
