/** Where the choice moves in a list of `count` by a key; both ends lead round. `null`: the key moves nothing. */
export function moveChoice(key: string, choice: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (choice + 1) % count;
    case 'ArrowUp':
      return (choice - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
