module.exports = { ...require('../../jest.preset.cjs'), displayName: 'parser-worker' };
