module.exports = { ...require('../../jest.preset.cjs'), displayName: 'athena-collector' };
