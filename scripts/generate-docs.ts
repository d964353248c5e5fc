// npm run docs: brings the generated parts of docs/ up to date with the code.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filled } from './docs/blocks.ts';
import { configSchemaText } from './docs/config-schema.ts';
import { PROJECT } from './shared/unblock.ts';

const folder = join(PROJECT, 'docs');
for (const name of await readdir(folder, { recursive: true })) {
  if (!name.endsWith('.md')) continue;
  const file = join(folder, name);
  const before = await readFile(file, 'utf8');
  const after = filled(before);
  if (after === before) continue;
  await writeFile(file, after);
  console.log(`docs/${name}`);
}

const schema = join(folder, 'config.schema.json');
if ((await readFile(schema, 'utf8').catch(() => '')) !== configSchemaText()) {
  await writeFile(schema, configSchemaText());
  console.log('docs/config.schema.json');
}
