/** A token of fewer characters is tried out soon. */
const SHORTEST_TOKEN = 8

/** Words that tokens of examples, of our guide, of other gateways' documents and of lists of common passwords are made of. */
const WORDS: ReadonlySet<string> = new Set(
  [
    'a an my your the some another other new old this that here is me it to it',
    'access api app admin auth bearer bot client default demo dev example hub key hmac hook local localhost',
    'login master onebot onebot11 pass passwd password passphrase placeholder private public root sample sandbox script secret',
    'secretkey sha1 signature string super test testing token user value web webhook ws wss http https sse post reverse',
    'change changeme changeit replace replaceme todo fixme edit insert enter set write put none null nothing undefined true false',
    'aiocqhttp alice alicebot cq cqhttp go gocq gocqhttp koishi lagrange llbot llonebot luckylillia melobot napcat',
    'napcatqq ncatbot nonebot nonebot2 perpetua qq qqbot rookery ts yunzai zerobot zhenxun',
    'qwerty qwertyuiop asdfghjkl asdf zxcvbnm qazwsx 1q2w3e4r 1qaz2wsx abc abcd abcdef abcdefgh abcdefg iloveyou letmein welcome',
    'dragon monkey sunshine princess football baseball trustno1 superman woaini woaini1314 5201314 hello world foo bar baz foobar',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a token is made of nothing but words that a stranger tries first: `change-me`, `my-bot-secret`, `Password123`. */
export function isWellKnownToken(token: string): boolean {
  const plain = token.trim().toLowerCase()
  if (isRun(plain)) return true
  const parts = plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  return parts.every((part) => WORDS.has(part) || isRun(part) || WORDS.has(part.replace(/\d+$/, '')))
}

/** Whether a token gives so little that it protects nothing: a well-known one, or one of under 8 characters. */
export const isGuessable = (token: string): boolean =>
  [...token.trim()].length < SHORTEST_TOKEN || isWellKnownToken(token)

const DIGITS = '01234567890123456789'
const REVERSED = '98765432109876543210'

/** One character or a short group again and again (`00000000`, `121212`, `abcabc`), or digits in a row. */
const isRun = (text: string): boolean =>
  /^(.{1,4}?)\1+$/su.test(text) || (/^\d+$/.test(text) && (DIGITS.includes(text) || REVERSED.includes(text)))
