import { apiEntry } from '../src/apis/index.ts';
import { adapt } from '../src/rewrite/adapters/index.ts';
import { ImportRequests } from '../src/rewrite/imports.ts';
import { applyEdits } from '../src/edits/apply.ts';
import { detectStyle } from '../src/edits/style.ts';
import { parse } from '../src/syntax/parse.ts';

export default function transform(file: { source: string }): string {
  const program = parse(file.source, 'js', 'cjs')['program'];
  const r = new ImportRequests({ text: file.source, program, style: detectStyle(file.source), moduleKind: 'cjs', lang: 'js' });
  r.runtime('execAsync'); r.promisified('fs', 'open', 'fs');
  void [apiEntry, adapt];
  return applyEdits(file.source, r.edits().edits);
}
