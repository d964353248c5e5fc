const Handlebars = require('handlebars');

exports.shout = () => Handlebars.registerHelper('shout', (text) => `${text}!`);
