import { flag, type KindsOf, options } from '../checks/option-kind.js'
import type { SendOptions } from './outgoing.js'

export const sendKinds: KindsOf<SendOptions> = { at: flag, quote: flag, private: flag }
export const sendOptions = options<SendOptions>(sendKinds)
