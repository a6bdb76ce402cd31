/** Lets tests import `.sql` files as strings, as the bundler's text loader does. */
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
