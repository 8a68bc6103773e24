import type { World } from './world.js'

/** URL of a file in the world's media. */
export const mediaUrl = ({ mediaUrl }: Pick<World, 'mediaUrl'>, file: string): string => `${mediaUrl}/${file}`
