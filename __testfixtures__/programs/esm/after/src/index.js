export * from './names.js';
export { default, Greeter } from './greet.js';
export * as settings from './settings.js';
