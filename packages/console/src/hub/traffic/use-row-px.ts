import { useEffect, useState } from 'preact/hooks'

const NARROW = '(max-width: 800px)'

/** Height of a row: two lines of text on a narrow screen, one elsewhere. */
export function useRowPx(): number {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches)
  useEffect(() => {
    const query = matchMedia(NARROW)
    const read = () => setNarrow(query.matches)
    query.addEventListener('change', read)
    return () => query.removeEventListener('change', read)
  }, [])
  return isNarrow ? 52 : 30
}
