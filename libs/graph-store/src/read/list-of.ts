/** The items of a list that travels as one text, which is many times cheaper to take apart than an array or rows. */
export const listOf = (list: string | null): string[] =>
  list === null || list === '' ? [] : list.split(',');
