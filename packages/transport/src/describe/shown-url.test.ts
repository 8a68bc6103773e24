import { describe, expect, it } from 'vitest'
import { shownUrl, withoutTokens } from './shown-url.js'

describe('a URL in the log', () => {
  it.each([
    ['ws://127.0.0.1:3001/event?access_token=s3cret', 'ws://127.0.0.1:3001/event?…'],
    ['ws://user:s3cret@bot.example.com/', 'ws://bot.example.com/'],
    ['ws://127.0.0.1:3001/event&access_token=s3cret', 'ws://127.0.0.1:3001/event&access_token=…'],
    ['ws://127.0.0.1:3001/event;access_token=s3cret', 'ws://127.0.0.1:3001/event;access_token=…'],
    ['ws://127.0.0.1:3001/event%3Faccess_token%3Ds3cret', 'ws://127.0.0.1:3001/event%3Faccess_token=…'],
    ['ws://127.0.0.1:3001/access_token/s3cret', 'ws://127.0.0.1:3001/access_token=…'],
    ['http://127.0.0.1:3000/api', 'http://127.0.0.1:3000/api'],
  ])('shows no secret: %s', (url, shown) => {
    expect(shownUrl(url)).toBe(shown)
  })
})

describe('a text from outside', () => {
  it.each([
    ['Cannot GET /api?access_token=s3cret', 'Cannot GET /api?access_token=…'],
    ['no /x?a=1&access_token=s3cret&b=2 here', 'no /x?a=1&access_token=…&b=2 here'],
    ['<pre>/x?ACCESS_TOKEN=s3cret</pre>', '<pre>/x?access_token=…</pre>'],
    ['{"access_token": "s3cret", "a": 1}', '{"access_token=…", "a": 1}'],
    ['the parameter access_token is missing', 'the parameter access_token is missing'],
  ])('repeats no token: %s', (text, shown) => {
    expect(withoutTokens(text)).toBe(shown)
  })
})
