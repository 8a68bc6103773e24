import { createHash } from 'node:crypto'
import type { ClientOptions } from '@rookery/hub'
import { describe, expect, it } from 'vitest'
import { HubConfigError } from './config-error.js'
import { parseHubConfig } from './load-config.js'

const source = { file: 'rookery.yml', directory: '/', env: {} }
const clientOf = (keys: string): ClientOptions | undefined =>
  parseHubConfig(`clients:\n  - name: a\n    token: t\n${keys.replace(/^/gm, '    ')}\n`, source).clients[0]

/** The complaints about a config, each with its place. */
function complaints(text: string): readonly string[] {
  try {
    parseHubConfig(text, source)
    return []
  } catch (error) {
    if (!(error instanceof HubConfigError)) throw error
    return error.message.split('\n').filter((line) => line.includes('found'))
  }
}

describe('the rights of a client', () => {
  it('are read, each with its line', () => {
    expect(
      clientOf(
        'actions: ["*", "!set_*", get_cookies]\ngroups: [30001, "9007199254740993"]\nusers: { deny: [201] }',
      ),
    ).toEqual({
      name: 'a',
      token: 't',
      actions: ['*', '!set_*', 'get_cookies'],
      groups: ['30001', '9007199254740993'],
      users: { deny: ['201'] },
      lines: { actions: 4, groups: 5, users: 6 },
    })
    expect(clientOf('read_only: true\ngroups: []')).toMatchObject({ readOnly: true, groups: [] })
    expect(clientOf('history: true')).not.toHaveProperty('lines')
  })

  it('end at a day or a time', () => {
    const expiry = (text: string) => (clientOf(`expires: ${text}`) as { expiresAt?: number }).expiresAt
    expect(expiry('2027-01-01')).toBe(Date.parse('2027-01-01T00:00'))
    expect(expiry('"2027-01-01T08:00:00+08:00"')).toBe(Date.UTC(2027, 0, 1))
    expect(expiry('2028-02-29T00:00Z')).toBe(Date.UTC(2028, 1, 29))
  })

  it('take the SHA-256 of a token in its place', () => {
    const tokenSha256 = createHash('sha256').update('t').digest('hex')
    const { clients } = parseHubConfig(
      `clients: [{ name: a, token_sha256: "${tokenSha256.toUpperCase()}" }, { name: b, type: http-post, url: "http://h", token_sha256: "${'0'.repeat(64)}" }]`,
      source,
    )
    expect(clients[0]).toEqual({ name: 'a', tokenSha256 })
    expect(clients[1]).toMatchObject({ tokenSha256: '0'.repeat(64) })
  })

  it.each([
    ['actions: []', 'actions: found an empty list'],
    ['actions: ["!set_*"]', 'actions: found only what is excluded'],
    ['actions: ["!get_*", get_msg]', 'actions[1]: found get_msg, which "!get_*" excludes'],
    [
      'actions: ["*", "!set_*"]\nallow: [set_restart]',
      'allow[0]: found set_restart, which "!set_*" in actions excludes',
    ],
    ['actions: ["send msg"]', 'actions[0]: found "send msg"'],
    ['actions: ["*", "!set_("]\nallow: [set_restart]', 'actions[1]: found "!set_("'],
    ['actions: send_msg', 'actions: found a text; allowed: a list'],
    ['actions: ["*"]\nread_only: true', 'read_only: found read_only beside actions'],
    ['groups: 30001', 'groups: found a number'],
    ['groups: { allow: [1] }', 'groups: found the unknown key "allow"; allowed: deny'],
    ['groups: { deny: [] }', 'groups.deny: found an empty list'],
    ['users: [me]', 'users[0]: found "me"'],
    ['expires: tomorrow', 'expires: found "tomorrow"'],
    ['expires: 2027-02-30', 'expires: found "2027-02-30"'],
    ['expires: 2027', 'expires: found 2027'],
    ['read_only: yes', 'read_only: found "yes"; allowed: true, false'],
    [
      `token_sha256: "${'0'.repeat(64)}"`,
      'token_sha256: found token_sha256 beside token; allowed: one of the two',
    ],
  ])('that make no sense are refused with their place: %s', (keys, complaint) => {
    const text = `clients:\n  - name: a\n    token: t\n${keys.replace(/^/gm, '    ')}\n`
    expect(complaints(text)).toContainEqual(expect.stringContaining(complaint))
    expect(complaints(text)[0]).toMatch(/rookery\.yml:[4-9]:\d+: clients\[0\]/)
  })

  it('need a token, or its SHA-256, of their own', () => {
    const hash = createHash('sha256').update('t').digest('hex')
    expect(complaints('clients: [{ name: a, groups: [1] }]')).toEqual([
      expect.stringContaining('found no key "token"; allowed: token, or token_sha256'),
    ])
    expect(complaints('clients: [{ name: a, token_sha256: abc }]')[0]).toContain('64 hexadecimal digits')
    expect(complaints('clients: [{ name: a, token_sha256: abc }]')[0]).not.toContain('found "abc"')
    expect(complaints(`clients: [{ name: a, token: t }, { name: b, token_sha256: "${hash}" }]`)).toEqual([
      expect.stringContaining('clients[1].token_sha256: found the same token as clients[0].token'),
    ])
    expect(
      complaints(`clients: [{ name: a, type: ws-reverse, url: "ws://h", token_sha256: "${hash}" }]`)[0],
    ).toContain('token_sha256')
  })

  it('let others reach the hub', () => {
    expect(
      complaints(`listen: { host: 0.0.0.0 }\nclients: [{ name: a, token_sha256: "${'0'.repeat(64)}" }]`),
    ).toEqual([])
  })
})
