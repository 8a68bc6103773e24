import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort } from './free-port.js'

const HOST = '127.0.0.1'

it('is the port itself where it can be had, and any that is free where somebody else has it', async () => {
  const other = createServer().listen(0, HOST)
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  expect(port).toBeGreaterThan(0)
  expect(await freePort(HOST, port)).toBe(0)
  await new Promise((resolve) => other.close(resolve))
  expect(await freePort(HOST, port)).toBe(port)
  expect(await freePort(HOST, port), 'the probe keeps nothing').toBe(port)
})
