import { r1, r2 } from './rows/kill-hub.mjs'

/** Every row of the scoreboard, in the order in which it runs. */
export const rows = [r1, r2]
