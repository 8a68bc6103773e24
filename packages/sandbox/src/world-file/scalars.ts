import { integer, string } from '@rookery/schema'
import { shownUrl } from '@rookery/transport'
import { httpUrlLike, webSocketUrlLike } from '@rookery/yaml-file'

/** An id. The limit is the largest integer that JavaScript holds exactly: a sandbox needs no larger ids. */
export const worldId = integer({ min: 1, allowed: `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}` })

export const naturalNumber = integer({ allowed: 'a whole number from 0' })

/** Unix seconds. Limited to 32 bits, as in the standard's times. */
export const unixTime = integer({ max: 2 ** 31 - 1, allowed: 'a time in unix seconds' })

export const anyText = string({ allowed: 'a text' })

/** A name as QQ accepts it: any text that is not blank, surrounding spaces included. */
export const displayName = string({ pattern: /\S/, allowed: 'a text that is not empty' })

export const webSocketUrl = webSocketUrlLike('ws://127.0.0.1:8080/ws', shownUrl)

export const httpUrl = httpUrlLike('http://127.0.0.1:8080', shownUrl)
