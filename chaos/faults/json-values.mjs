const NUMBERS = [
  '0',
  '-0',
  '1.0',
  '1e400',
  '-9223372036854775808',
  '9223372036854775807',
  '0.1e-7',
  '123456789012345678901234567890',
]
const STRINGS = [
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"汉字🐦"',
  '"line\\nbreak"',
  '"\\/"',
  '" \\u2028 "',
  '"\\"echo\\":1"',
]
const SPACES = ['', ' ', '\t', '\n ']

/** JSON texts of all kinds, as no library would write them. */
export function jsonText(random, depth = 0) {
  const kind = random.between(0, depth > 3 ? 4 : 6)
  if (kind === 0) return random.pick(['null', 'true', 'false'])
  if (kind === 1) return random.pick(NUMBERS)
  if (kind === 2) return random.pick(STRINGS)
  if (kind === 3) return String(random.between(-2147483648, 2147483647))
  if (kind === 4) return JSON.stringify('x'.repeat(random.between(0, 200)))
  const space = random.pick(SPACES)
  const parts = Array.from({ length: random.between(0, 4) }, () => jsonText(random, depth + 1))
  if (kind === 5) return `[${space}${parts.join(`,${space}`)}${space}]`
  return `{${parts.map((part, index) => `${space}"k${index}":${space}${part}`).join(',')}${space}}`
}
