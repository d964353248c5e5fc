// Recognises scripts that Node runs although their name does not say so.
import { disk } from './disk.ts';

const NODE = /^#!.*\b(?:node|nodejs|tsx)\b/;

/** True when the first line of `text` is `#!…node…`. */
export const hasNodeShebang = (text: string): boolean => NODE.test(text);

/** Extensions whose files are never programs for Node; not worth opening to look for a shebang. */
const DATA = new Set(
  ('json json5 jsonc md mdx markdown txt rst adoc html htm xhtml css scss sass less styl yml yaml toml ini cfg lock map svg png jpg jpeg gif ico webp ' +
    'avif bmp psd woff woff2 ttf eot otf pdf zip gz tgz tar bz2 xz 7z mp3 mp4 wav ogg webm mov xml xsd xsl csv tsv snap patch diff log wasm node ' +
    'so dylib dll exe class jar java kt c cc cpp h hpp m py rb go rs php pl swift cs sql graphql gql proto vue svelte astro hbs ejs pug jade ' +
    'mustache handlebars tpl njk coffee litcoffee bat cmd ps1 db sqlite pem crt key')
    .split(' '),
);

/** True when a file of this name could still be a Node script, although its extension does not say so. */
export function mayBeScript(id: string): boolean {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || !DATA.has(name.slice(dot + 1).toLowerCase());
}

/** Reads the first bytes of a regular file: '' when it has no shebang. */
export async function readShebang(file: string): Promise<string> {
  const start = await disk.head(file);
  return start.startsWith('#!') ? start : '';
}
