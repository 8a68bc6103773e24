import { describe, expect, it } from 'vitest'
import { BotProcess } from './bot-process.js'

const started = (script: string): BotProcess =>
  new BotProcess({ words: [process.execPath, '-e', script], cwd: '.', env: process.env })

describe('what a bot printed last', () => {
  it('is its last lines', async () => {
    const bot = started("for (let n = 1; n <= 100; n++) console.log('line ' + n)")
    await bot.ended
    expect(bot.lastLines.split('\n')).toEqual(Array.from({ length: 20 }, (_, n) => `line ${n + 81}`))
  })

  it('is kept short where it has no lines', async () => {
    const bot = started("process.stdout.write('x'.repeat(1_000_000))")
    expect(await bot.ended).toBe('ended with exit code 0')
    expect(bot.lastLines.length).toBeLessThan(5_000)
  })
})
