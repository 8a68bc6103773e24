import { describe, expect, test } from 'vitest'
import { HubConfigError } from './config-error.js'
import { parseHubConfig } from './load-config.js'

const source = { file: 'rookery.yml', directory: '/', env: {} }

function complaints(text: string): string[] {
  try {
    parseHubConfig(text, source)
  } catch (error) {
    if (error instanceof HubConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

test('what governs the traffic of clients and accounts is read', () => {
  const options = parseHubConfig(
    `upstreams:
  - { name: a, type: ws, url: "ws://h", fail_over: same-group }
  - { name: b, type: ws-reverse, path: /upstream/b, fail_over: none }
  - { name: c, type: http, url: "http://h", sse: true, fail_over: same-group }
clients:
  - { name: w1, token: t1, balance: { name: workers, weight: 2, sticky: user }, same_message: once, responder: first }
  - { name: w2, type: ws-reverse, url: "ws://h", balance: { name: others } }
  - { name: w3, type: http-post, url: "http://h", same_message: all }
`,
    source,
  )
  expect(options.upstreams.map(({ failOver }) => failOver)).toEqual(['same-group', 'none', 'same-group'])
  expect(options.clients).toMatchObject([
    { balance: { name: 'workers', weight: 2, sticky: 'user' }, sameMessage: 'once', responder: 'first' },
    { balance: { name: 'others' } },
    { sameMessage: 'all' },
  ])
})

const clients = (...entries: string[]): string =>
  `clients:\n${entries.map((each, at) => `  - { name: w${at}, token: t${at}, ${each} }\n`).join('')}`

describe('of clients in a balance group', () => {
  test.each([
    [
      'another sticky',
      clients('balance: { name: x, sticky: user }', 'balance: { name: x, sticky: group }'),
      'rookery.yml:3:56: clients[1].balance.sticky: found sticky group in the balance group x; allowed: user, as clients[0] has it',
    ],
    [
      'no sticky where another has one that is not the default',
      clients('balance: { name: x, sticky: none }', 'balance: { name: x }'),
      'rookery.yml:3:5: clients[1]: found sticky group in the balance group x; allowed: none, as clients[0] has it',
    ],
    [
      'another same_message',
      clients('balance: { name: x }, same_message: once', 'balance: { name: x }'),
      'rookery.yml:3:5: clients[1]: found same_message all in the balance group x; allowed: once, as clients[0] has it',
    ],
    [
      'acks',
      clients('balance: { name: x }, confirm: ack'),
      'rookery.yml:2:59: clients[0].confirm: found ack beside balance; allowed: receipt, for clients that share events',
    ],
    [
      'one client twice',
      'clients:\n  - { name: w, token: t1, balance: { name: x } }\n  - { name: w, token: t2, balance: { name: x } }\n',
      'rookery.yml:3:13: clients[1].name: found the name "w" again, first in line 2; allowed: a name that no other client has',
    ],
  ])('%s is told with its place', (_, text, complaint) => {
    expect(complaints(text)).toEqual([complaint])
  })

  test('who says the default agrees with who says nothing', () => {
    expect(complaints(clients('balance: { name: x, sticky: group }', 'balance: { name: x }'))).toEqual([])
    expect(complaints(clients('balance: { name: x, sticky: user }', 'balance: { name: y }'))).toEqual([])
  })
})

test.each([
  ['clients: [{ name: a, token: t, balance: x }]', 'clients[0].balance: found a text; allowed: a map'],
  ['clients: [{ name: a, token: t, balance: { weight: 1 } }]', 'clients[0].balance: found no key "name"'],
  ['clients: [{ name: a, token: t, balance: { name: x, weight: 0 } }]', 'clients[0].balance.weight: found 0'],
  [
    'clients: [{ name: a, token: t, balance: { name: x, sticky: chat } }]',
    'found "chat"; allowed: group, user, none',
  ],
  ['clients: [{ name: a, token: t, same_message: twice }]', 'found "twice"; allowed: all, once'],
  ['clients: [{ name: a, token: t, responder: last }]', 'found "last"; allowed: first'],
  [
    'upstreams: [{ name: a, type: ws, url: "ws://h", fail_over: any }]',
    'found "any"; allowed: none, same-group',
  ],
])('%j is refused', (text, complaint) => {
  expect(complaints(text).join('\n')).toContain(complaint)
})
