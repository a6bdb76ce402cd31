module.exports = { ...require('../../jest.preset.cjs'), displayName: 'lineage-writer' };
