/** Shortest token that resists guessing by brute force. */
const SHORTEST_TOKEN = 8

/** Tokens of examples, of other programs' documentation and of lists of common passwords, without separators. */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  `secret token passwd password admin root test guest user bot onebot rookery napcat koishi nonebot access default
  change example sample public private qwerty abc123 abcdef letmein
  changeme changeit changethis replaceme yoursecret mysecret anothersecret secretkey secrettoken supersecret topsecret
  yourtoken mytoken testtoken accesstoken youraccesstoken onebottoken rookerytoken bearertoken placeholder
  password passwd passw0rd p@ssw0rd p@ssword mypassword yourpassword adminadmin adminpassword administrator
  qwertyui qwertyuiop asdfghjk asdfghjkl zxcvbnm1 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsxedc q1w2e3r4 abcdefgh abcdefghi
  abcd1234 abc12345 a1234567 a12345678 iloveyou woaini520 woaini1314 5201314520 letmein welcome princess football
  baseball sunshine superman trustno1 helloworld onebot11 onebotv11 napcatqq nonebot2 gocqhttp default undefined`.split(
    /\s+/,
  ),
)

/** Whether a token is a known example, a common password, a run of digits, or one group of characters repeated. */
export function isWellKnownToken(token: string): boolean {
  const plain = plainOf(token)
  return EXAMPLE.test(plain) || isCommon(plain)
}

/** Tokens of Rookery's own guide. A stranger on the network tries them; a passing web page does not know of Rookery. */
const EXAMPLE =
  /^(?:hub|hook|script|bot|hmac|napcat|lagrange|llbot|gocq|gocqhttp|napcatts|nonebot|koishi|aiocqhttp|flask|upstream|client)(?:secret|hmac|token|key)$/

function isCommon(plain: string): boolean {
  return WELL_KNOWN.has(plain) || WELL_KNOWN.has(plain.replace(/[\d!]+$/, '')) || isRun(plain)
}

/** Whether a web page could guess a token: a common one, or one of fewer than 8 characters. */
export function isGuessable(token: string): boolean {
  const plain = plainOf(token)
  return [...token.trim()].length < SHORTEST_TOKEN || isCommon(plain)
}

const plainOf = (token: string): string => token.toLowerCase().replace(/[\s_.-]+/g, '')

const DIGITS = '01234567890123456789'
const REVERSED = '98765432109876543210'

const isRun = (text: string): boolean =>
  /^(.{1,4}?)\1+$/su.test(text) || DIGITS.includes(text) || REVERSED.includes(text)
