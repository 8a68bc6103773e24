import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app/app-context.js'
import { IconButton } from '../parts/icon.js'

/** The pictures that wait to be sent. */
export interface Pictures {
  readonly files: readonly File[]
  /** Takes what is a picture; whether anything was. */
  add(files: FileList): boolean
  remove(file: File): void
  clear(): void
}

export function usePictures(): Pictures {
  const [files, setFiles] = useState<readonly File[]>([])
  return {
    files,
    add(list) {
      const found = [...list].filter(({ type }) => type.startsWith('image/'))
      if (found.length > 0) setFiles((before) => [...before, ...found])
      return found.length > 0
    },
    remove: (file) => setFiles((before) => before.filter((each) => each !== file)),
    clear: () => setFiles([]),
  }
}

export function PicturesRow({ pictures }: { readonly pictures: Pictures }) {
  if (pictures.files.length === 0) return null
  return (
    <div class="pictures">
      {pictures.files.map((file, at) => (
        <Picture key={`${at}${file.name}`} file={file} onRemove={() => pictures.remove(file)} />
      ))}
    </div>
  )
}

function Picture({ file, onRemove }: { readonly file: File; readonly onRemove: () => void }) {
  const { say } = useApp()
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <div class="picture">
      {url ? <img src={url} alt={file.name} /> : null}
      <IconButton name="close" label={say('remove')} onClick={onRemove} />
    </div>
  )
}
