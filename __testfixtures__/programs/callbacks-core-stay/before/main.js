const fs = require('fs');
const net = require('net');
const dns = require('dns');

// timers alone are no reason to change anything
function wait(callback) {
  setTimeout(callback, 5);
}

// the handle is used
function timer(callback) {
  const handle = setTimeout(function () {
    fs.access(__filename, callback);
  }, 5);
  return handle;
}

// arguments of the timer go to its callback
function given(callback) {
  setTimeout(function (error, value) {
    callback(error, value);
  }, 5, null, 'value');
}

// somebody wants the server
function serve(callback) {
  return net.createServer().listen(0, function () {
    fs.access(__filename, callback);
  });
}

// options that may ask for all addresses
function lookup(options, callback) {
  dns.lookup('localhost', options, function (err, address, family) {
    callback(err, address, family);
  });
}

// the callback is called by an event, too
function listen(port, callback) {
  const server = net.createServer();
  server.on('error', callback);
  server.listen(port, function () {
    fs.access(__filename, function (err) {
      server.close();
      callback(err, 'listening');
    });
  });
}

// one after the other: what waits for threads ends in no order that is sure
const server = serve(() => {
  console.log('served', server.listening);
  server.close();
  lookup({ all: false, family: 4 }, (err, address, family) => {
    console.log(address, family);
    listen(0, (err, text) => {
      console.log(err, text);
      wait(() => {
        console.log('waited');
        given((error, value) => {
          console.log(error, value);
          timer(() => console.log('timer')).ref();
        });
      });
    });
  });
});
