import { expect, test } from 'vitest'
import { isHost, isWebSocketUrl } from './address.js'

test.each(['ws://h', 'wss://h:1/p?q=1', 'ws://[::1]:7700/'])('%s can be dialled', (url) =>
  expect(isWebSocketUrl(url)).toBe(true),
)

test.each(['http://h', 'h:3001', 'ws:/h', 'ws://', 'ws://h:99999', 'ws://h/#x', ' ws://h'])(
  '%s cannot be dialled',
  (url) => expect(isWebSocketUrl(url)).toBe(false),
)

test.each(['127.0.0.1', '::1', '0.0.0.0', 'localhost', 'hub.example.org', 'hub-1'])(
  '%s can be listened on',
  (host) => expect(isHost(host)).toBe(true),
)

test.each(['', '127.0.0.256', '1.2.3', '[::1]', 'a b', 'http://h', 'h:1', '-h'])(
  '%j cannot be listened on',
  (host) => expect(isHost(host)).toBe(false),
)
