import { describe, expect, it } from 'vitest'
import { readRoute, routeHash } from './route.js'

describe('a route', () => {
  it.each([
    ['', 'overview', {}],
    ['#/', 'overview', {}],
    ['#/nonsense', 'overview', {}],
    ['#/clients?id=a%26b', 'clients', { id: 'a&b' }],
    ['#/call?action=get_msg&account=1', 'call', { action: 'get_msg', account: '1' }],
  ])('is read from %j', (hash, page, query) => {
    expect(readRoute(hash)).toEqual({ page, query })
  })

  it('is written as it is read, without what is empty', () => {
    expect(routeHash('traffic', { account: '', client: undefined })).toBe('#/traffic')
    const query = { id: '\u202eevil & <b>' }
    expect(readRoute(routeHash('clients', query))).toEqual({ page: 'clients', query })
  })
})
