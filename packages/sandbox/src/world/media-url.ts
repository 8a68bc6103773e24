import type { World } from './world.js'

/** Where a file of the world's media is served, by its name. */
export const mediaUrl = ({ mediaUrl }: Pick<World, 'mediaUrl'>, file: string): string => `${mediaUrl}/${file}`
