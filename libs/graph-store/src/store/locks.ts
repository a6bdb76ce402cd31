/** Advisory locks, all of them transaction-scoped; the numbers only need to be ours. */
export const locks = {
  migration: 7_361_001,
} as const;
