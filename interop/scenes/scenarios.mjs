import { fileURLToPath } from 'node:url'
import { Child } from '../child.mjs'
import { freePorts } from '../free-ports.mjs'
import { cliPath } from '../hub.mjs'

const dir = fileURLToPath(new URL('../scenarios/', import.meta.url))

/** The bots that play the same file, each by how it is started and how it connects. */
const bots = {
  websockets: ({ classic }) => ({ bot: [classic, 'bots/weather_websockets.py'] }),
  'nonebot2-forward': ({ nonebot2 }) => ({ bot: [nonebot2, 'bots/weather_nonebot2.py'] }),
  'nonebot2-reverse': ({ nonebot2 }, port) => ({
    bot: [nonebot2, 'bots/weather_nonebot2.py'],
    options: ['--reverse', `ws://127.0.0.1:${port}/onebot/v11/ws`],
  }),
  'koishi-forward': () => ({ bot: [process.execPath, 'bots/weather-koishi.mjs'] }),
}

/** One file of scenarios, played by `rookery test` with a bot on each library. */
export async function scenarios(scene) {
  for (const [name, start] of Object.entries(bots)) {
    const [port] = await freePorts(1)
    const { bot, options = [] } = start(scene.pythons, port)
    const child = new Child({
      command: process.execPath,
      args: [cliPath(), 'test', 'weather.chat', ...options, '--', ...bot],
      cwd: dir,
      logPath: `${scene.dir}/${name}.log`,
    })
    const end = await child.exited
    const printed = child.lastLines(200)
    const passed = printed.match(/^(\d+) passed/m)?.[1] ?? 0
    scene.report.line(name, `${passed} scenarios passed`, end === 'exit code 0' ? [] : [end, printed])
  }
}
