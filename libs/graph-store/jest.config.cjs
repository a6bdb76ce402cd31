module.exports = { ...require('../../jest.preset.cjs'), displayName: 'graph-store' };
