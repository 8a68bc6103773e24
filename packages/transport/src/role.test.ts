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
  expect(['/', '/api', '/api/', '/event', '/event/'].map(roleOfPath)).toEqual([
    'Universal',
    'API',
    'API',
    'Event',
    'Event',
  ])
  expect(['', '/API', '/api//', '/x', '//'].map(roleOfPath)).toEqual(Array(5).fill(undefined))
})
