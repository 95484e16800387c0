/** What `Attachment` says. */
export interface AttachmentLabels {
  /** A file without a name, by its media type. */
  file(mediaType: string): string
  /** Loads an image that is not loaded by itself. */
  load(name: string): string
  /** An image that could not be loaded. */
  broken(name: string): string
}

export const attachmentLabels: AttachmentLabels = {
  file: (mediaType) => `File (${mediaType})`,
  load: (name) => `Load ${name}`,
  broken: (name) => `${name} could not be loaded`,
}
