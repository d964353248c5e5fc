'use strict';
const fs = require('fs');

/** What a JSON file says. */
module.exports = class Config {
    /**
     * @param {string} file
     */
    async init (file) {
        this.file = file;
        await this.reload();
        if (this.port === undefined) {
            throw new TypeError('no port');
        }
        // done
        return this;
    }

    async reload () {
        Object.assign(this, JSON.parse(await fs.promises.readFile(this.file, 'utf8')));
    }
};
