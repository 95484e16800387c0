/** Replaces, character by character, what would nest without end by marks that stand for it in the tree. */
export function neutralize(source: string): string {
  return source
}

/** The text that a neutralized one stands for. */
export function restore(text: string): string {
  return text
}
