import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Face } from '../faces/faces.js'
import { useApp } from '../page/app-context.js'
import { type Attachment, freeName, type Inset, insetBeside, kindOf, type Mention } from './draft.js'

/** The text in the field, with its insets and attachments. */
export interface Draft {
  readonly text: string
  readonly insets: readonly Inset[]
  readonly attachments: readonly Attachment[]
  readonly isEmpty: boolean
  /** Updates the draft from the field. */
  type(text: string): void
  /** Inserts a mention in place of the text from `from` to the cursor. */
  mention(mention: Mention, from?: number): void
  addFace(face: Face): void
  /** Inserts pictures at the cursor and attaches other files. `as` overrides the type they are sent as. */
  addFiles(files: Iterable<File>, as?: Attachment['is']): void
  removeImage(inset: Inset): void
  removeAttachment(attachment: Attachment): void
  /** Deletes a whole inset next to the cursor, if the key deletes. Returns whether it did. */
  takeKey(event: KeyboardEvent): boolean
  clearText(): void
}

/** Holds the draft of a field. */
export function useDraft(field: RefObject<HTMLTextAreaElement | null>): Draft {
  const { say, language } = useApp()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<readonly Inset[]>([])
  const [attachments, setAttachments] = useState<readonly Attachment[]>([])
  const cursor = useRef<number>(undefined)
  // Sets the cursor after the field has been updated.
  useLayoutEffect(() => {
    if (cursor.current === undefined) return
    field.current?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = undefined
  })
  const insets = picked.filter(({ shown }) => text.includes(shown))
  const replace = (from: number, to: number, by: string): void => {
    // The field may be newer than the last rendering.
    const now = field.current?.value ?? text
    cursor.current = from + by.length
    setText(now.slice(0, from) + by + now.slice(to))
    field.current?.focus()
  }
  const put = (added: readonly Inset[], from?: number, tail = ''): void => {
    const area = field.current
    const [start, end] = [from ?? area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length]
    setPicked([...insets, ...added])
    replace(start, end, added.map(({ shown }) => shown).join('') + tail)
  }
  return {
    text,
    insets,
    attachments,
    isEmpty: text.trim() === '' && attachments.length === 0,
    type: setText,
    mention: ({ name, qq }, from) => put([{ shown: `@${name}`, is: 'at', qq }], from, ' '),
    addFace(face) {
      const isSame = (inset: Inset) => inset.is === 'face' && inset.id === face.id
      put([{ shown: freeName(`[${face[language]}]`, insets, isSame), is: 'face', id: face.id }])
    },
    addFiles(files, as) {
      const all = [...files].map((file) => ({ is: as ?? kindOf(file), file }))
      const images = all.flatMap(({ is, file }) => (is === 'image' ? [file] : []))
      if (images.length > 0) put(imageInsets(images, insets, say('image')))
      field.current?.focus()
      setAttachments([...attachments, ...all.filter((each): each is Attachment => each.is !== 'image')])
    },
    removeImage: ({ shown }) => setText(text.replace(shown, '')),
    removeAttachment: (gone) => setAttachments((before) => before.filter((each) => each !== gone)),
    takeKey(event) {
      const found = stretchFor(event, text, insets)
      if (!found) return false
      event.preventDefault()
      replace(found[0], found[1], '')
      return true
    },
    clearText() {
      setText('')
      setPicked([])
    },
  }
}

function imageInsets(files: readonly File[], insets: readonly Inset[], word: string): readonly Inset[] {
  const added: Inset[] = []
  for (const file of files) {
    const shown = freeName(`[${word}]`, [...insets, ...added], () => false)
    added.push({ shown, is: 'image', file })
  }
  return added
}

const SIDES: Readonly<Record<string, 'before' | 'behind'>> = { Backspace: 'before', Delete: 'behind' }

function stretchFor(event: KeyboardEvent, text: string, insets: readonly Inset[]) {
  const side = SIDES[event.key]
  const { selectionStart, selectionEnd } = event.currentTarget as HTMLTextAreaElement
  if (!side || selectionStart !== selectionEnd) return undefined
  return insetBeside(text, insets, selectionStart, side)
}
