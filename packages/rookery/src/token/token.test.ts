import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'
import { parseHubConfig } from '../config/load-config.js'

async function printedBy(...argv: string[]) {
  const { run, printed } = processStandIn({})
  const code = await run('token', ...argv)
  const [, token = '', entry = ''] = /\n {2}(\S+)\n\n.*clients:\n(.*)$/s.exec(printed.out) ?? []
  return { code, token, entry }
}

describe('rookery token', () => {
  it('prints a token and the lines with its SHA-256, which a config takes', async () => {
    const { code, token, entry } = await printedBy()
    expect(code).toBe(0)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(entry).not.toContain(token)
    const { clients } = parseHubConfig(`clients:\n${entry}`, { file: 'rookery.yml', directory: '/', env: {} })
    const tokenSha256 = createHash('sha256').update(token).digest('hex')
    expect(clients).toEqual([{ name: 'my-bot', tokenSha256 }])
  })

  it('prints another one each time, for the application that is named', async () => {
    const [first, second] = [await printedBy('--name', 'a "b"'), await printedBy('--name', 'a "b"')]
    expect(first.token).not.toBe(second.token)
    const { clients } = parseHubConfig(`clients:\n${first.entry}`, { file: 'x', directory: '/', env: {} })
    expect(clients[0]?.name).toBe('a "b"')
  })
})
