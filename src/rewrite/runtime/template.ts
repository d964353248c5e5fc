// Renders the text of a runtime function for one file: its language, style and local names.
import type { Style } from '../../core/style.ts';
import { withParts } from './parts.ts';

/** A member of a module that the text of a runtime function uses. */
export interface RuntimeRequirement {
  /** Core module without `node:`. */
  readonly module: string;
  readonly member: string;
}

/** A package whose main function the text of a runtime function uses. */
export interface RuntimePackage {
  readonly specifier: string;
  readonly local: string;
}

/** What the text depends on. */
export interface RuntimeOptions {
  readonly lang: 'js' | 'ts';
  readonly style: Style;
  /** Name of the function in the file. */
  readonly name: string;
  /** Local expression of every required member (`spawn`) and every required runtime function (`spawnAsync`). */
  readonly refs: Readonly<Record<string, string>>;
  /** Parts of the text that the file needs; without it all of them. */
  readonly parts?: ReadonlySet<string> | undefined;
}

/** A function that is added at the end of a migrated file. */
export interface RuntimeFunction {
  readonly name: string;
  readonly requires: readonly RuntimeRequirement[];
  /** Names of other runtime functions that it calls. */
  readonly requiresRuntime: readonly string[];
  readonly packages: readonly RuntimePackage[];
  /** It has parts that a file may do without. */
  readonly hasParts: boolean;
  /** Those of the other runtime functions that these parts call. */
  callsWith(parts: ReadonlySet<string> | undefined): readonly string[];
  /** The function declaration with a comment above it, without a line end. */
  source(options: RuntimeOptions): string;
}

/**
 * A runtime function from its template. The template is TypeScript with two-space indents, single quotes and
 * semicolons; types stand in `‹›`, and `«»` around the names of the function itself, of required members and of required functions.
 * `⟦⟧` is about parts (parts.ts).
 */
export function defineRuntime(
  name: string,
  template: string,
  needs: { readonly requires?: readonly RuntimeRequirement[]; readonly requiresRuntime?: readonly string[]; readonly packages?: readonly RuntimePackage[] } = {},
): RuntimeFunction {
  const requiresRuntime = needs.requiresRuntime ?? [];
  return {
    name,
    requires: needs.requires ?? [],
    requiresRuntime,
    packages: needs.packages ?? [],
    hasParts: template.includes('⟦'),
    callsWith: (parts) => {
      const text = withParts(template, parts);
      return requiresRuntime.filter((each) => text.includes(`«${each}»`));
    },
    source: (options) => render(withParts(template, options.parts).trim(), { ...options, refs: { ...options.refs, [name]: options.name } }),
  };
}

function render(template: string, { lang, style, refs }: RuntimeOptions): string {
  const typed = lang === 'ts' ? withTypes(template) : withoutTypes(template);
  return inStyle(withoutShadows(typed, refs), style).replace(/«(\w+)»/g, (_, name: string) => {
    const ref = refs[name];
    if (ref === undefined) throw new Error(`no local name for ${name}`);
    return ref;
  });
}

/** A line that is a type as a whole (an overload) goes with its line end. */
export const withoutTypes = (template: string): string => template.replace(/^‹[^›]*›\n/gm, '').replace(/‹[^›]*›/g, '');

export const withTypes = (template: string): string =>
  template
    .replace(/[‹›]/g, '')
    .split('\n')
    .map((line) => (line.length > 110 ? wrapParameters(line) : line))
    .join('\n');

/** A long function head with one parameter a line; any other line as it is. */
function wrapParameters(line: string): string {
  const head = /^(?:async )?function «\w+»(?:<.*?>(?=\())?\(/.exec(line)?.[0];
  if (head === undefined) return line;
  const parameters: string[] = [];
  let depth = 0;
  let from = head.length;
  for (let at = from; at < line.length; at++) {
    const char = line[at] as string;
    if (depth === 0 && (char === ',' || char === ')')) {
      parameters.push(line.slice(from, at).trim());
      from = at + 1;
      if (char === ')') break;
    } else if ('([{<'.includes(char)) depth++;
    else if (')]}>'.includes(char) && line[at - 1] !== '=') depth--;
  }
  const rest = parameters.at(-1)?.startsWith('...') ? '' : ',';
  return `${head}\n  ${parameters.join(',\n  ')}${rest}\n)${line.slice(from)}`;
}

/** Renames variables of the template that would hide the variable that a reference begins with. */
function withoutShadows(text: string, refs: Readonly<Record<string, string>>): string {
  let result = text;
  for (const ref of Object.values(refs)) {
    const root = /^[\w$]+/.exec(ref)?.[0];
    if (root === undefined) continue;
    const used = new RegExp(`(?<![.\\w$«'])${root.replace(/\$/g, '\\$&')}(?![\\w$»:'])`, 'g');
    result = result.replace(used, `${root}_`);
  }
  return result;
}

/** Indentation, quotes, semicolons and line ends as a file has them. */
export function inStyle(text: string, { eol, indent, quote, semicolons }: Style): string {
  return text
    .split('\n')
    .map((line) => {
      const isComment = line.startsWith('//');
      let styled = line.replace(/^(?: {2})+/, (spaces) => indent.repeat(spaces.length / 2));
      if (quote === '"' && !isComment) styled = styled.replace(/'/g, '"');
      return semicolons ? styled : styled.replace(/;$/, '');
    })
    .join(eol);
}
