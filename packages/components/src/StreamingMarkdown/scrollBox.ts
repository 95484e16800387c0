/** A box that scrolls has to be reached by keyboard. (WCAG 2.1.1) It is no landmark: an answer may have many. */
export const scrollBox: { role: string; tabIndex: number } = { role: 'group', tabIndex: 0 }
