import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/*
 * What the frameworks of OneBot have among them, row by row, and what ours has: with the test that proves it, or with the
 * reason why not. The page `features.md` is made of this.
 */

interface Words {
  readonly en: string
  readonly zh: string
}

export type Feature = Words &
  (
    | {
        readonly has: 'yes' | 'part'
        readonly proof: readonly [file: string, title: string]
        readonly but?: Words
      }
    | { readonly has: 'no'; readonly but: Words }
  )

export interface Section extends Words {
  readonly features: readonly Feature[]
}

const yes = (en: string, zh: string, file: string, title: string): Feature => ({
  en,
  zh,
  has: 'yes',
  proof: [file, title],
})
const part = (en: string, zh: string, file: string, title: string, but: Words): Feature => ({
  en,
  zh,
  has: 'part',
  proof: [file, title],
  but,
})
const no = (en: string, zh: string, but: Words): Feature => ({ en, zh, has: 'no', but })

const bot = (file: string): string => `packages/bot/src/${file}.test.ts`
const [LISTEN, CONNECT] = [bot('connections/listen'), bot('connections/connect')]
const [CALLS, CALL_TYPES] = [bot('calls/calls'), bot('calls/call-types')]
const [COMMANDS, VECTORS] = [bot('commands/commands'), bot('commands/nonebot-vectors')]
const WRITTEN = bot('commands/how-people-write')
const [ASK, RACES] = [bot('conversations/ask'), bot('conversations/races')]
const [BUS, ABILITIES] = [bot('events/bus-rules'), bot('session/abilities')]
const [PERMISSION, INTENTS] = [bot('permissions/permission'), bot('intents/intents')]
const [PLUGINS, JOBS] = [bot('plugins/plugins'), bot('schedules/jobs')]
const PEERS = 'test/bot-peers.test.ts'

export const sections: readonly Section[] = [
  {
    en: 'Connections',
    zh: '连接',
    features: [
      yes('HTTP POST events', 'HTTP 上报', LISTEN, 'are answered with 204 when no handler says anything'),
      yes('HTTP API', 'HTTP API', CONNECT, 'is called, and events come over SSE'),
      yes(
        'Reverse WebSocket, Universal',
        '反向 WebSocket（Universal）',
        LISTEN,
        'wait for an answer before they call: one that comes at once is not missed',
      ),
      yes(
        'Reverse WebSocket, API and Event apart',
        '反向 WebSocket（API 与 Event 分开）',
        LISTEN,
        'may be split into calls and events, by header or by path',
      ),
      yes('Forward WebSocket', '正向 WebSocket', CONNECT, 'settles at the first login, and says whose it is'),
      yes(
        'HTTP where no WebSocket is, by account',
        '没有 WebSocket 时走 HTTP，按账号区分',
        CONNECT,
        'is used where no WebSocket is, and no longer than that',
      ),
      yes(
        'Signature over the very bytes',
        '对原始字节验签',
        LISTEN,
        'must be signed where there is a secret, over the very bytes',
      ),
      yes(
        'Token of a reverse WebSocket is required',
        '反向 WebSocket 强制校验 token',
        LISTEN,
        'are refused without the token, with a wrong one, and elsewhere',
      ),
      yes('A token for each account', '每个账号各自的 token', PEERS, 'has a token for each connection'),
      yes(
        'Reconnects with backoff',
        '断线重连，间隔递增',
        'packages/transport/src/dial/dial.test.ts',
        'doubles from half a second to thirty seconds',
      ),
      yes(
        'Finds out connections that are half dead',
        '识别假死的连接',
        bot('accounts/account-state'),
        'is offline when its heartbeats stay away, until something comes again',
      ),
      yes(
        'Calls that wait fail when the connection is lost',
        '断线时，等待中的调用立刻失败',
        CONNECT,
        'fails calls that wait when the connection is lost, and says that their outcome is unknown',
      ),
      yes(
        'Calls time out',
        '调用超时',
        CALLS,
        'is rejected when it was answered so, unknown when no answer came',
      ),
      yes(
        'An account that connects twice keeps the newer connection',
        '同一账号重复连接时保留新的',
        LISTEN,
        'keep their account when the same one connects again, although the old connection ends later',
      ),
      yes(
        'Several accounts in one process',
        '一个进程多个账号',
        CONNECT,
        'serve several accounts: each event and its calls stay with their own',
      ),
      yes(
        'Calls of a handler go through the account of its event',
        '处理函数里的调用走收到事件的账号',
        'test/bot-on-hub.test.ts',
        'serves all accounts over one link: each answer goes out where its event came in',
      ),
      yes(
        'Conversations apart by account',
        '会话按账号隔离',
        PEERS,
        'keeps conversations of its accounts apart',
      ),
      no('One answer of several accounts in a group', '同群多个账号只答一次', {
        en: 'which account is to answer is known to the author alone; `bot.before` and `self_id` decide it in a line',
        zh: '该由哪个账号来答，只有作者知道；在 `bot.before` 里看 `self_id`，一行就能决定',
      }),
      yes('Ids beyond 2^53', '大于 2^53 的 id', CALLS, 'keeps ids beyond 2^53 both ways'),
      yes(
        'Missed events are sent again',
        '补发错过的事件',
        'packages/hub/src/hub-resume.test.ts',
        'again and again, each time from what it has confirmed',
      ),
    ],
  },
  {
    en: 'Events, messages and calls',
    zh: '事件、消息与调用',
    features: [
      yes(
        'Typed standard actions',
        '标准动作有类型',
        CALL_TYPES,
        'know every action, its params and its result',
      ),
      yes(
        'Typed actions of implementations',
        '各协议端的扩展动作有类型',
        CALL_TYPES,
        'are those of one implementation where that is said',
      ),
      yes('Typed events', '事件有类型', ABILITIES, 'is typed by the event'),
      yes(
        'Unknown events reach the bot',
        '不认识的事件也能收到',
        BUS,
        'that nobody knows are heard by the names that they have, with all their fields',
      ),
      yes(
        'CQ codes and arrays as input',
        '接受 CQ 码和数组两种格式',
        'packages/protocol/src/message/cq-code.test.ts',
        'makes of %j what every implementation makes of it',
      ),
      yes(
        'A string that is sent is text',
        '发出的字符串就是文字',
        'packages/protocol/src/message/msg.test.ts',
        'cannot be made to hold a code by what somebody wrote',
      ),
      yes(
        'Quick operations',
        '快速操作',
        LISTEN,
        'are answered in time; a quick operation that comes later becomes a call',
      ),
      yes(
        'Requests are approved and rejected',
        '同意、拒绝请求',
        ABILITIES,
        'requests are approved or rejected',
      ),
      yes(
        'Names of events from specific to general',
        '事件名从具体到笼统',
        BUS,
        'go to all hooks before all handlers, each from specific to general, as in aiocqhttp',
      ),
      yes('Hooks before events', '事件前置钩子', BUS, 'are heard by nobody when a hook says no, or fails'),
      yes(
        'Hooks before calls',
        '调用前置钩子',
        CALLS,
        'is taken out again by what it gave back, and the first one is outermost',
      ),
      yes(
        'Middleware',
        '洋葱中间件',
        PLUGINS,
        'takes everything back that its setup has added, what came last first',
      ),
      yes(
        'Messages are held apart',
        '限制发送频率',
        CALLS,
        'may hold messages apart, and only those, in their order',
      ),
      no('Files of this machine are sent to another', '本机文件转成可远程发送的形式', {
        en: 'a path means a file of the implementation; the bytes of one here go as `base64://` in `msg.image`',
        zh: '路径指的是协议端那台机器上的文件；要发本机的，就把内容写成 `base64://` 交给 `msg.image`',
      }),
    ],
  },
  {
    en: 'Commands',
    zh: '命令',
    features: [
      yes('Commands', '命令', COMMANDS, 'gets its arguments, and what it returns is sent'),
      yes('Prefixes and separators', '可配置的前缀和分隔符', VECTORS, 'with the prefixes %j, %j is %j'),
      yes(
        'Sub-commands and groups',
        '子命令与命令组',
        COMMANDS,
        'of a group has its name in front and its options',
      ),
      yes('Aliases and patterns', '别名与正则', COMMANDS, 'may need no prefix, with a name or a pattern'),
      yes(
        'Patterns whose groups fill arguments',
        '正则的命名分组填进参数',
        bot('commands/patterns'),
        'fills its arguments: %s',
      ),
      yes(
        'Commands behind a reply and the at that clients add',
        '回复时客户端自动加的 @ 不碍事',
        bot('message/quoted-author'),
        'hides no command, and bot.explain says so',
      ),
      yes(
        'A picture or an at behind a name, without a blank',
        '图片和 @ 可以紧跟命令名',
        WRITTEN,
        'so a glued picture or at is an argument',
      ),
      yes(
        'Dashes, quotes and equals signs of phones',
        '手机输入的横线、引号和等号',
        bot('arguments/typography'),
        '%s begins an option that is declared',
      ),
      yes('Names in any case, where wanted', '可以不分大小写', WRITTEN, 'matters, unless the bot ignores it'),
      yes(
        'Says which blank is missing',
        '提示少了空格',
        WRITTEN,
        'as in %j is told what is missing where the bot is addressed, and nothing elsewhere',
      ),
      yes(
        'Arguments with types',
        '参数有类型',
        bot('arguments/declaration-types'),
        'makes the arguments that it names',
      ),
      yes(
        'Options as of a shell',
        '命令行风格的选项',
        bot('arguments/read-arguments'),
        'may be options, anywhere before the rest of the line',
      ),
      yes(
        'Help that is made by itself',
        '自动生成的帮助',
        COMMANDS,
        'lists what the user may use, and says how one command is used',
      ),
      yes(
        'Did you mean',
        '猜你想说的命令',
        COMMANDS,
        'for an unknown command names one that is near, in private or to the bot',
      ),
      yes('Cooldown', '冷却', COMMANDS, 'for its cooldown says how long it lasts'),
      yes(
        'What happens while the bot is busy',
        '忙时的策略',
        COMMANDS,
        'a command waits, is refused, or goes beside it, as it says',
      ),
      yes('Privileged commands', '特权命令', COMMANDS, 'a privileged command cannot ask'),
      yes(
        'Two languages, and texts of your own',
        '两种语言，话术可换',
        bot('texts/texts'),
        'are there in both languages with the same placeholders',
      ),
      yes(
        'Says why a message is not answered',
        '说明消息为什么没人理',
        bot('explain/explain'),
        'tells of what else is under way, in the words of the bot',
      ),
    ],
  },
  {
    en: 'Conversations',
    zh: '会话',
    features: [
      yes(
        'Questions that are awaited where they stand',
        '就地等待回答的提问',
        ASK,
        'gives the text that was answered',
      ),
      yes(
        'Conversations of a whole group',
        '整个群的会话',
        RACES,
        'by two users of a group are two answers, in order',
      ),
      yes(
        'Filters, and an end after too many wrong answers',
        '参数过滤，错太多次就结束',
        ASK,
        'says what the author wants to wrong answers, and ends after too many of one question',
      ),
      yes(
        'Words that cancel',
        '取消用语',
        bot('conversations/cancellation'),
        'are those of NoneBot where the author wants them',
      ),
      yes(
        'Users and hooks are told of an expiry',
        '过期时通知用户和钩子',
        ASK,
        'when nobody answers in time, by the clock of the bot',
      ),
      yes(
        'Goes on as another command',
        '切换到另一个命令',
        PEERS,
        'goes on as another command where a handler says so',
      ),
      yes(
        'The order of messages is kept',
        '消息顺序不乱',
        bot('conversations/interleavings'),
        'in 1000 random interleavings no message is lost or handled twice, and the order of each user is kept',
      ),
      no('Conversations survive a restart', '会话在重启后继续', {
        en: 'a handler that waits is a function halfway through, which nothing can store; what must last goes into the storage, as in the example `reminder`',
        zh: '等回答的处理函数是执行到一半的函数，没法保存；必须留住的东西放进存储，见示例 `reminder`',
      }),
      yes(
        'Intents with a confidence',
        '带置信度的意图',
        INTENTS,
        'of the highest confidence is run, of equal ones the first',
      ),
      yes(
        'Intents obey the permission of their command',
        '意图遵守命令的权限',
        INTENTS,
        'obeys the permission of the command, unless it says otherwise',
      ),
    ],
  },
  {
    en: 'Permissions',
    zh: '权限',
    features: [
      yes('Permissions that are put together', '可组合的权限', PERMISSION, 'reads as it is meant'),
      yes(
        'Roles from the event, else asked for',
        '身份先看事件，没有再查',
        PERMISSION,
        'knows roles from the event, else it asks',
      ),
      yes(
        'Users and hooks are told of a denial',
        '拒绝时通知用户和钩子',
        COMMANDS,
        'is told to the user and to hooks',
      ),
    ],
  },
  {
    en: 'Plugins, schedules and storage',
    zh: '插件、定时与存储',
    features: [
      yes(
        'Plugins',
        '插件',
        bot('plugins/load-folder'),
        'is loaded file by file and folder by folder; what is hidden, or lies beside, is not',
      ),
      yes(
        'Reload that undoes everything',
        '重载时彻底清理',
        PLUGINS,
        'is loaded again with another definition, and is the same plugin',
      ),
      {
        ...yes('On and off by group', '按群开关', PLUGINS, 'is invisible there, and nowhere else'),
        but: {
          en: 'for a single message there is `bot.before`, or a permission',
          zh: '只针对一条消息的话，用 `bot.before` 或权限',
        },
      },
      yes(
        'Config with a schema',
        '配置有 schema 并校验',
        bot('config/config'),
        'is refused with every key that is wrong, what was found and what is allowed',
      ),
      yes('Cron and intervals', '定时任务', JOBS, 'is done at its time, and what it returns is sent'),
      part('Jobs over a restart', '任务在重启后继续', JOBS, 'is made up for once, if that is wanted', {
        en: 'what was missed is made up for; jobs themselves stand in the program, those of users in the storage',
        zh: '错过的会补上；任务本身写在程序里，用户自己定的放进存储',
      }),
      yes('Storage', '存储', bot('storage/storage'), 'are there after a restart, and nothing is beside them'),
    ],
  },
  {
    en: 'Around it',
    zh: '周边',
    features: [
      yes('Test kit', '测试工具', 'test/bot-in-the-sandbox.test.ts', 'is attached as it is'),
      yes(
        'A simulated QQ to talk to',
        '可以聊天的模拟 QQ',
        'packages/rookery/src/dev/dev.test.ts',
        'runs a bot on a hub with a simulated account, and again when its file changes',
      ),
      yes(
        'Record and replay',
        '录制与重放',
        'packages/sandbox/src/recorder/recorder.test.ts',
        'comes out the same when it is replayed',
      ),
      part(
        'Web console',
        '网页控制台',
        'test/chat-page.extra.test.ts',
        'shows the wire, and copies from it',
        {
          en: 'of the sandbox; that of the hub is planned',
          zh: '沙盒有；中枢的还在计划中',
        },
      ),
      no('Metrics and health', '指标与健康检查', {
        en: 'planned for the hub, which all connections go through',
        zh: '计划放在中枢里，所有连接都经过它',
      }),
      yes(
        'Scaffold',
        '脚手架',
        'packages/create-rookery/src/create-bot-folder.test.ts',
        'asks nothing, and says how to go on in the language of the terminal',
      ),
      yes(
        'Docs whose code is run',
        '文档里的代码都运行过',
        'test/guide-bot.test.ts',
        'run, and answer as they say: $title',
      ),
    ],
  },
]

const TEXT = {
  en: {
    head: `# What the bot has

[中文](../zh/features.md)

The features that the frameworks for OneBot have among them, and which of them \`@rookery/bot\` has. Each is proven by a
test, which is named beside it; what is not there has its reason. How they are used: [building a bot](bot.md).
`,
    columns: '| feature | | test, or reason |',
    has: { yes: 'yes', part: 'partly', no: 'no' },
  },
  zh: {
    head: `# 功能一览

[English](../en/features.md)

下面是各种 OneBot 框架有过的功能，以及 \`@rookery/bot\` 有没有。有的，旁边写着证明它的测试；没有的，写着原因。用法见[写一个机器人](bot.md)。
`,
    columns: '| 功能 | | 测试或原因 |',
    has: { yes: '有', part: '部分', no: '没有' },
  },
} as const

/** The page in one language. */
export function featuresPage(language: 'en' | 'zh'): string {
  const { head, columns, has } = TEXT[language]
  const row = (feature: Feature): string => {
    const proof = feature.has === 'no' ? [] : [`[${testName(feature)}](../../../${feature.proof[0]})`]
    const notes = [...(feature.but ? [feature.but[language]] : []), ...proof]
    return `| ${feature[language]} | ${has[feature.has]} | ${notes.join(language === 'zh' ? '；' : '; ')} |`
  }
  const tables = sections.map(
    (section) =>
      `\n## ${section[language]}\n\n${columns}\n| --- | --- | --- |\n${section.features.map(row).join('\n')}\n`,
  )
  return `${head}${tables.join('')}`
}

/** A test by its whole name, which begins with what it is about; nothing in it means anything to Markdown. */
function testName({ proof: [file, title] }: Extract<Feature, { has: 'yes' | 'part' }>): string {
  const source = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')
  const before = source.slice(0, Math.max(0, source.indexOf(title)))
  const [, , about = ''] = [...before.matchAll(/^describe(?:\.each[^'"`]*)?\((['"`])(.*?)\1,/gm)].at(-1) ?? []
  return `${about} ${title}`.trim().replaceAll('|', '\\|')
}
