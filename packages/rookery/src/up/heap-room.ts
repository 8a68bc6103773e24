import v8 from 'node:v8'
import { type Alarm, every, systemClock } from '@rookery/transport'

const MIB = 1024 * 1024
/** Bytes by which a heap may grow until V8 collects the whole of it. */
const ROOM_BYTES = 48 * MIB
/** A heap that has grown since the last look is given too much room: several times what it grew by. */
const LOOK_EVERY_MS = 1_000

type Engine = Pick<NodeJS.Process, 'execArgv' | 'versions'>

/**
 * Lets a small heap grow by 48 MiB until V8 collects the whole of it; one of 48 MiB and more grows by V8's own rule. After a
 * quiet time that rule allows the 9 MB of a hub 9 MB more, and counts received bytes that are already being freed: large
 * calls made V8 collect the whole heap after every young generation. A percentage that the operator sets holds:
 * `node --heap-growing-percent=30 …`.
 */
export function keepHeapRoom({ execArgv, versions }: Engine = process): Alarm {
  const isSet = execArgv.some((each) => /^--heap[-_]growing[-_]percent/.test(each))
  // Bun has another engine, and refuses the flags of V8.
  if (isSet || 'bun' in versions) return () => {}
  const look = (): void => v8.setFlagsFromString(`--heap-growing-percent=${roomPercent(usedBytes())}`)
  look()
  return every(systemClock, LOOK_EVERY_MS, look)
}

/** The room of a heap in per cent of its size; 0 stands for V8's own rule. */
export const roomPercent = (usedBytes: number): number =>
  usedBytes < ROOM_BYTES ? Math.ceil((ROOM_BYTES / usedBytes) * 100) : 0

const usedBytes = (): number => v8.getHeapStatistics().used_heap_size
