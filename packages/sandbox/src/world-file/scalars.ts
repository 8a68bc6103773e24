import { integer, string } from '@rookery/schema'
import { shownUrl } from '@rookery/transport'
import { httpUrl as urlOverHttp, webSocketUrl as urlOverWebSocket } from '@rookery/yaml-file'

/** What JavaScript holds without loss: a sandbox has no use for larger ids. */
export const id = integer({ min: 1, allowed: `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}` })

export const count = integer({ allowed: 'a whole number from 0' })

/** Unix seconds. The limit is that of 32 bits, which is what the standard gives to times. */
export const time = integer({ max: 2 ** 31 - 1, allowed: 'a time in unix seconds' })

export const text = string({ allowed: 'a text' })

/** What QQ takes for a name: anything, spaces around it as well. */
export const name = string({ pattern: /\S/, allowed: 'a text that is not empty' })

export const webSocketUrl = urlOverWebSocket('ws://127.0.0.1:8080/ws', shownUrl)

export const httpUrl = urlOverHttp('http://127.0.0.1:8080', shownUrl)
