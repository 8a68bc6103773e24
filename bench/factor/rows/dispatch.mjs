import { Child, SERVER_CPU } from '../../child.mjs'
import { paired } from '../cells.mjs'
import { here } from '../checkouts.mjs'
import { todayCheckout } from '../peers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

const LOAD = { commands: 500, events: 50_000, atOnce: 50 }
const BOT = 'bench/commands/rookery-bot.mjs'

/** From the bytes of an event to the handler of its command, one of 500. */
export async function dispatch({ turns }) {
  const cell = { what: 'bot dispatch, 500 commands, CPU, against today', goal: 0.8, stretch: 0.7 }
  const checkout = todayCheckout()
  if (checkout.missing) return [{ ...cell, missing: checkout.missing }]
  console.error('> dispatch')
  const bots = { bot: start(here), today: start(checkout) }
  const measures = Object.entries(bots).map(([name, bot]) => [name, () => bot.ask('dispatch', LOAD)])
  const runs = await inAlternatingTurns({ turns, warmUps: 1 }, Object.fromEntries(measures))
  await Promise.all(Object.values(bots).map((bot) => bot.end()))
  printFigures('dispatch', runs, { cpuUs: 'CPU µs an event', perSecond: 'events/s' })
  return [{ ...cell, values: paired(runs.bot, runs.today, 'cpuUs'), today: [1] }]
}

/** Each checkout has its own bench, whose programs load its own packages. */
const start = (checkout) => new Child(checkout.url(BOT), { cpu: SERVER_CPU })
