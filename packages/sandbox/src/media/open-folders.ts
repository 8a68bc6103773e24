import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { refuse } from '../world/refusal.js'

/**
 * The real path, links resolved, if it leads into one of the folders. About other paths nothing is revealed, not even
 * whether they exist.
 *
 * @throws WorldRefusal `bad_media`
 */
export async function pathInside(path: string, folders: readonly string[], shown: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  const open = await Promise.all(folders.map((folder) => realpath(folder).catch(() => resolve(folder))))
  const found = real ?? resolve(path)
  if (open.some((folder) => isInside(folder, found))) return found
  const allowed = folders.length === 0 ? 'none is named' : `allowed: ${folders.join(', ')}`
  return refuse(
    'bad_media',
    `${shown} is in no folder that files may come from (${allowed}): media.folders of the world file, since others can reach this sandbox`,
  )
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
