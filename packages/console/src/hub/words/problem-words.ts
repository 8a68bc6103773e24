import type { Problem } from '../wire/wire.js'

interface Phrase {
  readonly text: string
  readonly advice: string
}

/** Problems in Chinese, by kind. In English, the hub tells them itself. `{name}` is a field of the problem. */
const phrases: { readonly [Kind in Problem['kind']]: Phrase } = {
  account_offline: {
    text: '账号 {account} 的 QQ 掉线了：协议端还连着，但已经不在线。',
    advice: '到协议端的页面里重新登录，通常要重新扫码。',
  },
  account_disconnected: {
    text: '账号 {account} 没有协议端了：调用会失败，也收不到事件。',
    advice: '看看协议端是不是在运行，它的日志里写了什么。',
  },
  account_silent: {
    text: '账号 {account} 的协议端连着，但没有动静：没有心跳，也不回答。',
    advice: '一直这样就重启协议端，也可以在 process: 里交给 Rookery 重启。',
  },
  account_never_seen: {
    text: '配置里写了账号 {account}，但没有协议端登录过它。',
    advice: '检查号码有没有写错，协议端有没有登录这个账号。',
  },
  upstream_unreachable: {
    text: '连不上协议端 {upstream}（{address}）：{reason}',
    advice: '检查它是不是在运行，地址和 token 对不对。Rookery 会一直重试。',
  },
  upstream_waiting: {
    text: '协议端 {upstream} 还没有连过来：{address} 上没有连接。',
    advice: '在协议端里填上这个地址和它那一项的 token，让它来连。',
  },
  process_down: {
    text: '协议端 {upstream} 的进程没有在运行（{state}）：{reason}',
    advice: '看它的输出里写了什么，再重启。',
  },
  client_lagging: {
    text: '应用 {client} 在账号 {account} 上落后 {events} 个事件，已经 {seconds} 秒。',
    advice: '它处理得太慢，或者卡住了：看它的日志。不需要这些事件时可以让它跳到现在。',
  },
  client_confirms_nothing: {
    text: '应用 {client} 在账号 {account} 上一个事件也没有确认：{events} 个，已经 {seconds} 秒。',
    advice: '它可能卡死了，或者不回应 ping：重启它，或者在这里断开它的连接。',
  },
  connections_refused: {
    text: '来自 {address} 的 {count} 次连接被拒绝：{reason}',
    advice: '是自己的机器人，就检查它的 token；不是的话，有人在试你的 token。',
  },
  receiver_failing: {
    text: '推送不到应用 {client}（{address}）：{reason}',
    advice: '检查它是不是在运行，地址对不对。事件先留着，恢复后会补发。',
  },
  journal_not_written: {
    text: '事件写不进磁盘：{reason}',
    advice: '检查磁盘空间和 data 目录的权限。这段时间的事件只在内存里，重启就会丢。',
  },
  breaker_open: {
    text: '账号 {account} 的调用暂时被拒绝：协议端 {upstream} 一直不回答。',
    advice: '{seconds} 秒后会放一个调用过去试试。一直这样就看协议端的日志。',
  },
  sends_stopped: {
    text: '账号 {account} 暂停发送：QQ 可能在限制它（{sign}）。',
    advice: '{seconds} 秒后放一条过去试试。少发一些，或者调低协议端的 pace。',
  },
  token_short: {
    text: '{key} 只有 {characters} 个字符，容易被猜到。',
    advice: '换成至少 16 个字符的，rookery token 可以生成一个。',
  },
}

/** A problem in words, with what to do. A kind without a translation is told as the hub tells it. */
export function problemText(problem: Problem, language: 'zh' | 'en'): Phrase {
  // A hub that is newer than the page may know other kinds.
  const phrase: Phrase | undefined = language === 'zh' ? phrases[problem.kind] : undefined
  if (!phrase) return { text: problem.text, advice: problem.advice }
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(problem.fields[name] ?? problem.subject))
  return { text: fill(phrase.text), advice: fill(phrase.advice) }
}
