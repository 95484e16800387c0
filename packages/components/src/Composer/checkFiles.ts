/** Why a file was not attached. */
export interface FileRefusal {
  /**
   * `type`: not one of `accept`; `size`: larger than `maxFileSize`; `count`: more than `maxFiles`; `unreadable`: it
   * could not be read when it was to be sent, as a file that was deleted meanwhile.
   */
  readonly reason: 'type' | 'size' | 'count' | 'unreadable'
  readonly file: File
}

/** Which files a composer takes. */
export interface FileLimits {
  /** As in `<input accept>`: `image/*`, `text/csv`, `.pdf`, with commas between them; `*` takes everything. */
  accept: string
  maxFiles: number
  /** Bytes of one file. */
  maxFileSize: number
}

/** Parts files that are offered into those that fit and those that do not. */
export function checkFiles(
  offered: readonly File[],
  attached: number,
  limits: FileLimits,
): { taken: File[]; refused: FileRefusal[] } {
  const taken: File[] = []
  const refused: FileRefusal[] = []
  for (const file of offered) {
    const reason = objection(file, attached + taken.length, limits)
    if (reason) refused.push({ reason, file })
    else taken.push(file)
  }
  return { taken, refused }
}

function objection(file: File, attached: number, limits: FileLimits): FileRefusal['reason'] | undefined {
  if (!isAccepted(file, limits.accept)) return 'type'
  if (file.size > limits.maxFileSize) return 'size'
  return attached >= limits.maxFiles ? 'count' : undefined
}

/** HTML, "File Upload state": what `accept` may hold. A drop and a paste are not checked by the browser. */
function isAccepted({ name, type }: File, accept: string): boolean {
  return accept.split(',').some((entry) => {
    const wanted = entry.trim().toLowerCase()
    if (wanted === '*' || wanted === '*/*') return true
    if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted)
    const media = type.toLowerCase()
    return wanted.endsWith('/*') ? media.startsWith(wanted.slice(0, -1)) : wanted !== '' && media === wanted
  })
}
