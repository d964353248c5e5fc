#!/usr/bin/env node
const run = require('../run');

run(['a.txt']);
