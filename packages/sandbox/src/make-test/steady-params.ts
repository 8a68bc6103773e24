/** Ids that the world assigns, which differ in another run. */
const GIVEN: readonly string[] = [
  'message_id',
  'flag',
  'file_id',
  'folder_id',
  'notice_id',
  'forward_id',
  'res_id',
  'busid',
  'self_id',
  'echo',
]
/** Longest text that is kept; a longer one is content, such as a picture in base64. */
const MOST_SIGNS = 500

/** The params that are the same in another run. */
export function steadyParams(params: unknown): unknown {
  if (Array.isArray(params)) return params.map(steadyParams)
  if (typeof params !== 'object' || params === null) return params
  const { type, data } = params as Readonly<Record<string, unknown>>
  if ((type === 'reply' || type === 'forward') && data) return { type }
  const steady = Object.entries(params).filter(([key, value]) => !GIVEN.includes(key) && isSteady(value))
  return Object.fromEntries(steady.map(([key, value]) => [key, steadyParams(value)]))
}

const isSteady = (value: unknown): boolean =>
  value !== undefined &&
  (typeof value !== 'string' || (value.length <= MOST_SIGNS && !/\[CQ:(?:reply|forward),/.test(value)))
