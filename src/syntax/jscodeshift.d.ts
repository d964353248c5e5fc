// The two untyped entries of jscodeshift that are used here.
declare module 'jscodeshift/src/getParser.js' {
  export default function getParser(name: string, options?: object): { parse(text: string): unknown };
}
declare module 'jscodeshift/src/core.js' {
  const core: { withParser(parser: unknown): unknown };
  export default core;
}
