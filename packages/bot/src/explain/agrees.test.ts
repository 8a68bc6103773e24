import { type Message, msg } from '@rookery/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { definePlugin } from '../bot/define-plugin.js'
import { groupMessage, roomOf, SELF } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { groupAdmin, superuser } from '../permissions/predicates.js'
import { memoryStorage } from '../storage/memory-storage.js'

const options = fc.record(
  {
    onlyToMe: fc.boolean(),
    in: fc.constantFrom('group' as const, 'private' as const),
    permission: fc.constantFrom(superuser, groupAdmin, groupAdmin.not()),
    cooldown: fc.constant({ seconds: 60 }),
    aliases: fc.constantFrom('甲', 'x/y'),
    patterns: fc.constantFrom(/b/g, /^甲/, /^乙(?<n>\S*)$/, /^甲(?<rest>.*)/),
    prefix: fc.constant(false as const),
    privileged: fc.boolean(),
    whileAsking: fc.constantFrom('answers' as const, 'passes' as const, 'interrupts' as const),
  },
  { requiredKeys: [] },
)
const tail = fc.constantFrom('', ' <n:int>', ' [n:int] [--flag]', ' <rest...>')
const command = fc.record({ tail, options, isPlugins: fc.boolean() })

const words = fc.constantFrom(
  '/',
  '!',
  'a',
  'b',
  '甲',
  'x/y',
  ' ',
  '1',
  ' 1',
  ' --flag',
  ' --x',
  ' —flag',
  '乙',
  '五',
  'A',
  '\u200b',
  '南京',
  '[image]',
  'help',
  '/a',
  '/b 1',
)
const text = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
const said = fc.record({ text, isToMe: fc.boolean() })

interface Made {
  readonly tail: string
  readonly options: object
  readonly isPlugins: boolean
}

interface Setup {
  readonly commands: readonly Made[]
  readonly isOff: boolean
  readonly ignoreCase: boolean
  readonly blankBehindPrefix: boolean
}

const setup: fc.Arbitrary<Setup> = fc.record({
  commands: fc.array(command, { minLength: 2, maxLength: 2 }),
  isOff: fc.boolean(),
  ignoreCase: fc.boolean(),
  blankBehindPrefix: fc.boolean(),
})

/** A message with pictures where its text says so. */
const withPictures = (words: string): Message =>
  words.split(/(\[image\])/).map((part) => (part === '[image]' ? msg.image('a.png') : msg.text(part)))

/** A bot with a command of each letter, the plugin switched off; what is taken is noted. */
async function botWith({ commands, isOff, ...loose }: Setup, ran: string[]): Promise<Bot> {
  const bot = createBot({ log: silentLog, storage: memoryStorage(), texts: { denied: 'no' }, ...loose })
  const add = (own: Bot, wanted: boolean): void => {
    for (const [index, { tail: rest, options: given, isPlugins }] of commands.entries()) {
      if (isPlugins !== wanted) continue
      const name = 'ab'[index] ?? ''
      try {
        own.command(`${name}${rest}` as string, given, () => void ran.push(name))
      } catch {
        // Two of one alias, or a pattern whose groups cannot fill its arguments.
      }
    }
  }
  add(bot, false)
  const plugin = await bot.plugin(definePlugin({ name: 'p', setup: (own) => add(own, true) }))
  if (isOff) await plugin.disable()
  return bot
}

it('an explanation and what becomes of the message agree', async () => {
  const messages = fc.array(said, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(setup, fc.boolean(), messages, async (made, asks, all) => {
      const ran: string[] = []
      await using bot = await botWith(made, ran)
      bot.command('ask', async ({ hearNext }) => {
        for (;;) ran.push(`answer ${(await hearNext()).heard.text.length > 0}`)
      })
      const room = await roomOf(bot)
      if (asks) await room.says('/ask')
      for (const { text: words, isToMe } of all) {
        const message = [...(isToMe ? [msg.at(SELF)] : []), ...withPictures(words)]
        const { reasons } = bot.explain(groupMessage(message))
        ran.length = 0
        const sent = await room.says(message)
        const takes = reasons.find(({ is }) => is === 'takes')
        const told =
          reasons[0]?.is === 'answers'
            ? ['answer']
            : takes && 'command' in takes && takes.command !== 'help'
              ? [takes.command]
              : []
        expect({ ran: ran.map((each) => each.split(' ')[0]), reasons, sent }).toEqual({
          ran: told,
          reasons,
          sent,
        })
      }
    }),
    { numRuns: 150 },
  )
}, 60_000)
