import { cardSegments } from './segments/cards.js'
import { faceSegments } from './segments/faces.js'
import { forwardSegments } from './segments/forwards.js'
import { mediaSegments } from './segments/media.js'
import { textSegments } from './segments/text.js'

/** Every known segment, by the name of its interface. */
export const segments = {
  ...textSegments,
  ...mediaSegments,
  ...faceSegments,
  ...cardSegments,
  ...forwardSegments,
}
