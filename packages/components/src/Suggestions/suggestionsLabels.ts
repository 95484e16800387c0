/** What `Suggestions` says. */
export interface SuggestionsLabels {
  /** The name of the list. */
  suggestions: string
}

export const suggestionsLabels: SuggestionsLabels = {
  suggestions: 'Suggestions',
}
