// The one untyped entry of jscodeshift that parse.ts needs.
declare module 'jscodeshift/src/getParser.js' {
  export default function getParser(name: string, options?: object): { parse(text: string): unknown };
}
