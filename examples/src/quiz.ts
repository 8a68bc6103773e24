import { type Bot, type BotOptions, ConversationEnded, contextId, createBot, msg } from '@rookery/bot'
import { run } from './run.js'

/*
 * A game for a whole group: the bot asks, and whoever is right first has a point. `answersFrom: 'group'` makes the
 * conversation that of the group; points are kept across restarts.
 */

const QUESTIONS = [
  { question: '世界上最高的山峰是？', answers: ['珠穆朗玛峰', '珠峰'] },
  { question: '光在真空中一秒大约走多少万公里？', answers: ['30', '三十'] },
  { question: '《红楼梦》的作者是？', answers: ['曹雪芹'] },
] as const

const THINK_MS = 30_000

type Points = Readonly<Record<string, { readonly name: string; readonly points: number }>>

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot(options)
  const store = bot.storage('quiz')

  bot.command(
    'quiz [rounds:int]',
    { in: 'group', aliases: '抢答', answersFrom: 'group', description: '开始抢答' },
    async ({ args, ask, send, event }) => {
      for (const { question, answers } of QUESTIONS.slice(0, args.rounds ?? QUESTIONS.length)) {
        const winner = await ask(question, {
          parse: (text, { event: { user_id, sender } }) =>
            isOneOf(answers, text)
              ? { user_id, name: sender.card || sender.nickname || String(user_id) }
              : undefined,
          // Anybody may guess as often as they like, and is not told that it was wrong.
          retries: Number.POSITIVE_INFINITY,
          onInvalid: '',
          timeoutMs: THINK_MS,
        }).catch(nobody)
        if (!winner) {
          await send(`没有人答对，答案是${answers[0]}`)
          continue
        }
        await addPoint(contextId(event, 'group'), winner)
        await send(msg`${msg.at(winner.user_id)} 答对了，加一分！`)
      }
      return '抢答结束，发送 /score 看看排名'
    },
  )

  bot.command(
    'score',
    { in: 'group', aliases: '排名', description: '看看谁答对得最多' },
    async ({ event }) => {
      const points = await pointsOf(contextId(event, 'group'))
      const ranks = Object.values(points).sort((a, b) => b.points - a.points)
      const lines = ranks.map(({ name, points }, index) => `${index + 1}. ${name} ${points} 分`)
      return lines.join('\n') || '还没有人得分'
    },
  )

  const pointsOf = async (group: string): Promise<Points> => (await store.get<Points>(group)) ?? {}

  async function addPoint(group: string, { user_id, name }: Winner): Promise<void> {
    const all = await pointsOf(group)
    const points = (all[user_id]?.points ?? 0) + 1
    await store.set(group, { ...all, [user_id]: { name, points } })
  }

  return bot
}

interface Winner {
  readonly user_id: number
  readonly name: string
}

const isOneOf = (answers: readonly string[], text: string): boolean =>
  answers.some((answer) => answer === text.trim())

/** Nobody knew it in time: the game goes on. Whatever else ends the conversation ends the game. */
function nobody(error: unknown): undefined {
  if (error instanceof ConversationEnded && error.why === 'expired') return undefined
  throw error
}

await run(import.meta, makeBot)
