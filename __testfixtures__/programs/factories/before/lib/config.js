'use strict';
const fs = require('fs');

/** What a JSON file says. */
module.exports = class Config {
    /**
     * @param {string} file
     */
    constructor (file) {
        this.file = file;
        this.reload();
        if (this.port === undefined) {
            throw new TypeError('no port');
        }
        // done
    }

    reload () {
        Object.assign(this, JSON.parse(fs.readFileSync(this.file, 'utf8')));
    }
};
