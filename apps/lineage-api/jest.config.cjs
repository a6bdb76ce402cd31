module.exports = { ...require('../../jest.preset.cjs'), displayName: 'lineage-api' };
