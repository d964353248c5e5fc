#!/usr/bin/env node
process.title = 'launch';
require('../lib/run');
