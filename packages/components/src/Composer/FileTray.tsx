'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon, closeIcon, fileIcon } from '../icons.tsx'
import type { ComposerLabels } from './composerLabels.ts'

interface FileTrayProps {
  files: readonly File[]
  words: ComposerLabels
  onRemove: (file: File) => void
}

/** The files that go out with the next message. */
export function FileTray({ files, words, onRemove }: FileTrayProps): ReactNode {
  return (
    <ul className="rivulet-composer-files" aria-label={words.files}>
      {files.map((file, index) => (
        // The same file may be attached twice, and has no name of its own then.
        <li key={`${index} ${file.name}`} className="rivulet-composer-file">
          {file.type.startsWith('image/') ? <Thumbnail file={file} /> : <Icon shape={fileIcon} />}
          <span className="rivulet-composer-file-text">
            <bdi>{file.name}</bdi>
            <span>{words.fileSize(file.size)}</span>
          </span>
          <button
            type="button"
            className="rivulet-button rivulet-button-plain rivulet-button-icon"
            aria-label={words.remove(file.name)}
            title={words.remove(file.name)}
            onClick={() => onRemove(file)}
          >
            <Icon shape={closeIcon} />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Shows an image from the reader's own disk. Its address lives as long as the picture does. */
function Thumbnail({ file }: { file: File }): ReactNode {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const address = URL.createObjectURL(file)
    image.current!.src = address
    return () => URL.revokeObjectURL(address)
  }, [file])
  return <img ref={image} className="rivulet-composer-thumbnail" alt="" />
}
