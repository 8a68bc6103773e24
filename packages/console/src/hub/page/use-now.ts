import { useEffect, useState } from 'preact/hooks'

/** Interval after which spans such as "5 s ago" are told anew. */
const TICK_MS = 1_000

/** The time, told anew each second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
