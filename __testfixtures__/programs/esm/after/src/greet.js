import { get } from './settings.js';

export default async function (name) {
  return `${await get('greeting')} ${name}`;
}

export class Greeter {
  constructor(mark) {
    this.mark = mark;
  }
  async greet(name) {
    return `${(await get('greeting')).toUpperCase()} ${name}${this.mark}`;
  }
}
