// expect: decorator
import { readFileSync } from 'node:fs';

function logged(_target: object, _key: string, descriptor: PropertyDescriptor): void {
  const inner = descriptor.value as (this: unknown, ...args: unknown[]) => unknown;
  descriptor.value = function (this: unknown, ...args: unknown[]) {
    return `<${inner.apply(this, args)}>`;
  };
}
class Doc {
  @logged
  text(): string {
    return readFileSync('a.txt', 'utf8');
  }
}

console.log(new Doc().text());
