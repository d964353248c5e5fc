import { get } from './settings.js';

export default function (name) {
  return `${get('greeting')} ${name}`;
}

export class Greeter {
  constructor(mark) {
    this.mark = mark;
  }
  greet(name) {
    return `${get('greeting').toUpperCase()} ${name}${this.mark}`;
  }
}
