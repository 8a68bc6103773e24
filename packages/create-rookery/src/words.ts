import type { TemplateLanguage } from './templates.js'

/** Texts that are printed, in the language of the terminal. */
export const texts = {
  en: {
    usage: `npm create rookery [folder] [-- options]

Makes a new bot in a folder (my-bot).

  --template <name>   weather (a command that asks, and its test) or minimal
  --lang <zh|en>      the language of the bot; that of the terminal by default
  --help, --version
`,
    made: (folder: string) => `A new bot is in ${folder}. Next:`,
    dev: 'a chat page, where you can talk to it',
    other: (full: string) => `${full}. Name another folder: npm create rookery my-other-bot`,
  },
  zh: {
    usage: `npm create rookery [文件夹] [-- 选项]

在一个文件夹（my-bot）里创建新的机器人。

  --template <名称>   weather（一个会提问的命令和它的测试）或 minimal（最少的）
  --lang <zh|en>      机器人的语言；默认与终端相同
  --help, --version
`,
    made: (folder: string) => `新的机器人已创建在 ${folder}。接下来：`,
    dev: '打开聊天页面，和它说话',
    other: (full: string) => `${full}。请换一个文件夹：npm create rookery my-other-bot`,
  },
} as const satisfies Readonly<Record<TemplateLanguage, unknown>>
