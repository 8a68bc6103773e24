import { expect, it } from 'vitest'
import { readRole, roleOfPath } from './role.js'

it('reads a role in any case, and takes a connection without one for both', () => {
  expect(['API', 'Api', 'event', 'UNIVERSAL', '', undefined].map(readRole)).toEqual([
    'API',
    'API',
    'Event',
    'Universal',
    'Universal',
    'Universal',
  ])
  expect(['constructor', 'apis', 'API,Event'].map(readRole)).toEqual([undefined, undefined, undefined])
})

it('knows the paths of the standard', () => {
  const paths = ['/', '/onebot/v11/ws', '/onebot/v11/ws/', '/api', '/api/', '/event', '/event/']
  expect(paths.map(roleOfPath)).toEqual([
    'Universal',
    'Universal',
    'Universal',
    'API',
    'API',
    'Event',
    'Event',
  ])
  const others = ['', '/API', '/api//', '/x', '//', '/onebot/v11', '/onebot/v11/ws//']
  expect(others.map(roleOfPath)).toEqual(others.map(() => undefined))
})
