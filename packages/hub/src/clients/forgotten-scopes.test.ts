import { expect, it } from 'vitest'
import type { ClientOptions, ClientRights } from '../options.js'
import { SentMessages } from '../scope/sent-messages.js'
import { Clients } from './clients.js'
import { deriveRights } from './derived-rights.js'

const entry = (name: string, more: object): ClientOptions => ({ name, token: name, ...more })

it('scopes of groups are shared while somebody has them, and forgotten with the last one', () => {
  const clients = new Clients([entry('a', { groups: ['1'] }), entry('b', { groups: ['1'] })])
  const scopeOf = (name: string) => clients.configured(name).scopes?.events
  const first = scopeOf('a')
  expect(scopeOf('b')).toBe(first)
  clients.configure(entry('a', { groups: ['2'] }))
  clients.forgetScopes()
  clients.configure(entry('a', { groups: ['1'] }))
  expect(scopeOf('a')).toBe(first)
  for (const name of ['a', 'b']) clients.configure(entry(name, { groups: ['2'] }))
  clients.dismiss('b')
  clients.forgetScopes()
  clients.configure(entry('a', { groups: ['1'] }))
  expect(scopeOf('a')?.key).toBe(first?.key)
  expect(scopeOf('a')).not.toBe(first)
})

it('equal filters are compiled once, until they are forgotten', () => {
  const derive = deriveRights(new SentMessages())
  const scopeOf = () => derive<ClientRights>({ events: { post_type: 'message' } }).scope
  const first = scopeOf()
  expect(scopeOf()).toBe(first)
  derive.forgetFilters()
  expect(scopeOf()).not.toBe(first)
  expect(scopeOf()?.key).toBe(first?.key)
})
