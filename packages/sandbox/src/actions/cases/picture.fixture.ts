import type { Media } from '../../world/world.js'

/** A file that a world has. */
export const picture: Media = { file: 'b1946ac9.png', name: 'cat.png', size: 1234, mime: 'image/png' }
