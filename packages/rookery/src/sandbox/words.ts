import type { Environment } from '@rookery/yaml-file'

/** Texts printed by the sandbox commands, in the terminal's language. */
const words = {
  en: {
    page: 'chat page',
    hub: 'hub',
    bot: 'bot',
    builtIn: 'a small built-in world; bring your own with -w world.yml',
    world: (file: string) => `the world of ${file}`,
    noLinks: 'no account has links: give it some, such as ws: { port: 3001 }',
    connect: 'connect any other bot to the hub, too',
    noBot: 'no bot yet: connect one to the hub',
    stop: 'Ctrl-C ends it.',
    restarts: 'starts again whenever its files change',
    ended: (how: string) => `the bot ${how}`,
    crashed: 'the bot crashed; it starts again when its files change',
    done: (code: number) => `the bot ended with exit code ${code}; it starts again when its files change`,
    taken: (port: number | undefined) => (port === undefined ? '' : `   (port ${port} is taken)`),
    commonJs: 'for "await" at the top of a bot, add "type": "module" to package.json, or name it .mts',
  },
  zh: {
    page: '聊天页面',
    hub: '中枢',
    bot: '机器人',
    builtIn: '使用内置的小世界；用 -w world.yml 换成自己的',
    world: (file: string) => `世界文件：${file}`,
    noLinks: '没有账号开放连接：请加上连接方式，例如 ws: { port: 3001 }',
    connect: '其他机器人也可以连到中枢',
    noBot: '还没有机器人：请把它连到中枢',
    stop: '按 Ctrl-C 结束。',
    restarts: '文件有改动时自动重启',
    ended: (how: string) => `机器人已退出（${how}）`,
    crashed: '机器人崩溃了；文件改动后会重新启动',
    done: (code: number) => `机器人已退出，退出码 ${code}；文件改动后会重新启动`,
    taken: (port: number | undefined) => (port === undefined ? '' : `   （端口 ${port} 已被占用）`),
    commonJs: '要在顶层使用 await，请在 package.json 里加上 "type": "module"，或把文件命名为 .mts',
  },
}

export type Words = (typeof words)['en']

/** Chinese if the environment asks for it, otherwise English. */
export function wordsFor(env: Environment): Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return locale.toLowerCase().startsWith('zh') ? words.zh : words.en
}
