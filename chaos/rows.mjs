import { clock } from './rows/clock-jumps.mjs'
import { r7 } from './rows/coming-back.mjs'
import { r4 } from './rows/dead-target.mjs'
import { delivered } from './rows/delivered-not-written.mjs'
import { r22 } from './rows/drain.mjs'
import { r9 } from './rows/fidelity.mjs'
import { r18 } from './rows/filters.mjs'
import { diskFull } from './rows/full-disk.mjs'
import { r8 } from './rows/fuzz.mjs'
import { reader, ready } from './rows/history.mjs'
import { r1, r2 } from './rows/kill-hub.mjs'
import { large } from './rows/large-events.mjs'
import { r13 } from './rows/latency.mjs'
import { r5 } from './rows/leaving-clients.mjs'
import { r12 } from './rows/million.mjs'
import { r20 } from './rows/mixed.mjs'
import { emfile } from './rows/no-files.mjs'
import { r10 } from './rows/oversize.mjs'
import { r17 } from './rows/paced-sends.mjs'
import { r21 } from './rows/ports.mjs'
import { power } from './rows/power.mjs'
import { r19 } from './rows/right-account.mjs'
import { r16 } from './rows/shared-events.mjs'
import { r3 } from './rows/stalled-client.mjs'
import { sigstop } from './rows/stopped-hub.mjs'
import { unwritableLog } from './rows/unwritable.mjs'
import { r6 } from './rows/upstream-flaps.mjs'
import { r11 } from './rows/wrong-tokens.mjs'

/**
 * Every row of the scoreboard. One that `runs` 'long' waits most of its time; those that run 'beside' it measure nothing that
 * it disturbs. All others have the machine for themselves.
 */
export const rows = [
  r1,
  r2,
  delivered,
  r3,
  r4,
  r5,
  r6,
  r7,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r16,
  r17,
  r18,
  r19,
  r20,
  r21,
  r22,
  sigstop,
  clock,
  emfile,
  diskFull,
  unwritableLog,
  large,
  ready,
  reader,
  power,
]
