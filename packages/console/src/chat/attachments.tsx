import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'
import { sizeText } from '../words/sizes.js'
import type { Attachment } from './draft.js'
import type { Draft } from './use-draft.js'

/** The pictures and files of the draft. */
export function Attachments({ draft }: { readonly draft: Draft }) {
  const images = draft.insets.flatMap((inset) => (inset.is === 'image' ? [inset] : []))
  if (images.length + draft.attachments.length === 0) return null
  return (
    <div class="pictures">
      {images.map((inset) => (
        <Picture
          key={inset.shown}
          file={inset.file}
          name={inset.shown}
          onRemove={() => draft.removeImage(inset)}
        />
      ))}
      {draft.attachments.map((attachment, at) => (
        <FileChip
          key={`${at}${attachment.file.name}`}
          attachment={attachment}
          onRemove={() => draft.removeAttachment(attachment)}
        />
      ))}
    </div>
  )
}

function Picture(props: { readonly file: File; readonly name: string; readonly onRemove: () => void }) {
  const { file, name, onRemove } = props
  const { say } = useApp()
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <div class="picture" title={name}>
      {url ? <img src={url} alt={file.name} /> : null}
      <IconButton name="close" label={`${say('remove')}: ${name}`} onClick={onRemove} />
    </div>
  )
}

function FileChip({
  attachment,
  onRemove,
}: {
  readonly attachment: Attachment
  readonly onRemove: () => void
}) {
  const { say } = useApp()
  const { is, file } = attachment
  return (
    <div class="file-chip">
      <span class="badge">{say(is)}</span>
      <span class="file-name">{file.name}</span>
      <span class="dim">{sizeText(file.size)}</span>
      <IconButton name="close" label={`${say('remove')}: ${file.name}`} onClick={onRemove} />
    </div>
  )
}
