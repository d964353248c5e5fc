// As much of jscodeshift as the bench calls; it ships no types.
declare module 'jscodeshift' {
  export interface Place {
    node: { start?: number; async?: boolean };
  }
  interface Collection {
    find(type: unknown): Collection;
    filter(test: (path: Place) => boolean): Collection;
    forEach(visit: (path: Place) => void): Collection;
    replaceWith(make: (path: Place) => unknown): Collection;
    toSource(): string;
  }
  interface Core {
    (source: string): Collection;
    withParser(name: string): Core;
    Function: unknown;
    CallExpression: unknown;
    awaitExpression(argument: unknown): unknown;
  }
  const core: Core;
  export default core;
}
