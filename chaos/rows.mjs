import { r4 } from './rows/dead-target.mjs'
import { r1, r2 } from './rows/kill-hub.mjs'
import { r5 } from './rows/leaving-clients.mjs'
import { r3 } from './rows/stalled-client.mjs'

/** Every row of the scoreboard, in the order in which it runs. */
export const rows = [r1, r2, r3, r4, r5]
