/** What a drop target tells. */
export interface DropListener {
  /** Files hang over the target, or no longer do. */
  onHover(over: boolean): void
  onFiles(files: File[]): void
}

/**
 * Takes files that are dropped on an element, and nothing else: text may still be dropped into a field in it.
 *
 * @returns a function that stops it.
 */
export function createDropTarget(element: HTMLElement, listener: DropListener): () => void {
  const listening = new AbortController()
  const on = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void =>
    element.addEventListener(
      name,
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) act(event)
      },
      { signal: listening.signal },
    )
  const allow = (event: DragEvent): void => {
    // Without this, the browser leaves the page for the file.
    event.preventDefault()
    event.dataTransfer!.dropEffect = 'copy'
    listener.onHover(true)
  }
  on('dragenter', allow)
  on('dragover', allow)
  on('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) listener.onHover(false)
  })
  on('drop', (event) => {
    event.preventDefault()
    listener.onHover(false)
    listener.onFiles([...event.dataTransfer!.files])
  })
  return () => listening.abort()
}
