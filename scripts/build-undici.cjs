// What the provider needs of undici. Its index would bring fetch, WebSocket, caches and more, and take twice as long to
// load with the first request.
const Dispatcher = require('undici/lib/dispatcher/dispatcher');
const request = require('undici/lib/api/api-request');

Object.assign(Dispatcher.prototype, { request });

module.exports = {
  Agent: require('undici/lib/dispatcher/agent'),
  ProxyAgent: require('undici/lib/dispatcher/proxy-agent'),
};
