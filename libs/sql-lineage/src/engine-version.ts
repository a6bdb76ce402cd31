/** Part of every result's key: raised whenever the same text and schema may give another answer. */
export const ENGINE_VERSION = '2';
