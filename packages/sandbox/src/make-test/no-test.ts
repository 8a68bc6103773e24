import { OneBotError } from '@rookery/protocol'

/** Reasons why no test can be made, as shown to people. */
const noTestReasons = {
  forgotten: {
    en: 'this is no longer kept',
    zh: '这条记录已经不在了',
  },
  nothing_before: {
    en: 'nobody did anything before it: what a bot says of its own accord has no beginning to play',
    zh: '在它之前没有人做过什么：机器人主动说的话没有可以重演的开头',
  },
  nothing_expected: {
    en: 'no bot answered it, so that a test would have nothing to expect',
    zh: '没有机器人回应，测试没有可以期待的内容',
  },
  done_by_hand: {
    en: 'somebody spoke as the account of the bot itself, which a test takes for an answer of the bot',
    zh: '有人以机器人的账号发言，测试会把它当成机器人的回应',
  },
  points_back: {
    en: 'it needs something from before that a new world lacks: a file, a notice, a request or a message',
    zh: '它用到了更早的文件、公告、请求或消息，新的世界里没有',
  },
} as const

/** Reason why no test can be made; a key of the table of reasons. */
export type NoTestReason = keyof typeof noTestReasons

/** A test that cannot be made, because it could never fail or never pass. */
export class NoTest extends OneBotError {
  readonly why: NoTestReason
  readonly summary: { readonly en: string; readonly zh: string }

  constructor(why: NoTestReason) {
    super('no_test', noTestReasons[why].en)
    this.why = why
    this.summary = noTestReasons[why]
  }
}
