import type { ArgumentProblem } from '../arguments/problems.js'
import type { IntentObstacle } from '../intents/intents.js'
import type { Language } from '../texts/built-in.js'
import { typeNames } from '../texts/type-names.js'
import type { Reason } from './reasons.js'

type Sentences = { readonly [K in Reason['is']]: (reason: Extract<Reason, { readonly is: K }>) => string }

const OBSTACLES: Readonly<Record<Language, Readonly<Record<IntentObstacle, string>>>> = {
  zh: {
    elsewhere: '不在这种聊天中生效',
    off: '所属插件已在这里关闭',
    empty: '消息没有文字',
    long: '消息太长',
    notToMe: '需要 @机器人 或叫它的昵称',
    keywords: '没有关键词',
  },
  en: {
    elsewhere: 'it is not there in this kind of chat',
    off: 'its plugin is switched off here',
    empty: 'there is no text',
    long: 'the text is too long',
    notToMe: 'the bot must be addressed, by an at or its nickname',
    keywords: 'no keyword is there',
  },
}

const zh: Sentences = {
  mayMean: ({ intent }) => `会由意图 ${intent} 判断`,
  notMeant: ({ intent, why }) => `意图 ${intent} 不处理：${OBSTACLES.zh[why]}`,
  takes: ({ command }) => `由命令 ${command} 处理`,
  answers: () => '有会话正在等待回答，这条消息就是回答',
  heard: ({ event }) => `会经过 bot.on('${event}') 的处理函数`,
  talk: () => '没有谁处理它，会经过 bot.onTalk 的处理函数',
  noCommand: ({ prefixes }) => `不是命令：命令以 ${prefixes} 开头`,
  noPrefix: ({ command, prefix }) => `命令 ${command} 前面缺少前缀，应为 ${prefix}${command}`,
  glued: ({ command }) => `命令 ${command} 与后面的内容之间缺少空格`,
  blankBehindPrefix: ({ prefix }) => `前缀后面有空格，不算命令：命令名要紧跟在 ${prefix} 后面`,
  unknown: ({ name, near }) => `没有命令 ${name}${near && `，相近的是 ${near}`}`,
  disabled: ({ command, plugin }) => `命令 ${command} 属于插件 ${plugin}，它在这里已被停用`,
  elsewhere: ({ command, in: place }) => `命令 ${command} 只在${place === 'group' ? '群聊' : '私聊'}中可用`,
  notToMe: ({ command }) => `命令 ${command} 需要 @机器人 或叫它的昵称`,
  permission: ({ command, needs }) => `没有命令 ${command} 的权限，需要 ${needs}`,
  permissionUnknown: ({ command, needs }) => `命令 ${command} 需要 ${needs}，运行时才能知道是否满足`,
  cooldown: ({ command, seconds }) => `命令 ${command} 还在冷却中，剩 ${seconds} 秒`,
  busy: ({ command, policy, with: work }) =>
    `同一会话仍在处理 ${work}，命令 ${command} ${policy === 'queue' ? '会排队' : '会被拒绝'}`,
  waits: ({ with: work }) => `同一会话仍在处理 ${work}，这条消息在等待`,
  arguments: ({ command, problem }) => `命令 ${command} 的参数不对：${problemIn('zh', problem)}`,
}

const en: Sentences = {
  mayMean: ({ intent }) => `intent ${intent} is asked what it means`,
  notMeant: ({ intent, why }) => `intent ${intent} does not look at it: ${OBSTACLES.en[why]}`,
  takes: ({ command }) => `command ${command} takes it`,
  answers: () => 'a conversation waits for an answer, and this is it',
  heard: ({ event }) => `a handler of bot.on('${event}') hears it`,
  talk: () => 'nobody takes it, so a handler of bot.onTalk hears it',
  noCommand: ({ prefixes }) => `no command: one begins with ${prefixes}`,
  noPrefix: ({ command, prefix }) => `command ${command} lacks its prefix; it would be ${prefix}${command}`,
  glued: ({ command }) => `command ${command} lacks a blank behind its name`,
  blankBehindPrefix: ({ prefix }) =>
    `no command: a blank stands behind the prefix; the name follows ${prefix} directly`,
  unknown: ({ name, near }) => `there is no command ${name}${near && `; near is ${near}`}`,
  disabled: ({ command, plugin }) => `command ${command} is of plugin ${plugin}, which is disabled here`,
  elsewhere: ({ command, in: place }) => `command ${command} is only there in ${place} chats`,
  notToMe: ({ command }) => `command ${command} wants the bot to be addressed, by an at or its nickname`,
  permission: ({ command, needs }) => `may not use command ${command}, which needs ${needs}`,
  permissionUnknown: ({ command, needs }) =>
    `command ${command} needs ${needs}, which is only known when it runs`,
  cooldown: ({ command, seconds }) => `command ${command} cools down for ${seconds} s more`,
  busy: ({ command, policy, with: work }) =>
    `the same conversation is still busy with ${work}; command ${command} ${policy === 'queue' ? 'waits' : 'is refused'}`,
  waits: ({ with: work }) => `the same conversation is still busy with ${work}; this message waits`,
  arguments: ({ command, problem }) =>
    `the arguments of command ${command} are wrong: ${problemIn('en', problem)}`,
}

const sentences: Readonly<Record<Language, Sentences>> = { zh, en }

/** Puts a reason into words. */
export function reasonText(reason: Reason, language: Language): string {
  const sentence = sentences[language][reason.is] as (reason: Reason) => string
  return sentence(reason)
}

function problemIn(language: Language, problem: ArgumentProblem): string {
  if (!('parameter' in problem)) return `${'found' in problem ? problem.found : `--${problem.option}`}`
  const { name, type } = problem.parameter
  const found = 'found' in problem ? ` ← ${problem.found}` : ''
  return `${name} (${typeNames[language][type]})${found}`
}
