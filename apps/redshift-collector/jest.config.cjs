module.exports = { ...require('../../jest.preset.cjs'), displayName: 'redshift-collector' };
