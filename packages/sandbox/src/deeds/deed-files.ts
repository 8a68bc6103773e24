import type { FilePlan } from '../media/settle-files.js'
import type { DeedName } from './deeds.js'

const file: FilePlan = { files: ['file'] }

/** Args that hold files, by deed: the files are fetched before the deed is done. */
export const deedFiles: { readonly [N in DeedName]?: FilePlan } = {
  say: { messages: ['message'] },
  publish_notice: { files: ['image'] },
  set_portrait: file,
  set_avatar: file,
  upload: file,
}
