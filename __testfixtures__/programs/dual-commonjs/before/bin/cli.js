#!/usr/bin/env node
const { load, first } = require('..');
const sizeOf = require('../lib/size');

const [, , name] = process.argv;
console.log(load(name).join(' '), first(''), sizeOf(`${name}.txt`));
